import { afterEach, describe, expect, it, vi } from "vitest";
import { boardCards } from "../../web/features/tasks/board-cards";
import { batchTasks, daysOfQuarter, outlookOf } from "../../web/features/tasks/many/batch";
import { changeOf, changeToTry, type BatchDraft } from "../../web/features/tasks/many/batch-draft";
import { useBatch } from "../../web/features/tasks/many/useBatch";
import { setLocale } from "../../web/i18n/i18n";
import { useToasts } from "../../web/stores/toasts";
import { givenProject, givenTask, stages } from "./given-board";
import { givenPageServer, onPage } from "./page-server";

afterEach(() => vi.unstubAllGlobals());

const cards = boardCards([
  givenProject("1", [
    givenTask("a", { title: "勘察" }),
    givenTask("b", { title: "招标" }),
    givenTask("c", { title: "施工" }),
  ]),
]);
const tasks = batchTasks(cards);

interface Item {
  taskId: string;
  problem: { code: string; message: string } | null;
}

const item = (taskId: string, code?: string, message = "不行"): Item => ({
  taskId,
  problem: code === undefined ? null : { code, message },
});

describe("What a dry run found", () => {
  it("says each reason once, with the cards that it is about", () => {
    const found = outlookOf({ items: [item("a", "X"), item("b"), item("c", "X")] }, tasks);
    expect(found.willGo).toBe(1);
    expect(found.refused.map(({ message, tasks: own }) => [message, own.map(({ title }) => title)])).toEqual([
      ["不行", ["勘察", "施工"]],
    ]);
  });

  it("counts a missing report or reason as something to ask for, and as no refusal", () => {
    const items = [item("a", "REPORT_REQUIRED"), item("b", "REASON_REQUIRED"), item("c")];
    expect(outlookOf({ items }, tasks)).toEqual({
      willGo: 3,
      refused: [],
      needsReport: true,
      needsReason: true,
    });
  });
});

describe("A change that is written for several cards", () => {
  const draft: BatchDraft = {
    startsOn: "",
    dueOn: "",
    reason: "",
    done: "",
    percent: "100",
    obstacles: "",
    ids: [],
    how: "add",
  };
  const none = { report: false, reason: false };

  it("is not tried before what decides is chosen, and then whatever the words of its reason", () => {
    expect(changeToTry({ kind: "reschedule", tasks }, draft)).toBeNull();
    expect(changeToTry({ kind: "assign", tasks }, draft)).toBeNull();
    expect(changeToTry({ kind: "reschedule", tasks }, { ...draft, dueOn: "2022-12-20" })).toMatchObject({
      dueOn: "2022-12-20",
    });
  });

  it("leaves first days as they are where none is given", () => {
    const written = { ...draft, dueOn: "2022-12-20", reason: " 汛期停工 " };
    const change = changeOf({ kind: "reschedule", tasks }, written, { report: false, reason: true });
    expect(change).toEqual({ kind: "reschedule", dueOn: "2022-12-20", reason: "汛期停工" });
  });

  it("adds, removes or replaces what is chosen", () => {
    const chosen = { ...draft, ids: ["x"], how: "remove" as const };
    expect(changeOf({ kind: "label", tasks }, chosen, none)).toEqual({
      kind: "label",
      labels: { remove: ["x"] },
    });
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

  /** A server on which these items stand against a move, or nobody answers. */
  async function givenMove(items: Item[] | null) {
    await setLocale("zh-CN");
    const typed = items?.map((one) => ({
      __typename: "BatchItem",
      ...one,
      problem: one.problem && { __typename: "IllegalMove", ...one.problem },
      task: null,
    }));
    const answer = (applied: boolean) => async () => {
      if (!typed) throw new TypeError("Failed to fetch");
      return {
        moveTasks: { __typename: "BatchResult", applied, undoToken: applied ? "u" : null, items: typed },
      };
    };
    const server = givenPageServer({ Batch_TryMove: answer(false), Batch_Move: answer(true) });
    const onDone = vi.fn<() => void>();
    const { result } = onPage(() => ({ ...useBatch(() => "programme", onDone), toasts: useToasts() }));
    return { ...result, server, onDone };
  }

  it("are tried and then moved, with the versions that the page shows", async () => {
    const { begin, server, onDone, toasts, sent } = await givenMove([item("a"), item("b"), item("c")]);
    await begin({ kind: "move", stage, tasks });
    expect(server.asked.map(({ name }) => name)).toEqual(["Batch_TryMove", "Batch_Move"]);
    expect(server.asked[1]?.variables).toMatchObject({
      input: { mode: "EACH", dryRun: false, tasks: [{ taskId: "a", expectedVersion: 1 }, {}, {}] },
    });
    expect(onDone).toHaveBeenCalledOnce();
    expect(sent.value.size).toBe(0);
    expect(toasts.toasts.at(-1)).toMatchObject({ text: "3 张卡片已移到进行中", action: { label: "撤销" } });
  });

  it("are not moved before somebody has seen which of them will not go", async () => {
    const { begin, asked, server } = await givenMove([item("a"), item("b", "X"), item("c")]);
    await begin({ kind: "move", stage, tasks });
    expect(server.asked.map(({ name }) => name)).toEqual(["Batch_TryMove"]);
    expect(asked.value?.outlook).toMatchObject({ willGo: 2 });
  });

  it("stay as they are, and selected, where the server cannot be reached", async () => {
    const { begin, onDone, toasts, sent } = await givenMove(null);
    await begin({ kind: "move", stage, tasks });
    expect(toasts.toasts.at(-1)?.text).toBe("没有连上服务器，卡片没有改动。");
    expect(onDone).not.toHaveBeenCalled();
    expect(sent.value.size).toBe(0);
  });
});
