import type { SqlEntityManager } from "@mikro-orm/sql";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../server/database/record.entity.js";
import type { Parameter, Rows } from "../../server/database/rows.js";
import { Office } from "../../server/features/offices/office.entity.js";
import { Person } from "../../server/features/people/person.entity.js";
import { hashOf } from "../../server/log/change-hash.js";
import type { Change } from "../../server/log/change.entity.js";
import { verifyLog, type LogVerdict } from "../../server/log/verify-log.js";
import { password } from "../kit/given.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";

const report = { done: "全部完成", percent: 100 };

describeApi("The change log", (luoshi) => {
  const { given } = luoshi;
  const verify = () => verifyLog(luoshi.app.database.rows);

  async function changesOf(programmeId: string): Promise<Change[]> {
    return luoshi.sql<Change>(
      `select revision, verb, reason, fields, at, hash, actor_id "actorId", previous_hash "previousHash",
        subject_kind "subjectKind", subject_id "subjectId", project_id "projectId", task_id "taskId"
        from change where chain = ? order by revision`,
      [programmeId],
    );
  }

  /** A programme whose log has a bit of everything. */
  async function livedProgramme() {
    const programme = await given.programme({
      projects: [{ leaders: ["曾智伟"], owners: ["陈美治"], offices: ["社会事务办"], tasks: [{}, {}, {}] }],
    });
    const [owner, leader] = [await given.signedIn("陈美治"), await given.signedIn("曾智伟")];
    await owner.move(programme.card, "ACTIVE");
    await owner.move(programme.card, "SUBMITTED", { report });
    await leader.move(programme.card, "ACTIVE", { reason: "材料不全" });
    await owner.move(programme.task("1.3"), "PENDING", { before: programme.task("1.2").id });
    return programme;
  }

  it("has a row for everything that importing a notice makes", async () => {
    const programme = await given.programme({
      projects: [{ owners: ["新来的责任人"], offices: ["新设的科室"] }],
    });
    const changes = await changesOf(programme.id);
    const kinds = changes.map(({ verb, subjectKind }) => `${verb} ${subjectKind}`).toSorted();
    const made = [
      "NOTICE_IMPORT",
      "OFFICE",
      "PERSON",
      "PROGRAMME",
      "PROJECT",
      "STAGE",
      "STAGE",
      "STAGE",
      "STAGE",
      "TASK",
    ];
    expect(kinds).toEqual(made.map((kind) => `IMPORT ${kind}`));
    const project = changes.find(({ subjectKind }) => subjectKind === "PROJECT");
    const fields = JSON.parse(project?.fields ?? "{}") as Record<
      string,
      { before: unknown; after: unknown[] }
    >;
    expect(fields["owners"]?.before).toBeNull();
    expect(fields["owners"]?.after).toHaveLength(1);
  });

  it("says of a move who, when, why, and every field on either side", async () => {
    const programme = await livedProgramme();
    const person = async (name: string) =>
      (await luoshi.sql<{ id: string }>(`select id from person where name = ?`, [name]))[0]?.id;
    const returned = (await changesOf(programme.id)).find(({ verb }) => verb === "RETURN");
    const at = luoshi.clock.now().toISOString();
    const { id: taskId, projectId } = programme.card;
    expect(returned).toMatchObject({
      subjectKind: "TASK",
      subjectId: taskId,
      taskId,
      projectId,
      reason: "材料不全",
      at,
    });
    expect(returned?.actorId).toBe(await person("曾智伟"));
    const fields = JSON.parse(returned?.fields ?? "{}") as object;
    expect(fields).toMatchObject({
      stage: { before: programme.stage("SUBMITTED"), after: programme.stage("ACTIVE") },
      submittedBy: { before: await person("陈美治"), after: null },
      submittedAt: { before: at, after: null },
      attempt: { before: 1, after: 2 },
      timesReturned: { before: 0, after: 1 },
    });
    const unchanged = ["id", "version", "updatedAt", "createdAt", "title", "dueOn", "project", "acceptedAt"];
    expect(Object.keys(fields).filter((field) => unchanged.includes(field))).toEqual([]);
  });

  it("has the report in the same transaction, and the report's own row", async () => {
    const programme = await livedProgramme();
    const submitted = (await changesOf(programme.id)).filter(({ verb }) => verb === "SUBMIT");
    expect(submitted.map(({ subjectKind }) => subjectKind).toSorted()).toEqual(["REPORT", "TASK"]);
    expect(submitted.find(({ subjectKind }) => subjectKind === "REPORT")?.taskId).toBe(programme.card.id);
  });

  it("links each row to the one before", async () => {
    const changes = await changesOf((await livedProgramme()).id);
    let previous = "0".repeat(64);
    for (const change of changes) {
      expect(change.previousHash).toBe(previous);
      previous = change.hash;
    }
    expect(await verify()).toMatchObject({ broken: [] });
  });

  it("counts: a thing's version is the number of its changes", async () => {
    const programme = await livedProgramme();
    await given.person("经办人乙");
    await given.assignee(programme.card, "经办人乙");
    for (const table of [
      "programme",
      "stage",
      "project",
      "task",
      "report",
      "person",
      "office",
      "notice_import",
    ]) {
      const wrong = await luoshi.sql(
        `select t.id from "${table}" t where t.version <> (select count(*) from change c where c.subject_id = t.id)`,
      );
      expect({ table, wrong }).toEqual({ table, wrong: [] });
    }
  });

  it("has no gaps and no lost change when 8 people move cards at the same time", async () => {
    const owners = Array.from({ length: 8 }, (_, index) => `并发责任人${index}`);
    const programme = await given.programme({ projects: owners.map((name) => ({ owners: [name] })) });
    const clients = await Promise.all(owners.map((name) => given.signedIn(name)));
    const answers = await Promise.all(
      clients.map(async (client, index) => {
        const task = programme.task(`${index + 1}.1`);
        const kinds: string[] = [];
        for (const to of ["ACTIVE", "PENDING", "ACTIVE", "PENDING", "SUBMITTED"] as const) {
          kinds.push((await client.move(task, to, to === "SUBMITTED" ? { report } : {})).kind);
        }
        return kinds;
      }),
    );
    expect(answers.flat()).toEqual(Array.from({ length: 40 }, () => "Task"));
    const changes = await changesOf(programme.id);
    expect(changes.map(({ revision }) => revision)).toEqual(changes.map((_, index) => index + 1));
    const moves = changes.filter(({ verb, subjectKind }) => verb !== "IMPORT" && subjectKind === "TASK");
    expect(moves).toHaveLength(40);
    expect(await verify()).toMatchObject({ broken: [] });
  });

  it("lets one of 8 who move the same card at the same time win, and tells the others", async () => {
    const programme = await given.programme({ projects: [{ owners: ["陈美治"] }] });
    const owner = await given.signedIn("陈美治");
    const { version } = await owner.card(programme.card);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => owner.move(programme.card, "ACTIVE", { version })),
    );
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual([
      ...Array<string>(7).fill("StaleVersion"),
      "Task",
    ]);
    expect((await owner.card(programme.card)).version).toBe(version + 1);
  });

  it("is written by write() alone: nothing logged can be written past it", async () => {
    const em = luoshi.app.database.orm.em.fork();
    em.persist(em.create(Office, { id: newId("office"), name: "没有署名的科室" }));
    await expect(em.flush()).rejects.toThrow("nobody is named for this change");
    const other = luoshi.app.database.orm.em.fork();
    await given.person("陈美治");
    const person = await other.findOneOrFail(Person, { name: "陈美治" });
    person.name = "改名";
    await expect(other.flush()).rejects.toThrow("nobody is named for this change");
    expect(await luoshi.sql(`select id from person where name = '改名'`)).toEqual([]);
  });

  it("holds no password, no hash and no token", async () => {
    const name = given.newName();
    await given.person(name, { oneTime: true });
    const client = await given.signIn(name);
    const query = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }`;
    await client.ask(query, { input: { currentPassword: password, newPassword: "Another-One-2" } });
    const log = JSON.stringify(await luoshi.sql(`select * from change`));
    for (const secret of [password, "Another-One-2", "argon2", client.cookie?.split("=")[1] ?? ""]) {
      expect(log).not.toContain(secret);
    }
    const [last] = await luoshi.sql<Change>(
      `select * from change where chain = 'accounts' order by revision desc limit 1`,
    );
    expect(JSON.parse(last?.fields ?? "{}")).toEqual({
      passwordHash: { before: "•••", after: "•••" },
      mustChangePassword: { before: true, after: false },
    });
  });

  describe("shows whoever changed it by SQL:", () => {
    let programme: GivenProgramme;
    beforeAll(async () => void (programme = await livedProgramme()));

    class Undo extends Error {}

    /** Runs SQL against the log, verifies what then stands there, and undoes it all. */
    async function verdictAfter(meddle: (sql: Rows["all"]) => Promise<unknown>): Promise<LogVerdict> {
      let verdict: LogVerdict | undefined;
      const em = luoshi.app.database.orm.em.fork() as SqlEntityManager;
      const undone = em.transactional(async (em) => {
        const all = <Row extends object>(sql: string, parameters: readonly Parameter[] = []) =>
          (em as SqlEntityManager).execute<Row[]>(sql, [...parameters]);
        await meddle(all);
        verdict = await verifyLog({
          all,
          first: async (sql, values) => (await all(sql, values))[0],
          close: () => {},
        } as Rows);
        throw new Undo();
      });
      await expect(undone).rejects.toBeInstanceOf(Undo);
      if (!verdict) throw new Error("The log was not verified");
      return verdict;
    }

    const columns: Record<string, string> = {
      id: `'change_other' || revision`,
      at: `'2022-01-01T00:00:00.000Z'`,
      actor_id: `'person_other'`,
      verb: `case verb when 'IMPORT' then 'CREATE' else 'IMPORT' end`,
      subject_kind: `case subject_kind when 'TASK' then 'STAGE' else 'TASK' end`,
      subject_id: `subject_id || 'x'`,
      project_id: `coalesce(project_id, '') || 'x'`,
      task_id: `coalesce(task_id, '') || 'x'`,
      reason: `coalesce(reason, '') || ' '`,
      fields: `fields || ' '`,
      previous_hash: `'${"f".repeat(64)}'`,
      hash: `'${"e".repeat(64)}'`,
      chain: `chain || 'x'`,
      revision: `revision + 1000`,
    };

    it.each(Object.entries(columns))("any row's %s", async (column, value) => {
      const changes = await changesOf(programme.id);
      for (const revision of [1, Math.ceil(changes.length / 2), changes.length]) {
        const { broken } = await verdictAfter((sql) =>
          sql(`update change set ${column} = ${value} where chain = ? and revision = ?`, [
            programme.id,
            revision,
          ]),
        );
        expect({ revision, broken: broken.length }).not.toEqual({ revision, broken: 0 });
      }
    });

    it("any row taken away, at the end too", async () => {
      for (const { revision } of await changesOf(programme.id)) {
        const { broken } = await verdictAfter((sql) =>
          sql(`delete from change where chain = ? and revision = ?`, [programme.id, revision]),
        );
        expect(broken).toHaveLength(1);
      }
      const tail = await verdictAfter((sql) =>
        sql(`delete from change where chain = ? and revision > 5`, [programme.id]),
      );
      expect(tail.broken).toEqual([{ chain: programme.id, revision: 5, problem: "WRONG_HEAD" }]);
      const all = await verdictAfter((sql) => sql(`delete from change where chain = ?`, [programme.id]));
      expect(all.broken).toEqual([{ chain: programme.id, revision: 0, problem: "WRONG_HEAD" }]);
    });

    it("a row put in, at the end or as a chain of its own", async () => {
      const copyAs = (chain: string, revision: string) =>
        verdictAfter((sql) =>
          sql(
            `insert into change (id, chain, revision, at, actor_id, verb, subject_kind, subject_id, project_id, task_id,
              reason, fields, previous_hash, hash) select 'change_copy', ${chain}, ${revision}, at, actor_id, verb,
              subject_kind, subject_id, project_id, task_id, reason, fields, previous_hash, hash from change
              where chain = ? and revision = 3`,
            [programme.id],
          ),
        );
      expect((await copyAs("chain", "(select max(revision) + 1 from change)")).broken).toHaveLength(1);
      expect((await copyAs("'programme_made_up'", "1")).broken).toHaveLength(1);
    });

    it("a chain whose head is gone, or says another number or hash", async () => {
      const { id } = programme;
      for (const statement of [
        `delete from log_head where chain = ?`,
        `update log_head set revision = revision + 1 where chain = ?`,
        `update log_head set hash = '${"f".repeat(64)}' where chain = ?`,
      ]) {
        expect((await verdictAfter((sql) => sql(statement, [id]))).broken).toHaveLength(1);
      }
    });

    it("a row whose own hash was made anew to fit", async () => {
      const { id } = programme;
      const columnsOfChange = `id, chain, revision, at, actor_id "actorId", verb, subject_kind "subjectKind",
        subject_id "subjectId", project_id "projectId", task_id "taskId", reason, fields, previous_hash "previousHash"`;
      for (const { revision } of await changesOf(id)) {
        const { broken } = await verdictAfter(async (sql) => {
          const [row] = await sql<Change>(
            `select ${columnsOfChange} from change where chain = ? and revision = ?`,
            [id, revision],
          );
          if (!row) throw new Error("No such row");
          const forged = hashOf({ ...row, reason: "另有原因" });
          await sql(`update change set reason = '另有原因', hash = ? where id = ?`, [forged, row.id]);
        });
        expect(broken).toHaveLength(1);
      }
    });
  });
});
