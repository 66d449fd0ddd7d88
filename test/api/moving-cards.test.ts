import { expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client, MoveOptions } from "../kit/client.js";
import type { GivenTask } from "../kit/given-programme.js";
import { describeApi, type Luoshi } from "../kit/luoshi.js";

type Stage = "PENDING" | "ACTIVE" | "SUBMITTED" | "ACCEPTED";

/** Everybody the stage table tells apart. */
const cast = {
  owner: "陈美治",
  assignee: "经办人甲",
  headOfLeadOffice: "牵头科室主任",
  headOfOtherOffice: "其他科室主任",
  leader: "曾智伟",
  leadingOwner: "领导兼责任人",
  ownerElsewhere: "叶锋",
  leaderElsewhere: "许武灵",
  supervisor: "林晓敏",
  administrator: "黄思远",
  reader: "读者",
} as const;
type Player = keyof typeof cast;

const roles: Partial<Record<Player, Role>> = {
  supervisor: Role.SUPERVISOR,
  administrator: Role.ADMIN,
  reader: Role.VIEWER,
};

const report = { done: "全部走访完毕", percent: 100 };
const reason = "缺少村级意见";

describeApi("Moving a card", (luoshi) => {
  const { given } = luoshi;
  const play = (player: Player): Promise<Client> => given.signedIn(cast[player], roles[player]);

  let headsAreKnown: Promise<void> | undefined;
  async function nameHeads(): Promise<void> {
    for (const name of [cast.headOfLeadOffice, cast.headOfOtherOffice, cast.assignee])
      await given.person(name);
    await given.headOf("社会事务办", cast.headOfLeadOffice);
    await given.headOf("规划建设办", cast.headOfOtherOffice);
  }

  /** A card of a project with the whole cast, brought to a stage by those whose work that is. */
  async function cardIn(stage: Stage, submitter: Player = "owner"): Promise<GivenTask> {
    const programme = await given.programme({
      projects: [
        {
          leaders: [cast.leader, cast.leadingOwner],
          owners: [cast.owner, cast.leadingOwner],
          offices: ["社会事务办", "规划建设办"],
        },
        { leaders: [cast.leaderElsewhere], owners: [cast.ownerElsewhere] },
      ],
    });
    const task = programme.card;
    headsAreKnown ??= nameHeads();
    await headsAreKnown;
    await given.assignee(task, cast.assignee);
    const worker = await play(submitter);
    if (stage !== "PENDING") await worker.move(task, "ACTIVE");
    if (stage === "SUBMITTED" || stage === "ACCEPTED") await worker.move(task, "SUBMITTED", { report });
    if (stage === "ACCEPTED") await (await play("leader")).move(task, "ACCEPTED");
    return task;
  }

  const workers: Player[] = ["owner", "assignee", "headOfLeadOffice", "leadingOwner"];
  const judges: Player[] = ["leader", "leadingOwner", "supervisor"];
  const everybody = Object.keys(cast) as Player[];

  /** A line of the stage table: who may, what the move needs, and what everybody else is told. */
  interface Line {
    from: Stage;
    to: Stage;
    who: Player[];
    given?: MoveOptions;
    otherwise: string;
    verb: string;
  }
  const table: Line[] = [
    { from: "PENDING", to: "ACTIVE", who: workers, otherwise: "NOT_A_WORKER", verb: "START" },
    { from: "ACTIVE", to: "PENDING", who: workers, otherwise: "NOT_A_WORKER", verb: "POSTPONE" },
    {
      from: "PENDING",
      to: "SUBMITTED",
      who: workers,
      given: { report },
      otherwise: "NOT_A_WORKER",
      verb: "SUBMIT",
    },
    {
      from: "ACTIVE",
      to: "SUBMITTED",
      who: workers,
      given: { report },
      otherwise: "NOT_A_WORKER",
      verb: "SUBMIT",
    },
    { from: "SUBMITTED", to: "ACCEPTED", who: judges, otherwise: "NOT_A_JUDGE", verb: "ACCEPT" },
    {
      from: "ACCEPTED",
      to: "ACTIVE",
      who: ["supervisor"],
      given: { reason },
      otherwise: "NOT_A_SUPERVISOR",
      verb: "REOPEN",
    },
  ];

  it.each(table)("from $from to $to goes $verb, for $who and nobody else", async (line) => {
    const task = await cardIn(line.from);
    for (const player of everybody.filter((player) => !line.who.includes(player))) {
      const answer = await (await play(player)).move(task, line.to, line.given);
      expect({ player, ...answer }).toMatchObject({ player, kind: "MoveNotPermitted", code: line.otherwise });
    }
    for (const player of line.who) {
      const fresh = await cardIn(line.from);
      const answer = await (await play(player)).move(fresh, line.to, line.given);
      expect({ player, ...answer }).toMatchObject({
        player,
        kind: "Task",
        card: { stage: { kind: line.to } },
      });
      expect(await newestVerb(luoshi, fresh)).toBe(line.verb);
    }
  });

  it("from SUBMITTED to ACTIVE, those who work on it withdraw without a reason", async () => {
    for (const player of workers) {
      const task = await cardIn("SUBMITTED");
      const answer = await (await play(player)).move(task, "ACTIVE");
      expect(answer).toMatchObject({
        kind: "Task",
        card: { attempt: 1, timesReturned: 0, submittedAt: null },
      });
      expect(await newestVerb(luoshi, task)).toBe("WITHDRAW");
    }
  });

  it("from SUBMITTED to ACTIVE, leader and supervisor return with a reason, which counts", async () => {
    for (const player of ["leader", "supervisor"] as const) {
      const task = await cardIn("SUBMITTED");
      const judge = await play(player);
      expect(await judge.move(task, "ACTIVE")).toMatchObject({
        kind: "ReasonRequired",
        code: "REASON_REQUIRED",
      });
      expect(await judge.move(task, "ACTIVE", { reason: "  " })).toMatchObject({ kind: "ReasonRequired" });
      const answer = await judge.move(task, "ACTIVE", { reason });
      expect(answer).toMatchObject({
        kind: "Task",
        card: { attempt: 2, timesReturned: 1, submittedBy: null },
      });
      expect(await newestVerb(luoshi, task)).toBe("RETURN");
    }
  });

  it("a leader who is also an owner returns when they give a reason, and withdraws when they give none", async () => {
    const task = await cardIn("SUBMITTED");
    const both = await play("leadingOwner");
    expect(await both.move(task, "ACTIVE", { reason })).toMatchObject({
      card: { timesReturned: 1, attempt: 2 },
    });
    const other = await cardIn("SUBMITTED");
    expect(await both.move(other, "ACTIVE")).toMatchObject({ card: { timesReturned: 0, attempt: 1 } });
  });

  it("from SUBMITTED to ACTIVE, nobody else", async () => {
    const task = await cardIn("SUBMITTED");
    for (const player of everybody.filter(
      (player) => !workers.includes(player) && !judges.includes(player),
    )) {
      const answer = await (await play(player)).move(task, "ACTIVE", { reason });
      expect({ player, ...answer }).toMatchObject({ kind: "MoveNotPermitted", code: "NOT_A_JUDGE" });
    }
  });

  it.each<[Stage, Stage]>([
    ["PENDING", "ACCEPTED"],
    ["ACTIVE", "ACCEPTED"],
    ["SUBMITTED", "PENDING"],
    ["ACCEPTED", "PENDING"],
    ["ACCEPTED", "SUBMITTED"],
  ])("from %s to %s there is no way, whoever asks", async (from, to) => {
    const task = await cardIn(from);
    for (const player of ["owner", "leader", "supervisor", "administrator"] as const) {
      const answer = await (await play(player)).move(task, to, { report, reason });
      expect(answer).toMatchObject({
        kind: "IllegalMove",
        code: "NO_SUCH_TRANSITION",
        card: { stage: { kind: from } },
      });
    }
  });

  it("nobody accepts what they submitted", async () => {
    const task = await cardIn("SUBMITTED", "leadingOwner");
    const answer = await (await play("leadingOwner")).move(task, "ACCEPTED");
    expect(answer).toMatchObject({ kind: "MoveNotPermitted", code: "OWN_SUBMISSION" });
    expect(await (await play("leader")).move(task, "ACCEPTED")).toMatchObject({ kind: "Task" });
  });

  it("a submission needs a report, in words", async () => {
    const task = await cardIn("ACTIVE");
    const owner = await play("owner");
    expect(await owner.move(task, "SUBMITTED")).toMatchObject({
      kind: "ReportRequired",
      code: "REPORT_REQUIRED",
    });
    expect(await owner.move(task, "SUBMITTED", { report: { done: " \n" } })).toMatchObject({
      kind: "ReportRequired",
    });
    expect(await owner.move(task, "SUBMITTED", { report })).toMatchObject({ kind: "Task" });
  });

  it("a report serves its attempt: after a withdrawal it is used again, after a return a new one is needed", async () => {
    const task = await cardIn("SUBMITTED");
    const [owner, leader] = [await play("owner"), await play("leader")];
    await owner.move(task, "ACTIVE");
    expect(await owner.move(task, "SUBMITTED")).toMatchObject({ kind: "Task" });
    await leader.move(task, "ACTIVE", { reason });
    expect(await owner.move(task, "SUBMITTED")).toMatchObject({ kind: "ReportRequired" });
  });

  it("a blank report is refused also where the attempt has one already", async () => {
    const task = await cardIn("SUBMITTED");
    const owner = await play("owner");
    await owner.move(task, "ACTIVE");
    expect(await owner.move(task, "SUBMITTED", { report: { done: "  " } })).toMatchObject({
      kind: "ReportRequired",
    });
  });

  it("a card that was reported on cannot be postponed, even after a withdrawal", async () => {
    const task = await cardIn("SUBMITTED");
    const owner = await play("owner");
    await owner.move(task, "ACTIVE");
    expect(await owner.move(task, "PENDING")).toMatchObject({
      kind: "IllegalMove",
      code: "ALREADY_REPORTED",
    });
  });

  it("says who submitted and accepted it, and when", async () => {
    const task = await cardIn("ACCEPTED");
    const at = luoshi.clock.now().toISOString();
    expect(await (await play("reader")).card(task)).toMatchObject({
      submittedAt: at,
      submittedBy: { name: cast.owner },
      acceptedAt: at,
      acceptedBy: { name: cast.leader },
    });
  });

  it("a reopened card has to be reported on and accepted anew, and was not returned", async () => {
    const task = await cardIn("ACCEPTED");
    const answer = await (await play("supervisor")).move(task, "ACTIVE", { reason });
    const cleared = { submittedAt: null, submittedBy: null, acceptedAt: null, acceptedBy: null };
    expect(answer.card).toMatchObject({ attempt: 2, timesReturned: 0, ...cleared });
    expect(await (await play("owner")).move(task, "SUBMITTED")).toMatchObject({ kind: "ReportRequired" });
  });

  it("on a version that is no longer: refused with the card as it now is", async () => {
    const task = await cardIn("PENDING");
    const owner = await play("owner");
    const seen = await owner.card(task);
    await owner.move(task, "ACTIVE");
    const answer = await owner.move(task, "SUBMITTED", { report, version: seen.version });
    expect(answer).toMatchObject({ kind: "StaleVersion", code: "STALE_VERSION" });
    expect(answer.card).toMatchObject({ stage: { kind: "ACTIVE" }, version: seen.version + 1 });
  });

  it("to a stage of another programme, or to none, or of an unknown card: not found", async () => {
    const task = await cardIn("PENDING");
    const elsewhere = await given.programme();
    const owner = await play("owner");
    const move = { taskId: task.id, expectedVersion: 2 };
    expect((await owner.sendMove({ ...move, stageId: elsewhere.stage("ACTIVE") })).code).toBe("NOT_FOUND");
    expect((await owner.sendMove({ ...move, stageId: "stage_unknown" })).code).toBe("NOT_FOUND");
    expect(
      (await owner.sendMove({ ...move, taskId: "task_unknown", stageId: task.programme.stage("ACTIVE") }))
        .code,
    ).toBe("NOT_FOUND");
  });

  it("a report goes with a submission only", async () => {
    const task = await cardIn("PENDING");
    const owner = await play("owner");
    const input = { taskId: task.id, stageId: task.programme.stage("ACTIVE"), expectedVersion: 2, report };
    expect((await owner.sendMove(input)).code).toBe("BAD_USER_INPUT");
  });

  it.each([
    { report: { done: "x".repeat(2001) } },
    { report: { done: "" } },
    { report: { done: "x", percent: 101 } },
    { report: { done: "x", percent: -1 } },
    { report: { done: "x", obstacles: "x".repeat(2001) } },
    { reason: "x".repeat(2001) },
  ])("what is too long, too short or out of range is refused (%#)", async (rest) => {
    const task = await cardIn("ACTIVE");
    const owner = await play("owner");
    const { version } = await owner.card(task);
    const input = {
      taskId: task.id,
      stageId: task.programme.stage("SUBMITTED"),
      expectedVersion: version,
      ...rest,
    };
    expect((await owner.sendMove(input)).code).toBe("BAD_USER_INPUT");
  });

  it("a refused move changes nothing at all", async () => {
    const task = await cardIn("SUBMITTED");
    const players = {
      leader: await play("leader"),
      reader: await play("reader"),
      owner: await play("owner"),
    };
    const before = await luoshi.dump();
    await players.reader.move(task, "ACCEPTED");
    await players.leader.move(task, "ACTIVE");
    await players.leader.move(task, "PENDING");
    await players.owner.move(task, "ACTIVE", { version: 1 });
    await players.owner.sendMove({ taskId: task.id, stageId: "stage_unknown", expectedVersion: 4 });
    const version = (await players.owner.card(task)).version;
    const stageId = task.programme.stage("ACTIVE");
    await players.owner.sendMove({
      taskId: task.id,
      stageId,
      expectedVersion: version,
      afterTaskId: "task_unknown",
    });
    await players.owner.sendMove({ taskId: task.id, stageId, expectedVersion: version, report });
    expect(await luoshi.dump()).toEqual(before);
  });

  it("says why in the language of the request", async () => {
    const task = await cardIn("PENDING");
    const input = { taskId: task.id, stageId: task.programme.stage("ACCEPTED"), expectedVersion: 2 };
    const query = `mutation ($input: MoveTaskInput!) { moveTask(input: $input) { ... on Problem { message } } }`;
    const owner = await play("owner");
    const messageIn = async (language: string) => {
      const headers = { "accept-language": language };
      return (await owner.ask<{ moveTask: { message: string } }>(query, { input }, headers)).moveTask.message;
    };
    expect(await messageIn("zh-CN,zh;q=0.9")).toContain("待启动");
    expect(await messageIn("en-GB,en;q=0.9")).toContain("from “To do” straight to “Accepted”");
  });
});

async function newestVerb(luoshi: Luoshi, task: GivenTask): Promise<string | undefined> {
  const rows = await luoshi.sql<{ verb: string }>(
    `select verb from change where subject_id = ? order by revision desc limit 1`,
    [task.id],
  );
  return rows[0]?.verb;
}
