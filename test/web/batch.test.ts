import { afterEach, describe, expect, it, vi } from "vitest";
import { boardCards } from "../../web/features/tasks/board-cards";
import { outlookOf, partsOf, portionsOf } from "../../web/features/tasks/batch/batch";
import { changeOf, changeToTry, emptyDraft } from "../../web/features/tasks/batch/batch-draft";
import { useBatch } from "../../web/features/tasks/batch/useBatch";
import { daysOfQuarter } from "../../web/features/tasks/rescheduling/days-of-quarter";
import { setLocale } from "../../web/i18n/i18n";
import { useToasts } from "../../web/stores/toasts";
import { givenProject, givenTask, stages } from "./given-board";
import { givenPageServer, onPage } from "./page-server";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const cards = boardCards([
  givenProject("1", [
    givenTask("a", { title: "勘察" }),
    givenTask("b", { title: "招标" }),
    givenTask("c", { title: "施工" }),
  ]),
]);

interface Item {
  taskId: string;
  problem: { code: string; message: string } | null;
}

const item = (taskId: string, code?: string, message = "不行"): Item => ({
  taskId,
  problem: code === undefined ? null : { code, message },
});

describe("What a trial found", () => {
  const told = (items: Item[]) =>
    outlookOf(items, cards).refused.map((group) => [
      group.message,
      group.cards.map(({ task }) => task.title),
    ]);

  it("says each reason once, with the cards that it is about", () => {
    const items = [item("a", "X"), item("b"), item("c", "X")];
    expect(outlookOf(items, cards).willGo).toBe(1);
    expect(told(items)).toEqual([["不行", ["勘察", "施工"]]]);
  });

  it("tells the most frequent reason first", () => {
    expect(told([item("a", "X"), item("b", "Y", "已变动"), item("c", "Y", "已变动")])).toEqual([
      ["已变动", ["招标", "施工"]],
      ["不行", ["勘察"]],
    ]);
  });

  it("counts a missing report or reason as something to ask for, and as no refusal", () => {
    const items = [item("a", "REPORT_REQUIRED"), item("b", "REASON_REQUIRED"), item("c")];
    expect(outlookOf(items, cards)).toEqual({
      willGo: 3,
      refused: [],
      needsReport: true,
      needsReason: true,
    });
  });
});

describe("A change that is written for several cards", () => {
  const draft = emptyDraft();
  const none = { report: false, reason: false };

  it("is not tried before what decides is chosen, and then whatever the words of its reason", () => {
    expect(changeToTry({ kind: "reschedule", cards }, draft)).toBeNull();
    expect(changeToTry({ kind: "assign", cards }, draft)).toBeNull();
    expect(changeToTry({ kind: "reschedule", cards }, { ...draft, dueOn: "2022-12-20" })).toMatchObject({
      dueOn: "2022-12-20",
    });
  });

  it("leaves first days as they are where none is given", () => {
    const written = { ...draft, dueOn: "2022-12-20", reason: " 汛期停工 " };
    const change = changeOf({ kind: "reschedule", cards }, written, { report: false, reason: true });
    expect(change).toEqual({ kind: "reschedule", dueOn: "2022-12-20", reason: "汛期停工" });
  });

  it("adds, removes or replaces what is chosen", () => {
    const chosen = { ...draft, chosen: [{ id: "x", name: "民生" }], mode: "remove" as const };
    expect(changeOf({ kind: "label", cards }, chosen, none)).toEqual({
      kind: "label",
      labels: { remove: ["x"] },
    });
  });

  it("may empty a list, but not add nothing to it", () => {
    expect(changeToTry({ kind: "label", cards }, { ...draft, mode: "add" })).toBeNull();
    expect(changeToTry({ kind: "label", cards }, { ...draft, mode: "set" })).toMatchObject({
      labels: { set: [] },
    });
  });

  it("tells the version that each was seen at, a hundred at a time", () => {
    const many = boardCards([
      givenProject(
        "1",
        Array.from({ length: 201 }, (_, index) => givenTask(`t${index}`, { version: index })),
      ),
    ]);
    const portions = portionsOf(many);
    expect(portions.map(({ length }) => length)).toEqual([100, 100, 1]);
    expect(portions[1]?.[0]).toEqual({ taskId: "t100", expectedVersion: 100 });
  });

  it("sends no report with cards that were submitted before: it would be refused for all", () => {
    const mixed = boardCards([
      givenProject("1", [givenTask("pending"), givenTask("submitted", { stage: "submitted" })]),
    ]);
    const change = { kind: "move" as const, stageId: "second-check", report: { done: "做完了" } };
    const parts = partsOf(change, mixed);
    expect(parts.map((part) => part.cards.map(({ task }) => task.id))).toEqual([["pending"], ["submitted"]]);
    expect(parts.map((part) => "report" in part.change)).toEqual([true, false]);
  });
});

describe("Putting cards into a quarter", () => {
  it("suggests its last day, and its first one only where each of them lay in one quarter", () => {
    expect(daysOfQuarter(4, 2022, cards)).toEqual({ startsOn: "2022-10-01", dueOn: "2022-12-31" });
    const [first] = cards;
    if (!first) throw new Error("There was to be a card");
    const spanning = {
      ...first,
      task: { ...first.task, period: { ...first.task.period, quarters: [1, 2] } },
    };
    expect(daysOfQuarter(3, 2022, [spanning])).toEqual({ startsOn: null, dueOn: "2022-09-30" });
  });
});

describe("Several cards", () => {
  const stage = stages[1];
  if (!stage) throw new Error("There was to be a stage");

  /** A server that answers so for the cards it is asked to move, or that nobody reaches after some portions. */
  async function givenMove(itemOf: (taskId: string) => Item, shown = cards, answered = Infinity) {
    await setLocale("zh-CN");
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    let portions = 0;
    const answer = async (variables: Record<string, unknown>) => {
      const { tasks, dryRun } = variables.input as { tasks: { taskId: string }[]; dryRun: boolean };
      if (!dryRun || answered === 0) portions++;
      if (portions > answered) return Promise.reject(new TypeError("Failed to fetch"));
      const items = tasks.map(({ taskId }) => ({
        __typename: "BatchItem",
        ...itemOf(taskId),
        problem: typedProblem(itemOf(taskId)),
        task: null,
      }));
      const undoToken = dryRun ? null : `undo ${portions}`;
      return { moveTasks: { __typename: "BatchResult", undoToken, items } };
    };
    const server = givenPageServer({ Batch_Move: answer });
    const onDone = vi.fn<() => void>();
    const cardOf = (taskId: string) => shown.find(({ task }) => task.id === taskId);
    const { result } = onPage(() => ({
      ...useBatch({ programmeId: () => "programme", cardOf, onDone }),
      toasts: useToasts(),
    }));
    return { ...result, server, onDone };
  }

  /** What was lost on the way is sent again, after pauses that no test need sit through. */
  async function afterAllTries(done: Promise<void>): Promise<void> {
    await vi.advanceTimersByTimeAsync(5000);
    await done;
  }

  const typedProblem = ({ problem }: Item) => problem && { __typename: "IllegalMove", ...problem };
  const trials = ({ asked }: { asked: { variables: unknown }[] }) =>
    asked.map(({ variables }) => (variables as { isTrial: boolean }).isTrial);

  it("are tried and then moved, with the versions that the page shows", async () => {
    const { begin, server, onDone, toasts, sent } = await givenMove((id) => item(id));
    await begin({ kind: "move", stage, cards });
    expect(trials(server)).toEqual([true, false]);
    expect(server.asked[1]?.variables).toMatchObject({
      input: { mode: "EACH", dryRun: false, tasks: [{ taskId: "a", expectedVersion: 1 }, {}, {}] },
    });
    expect(onDone).toHaveBeenCalledOnce();
    expect(sent.size).toBe(0);
    expect(toasts.toasts.at(-1)).toMatchObject({ text: "3 项任务已移到进行中", action: { label: "撤销" } });
  });

  it("stay out of it where they are in that stage already", async () => {
    const { begin, server, toasts } = await givenMove((id) => item(id));
    await begin({ kind: "move", stage: stages[0], cards });
    expect(server.asked).toEqual([]);
    expect(toasts.toasts.at(-1)?.text).toBe("选中的任务已经在这里了。");
  });

  it("are not moved before somebody has seen which of them will not go", async () => {
    const { begin, asked, server } = await givenMove((id) => (id === "b" ? item(id, "X") : item(id)));
    await begin({ kind: "move", stage, cards });
    expect(trials(server)).toEqual([true]);
    expect(asked.value?.outlook).toMatchObject({ willGo: 2 });
  });

  it("stay as they are, and selected, where the server cannot be reached", async () => {
    const { begin, onDone, toasts, sent } = await givenMove((id) => item(id), cards, 0);
    await afterAllTries(begin({ kind: "move", stage, cards }));
    expect(toasts.toasts.at(-1)?.text).toBe("没有连上服务器，没有改动。");
    expect(onDone).not.toHaveBeenCalled();
    expect(sent.size).toBe(0);
  });

  it("of which some were done before the server was gone say so, and those can be undone", async () => {
    const many = boardCards([
      givenProject(
        "1",
        Array.from({ length: 101 }, (_, index) => givenTask(`t${index}`)),
      ),
    ]);
    const { begin, onDone, toasts } = await givenMove((id) => item(id), many, 1);
    await afterAllTries(begin({ kind: "move", stage, cards: many }));
    expect(toasts.toasts.map(({ text }) => text)).toEqual([
      "中途没有连上服务器，其余的没有改动。",
      "100 项任务已移到进行中",
    ]);
    expect(onDone).toHaveBeenCalledOnce();
  });
});
