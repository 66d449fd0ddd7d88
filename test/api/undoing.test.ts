import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { verifyLog } from "../../server/log/verify-log.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";
import { readCard, writeBatch, writeCard, type WrittenCard } from "../kit/writing.js";

const report = { done: "做完了" };
const reason = "理由";

describeApi("Undoing", (luoshi) => {
  const { given } = luoshi;
  let owner: Client, leader: Client, supervisor: Client;
  beforeAll(async () => {
    owner = await given.signedIn("撤责任人");
    leader = await given.signedIn("撤领导");
    supervisor = await given.signedIn("撤督查", Role.SUPERVISOR);
  });

  const programmeOf = (tasks = 1): Promise<GivenProgramme> =>
    given.programme({
      projects: [
        { owners: ["撤责任人"], leaders: ["撤领导"], tasks: Array.from({ length: tasks }, () => ({})) },
      ],
    });
  const undo = (client: Client, taskId: string) => writeCard(client, "undoTask", { taskId });

  it("puts a card back as it was before one's own last change, whatever that was", async () => {
    const { card } = await programmeOf();
    const taskId = card.id;
    const person = await given.person("撤经办");
    const way: [Client, string, object][] = [
      [owner, "startTask", {}],
      [owner, "submitTask", { report }],
      [owner, "withdrawTask", {}],
      [leader, "returnTask", { reason }],
      [leader, "acceptTask", {}],
      [supervisor, "reopenTask", { reason }],
      [owner, "assignTask", { assignees: { set: [person] } }],
      [leader, "rescheduleTask", { reason, dueOn: "2022-12-31" }],
      [leader, "editTask", { title: "新标题" }],
    ];
    for (const [client, mutation, input] of way) {
      if (mutation === "returnTask") await writeCard(owner, "submitTask", { taskId });
      if (mutation === "acceptTask") {
        await writeCard(owner, "submitTask", { taskId, report });
      }
      const before = await readCard(owner, taskId);
      const done = await writeCard(client, mutation, { taskId, ...input });
      expect({ mutation, ...done }).toMatchObject({ __typename: "Task" });
      const undone = await undo(client, taskId);
      expect({ mutation, ...undone }).toMatchObject({
        __typename: "Task",
        task: { ...before, version: before.version + 2 },
      });
      await writeCard(client, mutation, { taskId, ...input });
    }
    const verbs = await luoshi.sql<{ verb: string }>(
      `select verb from change where subject_id = ? and verb = 'UNDO'`,
      [taskId],
    );
    expect(verbs).toHaveLength(way.length);
    expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
  });

  it("takes the report of a submission back with it; the log keeps it", async () => {
    const { card } = await programmeOf();
    await writeCard(owner, "submitTask", { taskId: card.id, report });
    expect(await undo(owner, card.id)).toMatchObject({
      task: { stage: { kind: "PENDING" }, reports: [], submittedBy: null },
    });
    expect((await writeCard(owner, "submitTask", { taskId: card.id })).code).toBe("REPORT_REQUIRED");
    const [row] = await luoshi.sql<{ fields: string }>(
      `select fields from change where task_id = ? and subject_kind = 'REPORT' and verb = 'UNDO'`,
      [card.id],
    );
    expect(row?.fields).toContain(report.done);
  });

  it("is no way around the rules: not another's change, not twice, not too late, not what was changed again", async () => {
    const { card } = await programmeOf();
    const taskId = card.id;
    await writeCard(owner, "submitTask", { taskId, report });
    expect((await undo(leader, taskId)).code).toBe("NOTHING_TO_UNDO");
    await writeCard(leader, "acceptTask", { taskId });
    expect(await undo(owner, taskId)).toMatchObject({
      code: "UNDO_OVERTAKEN",
      conflicts: [{ field: "stage", change: { verb: "ACCEPT", actor: { name: "撤领导" } } }],
      task: { stage: { kind: "ACCEPTED" } },
    });
    expect((await undo(leader, taskId)).__typename).toBe("Task");
    expect((await undo(leader, taskId)).code).toBe("NOTHING_TO_UNDO");
    await writeCard(leader, "acceptTask", { taskId });
    luoshi.clock.moveTo("2022-08-15T01:11:00.000Z");
    expect(await undo(leader, taskId)).toMatchObject({ code: "UNDO_TOO_LATE" });
    luoshi.clock.moveTo("2022-08-15T01:00:00.000Z");
  });

  it("leaves what others changed in other fields since", async () => {
    const { card } = await programmeOf();
    await writeCard(owner, "startTask", { taskId: card.id });
    await writeCard(leader, "editTask", { taskId: card.id, title: "领导改的" });
    expect(await undo(owner, card.id)).toMatchObject({
      task: { title: "领导改的", stage: { kind: "PENDING" } },
    });
  });

  it("gives a card its old place, or the next where another took it", async () => {
    const programme = await programmeOf(3);
    const [one, two, three] = ["1.1", "1.2", "1.3"].map((place) => programme.task(place));
    const { rank } = await owner.card(two!);
    await owner.move(two!, "ACTIVE");
    await luoshi.sql(`update task set rank = ? where id = ?`, [rank, three!.id]);
    const undone = await undo(owner, two!.id);
    expect(undone.task?.rank === rank).toBe(false);
    const ranks = await Promise.all([one, three, two].map(async (task) => (await owner.card(task!)).rank));
    expect(ranks).toEqual(ranks.toSorted((a, b) => (a < b ? -1 : 1)));
    expect(new Set(ranks).size).toBe(3);
  });

  it("takes a batch back as a whole", async () => {
    const programme = await programmeOf(5);
    const tasks = programme.tasks.map(({ id }) => ({ taskId: id }));
    const before = await Promise.all(tasks.map(({ taskId }) => readCard(owner, taskId)));
    const batch = { programmeId: programme.id, tasks, stageId: programme.stage("SUBMITTED"), report };
    const { undoToken } = await writeBatch(owner, "moveTasks", batch);
    const stranger = await writeBatch(leader, "undoTasks", { undoToken });
    expect(stranger).toEqual({ applied: false, undoToken: null, items: [] });
    const undone = await writeBatch(owner, "undoTasks", { undoToken });
    expect(undone.items.map(({ problem }) => problem)).toEqual(Array(5).fill(null));
    const strip = (card: WrittenCard) => ({ ...card, version: 0 });
    expect(undone.items.map(({ task }) => task && strip(task))).toEqual(before.map(strip));
    expect((await writeBatch(owner, "undoTasks", { undoToken })).applied).toBe(false);
  });
});
