import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ChangeFeed } from "../../server/log/change-feed.js";
import { openDatabase } from "../../server/orm.config.js";
import { Luoshi } from "../kit/luoshi.js";

// SQLite reads within the process: nothing goes on elsewhere.
describe("What is read from PostgreSQL for a request", () => {
  const luoshi = new Luoshi("PostgreSQL");
  const limit = `select current_setting('statement_timeout') "timeout", current_setting('transaction_read_only') "readOnly"`;
  beforeAll(async () => {
    await luoshi.start();
    const limits = { ...luoshi.config.limits, operationSeconds: 3 };
    const { databaseUrl } = luoshi.config;
    await luoshi.stop();
    await luoshi.start({ limits, databaseUrl });
  });
  afterAll(() => luoshi.stop());

  it("stops at the server too, within a second of the operation's end", async () => {
    const { id } = await luoshi.given.programme();
    const reader = await luoshi.given.reader();
    const other = new Client({ connectionString: luoshi.config.databaseUrl ?? "" });
    await other.connect();
    const waiting = async () => {
      const { rows } = await other.query(`select query from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock'`);
      return rows.length;
    };
    try {
      await other.query(`begin; lock table project in access exclusive mode`);
      const asked = reader.send(`query ($id: ID!) { board(programmeId: $id) { projects { name } } }`, { id });
      await expect.poll(waiting, { interval: 10 }).toBe(1);
      expect(await asked).toMatchObject({ status: 504, code: "OPERATION_TIMED_OUT" });
      await expect.poll(waiting, { interval: 10, timeout: 1000 }).toBe(0);
      // Whoever goes away is waited for no longer either.
      const leaving = new AbortController();
      const query = `query ($id: ID!) { board(programmeId: $id) { projects { name } } }`;
      const left = reader.fetch("/graphql", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query, variables: { id } }),
        signal: leaving.signal,
      });
      await expect.poll(waiting, { interval: 10, timeout: 2500 }).toBe(1);
      leaving.abort();
      await expect(left).rejects.toThrow("abort");
      await expect.poll(waiting, { interval: 10, timeout: 1000 }).toBe(0);
    } finally {
      await other.end();
    }
  });

  it("has a limit of its own at the server, should nobody be there to stop it, and can write nothing", async () => {
    const { rows } = luoshi.app.database;
    expect(await rows.first(limit)).toEqual({ timeout: "4s", readOnly: "on" });
    await expect(rows.all(`select pg_sleep(10)`)).rejects.toMatchObject({ code: "57014" });
    await expect(rows.all(`delete from log_head`)).rejects.toMatchObject({ code: "25006" });
  });

  it("shares no connection with writing, which waits as long as it must, as maintenance does", async () => {
    expect(await luoshi.sql(limit)).toEqual([{ timeout: "0", readOnly: "off" }]);
    const maintenance = await openDatabase(luoshi.config, new ChangeFeed());
    try {
      expect(await maintenance.rows.first(limit)).toMatchObject({ timeout: "0" });
    } finally {
      await maintenance.close();
    }
  });
});
