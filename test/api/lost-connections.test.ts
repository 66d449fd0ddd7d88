import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Luoshi } from "../kit/luoshi.js";
import { writeCard, writeDocument } from "../kit/writing.js";

describe("A server whose connections to PostgreSQL break off while it writes", () => {
  const luoshi = new Luoshi("PostgreSQL");
  beforeAll(() => luoshi.start());
  afterAll(() => luoshi.stop());

  it("says so by a code, and writes again over new ones, however many were lost", async () => {
    const programme = await luoshi.given.programme({ projects: [{ leaders: ["陈美治"] }] });
    const leader = await luoshi.given.signedIn("陈美治");
    const taskId = programme.card.id;
    const clients = [1, 2].map(() => new Client({ connectionString: luoshi.config.databaseUrl ?? "" }));
    const [holder, watcher] = clients as [Client, Client];
    await Promise.all(clients.map((client) => client.connect()));
    try {
      const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      for (let round = 0; round < 3; round += 1) {
        await holder.query(`begin`);
        await holder.query(`select 1 from log_head for update`);
        const asked = Array.from({ length: 5 }, (_, index) =>
          leader.send(writeDocument("editTask"), { input: { taskId, title: `第${round}轮${index}` } }),
        );
        await expect.poll(async () => (await watcher.query(waiting)).rowCount, { interval: 10 }).toBe(5);
        await watcher.query(`select pg_terminate_backend(pid) from (${waiting}) waiting`);
        const codes = (await Promise.all(asked)).map(({ code }) => code);
        expect(codes).toEqual(Array<string>(5).fill("STORAGE_FAILED"));
        await holder.query(`rollback`);
      }
    } finally {
      await Promise.all(clients.map((client) => client.end()));
    }
    const answer = await writeCard(leader, "editTask", { taskId, title: "又通了" });
    expect(answer).toMatchObject({ task: { version: 2, title: "又通了" } });
  });
});
