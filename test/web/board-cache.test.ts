import {
  Client,
  fetchExchange,
  subscriptionExchange,
  type OperationResult,
  type SubscriptionOperation,
} from "@urql/core";
import { describe, expect, it, vi } from "vitest";
import { createCache } from "../../web/api/cache";
import {
  Board_LoadDocument,
  Board_MoveTaskDocument,
  Live_ChangesDocument,
  Reschedule_TaskDocument,
  type Board_LoadQuery,
  type MoveTaskInput,
  type RescheduleTaskInput,
} from "../../web/gql/graphql";
import { givenBoard, givenProject, givenTask, stages } from "./given-board";

const nextStages = [{ __typename: "NextStage", stage: stages[0], allowed: true, needs: [], reason: null }];
const move: MoveTaskInput = {
  taskId: "a",
  stageId: "active",
  afterTaskId: "c",
  beforeTaskId: "d",
  expectedVersion: 1,
};

/** The board as a page sees it: the real cache over a server that answers when the test says so. */
function openBoard() {
  let board = givenBoard([
    givenProject("1", [givenTask("a", { rank: "a0" }), givenTask("b", { rank: "a1" })]),
    givenProject("2", [
      givenTask("c", { rank: "a0", stage: "active" }),
      givenTask("d", { rank: "a1", stage: "active" }),
    ]),
  ]);
  let answerMove: (data: object) => void = () => {};
  let breakOff: (failure: Error) => void = () => {};
  let tell: (data: object) => void = () => {};
  const asked: string[] = [];

  const moveAnswer = () =>
    new Promise<object>((resolve, reject) => {
      answerMove = resolve;
      breakOff = reject;
    });
  const fetch = async (_url: unknown, { body }: { body: string }) => {
    const { operationName } = JSON.parse(body) as { operationName: string };
    asked.push(operationName);
    const data = operationName === "Board_Load" ? board : await moveAnswer();
    return new Response(JSON.stringify({ data }), { headers: { "content-type": "application/json" } });
  };
  const client = new Client({
    url: "http://page.test/graphql",
    fetch: fetch as unknown as typeof globalThis.fetch,
    preferGetMethod: false,
    exchanges: [
      createCache(),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: (_operation: SubscriptionOperation) => ({
          subscribe: (sink) => {
            tell = (data) => sink.next({ data });
            return { unsubscribe: () => {} };
          },
        }),
      }),
    ],
  });
  let seen: OperationResult<Board_LoadQuery> | undefined;
  client.query(Board_LoadDocument, { programmeId: "programme" }).subscribe((result) => (seen = result));
  client
    .subscription(Live_ChangesDocument, { programmeId: "programme", sinceRevision: 7 })
    .subscribe(() => {});

  return {
    asked,
    send: (input = move) => client.mutation(Board_MoveTaskDocument, { input }).toPromise(),
    reschedule: (input: RescheduleTaskInput) =>
      client.mutation(Reschedule_TaskDocument, { input }).toPromise(),
    answerReschedule: (data: object) => answerMove({ rescheduleTask: data }),
    answerMove: (data: object) => answerMove({ moveTask: data }),
    breakOff: () => breakOff(new TypeError("Failed to fetch")),
    tell: (change: object) =>
      tell({
        changes: {
          __typename: "Change",
          id: "change",
          programmeId: "programme",
          revision: 8,
          actor: null,
          ...change,
        },
      }),
    serve: (next: Board_LoadQuery) => (board = next),
    task: (id: string) =>
      seen?.data?.board.projects.flatMap(({ tasks }) => tasks).find((task) => task.id === id),
  };
}

async function givenOpenBoard() {
  const page = openBoard();
  await vi.waitUntil(() => page.task("a"));
  return page;
}

describe("Moving a card", () => {
  it("shows at once between its new neighbours, before the server has answered", async () => {
    const page = await givenOpenBoard();
    const sent = page.send();
    await vi.waitFor(() => expect(page.asked).toContain("Board_MoveTask"));
    expect(page.task("a")?.stage).toMatchObject({ id: "active", kind: "ACTIVE" });
    const rank = page.task("a")?.rank ?? "";
    expect(rank > "a0" && rank < "a1").toBe(true);
    page.answerMove({ ...givenTask("a", { stage: "active", rank: "a0V", version: 2 }), nextStages });
    await sent;
    expect(page.task("a")).toMatchObject({ rank: "a0V", version: 2 });
  });

  it("to no place in particular shows it after the column's last card, where the server puts it", async () => {
    const page = await givenOpenBoard();
    void page.send({ taskId: "a", stageId: "active", expectedVersion: 1 });
    await vi.waitFor(() => expect(page.task("a")?.stage.id).toBe("active"));
    expect((page.task("a")?.rank ?? "") > "a1").toBe(true);
  });

  it("is rolled back when it is refused, and shows the card as the server has it", async () => {
    const page = await givenOpenBoard();
    const sent = page.send();
    await vi.waitFor(() => expect(page.task("a")?.stage.id).toBe("active"));
    page.answerMove({
      __typename: "StaleVersion",
      code: "STALE_VERSION",
      message: "刚被别人改过",
      task: { ...givenTask("a", { stage: "submitted", rank: "a5", version: 3 }), nextStages },
    });
    await sent;
    expect(page.task("a")).toMatchObject({ rank: "a5", version: 3, stage: { id: "submitted" } });
  });

  it("is rolled back when no answer comes", async () => {
    const page = await givenOpenBoard();
    const sent = page.send();
    await vi.waitFor(() => expect(page.task("a")?.stage.id).toBe("active"));
    page.breakOff();
    expect((await sent).error?.networkError).toBeDefined();
    await vi.waitFor(() => expect(page.task("a")).toMatchObject({ rank: "a0", stage: { id: "pending" } }));
  });
});

describe("Giving a task other days", () => {
  const input = { taskId: "a", dueOn: "2022-07-31", reason: "雨季推后", expectedVersion: 1 };
  const first = { startsOn: "2022-04-01", dueOn: "2022-06-30", words: "第二季度" };

  it("shows them at once, with the quarters that they touch, and puts the old ones back when no answer comes", async () => {
    const page = await givenOpenBoard();
    const sent = page.reschedule(input);
    await vi.waitFor(() => expect(page.task("a")?.period.dueOn).toBe("2022-07-31"));
    expect(page.task("a")?.period).toMatchObject({
      startsOn: "2022-04-01",
      kind: "SPAN",
      quarters: [2, 3],
      words: null,
    });
    page.breakOff();
    await sent;
    await vi.waitFor(() => expect(page.task("a")?.period).toMatchObject(first));
  });

  it("without a first day makes it a deadline", async () => {
    const page = await givenOpenBoard();
    void page.reschedule({ ...input, startsOn: null });
    await vi.waitFor(() => expect(page.task("a")?.period).toMatchObject({ kind: "DEADLINE", quarters: [3] }));
  });

  it("that is refused shows the task as the server has it", async () => {
    const page = await givenOpenBoard();
    const sent = page.reschedule(input);
    await vi.waitFor(() => expect(page.task("a")?.period.dueOn).toBe("2022-07-31"));
    page.answerReschedule({
      __typename: "EditNotPermitted",
      code: "EDIT_NOT_PERMITTED",
      message: "只有责任领导可以改期",
      task: givenTask("a", { version: 4 }),
    });
    await sent;
    expect(page.task("a")).toMatchObject({ version: 4, period: first });
  });
});

describe("A change made elsewhere", () => {
  it("moves the card on this page without reading the board again", async () => {
    const page = await givenOpenBoard();
    page.tell({
      verb: "START",
      task: {
        ...givenTask("b", { stage: "active", rank: "a2", version: 2 }),
        project: { __typename: "Project", id: "1" },
      },
    });
    await vi.waitFor(() => expect(page.task("b")?.stage.id).toBe("active"));
    expect(page.asked.filter((name) => name === "Board_Load")).toHaveLength(1);
  });

  it("that makes a card unknown here has the board read again", async () => {
    const page = await givenOpenBoard();
    page.serve(givenBoard([givenProject("1", [givenTask("a"), givenTask("new")])]));
    page.tell({ verb: "CREATE", task: { ...givenTask("new"), project: { __typename: "Project", id: "1" } } });
    await vi.waitFor(() => expect(page.task("new")).toBeDefined());
    expect(page.asked.filter((name) => name === "Board_Load")).toHaveLength(2);
  });

  it("with hundreds of others, as an amendment is, has the board read again once", async () => {
    const page = await givenOpenBoard();
    page.serve(givenBoard([givenProject("1", [givenTask("a"), givenTask("new")])]));
    for (let revision = 8; revision < 308; revision += 1) {
      page.tell({
        id: `change-${revision}`,
        revision,
        verb: "IMPORT",
        task: { ...givenTask("b", { version: revision }), project: { __typename: "Project", id: "1" } },
      });
    }
    await vi.waitFor(() => expect(page.task("new")).toBeDefined());
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(page.asked.filter((name) => name === "Board_Load")).toHaveLength(2);
  });
});
