import { describe, expect, it } from "vitest";
import { ref } from "vue";
import { boardCards } from "../../web/features/tasks/board-cards";
import { byReason, partsOf, portionsOf } from "../../web/features/tasks/bulk/bulk-change";
import { changeOf, emptyDraft } from "../../web/features/tasks/bulk/bulk-draft";
import { useSelection } from "../../web/features/tasks/bulk/useSelection";
import { givenProject, givenTask, stages } from "./given-board";

describe("Cards are chosen", () => {
  const order = ref(["a", "b", "c", "d"]);
  const selection = () => useSelection(() => order.value);

  it("one by one, and let go the same way", () => {
    const { chosen, toggle } = selection();
    toggle("c");
    toggle("a");
    expect(chosen.value).toEqual(["a", "c"]);
    toggle("c");
    expect(chosen.value).toEqual(["a"]);
  });

  it("from the last one that was touched to this one, downwards and upwards", () => {
    const { chosen, toggle } = selection();
    toggle("c");
    toggle("a", true);
    expect(chosen.value).toEqual(["a", "b", "c"]);
    toggle("b", true);
    expect(chosen.value).toEqual(["c"]);
  });

  it("all together, and none", () => {
    const { chosen, isAll, toggle, toggleAll } = selection();
    toggle("b");
    toggleAll();
    expect([chosen.value, isAll.value]).toEqual([["a", "b", "c", "d"], true]);
    toggleAll();
    expect([chosen.value, isAll.value]).toEqual([[], false]);
  });

  it("only while they are shown", () => {
    const { chosen, toggle } = selection();
    toggle("a");
    toggle("d");
    order.value = ["a", "b"];
    expect(chosen.value).toEqual(["a"]);
  });
});

describe("A change of many cards", () => {
  const cards = boardCards([
    givenProject("1", [
      givenTask("pending"),
      givenTask("active", { stage: "active", version: 4 }),
      givenTask("submitted", { stage: "submitted" }),
    ]),
  ]);
  const idsOf = (parts: ReturnType<typeof partsOf>) =>
    parts.map((part) => part.cards.map(({ task }) => task.id));
  const kindOf = (stageId: string) => stages.find(({ id }) => id === stageId)?.kind;

  it("tells the version that each was seen at, a hundred at a time", () => {
    expect(portionsOf(cards)[0]?.[1]).toEqual({ taskId: "active", expectedVersion: 4 });
    const many = boardCards([
      givenProject(
        "1",
        Array.from({ length: 201 }, (_, index) => givenTask(`t${index}`)),
      ),
    ]);
    expect(portionsOf(many).map(({ length }) => length)).toEqual([100, 100, 1]);
  });

  it("lets those be that stand where they are to go", () => {
    expect(idsOf(partsOf({ verb: "move", stageId: "active" }, cards))).toEqual([["pending", "submitted"]]);
    expect(idsOf(partsOf({ verb: "label", labels: { add: ["l"] } }, cards))).toEqual([
      ["pending", "active", "submitted"],
    ]);
  });

  it("sends no report with cards that were submitted before: it would be refused for all", () => {
    const report = { done: "做完了" };
    const parts = partsOf({ verb: "move", stageId: "second-check", report }, cards);
    expect(idsOf(parts)).toEqual([["pending", "active"], ["submitted"]]);
    expect(parts.map(({ change }) => "report" in change)).toEqual([true, false]);
  });

  it("waits for what the server would miss on every card", () => {
    const draft = emptyDraft();
    expect(changeOf("move", draft, kindOf)).toBeNull();
    expect(changeOf("assign", draft, kindOf)).toBeNull();
    expect(changeOf("reschedule", { ...draft, dueOn: "2022-12-31" }, kindOf)).toBeNull();
    expect(changeOf("reschedule", { ...draft, dueOn: "2022-12-31", reason: " 汛期 " }, kindOf)).toEqual({
      verb: "reschedule",
      dueOn: "2022-12-31",
      reason: "汛期",
    });
  });

  it("may empty a list, but not add nothing to it", () => {
    const draft = emptyDraft();
    expect(changeOf("label", { ...draft, mode: "add" }, kindOf)).toBeNull();
    expect(changeOf("label", { ...draft, mode: "set" }, kindOf)).toEqual({
      verb: "label",
      labels: { set: [] },
    });
  });

  it("brings a report to a submission only, and a reason to everything else", () => {
    const draft = { ...emptyDraft(), done: "做完了", reason: "缺材料" };
    expect(changeOf("move", { ...draft, stageId: "submitted" }, kindOf)).toMatchObject({
      report: { done: "做完了", percent: 100 },
    });
    const returned = changeOf("move", { ...draft, stageId: "active" }, kindOf);
    expect(returned).toEqual({ verb: "move", stageId: "active", reason: "缺材料" });
  });

  it("tells one reason once, the most frequent first", () => {
    const refusals = [
      { taskId: "a", message: "不是责任人" },
      { taskId: "b", message: "已变动" },
      { taskId: "c", message: "已变动" },
    ];
    expect(byReason(refusals)).toEqual([
      { message: "已变动", taskIds: ["b", "c"] },
      { message: "不是责任人", taskIds: ["a"] },
    ]);
  });
});
