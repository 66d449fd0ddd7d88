import { beforeAll, beforeEach, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { verifyLog } from "../../server/log/verify-log.js";
import type { Client, Variables } from "../kit/client.js";
import { describeApi } from "../kit/luoshi.js";
import { writeCard } from "../kit/writing.js";

interface Reported {
  id: string;
  version: number;
  done: string;
  percent: number | null;
  obstacles: string | null;
  help: string | null;
  answer: string | null;
  answeredBy: { name: string } | null;
  viewerCanEdit: boolean;
  viewerCanAnswer: boolean;
}

interface Answer extends Partial<Reported> {
  __typename: string;
  code?: string;
  report?: Reported;
  stage?: { kind: string };
  reports?: Reported[];
}

const reportFields = `id version attempt done percent obstacles help createdAt author { name } answer answeredAt
  answeredBy { name } viewerCanEdit viewerCanAnswer`;

describeApi("Reporting on a card", (luoshi) => {
  const { given } = luoshi;
  let owner: Client, leader: Client, supervisor: Client, stranger: Client;
  let taskId: string;
  beforeAll(async () => {
    owner = await given.signedIn("报责任人");
    leader = await given.signedIn("报领导");
    supervisor = await given.signedIn("报督查", Role.SUPERVISOR);
    stranger = await given.signedIn("报旁人", Role.OWNER);
  });
  beforeEach(async () => {
    const plan = { owners: ["报责任人"], leaders: ["报领导"] };
    taskId = (await given.programme({ projects: [plan] })).card.id;
  });

  const send = async (client: Client, mutation: string, input: Variables): Promise<Answer> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const report = mutation === "reportTask" ? "" : `report { ${reportFields} }`;
    const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { __typename
      ... on Problem { code message }
      ${mutation === "reportTask" ? `... on Task { stage { kind } reports { ${reportFields} } }` : `... on Report { ${reportFields} } ... on ReportStays { ${report} }`}
      ${mutation === "editReport" ? `... on StaleReport { staleReport: ${report} }` : ""}
    } }`;
    return (await client.ask<Record<string, Answer>>(document, { input }))[mutation]!;
  };
  const reporting = (client: Client, report: Variables) => send(client, "reportTask", { taskId, report });
  const seenBy = async (client: Client): Promise<Reported[]> => {
    const document = `query ($id: ID!) { task(id: $id) { reports { ${reportFields} } } }`;
    return (await client.ask<{ task: { reports: Reported[] } }>(document, { id: taskId })).task.reports;
  };

  it("keeps what was done, how far, what stands in the way and what is asked of others; the card stays", async () => {
    const said = { done: " 完成招标 ", percent: 40, obstacles: "连日下雨", help: "请协调用地" };
    expect(await reporting(owner, said)).toMatchObject({
      __typename: "Task",
      stage: { kind: "PENDING" },
      reports: [{ ...said, done: "完成招标", version: 1, answer: null, answeredBy: null }],
    });
    expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
  });

  it("is enough for the submission of the same attempt, and for no later one", async () => {
    await reporting(owner, { done: "完成招标" });
    expect((await writeCard(owner, "submitTask", { taskId })).task?.stage.kind).toBe("SUBMITTED");
    await writeCard(leader, "returnTask", { taskId, reason: "不齐" });
    expect((await writeCard(owner, "submitTask", { taskId })).code).toBe("REPORT_REQUIRED");
  });

  it("is for those who work on it, while it is not submitted", async () => {
    for (const client of [leader, supervisor, stranger])
      expect((await reporting(client, { done: "别人的" })).code).toBe("NOT_A_WORKER");
    await writeCard(owner, "submitTask", { taskId, report: { done: "完成" } });
    expect((await reporting(owner, { done: "再补一句" })).code).toBe("NOT_OPEN");
    expect(await seenBy(owner)).toHaveLength(1);
  });

  it("says something, and no more than fits", async () => {
    const document = `mutation ($input: ReportTaskInput!) { reportTask(input: $input) { __typename } }`;
    for (const report of [{ done: "  " }, { done: "字".repeat(2001) }, { done: "好", percent: 101 }]) {
      const { errors } = await owner.send(document, { input: { taskId, report } });
      expect(errors?.[0]?.extensions?.code).toBe("BAD_USER_INPUT");
    }
    expect(await seenBy(owner)).toEqual([]);
  });

  it("acts once for its key", async () => {
    const input = { taskId, report: { done: "一次" }, idempotencyKey: "报一次" };
    await send(owner, "reportTask", input);
    await send(owner, "reportTask", input);
    expect(await seenBy(owner)).toHaveLength(1);
  });

  it("may be written anew by its author, from what they saw; the log keeps what it said", async () => {
    await reporting(owner, { done: "完成招标", help: "请协调" });
    const [report] = await seenBy(owner);
    const input = { reportId: report!.id, report: { done: "完成开工", percent: 50 }, expectedVersion: 1 };
    expect(await send(owner, "editReport", input)).toMatchObject({
      __typename: "Report",
      done: "完成开工",
      percent: 50,
      help: null,
      version: 2,
    });
    expect((await send(owner, "editReport", input)).code).toBe("STALE_REPORT");
    for (const client of [leader, supervisor, stranger])
      expect((await send(client, "editReport", input)).code).toBe("NOT_THE_AUTHOR");
    const [row] = await luoshi.sql<{ fields: string }>(
      `select fields from change where subject_id = ? and verb = 'UPDATE'`,
      [report!.id],
    );
    expect(row?.fields).toContain("完成招标");
  });

  it("is answered once, by who leads or supervises, and then stays as it is", async () => {
    await reporting(owner, { done: "完成招标", help: "请协调用地" });
    const [{ id: reportId }] = (await seenBy(owner)) as [Reported];
    expect((await send(owner, "answerReport", { reportId, answer: "自答" })).code).toBe("NOT_A_JUDGE");
    expect((await send(stranger, "answerReport", { reportId, answer: "旁答" })).code).toBe("NOT_A_JUDGE");
    expect(await send(leader, "answerReport", { reportId, answer: "已协调" })).toMatchObject({
      __typename: "Report",
      answer: "已协调",
      answeredBy: { name: "报领导" },
    });
    expect(await send(supervisor, "answerReport", { reportId, answer: "又答" })).toMatchObject({
      __typename: "ReportStays",
      code: "REPORT_ANSWERED",
      report: { answer: "已协调" },
    });
    expect((await send(owner, "editReport", { reportId, report: { done: "改" } })).code).toBe(
      "REPORT_ANSWERED",
    );
    const history = `query ($id: ID!) { task(id: $id) { history { verb } } }`;
    const { task } = await leader.ask<{ task: { history: { verb: string }[] } }>(history, { id: taskId });
    expect(task.history.map(({ verb }) => verb)).toEqual(expect.arrayContaining(["REPORT", "ANSWER"]));
    expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
  });

  it("is not answered by a leader who wrote it", async () => {
    const plan = { owners: ["报领导"], leaders: ["报领导"] };
    taskId = (await given.programme({ projects: [plan] })).card.id;
    await reporting(leader, { done: "自己的" });
    const [{ id: reportId }] = (await seenBy(leader)) as [Reported];
    expect((await send(leader, "answerReport", { reportId, answer: "好" })).code).toBe("OWN_REPORT");
    expect((await send(supervisor, "answerReport", { reportId, answer: "好" })).__typename).toBe("Report");
  });

  it("stays as it is once its attempt is judged", async () => {
    await writeCard(owner, "submitTask", { taskId, report: { done: "完成" } });
    const [{ id: reportId }] = (await seenBy(owner)) as [Reported];
    const again = { reportId, report: { done: "改一字" } };
    expect((await send(owner, "editReport", again)).__typename).toBe("Report");
    await writeCard(leader, "returnTask", { taskId, reason: "不齐" });
    expect((await send(owner, "editReport", again)).code).toBe("ATTEMPT_OVER");
    await writeCard(owner, "submitTask", { taskId, report: { done: "补齐" } });
    const [{ id: second }] = (await seenBy(owner)) as [Reported];
    await writeCard(leader, "acceptTask", { taskId });
    expect((await send(owner, "editReport", { ...again, reportId: second })).code).toBe("ATTEMPT_OVER");
  });

  it("tells each viewer what they may do with it", async () => {
    await reporting(owner, { done: "完成招标" });
    const may = async (client: Client) =>
      (await seenBy(client)).map(({ viewerCanEdit, viewerCanAnswer }) => [viewerCanEdit, viewerCanAnswer]);
    expect(await may(owner)).toEqual([[true, false]]);
    expect(await may(leader)).toEqual([[false, true]]);
    expect(await may(supervisor)).toEqual([[false, true]]);
    expect(await may(stranger)).toEqual([[false, false]]);
  });

  it("is not taken back with an undone submission once it was answered", async () => {
    await writeCard(owner, "submitTask", { taskId, report: { done: "完成" } });
    const [{ id: reportId }] = (await seenBy(owner)) as [Reported];
    await send(leader, "answerReport", { reportId, answer: "好" });
    expect((await writeCard(owner, "undoTask", { taskId })).code).toBe("UNDO_OVERTAKEN");
    expect(await seenBy(owner)).toHaveLength(1);
  });

  it("is shown as it was on a day", async () => {
    await reporting(owner, { done: "当时的" });
    const [{ id: reportId }] = (await seenBy(owner)) as [Reported];
    const before = luoshi.clock.now();
    luoshi.clock.moveTo("2022-08-17T01:00:00.000Z");
    await send(leader, "answerReport", { reportId, answer: "后来的" });
    const { programmeId } = await owner
      .ask<{ task: { project: { programme: { id: string } } } }>(
        `query ($id: ID!) { task(id: $id) { project { programme { id } } } }`,
        { id: taskId },
      )
      .then(({ task }) => ({ programmeId: task.project.programme.id }));
    const document = `query ($programmeId: ID!, $asOf: PointInTime!) { board(programmeId: $programmeId, asOf: $asOf) {
      projects { tasks { reports { done answer answeredBy { name } viewerCanEdit viewerCanAnswer } } } } }`;
    const { board } = await owner.ask<{ board: { projects: { tasks: { reports: object[] }[] }[] } }>(
      document,
      {
        programmeId,
        asOf: "2022-08-16",
      },
    );
    expect(board.projects[0]?.tasks[0]?.reports).toEqual([
      { done: "当时的", answer: null, answeredBy: null, viewerCanEdit: false, viewerCanAnswer: false },
    ]);
    luoshi.clock.moveTo(before.toISOString());
  });
});
