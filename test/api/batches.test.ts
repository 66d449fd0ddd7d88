import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";
import { batchDocument, readCard, writeBatch, writeCard } from "../kit/writing.js";

describeApi("A batch of cards", (luoshi) => {
  const { given } = luoshi;
  let owner: Client, leader: Client;
  beforeAll(async () => {
    owner = await given.signedIn("批责任人");
    leader = await given.signedIn("批领导");
    await given.signedIn("批督查", Role.SUPERVISOR);
  });

  /** Cards of the owner's, and a last one that is somebody else's. */
  async function programmeOf(count: number): Promise<GivenProgramme & { asked: { taskId: string }[] }> {
    const tasks = Array.from({ length: count }, () => ({}));
    const programme = await given.programme({
      projects: [{ owners: ["批责任人"], leaders: ["批领导"], tasks }, { owners: ["批他人"] }],
    });
    return Object.assign(programme, { asked: programme.tasks.map(({ id }) => ({ taskId: id })) });
  }
  const revisionOf = async ({ id }: { id: string }) =>
    (await luoshi.sql<{ revision: number }>(`select revision from log_head where chain = ?`, [id]))[0]
      ?.revision;

  it("moves 100 cards in one transaction, in the order given, with one row of the log each", async () => {
    const programme = await programmeOf(100);
    const tasks = programme.asked.slice(0, 100).toReversed();
    const before = (await revisionOf(programme)) ?? 0;
    const batch = { programmeId: programme.id, tasks, stageId: programme.stage("ACTIVE") };
    const { applied, items } = await writeBatch(owner, "moveTasks", batch);
    expect(applied).toBe(true);
    expect(items.map(({ taskId }) => ({ taskId }))).toEqual(tasks);
    const ranks = items.map(({ task }) => task?.rank ?? "");
    expect(ranks).toEqual(ranks.toSorted((one, other) => (one < other ? -1 : 1)));
    expect(new Set(ranks).size).toBe(100);
    expect(await revisionOf(programme)).toBe(before + 100);
    expect(items.every(({ task }) => task?.stage.kind === "ACTIVE" && task.version === 2)).toBe(true);
  });

  it("that is ATOMIC changes nothing where one card is refused, and tells of every refusal", async () => {
    const programme = await programmeOf(2);
    const tasks = [...programme.asked, { taskId: "task_unknown" }];
    const dump = await luoshi.dump();
    const batch = {
      programmeId: programme.id,
      tasks,
      stageId: programme.stage("ACTIVE"),
      idempotencyKey: "a",
    };
    const answer = await writeBatch(owner, "moveTasks", batch);
    expect(answer).toMatchObject({ applied: false, undoToken: null });
    expect(
      answer.items.map(({ problem, task }) => [problem?.code ?? null, task?.stage.kind ?? null]),
    ).toEqual([
      [null, "PENDING"],
      [null, "PENDING"],
      ["NOT_A_WORKER", "PENDING"],
      ["TASK_NOT_FOUND", null],
    ]);
    expect(await luoshi.dump()).toEqual(dump);
  });

  it("that goes by EACH does what may be done, and tells of the rest", async () => {
    const programme = await programmeOf(2);
    const [first] = programme.asked;
    await writeCard(leader, "rescheduleTask", { taskId: first?.taskId, dueOn: "2022-11-30", reason: "变化" });
    const tasks = programme.asked.map((one) => ({ ...one, expectedVersion: 1 }));
    const batch = { programmeId: programme.id, tasks, mode: "EACH", dueOn: "2022-12-31", reason: "统一" };
    const answer = await writeBatch(leader, "rescheduleTasks", { ...batch, idempotencyKey: "each" });
    expect(answer.applied).toBe(true);
    expect(answer.items.map(({ problem, task }) => [problem?.code ?? null, task?.period.dueOn])).toEqual([
      ["STALE_VERSION", "2022-11-30"],
      [null, "2022-12-31"],
      ["EDIT_NOT_PERMITTED", "2022-09-30"],
    ]);
    expect(answer.items[0]?.problem?.conflicts?.[0]).toMatchObject({
      field: "dueOn",
      change: { verb: "RESCHEDULE" },
    });
    expect(await writeBatch(leader, "rescheduleTasks", { ...batch, idempotencyKey: "each" })).toEqual(answer);
  });

  it("as a dry run shows the cards as they would be, and writes nothing", async () => {
    const programme = await programmeOf(3);
    const tasks = programme.asked.slice(0, 3);
    const dump = await luoshi.dump();
    const batch = {
      programmeId: programme.id,
      tasks,
      stageId: programme.stage("SUBMITTED"),
      report: { done: "好" },
    };
    const dry = await writeBatch(owner, "moveTasks", { ...batch, dryRun: true, idempotencyKey: "dry" });
    expect(dry).toMatchObject({ applied: false, undoToken: null });
    expect(dry.items.map(({ task, problem }) => [task?.stage.kind, task?.version, problem])).toEqual(
      Array.from({ length: 3 }, () => ["SUBMITTED", 2, null]),
    );
    expect(await luoshi.dump()).toEqual(dump);
    const real = await writeBatch(owner, "moveTasks", batch);
    expect(real.items.map(({ task }) => task?.rank)).toEqual(dry.items.map(({ task }) => task?.rank));
  });

  it("assigns and labels several at once", async () => {
    const programme = await programmeOf(3);
    const tasks = programme.asked.slice(0, 3);
    const person = await given.person("批经办");
    const batch = { programmeId: programme.id, tasks, assignees: { add: [person] } };
    const { items } = await writeBatch(owner, "assignTasks", batch);
    expect(items.map(({ task }) => task?.assignees)).toEqual(
      Array.from({ length: 3 }, () => [{ name: "批经办" }]),
    );
  });

  it("takes 1 to 100 cards, each once, of a programme that there is", async () => {
    const programme = await programmeOf(1);
    const send = async (input: object) => {
      const stageId = programme.stage("ACTIVE");
      const whole = { programmeId: programme.id, tasks: programme.asked, stageId, ...input };
      return (await owner.send(batchDocument("moveTasks"), { input: whole })).code;
    };
    expect(await send({ tasks: [] })).toBe("BAD_USER_INPUT");
    const many = Array.from({ length: 101 }, (_, index) => ({ taskId: `task_${index}` }));
    expect(await send({ tasks: many })).toBe("BAD_USER_INPUT");
    expect(await send({ tasks: [programme.asked[0], programme.asked[0]] })).toBe("BAD_USER_INPUT");
    expect(await send({ programmeId: "programme_unknown" })).toBe("NOT_FOUND");
    const undo = await owner.send(batchDocument("undoTasks"), { input: { undoToken: "x" } });
    expect(undo.code).toBe("BAD_USER_INPUT");
    expect((await readCard(owner, programme.card.id)).version).toBe(1);
  });
});
