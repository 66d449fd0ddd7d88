import { describe, expect, it } from "vitest";
import { boardCards } from "../../web/features/tasks/board-cards";
import { arrangeRows, nextSort, sortCards, type SortBy } from "../../web/features/tasks/table/arrange-rows";
import { sortOfOrder } from "../../web/features/tasks/table/saved-order";
import { columnsOf, usualColumns } from "../../web/features/tasks/table/table-columns";
import { givenProject, givenTask, stages } from "./given-board";

const dueOn = (id: string, day: string | null, facts = {}) => {
  const task = givenTask(id, facts);
  return { ...task, period: { ...task.period, dueOn: day } };
};
const cards = boardCards([
  givenProject("1", [dueOn("late", "2022-06-30", { light: "RED" }), dueOn("open", null)]),
  givenProject("2", [
    dueOn("soon", "2022-03-31", { light: "YELLOW", stage: "submitted" }),
    dueOn("last", "2022-12-31", { stage: "accepted" }),
  ]),
]);
const words = {
  updatedAt: new Map<string, string>(),
  countWorkingDays: null,
  timeZone: "Asia/Shanghai",
  locale: "zh-CN",
  stages: new Map(stages.map((stage) => [stage.id, stage])),
};
const up = (key: SortBy["key"]): SortBy => ({ key, isDescending: false });
const down = (key: SortBy["key"]): SortBy => ({ key, isDescending: true });
const sorted = (...sort: SortBy[]) => sortCards(cards, sort, words).map(({ task }) => task.id);

describe("Rows of a table", () => {
  it("lie as the notice has them until they are sorted", () => {
    expect(sorted()).toEqual(["late", "open", "soon", "last"]);
  });

  it("are sorted by days, and those without one come last whichever the direction", () => {
    expect(sorted(up("dueOn"))).toEqual(["soon", "late", "last", "open"]);
    expect(sorted(down("dueOn"))).toEqual(["last", "late", "soon", "open"]);
  });

  it("are sorted by stages in the board's order and by lights with the red ones last", () => {
    expect(sorted(up("stage"))).toEqual(["late", "open", "soon", "last"]);
    expect(sorted(down("light"))).toEqual(["late", "soon", "open", "last"]);
  });

  it("are sorted by a second column where the first one says the same", () => {
    expect(sorted(down("number"), up("dueOn"))).toEqual(["soon", "late", "last", "open"]);
  });

  it("are sorted by names as Chinese readers look them up", () => {
    const named = boardCards([givenProject("1", [givenTask("张"), givenTask("安"), givenTask("李")])]);
    const titles = sortCards(named, [up("title")], words).map(({ task }) => task.title);
    expect(titles).toEqual(["安", "李", "张"]);
  });

  it("are sorted by how late they are, as the API counts: to today, or to the day of a late submission", () => {
    const inLight = (id: string, workingDaysLeft: number, facts = {}) => ({
      ...dueOn(id, "2022-06-30", facts),
      light: { ...givenTask(id).light, workingDaysLeft },
    });
    const shown = boardCards([
      givenProject("1", [
        { ...inLight("submitted late", -90, { stage: "submitted" }), submittedAt: "2022-07-05T01:00:00Z" },
        { ...inLight("accepted in time", -90, { stage: "accepted" }), submittedAt: "2022-06-30T01:00:00Z" },
        inLight("open", -32),
        dueOn("without end", null),
      ]),
    ]);
    const countWorkingDays = () => 3;
    const rows = sortCards(shown, [down("daysLate")], { ...words, countWorkingDays });
    expect(rows.map(({ task }) => task.id)).toEqual([
      "open",
      "submitted late",
      "accepted in time",
      "without end",
    ]);
  });

  it("are sorted by when they were changed last, once that is known", () => {
    const updatedAt = new Map([
      ["late", "2022-05-01T08:00:00.000Z"],
      ["last", "2022-05-01T08:00:00.500Z"],
    ]);
    const rows = sortCards(cards, [down("updatedOn")], { ...words, updatedAt });
    expect(rows.map(({ task }) => task.id)).toEqual(["last", "late", "open", "soon"]);
  });

  it("stand below the head of their group, which folds them away", () => {
    const rows = (closed: string[]) =>
      arrangeRows(cards, cards, "PROJECT", stages, new Set(closed)).map((row) =>
        row.kind === "group" ? `— ${row.group.name}` : row.card.task.id,
      );
    expect(rows([])).toEqual(["— 项目1", "late", "open", "— 项目2", "soon", "last"]);
    expect(rows(["group 1"])).toEqual(["— 项目1", "— 项目2", "soon", "last"]);
  });

  it("are sorted within their groups, which stay where they are", () => {
    const rows = arrangeRows(cards, sortCards(cards, [down("title")], words), "PROJECT", stages, new Set());
    expect(rows.flatMap((row) => (row.kind === "card" ? row.card.task.id : []))).toEqual([
      "open",
      "late",
      "soon",
      "last",
    ]);
  });
});

describe("The order that a column's name is pressed for", () => {
  it("goes up, down, and away", () => {
    const once = nextSort([], "dueOn", false);
    const twice = nextSort(once, "dueOn", false);
    expect([once, twice, nextSort(twice, "dueOn", false)]).toEqual([[up("dueOn")], [down("dueOn")], []]);
  });

  it("is by that column alone, unless it is added", () => {
    expect(nextSort([up("stage")], "dueOn", false)).toEqual([up("dueOn")]);
    expect(nextSort([up("stage")], "dueOn", true)).toEqual([up("stage"), up("dueOn")]);
    expect(nextSort([up("stage"), up("dueOn")], "stage", true)).toEqual([down("stage"), up("dueOn")]);
  });
});

describe("The columns of a table", () => {
  it("are those of a saved view in its order, behind the title", () => {
    expect(columnsOf(["dueOn", "stage"])).toEqual(["title", "dueOn", "stage"]);
  });

  it("are the usual ones where a view has none that there are", () => {
    expect(columnsOf([])).toEqual(usualColumns);
    expect(columnsOf([], true)).toEqual(expect.arrayContaining([...usualColumns, "labels"]));
    expect(columnsOf(["colour"])).toEqual(usualColumns);
  });

  it("are sorted as a saved view says", () => {
    const order = sortOfOrder([
      { field: "UPDATED_AT", direction: "ASC" },
      { field: "DAYS_LATE", direction: "DESC" },
    ]);
    expect(order).toEqual([up("updatedOn"), down("daysLate")]);
  });
});
