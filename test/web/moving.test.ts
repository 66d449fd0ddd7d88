import { afterEach, describe, expect, it, vi } from "vitest";
import { useFreshQuery } from "../../web/composables/useFreshQuery";
import { useMoveDrafts } from "../../web/features/tasks/moving/move-drafts";
import { useMoveTask } from "../../web/features/tasks/moving/useMoveTask";
import type { NextStage } from "../../web/features/tasks/moving/useTaskMoves";
import { Board_LoadDocument, type MoveTaskInput } from "../../web/gql/graphql";
import { setLocale } from "../../web/i18n/i18n";
import { useToasts } from "../../web/stores/toasts";
import { givenBoard, givenProject, givenTask, stages } from "./given-board";
import { givenPageServer, onPage } from "./page-server";

afterEach(() => vi.unstubAllGlobals());

function option(stage: string, needs: NextStage["needs"] = []): NextStage {
  const found = stages.find(({ id }) => id === stage);
  if (!found) throw new Error(`There is no stage "${stage}"`);
  return { __typename: "NextStage", stage: found, allowed: true, needs, reason: null } as NextStage;
}

const card = (facts: Parameters<typeof givenTask>[1] = {}) => ({
  ...givenTask("a", { stage: "active", ...facts }),
  stage: stages.find(({ id }) => id === (facts.stage ?? "active")),
  nextStages: [option("submitted", ["REPORT"]), option("accepted")],
});
const movable = { id: "a", title: "完工", version: 1, stage: { id: "active", kind: "ACTIVE" as const } };
const report = { done: "已完工。", percent: 100, obstacles: null };

/** A board with one card, and the moves of it that wait for the test's answer. */
async function givenCard() {
  await setLocale("zh-CN");
  const moves: {
    input: MoveTaskInput;
    answer: (result: object) => void;
    lose: () => void;
    fail: () => void;
  }[] = [];
  const outOfReach = new Set<unknown>();
  const undone = { value: {} };
  const server = givenPageServer({
    Board_Load: () => givenBoard([givenProject("1", [givenTask("a", { stage: "active" })])]),
    Board_UndoTask: () => ({ undoTask: undone.value }),
    Board_MoveTask: ({ input }) =>
      new Promise((resolve, reject) => {
        const move = input as MoveTaskInput;
        const lose = () => reject(new TypeError("Failed to fetch"));
        if (outOfReach.has(move.idempotencyKey)) return lose();
        moves.push({
          input: move,
          answer: (result) => resolve({ moveTask: result }),
          lose,
          fail: () => (outOfReach.add(move.idempotencyKey), lose()),
        });
      }),
  });
  const { result, leave } = onPage(() => ({
    ...useMoveTask(),
    board: useFreshQuery(Board_LoadDocument, () => ({ programmeId: "programme" })),
    toasts: useToasts(),
    drafts: useMoveDrafts(),
  }));
  const task = () => result.board.data.value?.board.projects[0]?.tasks[0];
  await vi.waitFor(() => expect(task()).toBeDefined());
  return { ...result, server, moves, undone, leave, task };
}

describe("A report", () => {
  it("stays in its dialog until the card is moved, while the page shows the move at once", async () => {
    const { move, answer, asked, moves, task, toasts } = await givenCard();
    await move(movable, option("submitted", ["REPORT"]));
    const sent = answer({ report });
    expect(asked.value).toMatchObject({ isSending: true });
    await vi.waitFor(() => expect(task()?.stage.id).toBe("submitted"));
    moves[0]?.answer(card({ stage: "submitted", version: 2 }));
    await sent;
    expect(asked.value).toBeNull();
    expect(toasts.toasts.at(-1)?.text).toBe("「完工」已移到待验收");
  });

  it("is still there when the server could not be reached, and the card is back where it was", async () => {
    const { move, answer, asked, moves, task, drafts } = await givenCard();
    await move(movable, option("submitted", ["REPORT"]));
    if (!asked.value) throw new Error("A report was to be asked for");
    drafts.draftOf(asked.value).done = report.done;
    const sent = answer({ report });
    await vi.waitFor(() => expect(moves).toHaveLength(1));
    moves[0]?.fail();
    await sent;
    expect(asked.value).toMatchObject({ isSending: false, task: { version: 1 } });
    expect(asked.value.trouble).toContain("没有连上服务器");
    expect(drafts.draftOf(asked.value).done).toBe(report.done);
    await vi.waitFor(() => expect(task()?.stage.id).toBe("active"));
  });

  it("that loses to another change is sent upon the card as it now is", async () => {
    const { move, answer, asked, moves } = await givenCard();
    await move(movable, option("submitted", ["REPORT"]));
    const sent = answer({ report });
    await vi.waitFor(() => expect(moves).toHaveLength(1));
    moves[0]?.answer({
      __typename: "StaleVersion",
      code: "STALE_VERSION",
      message: "刚被他人更新",
      task: card({ version: 5 }),
    });
    await sent;
    expect(asked.value?.trouble).toContain("这张卡片其间已被改动，现在在「进行中」");
    const again = answer({ report });
    await vi.waitFor(() => expect(moves).toHaveLength(2));
    expect(moves[1]?.input).toMatchObject({ expectedVersion: 5, report });
    moves[1]?.answer(card({ stage: "submitted", version: 6 }));
    await again;
    expect(asked.value).toBeNull();
  });

  it("that is given up on its way puts the card back, and is kept for the next time", async () => {
    const { move, answer, cancel, asked, moves, task, drafts } = await givenCard();
    await move(movable, option("submitted", ["REPORT"]));
    if (!asked.value) throw new Error("A report was to be asked for");
    const waiting = asked.value;
    drafts.draftOf(waiting).done = report.done;
    const sent = answer({ report });
    await vi.waitFor(() => expect(moves).toHaveLength(1));
    cancel();
    await sent;
    expect(asked.value).toBeNull();
    await vi.waitFor(() => expect(task()?.stage.id).toBe("active"));
    expect(drafts.draftOf(waiting).done).toBe(report.done);
  });

  it("is not somebody else's to read", async () => {
    const { move, asked, drafts } = await givenCard();
    await move(movable, option("submitted", ["REPORT"]));
    if (!asked.value) throw new Error("A report was to be asked for");
    drafts.openFor("one");
    drafts.draftOf(asked.value).done = report.done;
    drafts.openFor("other");
    expect(drafts.draftOf(asked.value).done).toBe("");
  });
});

describe("Two quick moves of one card", () => {
  it("both show at once, and the second is sent with the version that the first one gave", async () => {
    const { reorder, move, moves, task } = await givenCard();
    const first = reorder(movable, { afterTaskId: null, beforeTaskId: null });
    const second = move(movable, option("pending"));
    await vi.waitFor(() => expect(task()?.stage.id).toBe("pending"));
    expect(moves).toHaveLength(1);
    moves[0]?.answer(card({ version: 2 }));
    await vi.waitFor(() => expect(moves).toHaveLength(2));
    expect(moves[1]?.input).toMatchObject({ stageId: "pending", expectedVersion: 2 });
    moves[1]?.answer(card({ stage: "pending", version: 3 }));
    await Promise.all([first, second]);
    expect(task()).toMatchObject({ version: 3, stage: { id: "pending" } });
  });

  it("go on one by one where the first is refused", async () => {
    const { reorder, move, moves, toasts } = await givenCard();
    const first = reorder(movable, { afterTaskId: null, beforeTaskId: null });
    const second = move(movable, option("pending"));
    await vi.waitFor(() => expect(moves).toHaveLength(1));
    moves[0]?.fail();
    await vi.waitFor(() => expect(moves).toHaveLength(2), { timeout: 10_000 });
    expect(moves[1]?.input).toMatchObject({ expectedVersion: 1 });
    moves[1]?.answer(card({ stage: "pending", version: 2 }));
    await Promise.all([first, second]);
    expect(toasts.toasts[0]?.text).toContain("没有连上服务器");
  });
});

describe("A move whose answer is lost", () => {
  it("is sent again as the very same one, and shows once", async () => {
    const { move, moves, task, toasts } = await givenCard();
    const sent = move(movable, option("pending"));
    await vi.waitFor(() => expect(moves).toHaveLength(1));
    moves[0]?.lose();
    await vi.waitFor(() => expect(moves).toHaveLength(2), { timeout: 10_000 });
    expect(moves[0]?.input.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
    expect(moves[1]?.input).toEqual(moves[0]?.input);
    expect(task()?.stage.id).toBe("pending");
    moves[1]?.answer(card({ stage: "pending", version: 2 }));
    await sent;
    expect(toasts.toasts.map(({ text }) => text)).toEqual(["「完工」已移到待启动"]);
  });

  it("is not sent again once it is given up", async () => {
    const { move, answer, cancel, moves } = await givenCard();
    await move(movable, option("submitted", ["REPORT"]));
    const sent = answer({ report });
    await vi.waitFor(() => expect(moves).toHaveLength(1));
    moves[0]?.lose();
    cancel();
    await sent;
    expect(moves).toHaveLength(1);
  });

  it("has another key than the next move", async () => {
    const { move, moves } = await givenCard();
    for (const [index, stage] of ["pending", "active"].entries()) {
      const sent = move(movable, option(stage));
      await vi.waitFor(() => expect(moves).toHaveLength(index + 1));
      moves[index]?.answer(card({ stage, version: index + 2 }));
      await sent;
    }
    expect(moves[1]?.input.idempotencyKey).not.toBe(moves[0]?.input.idempotencyKey);
  });
});

describe("A move that is undone", () => {
  async function submitted() {
    const given = await givenCard();
    await given.move(movable, option("submitted", ["REPORT"]));
    if (!given.asked.value) throw new Error("A report was to be asked for");
    const waiting = given.asked.value;
    given.drafts.draftOf(waiting).done = report.done;
    const sent = given.answer({ report });
    await vi.waitFor(() => expect(given.moves).toHaveLength(1));
    given.moves[0]?.answer(card({ stage: "submitted", version: 2 }));
    await sent;
    return { ...given, waiting };
  }

  it("puts the card back by the server's word, and gives back what was written for it", async () => {
    const { toasts, undone, task, drafts, waiting } = await submitted();
    expect(drafts.draftOf(waiting).done).toBe("");
    undone.value = card({ version: 3 });
    toasts.toasts.at(-1)?.action?.run();
    await vi.waitFor(() => expect(task()).toMatchObject({ version: 3, stage: { id: "active" } }));
    await vi.waitFor(() => expect(drafts.draftOf(waiting).done).toBe(report.done));
  });

  it("stays as it is where the server refuses, and says why", async () => {
    const { toasts, undone, task } = await submitted();
    undone.value = {
      __typename: "UndoRefused",
      code: "UNDO_OVERTAKEN",
      message: "之后又有人更新了这张卡片，不能撤销",
      task: card({ stage: "accepted", version: 3 }),
    };
    toasts.toasts.at(-1)?.action?.run();
    await vi.waitFor(() => expect(toasts.toasts.at(-1)?.text).toContain("不能撤销"));
    expect(task()).toMatchObject({ version: 3, stage: { id: "accepted" } });
  });
});
