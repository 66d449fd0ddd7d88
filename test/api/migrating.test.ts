import { MikroORM, type Options } from "@mikro-orm/core";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Config } from "../../server/config.js";
import { ChangeFeed } from "../../server/log/change-feed.js";
import { firstHash, hashOf } from "../../server/log/change-hash.js";
import { Change, ChangeVerb, SubjectKind } from "../../server/log/change.entity.js";
import { verifyLog } from "../../server/log/verify-log.js";
import { openDatabase, ormOptions } from "../../server/orm.config.js";
import { createDatabase } from "../kit/postgres.js";
import { temporaryFolder } from "../kit/program.js";

/** A row of the log as the first version wrote it. */
function change(revision: number, previousHash: string): Change {
  const row = Object.assign(new Change(), {
    id: `change_${revision}`,
    chain: "programme_old",
    revision,
    at: "2022-01-14T01:00:00.000Z",
    actorId: null,
    verb: ChangeVerb.IMPORT,
    subjectKind: SubjectKind.PROGRAMME,
    subjectId: "programme_old",
    projectId: null,
    taskId: null,
    reason: null,
    fields: `{"title":{"before":null,"after":"旧的责任分解表"}}`,
    previousHash,
  });
  row.hash = hashOf(row);
  return row;
}

describe.each(["SQLite", "PostgreSQL"])("A database of the first version (%s)", (kind) => {
  it("keeps its log to the letter, and may then write what is new", async () => {
    const where: Pick<Config, "dataDir" | "databaseUrl"> = {
      dataDir: await temporaryFolder(),
      databaseUrl: kind === "PostgreSQL" ? await createDatabase() : null,
    };
    const old = await MikroORM.init(ormOptions(where, new ChangeFeed()) as Options);
    await old.migrator.up({ to: "2026-11-24-first-tables" });
    const first = change(1, firstHash);
    const rows = [first, change(2, first.hash)];
    for (const row of rows) {
      const values = [row.id, row.chain, row.revision, row.at, row.verb, row.subjectKind, row.subjectId];
      await old.em.getConnection().execute(
        `insert into change (id, chain, revision, at, verb, subject_kind, subject_id, fields, previous_hash, hash)
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        [...values, row.fields, row.previousHash, row.hash],
      );
    }
    await old.em
      .getConnection()
      .execute(`insert into log_head (chain, revision, hash) values ('programme_old', 2, ?)`, [
        rows[1]?.hash,
      ]);
    await old.close(true);

    const database = await openDatabase(where, new ChangeFeed());
    onTestFinished(() => database.close());
    expect(await verifyLog(database.rows)).toEqual({ chains: 1, changes: 2, broken: [] });
    await database.orm.em
      .fork()
      .getConnection()
      .execute(
        `insert into change (id, chain, revision, at, verb, subject_kind, subject_id, fields, previous_hash, hash)
        values ('change_3', 'accounts', 1, '', 'REMOVE', 'OFFICE_ALIAS', 'alias_1', '{}', '', '')`,
      );
    expect(await database.rows.all(`select verb from change where verb = 'REMOVE'`)).toHaveLength(1);
  });
});
