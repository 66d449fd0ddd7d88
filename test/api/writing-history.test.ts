import fc from "fast-check";
import { expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { verifyLog } from "../../server/log/verify-log.js";
import type { Client } from "../kit/client.js";
import { describeApi } from "../kit/luoshi.js";
import { readCard, writeCard, type WriteAnswer } from "../kit/writing.js";

const verbs = [
  "startTask",
  "postponeTask",
  "submitTask",
  "withdrawTask",
  "acceptTask",
  "returnTask",
] as const;
const edits = ["assignTask", "rescheduleTask", "editTask", "undoTask"] as const;

describeApi("What many people write at the same time", (luoshi) => {
  const { given } = luoshi;

  it(
    "is all in the log, once, whatever was written, by whom, and however often it was sent",
    { timeout: 60_000 },
    async () => {
      const names = ["史责任人甲", "史责任人乙", "史领导"];
      const programme = await given.programme({
        projects: [{ owners: names.slice(0, 2), leaders: names.slice(2), tasks: [{}, {}, {}] }],
      });
      const people = await Promise.all(names.map((name) => given.person(name)));
      const clients = await Promise.all([
        ...names.map((name) => given.signedIn(name)),
        given.signedIn("史督查", Role.SUPERVISOR),
      ]);
      const step = fc.record({
        task: fc.constantFrom(...programme.tasks),
        mutation: fc.constantFrom(...verbs, ...edits),
        isSeen: fc.boolean(),
        person: fc.constantFrom(...people),
        month: fc.constantFrom("10", "11", "12"),
        times: fc.constantFrom(1, 2, 5),
      });
      const before = await counted(programme.id);
      const written = await Promise.all(
        clients.map(async (client, who) => {
          let ok = 0;
          for (const [index, one] of fc.sample(step, { numRuns: 20, seed: 7 + who }).entries()) {
            const { version } = await readCard(client, one.task.id);
            const input = {
              ...inputOf(one),
              idempotencyKey: `${who}.${index}`,
              ...(one.isSeen && { expectedVersion: version }),
            };
            ok += await sendTimes(client, one.mutation, input, one.times);
          }
          return ok;
        }),
      );
      const ok = written.reduce((sum, count) => sum + count, 0);
      expect(ok).toBeGreaterThan(20);
      expect((await counted(programme.id)) - before).toBeLessThanOrEqual(ok);
      await everythingAgrees(programme.id);
    },
  );

  function inputOf(one: { task: { id: string }; mutation: string; person: string; month: string }) {
    const inputs: Record<string, object> = {
      submitTask: { report: { done: "做完了" } },
      returnTask: { reason: "理由" },
      assignTask: { assignees: { add: [one.person] } },
      rescheduleTask: { dueOn: `2022-${one.month}-28`, reason: "理由" },
      editTask: { title: `标题${one.month}` },
    };
    return { taskId: one.task.id, ...inputs[one.mutation] };
  }

  /** Sends the same request several times at once. Gives 1 if it was done: then each answer says so. */
  async function sendTimes(client: Client, mutation: string, input: object, times: number): Promise<number> {
    const send = () => writeCard(client, mutation, { ...input });
    const answers: WriteAnswer[] = await Promise.all(Array.from({ length: times }, send));
    return answers.some(({ __typename }) => __typename === "Task") ? 1 : 0;
  }

  /** How many rows of the log tell of the cards themselves. */
  async function counted(programmeId: string): Promise<number> {
    const select = `select count(*) count from change where chain = ? and subject_kind = 'TASK'`;
    return Number((await luoshi.sql<{ count: number | string }>(select, [programmeId]))[0]?.count);
  }

  async function everythingAgrees(programmeId: string): Promise<void> {
    const wrong = await luoshi.sql(
      `select t.id from task t where t.programme_id = ?
        and t.version <> (select count(*) from change c where c.subject_id = t.id)`,
      [programmeId],
    );
    expect(wrong).toEqual([]);
    const reports = await luoshi.sql(
      `select t.id from task t where t.programme_id = ? and t.reported_attempt > 0
        and not exists (select 1 from report r where r.task_id = t.id and r.attempt = t.reported_attempt)`,
      [programmeId],
    );
    expect(reports).toEqual([]);
    const places = await luoshi.sql<{ place: string }>(
      `select stage_id || ' ' || rank place from task where programme_id = ?`,
      [programmeId],
    );
    expect(new Set(places.map(({ place }) => place)).size).toBe(places.length);
    const revisions = await luoshi.sql<{ revision: number }>(
      `select revision from change where chain = ? order by revision`,
      [programmeId],
    );
    expect(revisions.map(({ revision }) => revision)).toEqual(revisions.map((_, index) => index + 1));
    expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
  }
});
