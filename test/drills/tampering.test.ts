import type { EntityMetadata, EntityProperty } from "@mikro-orm/core";
import { beforeAll, expect, it } from "vitest";
import { statementsOf, type Statements } from "../../server/database/statements.js";
import { firstHash, hashOf } from "../../server/log/change-hash.js";
import type { Change } from "../../server/log/change.entity.js";
import { readHeads, type Head } from "../../server/log/heads.js";
import { unlogged } from "../../server/log/logged-record.entity.js";
import { verifyDatabase, verifyRows, type Verdict } from "../../server/log/verify-database.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";
import { conclude, times } from "./report.js";

describeApi("Verifying", (luoshi) => {
  let programme: GivenProgramme;
  beforeAll(async () => {
    programme = await luoshi.given.programme({
      projects: [{ leaders: ["曾智伟"], owners: ["陈美治"], offices: ["社会事务办"], tasks: [{}, {}, {}] }],
    });
    const [owner, leader] = [await luoshi.given.signedIn("陈美治"), await luoshi.given.signedIn("曾智伟")];
    await owner.move(programme.card, "ACTIVE");
    await owner.move(programme.card, "SUBMITTED", { report: { done: "做完了" } });
    await leader.move(programme.card, "ACTIVE", { reason: "材料不全" });
  });

  class Undo extends Error {}

  /** Meddles by SQL, verifies what then stands there, and undoes it; null where the database itself refused. */
  async function verdictAfter(
    meddle: (sql: Statements) => Promise<unknown>,
    noted: readonly Head[] = [],
  ): Promise<Verdict | null> {
    let verdict: Verdict | null = null;
    const { orm } = luoshi.app.database;
    await orm.em
      .fork()
      .transactional(async (em) => {
        const sql = statementsOf(em);
        await meddle(sql);
        verdict = await verifyRows(sql, orm.getMetadata(), noted);
        throw new Undo();
      })
      .catch((error: unknown) => {
        if (verdict && !(error instanceof Undo)) throw error;
      });
    return verdict;
  }

  const changesOf = (sql: Pick<Statements, "all">) =>
    sql.all<Change>(
      `select id, chain, revision, at, actor_id "actorId", verb, subject_kind "subjectKind", subject_id "subjectId",
        project_id "projectId", task_id "taskId", reason, fields, previous_hash "previousHash", hash from change
        where chain = ? order by revision`,
      [programme.id],
    );

  /** Takes the last rows of the log away, together with what the head says. */
  const cutOff = async (sql: Statements, revision: number) => {
    await sql.run(`delete from change where chain = ? and revision > ?`, [programme.id, revision]);
    const last = (await changesOf(sql)).at(-1);
    await sql.run(`update log_head set revision = ?, hash = ? where chain = ?`, [
      revision,
      last?.hash ?? firstHash,
      programme.id,
    ]);
  };

  it("finds nothing where nobody meddled", async () => {
    const { verdict } = await verifyDatabase(luoshi.app.database);
    expect(verdict).toMatchObject({ broken: [], wrong: [], lost: [] });
  });

  it("shows the log's end cut off together with its head, by what stands as nobody said", async () => {
    const { length } = await changesOf(luoshi.app.database.rows);
    for (let revision = length - 1; revision >= 0; revision -= 1) {
      const verdict = await verdictAfter((sql) => cutOff(sql, revision));
      expect(verdict?.broken).toEqual([]);
      expect({ revision, wrong: verdict?.wrong.length }).not.toEqual({ revision, wrong: 0 });
    }
  });

  it("shows a past that was written anew as a whole, by heads that were noted outside", async () => {
    const noted = await readHeads(luoshi.app.database.rows);
    const rewrite = async (sql: Statements) => {
      let previous = firstHash;
      for (const change of await changesOf(sql)) {
        change.previousHash = previous;
        change.at = "2022-01-01T00:00:00.000Z";
        change.hash = previous = hashOf(change);
        await sql.run(`update change set at = ?, previous_hash = ?, hash = ? where id = ?`, [
          change.at,
          change.previousHash,
          change.hash,
          change.id,
        ]);
      }
      await sql.run(`update log_head set hash = ? where chain = ?`, [previous, programme.id]);
    };
    expect(await verdictAfter(rewrite)).toMatchObject({ broken: [], wrong: [], lost: [] });
    const revision = (await changesOf(luoshi.app.database.rows)).length;
    const lost = (problem: string) => ({ lost: [{ chain: programme.id, revision, problem }] });
    expect(await verdictAfter(rewrite, noted)).toMatchObject(lost("REWRITTEN"));
    expect(await verdictAfter((sql) => cutOff(sql, revision - 1), noted)).toMatchObject(lost("CUT_OFF"));
    // What came since is no fault.
    await (await luoshi.given.signedIn("陈美治")).move(programme.task("1.2"), "ACTIVE");
    expect((await verifyDatabase(luoshi.app.database, noted)).verdict.lost).toEqual([]);
  });

  /** What somebody might do to a row, in SQL. */
  const edits = (
    meta: EntityMetadata,
    { name, type, kind, fieldNames, targetMeta, nullable }: EntityProperty,
  ) => {
    const column = `"${fieldNames[0]}"`;
    if (kind === "m:1")
      return `${column} = (select id from "${targetMeta?.tableName}" where id <> coalesce(${meta.tableName}.${column}, '') limit 1)`;
    if (nullable && Math.random() < 0.3) return `${column} = null`;
    if (type === "integer") return `${column} = ${column} + 1`;
    if (type === "boolean")
      return luoshi.kind === "SQLite" ? `${column} = 1 - ${column}` : `${column} = not ${column}`;
    if (type === "json") return `${column} = '["${name}"]'`;
    if (type === "datetime")
      return luoshi.kind === "SQLite" ? `${column} = 86400000` : `${column} = to_timestamp(86400)`;
    return `${column} = coalesce(${column}, '') || 'x'`;
  };

  it(
    "finds every one of many edits by SQL, of the log and of what it tells of",
    { timeout: 600_000 },
    async () => {
      const metas = [...luoshi.app.database.orm.getMetadata().getAll().values()];
      const tables = [
        "change",
        "task",
        "project",
        "programme",
        "stage",
        "person",
        "office",
        "report",
        "notice_import",
      ];
      const counts = { edits: 0, refused: 0, same: 0 };
      const missed: string[] = [];
      while (counts.edits < times(40, 1000)) {
        const table = tables[Math.floor(Math.random() * tables.length)];
        const meta = metas.find(({ tableName }) => tableName === table)!;
        const properties = meta.props.filter(
          ({ name, kind }) => (kind === "scalar" || kind === "m:1") && !unlogged[name] && name !== "id",
        );
        const property = properties[Math.floor(Math.random() * properties.length)]!;
        const edit =
          Math.random() < 0.1
            ? `delete from "${meta.tableName}"`
            : `update "${meta.tableName}" set ${edits(meta, property)}`;
        const where = `where id = (select id from "${meta.tableName}" order by random() limit 1)`;
        let [before, after] = ["", ""];
        const verdict = await verdictAfter(async (sql) => {
          const dump = async () =>
            JSON.stringify(await sql.all(`select * from "${meta.tableName}" order by id`));
          before = await dump();
          await sql.run(`${edit} ${where}`, []);
          after = await dump();
        });
        if (!verdict) counts.refused += 1;
        else if (before === after) counts.same += 1;
        else {
          counts.edits += 1;
          if (verdict.broken.length + verdict.wrong.length === 0) missed.push(edit);
        }
      }
      const done = `${counts.edits} edits by SQL; the database itself refused ${counts.refused} more`;
      conclude(`tampering (${luoshi.kind})`, done, missed);
    },
  );
});
