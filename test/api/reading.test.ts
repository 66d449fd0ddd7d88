import type { GraphQLField } from "graphql";
import { afterEach, expect, it, vi } from "vitest";
import { makeSchema } from "../../server/schema.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";
import { take } from "../kit/socket-client.js";

/** What a field of a root answers who is not signed in. */
type Expectation = "UNAUTHENTICATED" | "answers";

/** Every field of the API's roots. A new one has to be added here, with what strangers are told. */
const forStrangers: Record<string, Expectation> = {
  "Query.board": "UNAUTHENTICATED",
  "Query.demoAccounts": "answers",
  "Query.invitation": "answers",
  "Query.invitations": "UNAUTHENTICATED",
  "Query.needsSetUp": "answers",
  "Query.node": "UNAUTHENTICATED",
  "Query.nodes": "UNAUTHENTICATED",
  "Query.offices": "UNAUTHENTICATED",
  "Query.people": "UNAUTHENTICATED",
  "Query.programme": "UNAUTHENTICATED",
  "Query.programmes": "UNAUTHENTICATED",
  "Query.project": "UNAUTHENTICATED",
  "Query.projects": "UNAUTHENTICATED",
  "Query.signInMethods": "answers",
  "Query.search": "UNAUTHENTICATED",
  "Query.task": "UNAUTHENTICATED",
  "Query.tokens": "UNAUTHENTICATED",
  "Query.tasks": "UNAUTHENTICATED",
  "Query.viewer": "answers",
  "Query.describeFilter": "UNAUTHENTICATED",
  "Query.filterSuggestions": "UNAUTHENTICATED",
  "Query.parseFilter": "UNAUTHENTICATED",
  "Query.view": "UNAUTHENTICATED",
  "Query.views": "UNAUTHENTICATED",
  "Query.webhook": "UNAUTHENTICATED",
  "Query.webhooks": "UNAUTHENTICATED",
  "Mutation.acceptInvitation": "answers",
  "Mutation.endOtherSessions": "UNAUTHENTICATED",
  "Mutation.endSession": "UNAUTHENTICATED",
  "Mutation.disablePerson": "UNAUTHENTICATED",
  "Mutation.enablePerson": "UNAUTHENTICATED",
  "Mutation.invitePerson": "UNAUTHENTICATED",
  "Mutation.revokeInvitation": "UNAUTHENTICATED",
  "Mutation.updatePerson": "UNAUTHENTICATED",
  "Mutation.acceptTask": "UNAUTHENTICATED",
  "Mutation.answerReport": "UNAUTHENTICATED",
  "Mutation.editReport": "UNAUTHENTICATED",
  "Mutation.removeEvidence": "UNAUTHENTICATED",
  "Mutation.reportTask": "UNAUTHENTICATED",
  "Mutation.addTask": "UNAUTHENTICATED",
  "Mutation.assignTask": "UNAUTHENTICATED",
  "Mutation.assignTasks": "UNAUTHENTICATED",
  "Mutation.createOffice": "UNAUTHENTICATED",
  "Mutation.updateOffice": "UNAUTHENTICATED",
  "Mutation.createLabel": "UNAUTHENTICATED",
  "Mutation.createStage": "UNAUTHENTICATED",
  "Mutation.deleteLabel": "UNAUTHENTICATED",
  "Mutation.deleteStage": "UNAUTHENTICATED",
  "Mutation.editProgramme": "UNAUTHENTICATED",
  "Mutation.editProject": "UNAUTHENTICATED",
  "Mutation.editTask": "UNAUTHENTICATED",
  "Mutation.labelTask": "UNAUTHENTICATED",
  "Mutation.labelTasks": "UNAUTHENTICATED",
  "Mutation.moveTasks": "UNAUTHENTICATED",
  "Mutation.postponeTask": "UNAUTHENTICATED",
  "Mutation.removeTask": "UNAUTHENTICATED",
  "Mutation.reopenTask": "UNAUTHENTICATED",
  "Mutation.reorderStages": "UNAUTHENTICATED",
  "Mutation.rescheduleTask": "UNAUTHENTICATED",
  "Mutation.rescheduleTasks": "UNAUTHENTICATED",
  "Mutation.returnTask": "UNAUTHENTICATED",
  "Mutation.setUp": "answers",
  "Mutation.startTask": "UNAUTHENTICATED",
  "Mutation.submitTask": "UNAUTHENTICATED",
  "Mutation.undoTask": "UNAUTHENTICATED",
  "Mutation.undoTasks": "UNAUTHENTICATED",
  "Mutation.updateLabel": "UNAUTHENTICATED",
  "Mutation.updateStage": "UNAUTHENTICATED",
  "Mutation.withdrawTask": "UNAUTHENTICATED",
  "Mutation.applyImport": "UNAUTHENTICATED",
  "Mutation.changePassword": "UNAUTHENTICATED",
  "Mutation.createToken": "UNAUTHENTICATED",
  "Mutation.moveTask": "UNAUTHENTICATED",
  "Mutation.previewImport": "UNAUTHENTICATED",
  "Mutation.removeOfficeAlias": "UNAUTHENTICATED",
  "Mutation.createView": "UNAUTHENTICATED",
  "Mutation.deleteView": "UNAUTHENTICATED",
  "Mutation.duplicateView": "UNAUTHENTICATED",
  "Mutation.followView": "UNAUTHENTICATED",
  "Mutation.lockView": "UNAUTHENTICATED",
  "Mutation.moveView": "UNAUTHENTICATED",
  "Mutation.shareView": "UNAUTHENTICATED",
  "Mutation.unfollowView": "UNAUTHENTICATED",
  "Mutation.unlockView": "UNAUTHENTICATED",
  "Mutation.updateView": "UNAUTHENTICATED",
  "Mutation.revokeToken": "UNAUTHENTICATED",
  "Mutation.signIn": "answers",
  "Mutation.signOut": "answers",
  "Mutation.createWebhook": "UNAUTHENTICATED",
  "Mutation.deleteWebhook": "UNAUTHENTICATED",
  "Mutation.pauseWebhook": "UNAUTHENTICATED",
  "Mutation.pingWebhook": "UNAUTHENTICATED",
  "Mutation.redeliverDeadLetters": "UNAUTHENTICATED",
  "Mutation.replayWebhook": "UNAUTHENTICATED",
  "Mutation.resendDelivery": "UNAUTHENTICATED",
  "Mutation.resumeWebhook": "UNAUTHENTICATED",
  "Mutation.rotateWebhookSecret": "UNAUTHENTICATED",
  "Mutation.updateWebhook": "UNAUTHENTICATED",
  "Subscription.boardReaders": "UNAUTHENTICATED",
  "Subscription.changes": "UNAUTHENTICATED",
  "Subscription.importProgress": "UNAUTHENTICATED",
  "Subscription.viewChanged": "UNAUTHENTICATED",
};

const inputs: Record<string, unknown> = {
  createOffice: { name: "x" },
  updateOffice: { officeId: "x" },
  endSession: { sessionId: "x" },
  disablePerson: { personId: "x" },
  enablePerson: { personId: "x" },
  invitePerson: { name: "x" },
  revokeInvitation: { invitationId: "x" },
  updatePerson: { personId: "x" },
  acceptInvitation: { token: "x", password: "y" },
  createView: { name: "x" },
  updateView: { viewId: "x", expectedVersion: 1 },
  shareView: { viewId: "x", sharing: "PRIVATE" },
  deleteView: { viewId: "x" },
  duplicateView: { viewId: "x" },
  followView: { viewId: "x" },
  lockView: { viewId: "x" },
  moveView: { viewId: "x" },
  unfollowView: { viewId: "x" },
  unlockView: { viewId: "x" },
  createWebhook: { name: "x", url: "https://example.org/" },
  deleteWebhook: { webhookId: "x" },
  pauseWebhook: { webhookId: "x" },
  pingWebhook: { webhookId: "x" },
  redeliverDeadLetters: { webhookId: "x" },
  replayWebhook: { webhookId: "x", programmeId: "y", fromRevision: 1 },
  resendDelivery: { deliveryId: "x" },
  resumeWebhook: { webhookId: "x" },
  rotateWebhookSecret: { webhookId: "x" },
  updateWebhook: { webhookId: "x", expectedVersion: 1 },
  answerReport: { reportId: "x", answer: "y" },
  editReport: { reportId: "x", report: { done: "y" } },
  removeEvidence: { evidenceId: "x" },
  reportTask: { taskId: "x", report: { done: "y" } },
  acceptTask: { taskId: "x" },
  addTask: { projectId: "x", title: "y", dueOn: "2022-12-31" },
  assignTask: { taskId: "x", assignees: {} },
  assignTasks: { programmeId: "x", tasks: [{ taskId: "y" }], assignees: {} },
  createLabel: { programmeId: "x", name: "y" },
  createStage: { programmeId: "x", kind: "ACTIVE", name: "y" },
  deleteLabel: { labelId: "x" },
  deleteStage: { stageId: "x" },
  editProgramme: { programmeId: "x", title: "y" },
  editProject: { projectId: "x" },
  editTask: { taskId: "x" },
  labelTask: { taskId: "x", labels: {} },
  labelTasks: { programmeId: "x", tasks: [{ taskId: "y" }], labels: {} },
  moveTasks: { programmeId: "x", tasks: [{ taskId: "y" }], stageId: "z" },
  postponeTask: { taskId: "x" },
  removeTask: { taskId: "x", reason: "y" },
  reopenTask: { taskId: "x", reason: "y" },
  reorderStages: { programmeId: "x", stageIds: [] },
  rescheduleTask: { taskId: "x", dueOn: "2022-12-31", reason: "y" },
  rescheduleTasks: { programmeId: "x", tasks: [{ taskId: "y" }], dueOn: "2022-12-31", reason: "z" },
  returnTask: { taskId: "x", reason: "y" },
  startTask: { taskId: "x" },
  submitTask: { taskId: "x" },
  undoTask: { taskId: "x" },
  undoTasks: { undoToken: "x" },
  updateLabel: { labelId: "x" },
  updateStage: { stageId: "x" },
  withdrawTask: { taskId: "x" },
  applyImport: { document: { text: "项目名称" } },
  changePassword: { currentPassword: "x", newPassword: "y" },
  createToken: { name: "x", scopes: ["READ"] },
  moveTask: { taskId: "x", stageId: "y", expectedVersion: 1 },
  previewImport: { document: { text: "项目名称" } },
  removeOfficeAlias: { aliasId: "x" },
  setUp: { token: "unknown", name: "nobody", password: "Nobody-2022" },
  revokeToken: { id: "x" },
  signIn: { name: "x", password: "y" },
};

const schema = makeSchema();
const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
  (root) =>
    Object.values(root?.getFields() ?? {}).map((field) => ({
      place: `${root?.name ?? ""}.${field.name}`,
      root,
      field,
    })),
);

/** A document that asks for one field of a root, with ids that never were. */
function documentFor(root: string, field: GraphQLField<unknown, unknown>): string {
  const required = field.args.filter((argument) => String(argument.type).endsWith("!"));
  const declared = required.map(({ name, type }) => `$${name}: ${String(type)}`).join(", ");
  const passed = required.map(({ name }) => `${name}: $${name}`).join(", ");
  const scalar = /^(Boolean|Int|String|ID)!?$/.test(String(field.type));
  const [declaration, call] = required.length > 0 ? [`(${declared})`, `(${passed})`] : ["", ""];
  return `${root.toLowerCase()} ${declaration} { ${field.name}${call} ${scalar ? "" : "{ __typename }"} }`;
}

function variablesFor(field: GraphQLField<unknown, unknown>) {
  const known: Record<string, unknown> = { input: inputs[field.name], filter: {}, cursor: 0 };
  const valueOf = (name: string) => (name in known ? known[name] : "unknown");
  return Object.fromEntries(field.args.map(({ name }) => [name, valueOf(name)]));
}

const boardQuery = `query ($id: ID!) {
  board(programmeId: $id) {
    programme { id title year revision today taskCount projectCount issuers cc issuedOn documentNumber }
    stages { id kind name position colour wipLimit }
    projects {
      id number name category content progressText remarks
      leaders { id name role office { name } } owners { name } offices { name } assistingOffices { name }
      tasks {
        id title rank version attempt timesReturned needsReview submittedAt acceptedAt
        period { startsOn dueOn kind precision quarters words } hints { text dueOn } source { text start end }
        light { colour workingDaysLeft explanation } assignees { name }
        stage { id } project { id }
        nextStages { stage { id } allowed needs reason }
      }
    }
  }
}`;

interface BoardData {
  board: {
    programme: { title: string; taskCount: number; projectCount: number; revision: number; today: string };
    stages: { kind: string; name: string; position: number }[];
    projects: {
      id: string;
      name: string;
      leaders: { name: string }[];
      offices: { name: string }[];
      tasks: { id: string; period: { dueOn: string }; light: { colour: string; explanation: string } }[];
    }[];
  };
}

describeApi("Reading", (luoshi) => {
  const { given, stranger } = luoshi;
  afterEach(() => vi.restoreAllMocks());

  it("every field of the API's roots says what it tells a stranger", () => {
    expect(rootFields.map(({ place }) => place).toSorted()).toEqual(Object.keys(forStrangers).toSorted());
  });

  it.each(rootFields.filter(({ root }) => root?.name !== "Subscription"))(
    "$place keeps to what it tells a stranger, and writes nothing",
    async ({ place, root, field }) => {
      const before = await luoshi.dump();
      const reply = await stranger.send(documentFor(root?.name ?? "", field), variablesFor(field));
      expect(reply.code ?? "answers").toBe(forStrangers[place]);
      const after = await luoshi.dump();
      // That somebody tried a name is kept, so that no restart tells known names from unknown ones.
      if (place === "Mutation.signIn") before.name_tries = after.name_tries ?? [];
      expect(after).toEqual(before);
    },
  );

  it("Subscription.changes refuses a stranger", async () => {
    const programme = await given.programme();
    const events = stranger.socket().follow(`subscription ($id: ID!) { changes(programmeId: $id) { id } }`, {
      id: programme.id,
    });
    const { value } = (await events.next()) as { value: { errors?: { extensions?: { code?: string } }[] } };
    expect(value.errors?.[0]?.extensions?.code).toBe("UNAUTHENTICATED");
  });

  it("a whole board comes in one answer, in the notice's order", async () => {
    const programme = await given.programme({
      title: "某镇人民政府关于下达 2022 年为民办实事项目的通知",
      projects: [
        {
          name: "路灯",
          leaders: ["乙领导", "甲领导"],
          offices: ["乙办", "甲办"],
          tasks: [{ quarter: 1 }, { quarter: 3 }],
        },
        { name: "绿化" },
      ],
    });
    const { board } = await (await given.reader()).ask<BoardData>(boardQuery, { id: programme.id });
    expect(board.programme).toMatchObject({ title: "2022年为民办实事项目", taskCount: 3, projectCount: 2 });
    expect(board.stages.map(({ name }) => name)).toEqual(["待启动", "进行中", "待验收", "已验收"]);
    expect(board.projects.map(({ name }) => name)).toEqual(["路灯", "绿化"]);
    const [lamps] = board.projects;
    expect(lamps?.leaders.map(({ name }) => name)).toEqual(["乙领导", "甲领导"]);
    expect(lamps?.offices.map(({ name }) => name)).toEqual(["乙办", "甲办"]);
    expect(lamps?.tasks.map(({ light }) => light.colour)).toEqual(["RED", "GREEN"]);
  });

  it("a board takes as many statements for 200 cards as for one", async () => {
    const reader = await given.reader();
    const small = await given.programme();
    const projects = Array.from({ length: 50 }, (_, index) => ({
      leaders: [`领导${index}`],
      owners: [`责任人${index}`],
      offices: [`科室${index}`],
      tasks: [{}, {}, {}, {}],
    }));
    const large = await given.programme({ projects });
    const count = await statementsOf(reader, boardQuery, small.id);
    expect(count).toBeLessThanOrEqual(12);
    expect(await statementsOf(reader, boardQuery, large.id)).toBe(count);
  });

  it("a task, a project and the lists take as many statements however much there is", async () => {
    const reader = await given.reader();
    const few = await given.programme();
    const count = (programme: GivenProgramme, field: string, id: string) =>
      statementsOf(reader, `query ($id: ID!) { ${field} }`, id).then((statements) => ({
        programme,
        statements,
      }));
    const many = await given.programme({ projects: [{ tasks: Array.from({ length: 40 }, () => ({})) }] });
    const fields = [
      [
        "task(id: $id) { id nextStages { allowed } reports { done author { name } } history { actor { name } } project { id } }",
        "task",
      ],
      ["project(id: $id) { tasks { id nextStages { allowed } } programme { title } }", "project"],
    ] as const;
    for (const [field, of] of fields) {
      const idOf = ({ card }: GivenProgramme) => (of === "task" ? card.id : card.projectId);
      const [one, other] = [await count(few, field, idOf(few)), await count(many, field, idOf(many))];
      expect(other.statements).toBe(one.statements);
      expect(one.statements).toBeLessThanOrEqual(14);
    }
  });

  /** How many statements a query takes, asked for the first time. */
  async function statementsOf(client: Client, query: string, id: string): Promise<number> {
    const { rows } = luoshi.app.database;
    const [all, first] = [vi.spyOn(rows, "all"), vi.spyOn(rows, "first")];
    await client.ask(query, { id });
    const count = all.mock.calls.length + first.mock.calls.length;
    vi.restoreAllMocks();
    return count;
  }

  it("programmes come newest first, people and offices by name", async () => {
    await given.programme({ year: 2021 });
    await given.programme({ year: 2024, projects: [{ offices: ["甲办公室"], owners: ["甲某"] }] });
    interface Data {
      programmes: { year: number }[];
      people: { totalCount: number; nodes: { name: string }[] };
      offices: { name: string; parent: null; head: null }[];
    }
    const query = `{ programmes { year } people(first: 100) { totalCount nodes { name } } offices { name parent { name } head { name } } }`;
    const { programmes, people, offices } = await (await given.reader()).ask<Data>(query);
    const years = programmes.map(({ year }) => year);
    expect(years).toEqual(years.toSorted((one, other) => other - one));
    expect(people.nodes.map(({ name }) => name)).toContain("甲某");
    expect(offices.map(({ name }) => name)).toContain("甲办公室");
    expect(new Set(people.nodes.map(({ name }) => name)).size).toBe(Math.min(people.totalCount, 100));
  });

  it("the same people and offices of two notices are the same", async () => {
    const cast = { leaders: ["同一领导"], owners: ["同一责任人"], offices: ["同一科室"] };
    const ids = await Promise.all(
      [await given.programme({ projects: [cast] }), await given.programme({ projects: [cast] })].map(
        async ({ card }) => {
          const query = `query ($id: ID!) { project(id: $id) { leaders { id } owners { id } offices { id } } }`;
          return (await given.reader()).ask(query, { id: card.projectId });
        },
      ),
    );
    expect(ids[0]).toEqual(ids[1]);
  });

  it("a task tells its history, newest first, in pages", async () => {
    const programme = await given.programme({ projects: [{ owners: ["陈美治"] }] });
    const owner = await given.signedIn("陈美治");
    await owner.move(programme.card, "ACTIVE");
    await owner.move(programme.card, "SUBMITTED", {
      report: { done: "做完了", percent: 100, obstacles: "无" },
    });
    interface Data {
      task: {
        history: {
          verb: string;
          revision: number;
          actor: { name: string } | null;
          fields: { field: string }[];
        }[];
        reports: {
          done: string;
          percent: number;
          obstacles: string;
          attempt: number;
          author: { name: string };
        }[];
        latestReport: { done: string };
      };
    }
    const query = `query ($id: ID!, $first: Int!, $before: Int) { task(id: $id) {
      history(first: $first, beforeRevision: $before) { verb revision actor { name } fields { field before after } }
      reports { done percent obstacles attempt author { name } } latestReport { done } } }`;
    const id = programme.card.id;
    const { task } = await owner.ask<Data>(query, { id, first: 100 });
    expect(task.history.map(({ verb }) => verb)).toEqual(["SUBMIT", "START", "IMPORT"]);
    expect(task.history.map(({ actor }) => actor?.name ?? null)).toEqual(["陈美治", "陈美治", null]);
    const report = { done: "做完了", percent: 100, obstacles: "无", attempt: 1, author: { name: "陈美治" } };
    expect(task.reports).toEqual([report]);
    expect(task.latestReport.done).toBe("做完了");
    const older = await owner.ask<Data>(query, { id, first: 1, before: task.history[0]?.revision });
    expect(older.task.history.map(({ verb }) => verb)).toEqual(["START"]);
    for (const first of [0, -1, 101, 2 ** 31 - 1]) {
      expect((await owner.send(query, { id, first })).code).toBe("BAD_USER_INPUT");
    }
    expect((await owner.send(query, { id, first: 2 ** 31 })).code).toBe("BAD_USER_INPUT");
  });

  it("lights are counted from the programme's day", async () => {
    const programme = await given.programme({
      projects: [{ tasks: [{ dueOn: "2022-09-30", words: "第三季度" }] }],
    });
    const reader = await given.reader();
    const lightAt = async (instant: string) => {
      luoshi.clock.moveTo(instant);
      const { board } = await reader.ask<BoardData>(boardQuery, { id: programme.id });
      return `${board.programme.today} ${board.projects[0]?.tasks[0]?.light.explanation ?? ""}`;
    };
    const before = luoshi.clock.now().toISOString();
    expect(await lightAt("2022-09-30T15:59:59.000Z")).toBe(
      "2022-09-30 第三季度（9月30日止），已无剩余工作日",
    );
    expect(await lightAt("2022-09-30T16:00:00.000Z")).toBe("2022-10-01 第三季度（9月30日止），已过期限");
    expect(await lightAt("2022-10-08T01:00:00.000Z")).toBe(
      "2022-10-08 第三季度（9月30日止），已逾 1 个工作日",
    );
    luoshi.clock.moveTo(before);
  });

  it("answers in the language of the request", async () => {
    const programme = await given.programme({ projects: [{ tasks: [{ quarter: 1 }] }] });
    const reader = await given.reader();
    const explanationIn = async (language: string) => {
      const { board } = await reader.ask<BoardData>(
        boardQuery,
        { id: programme.id },
        { "accept-language": language },
      );
      return board.projects[0]?.tasks[0]?.light.explanation;
    };
    expect(await explanationIn("zh-CN")).toContain("已逾");
    expect(await explanationIn("en")).toContain("late");
  });

  it("a board that is kept ready is never older than the data, and never somebody else's", async () => {
    const programme = await given.programme({
      projects: [{ leaders: ["曾智伟"], owners: ["陈美治"], offices: ["社会事务办"] }],
    });
    const [owner, leader] = [await given.signedIn("陈美治"), await given.signedIn("曾智伟")];
    const newHead = await given.signedIn("新主任");
    const boardFor = (client: Client) => client.ask(boardQuery, { id: programme.id });
    /** Both ask twice, so that the second answer may come ready made; nobody's answer may change by that. */
    const settle = async () => {
      const seen = [];
      for (const client of [owner, leader, newHead]) seen.push(await boardFor(client));
      for (const [index, client] of [owner, leader, newHead].entries()) {
        expect(await boardFor(client)).toEqual(seen[index]);
      }
      return seen.map((board) => JSON.stringify(board));
    };
    const states = [await settle()];
    expect(new Set(states[0]).size).toBe(2);
    await owner.move(programme.card, "ACTIVE");
    states.push(await settle());
    await given.headOf("社会事务办", "新主任");
    states.push(await settle());
    luoshi.clock.moveTo("2022-10-10T01:00:00.000Z");
    states.push(await settle());
    luoshi.clock.moveTo("2022-08-15T01:00:00.000Z");
    const [ofOwner, ofLeader, ofHead] = [0, 1, 2].map(
      (index) => new Set(states.map((state) => state[index])).size,
    );
    expect(ofOwner).toBe(3);
    expect(ofLeader).toBe(3);
    expect(ofHead).toBe(4);
  });

  it("a socket answers queries too, by the same rules", async () => {
    const programme = await given.programme();
    const query = `query ($id: ID!) { board(programmeId: $id) { programme { id } } }`;
    const asReader = (await given.reader()).socket().follow<{ board: object }>(query, { id: programme.id });
    expect(await take(asReader, 1)).toEqual([{ board: { programme: { id: programme.id } } }]);
    const asStranger = stranger.socket().follow<{ board: object }>(query, { id: programme.id });
    await expect(take(asStranger, 1)).rejects.toThrow("UNAUTHENTICATED");
  });
});
