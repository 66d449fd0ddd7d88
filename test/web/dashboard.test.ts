import { describe, expect, it } from "vitest";
import { boardCards } from "../../web/features/tasks/board-cards";
import { groupFilter } from "../../web/features/tasks/dashboard/card-filters";
import {
  figuresOf,
  lateByLeader,
  stackOf,
  topCards,
  worstFirst,
} from "../../web/features/tasks/dashboard/count-cards";
import { acceptedOverTime, daysBetween } from "../../web/features/tasks/dashboard/count-months";
import { columnKeys, groupCards, type CardGroup } from "../../web/features/tasks/group-cards";
import { givenPerson, givenProject, givenTask, stages } from "./given-board";

const nameOf = ({ key, name }: CardGroup) => name ?? key ?? "无";
const series = { key: "s", name: "数", tone: "plain" as const };
const farm = { id: "farm", name: "农业服务中心" };
const cards = boardCards([
  givenProject("1", [
    givenTask("a", { light: "RED" }),
    { ...givenTask("b", { light: "NONE", stage: "accepted" }), acceptedAt: "2022-03-31T16:30:00Z" },
  ]),
  givenProject(
    "2",
    [
      givenTask("c", { light: "RED", stage: "active" }),
      givenTask("d", { light: "YELLOW", stage: "submitted" }),
    ],
    { offices: [farm], leaders: [givenPerson("leader", "曾智伟"), givenPerson("other", "许武灵")] },
  ),
  givenProject("3", [givenTask("e")], { offices: [], leaders: [] }),
]);

describe("The figures on top", () => {
  it("count tasks, what was accepted, red, yellow, and what waits", () => {
    expect(figuresOf(cards)).toEqual({
      tasks: 5,
      accepted: 1,
      acceptedPercent: 20,
      red: 2,
      yellow: 1,
      waiting: 1,
    });
  });

  it("say no percentage of nothing", () => {
    expect(figuresOf([]).acceptedPercent).toBeNull();
  });
});

describe("Lights by office", () => {
  const model = worstFirst(stackOf(cards, "LEAD_OFFICE", "LIGHT", stages, nameOf));

  it("put those first that stand worst", () => {
    expect(model.rows.map(({ name, cells }) => [name, ...cells.map(({ value }) => value)])).toEqual([
      ["农业服务中心", 1, 1, 0, 0],
      ["文体活动中心", 1, 0, 0, 1],
      ["无", 0, 0, 1, 0],
    ]);
    expect(model.series.map(({ tone }) => tone)).toEqual(["RED", "YELLOW", "GREEN", "NONE"]);
  });

  it("lead each number to its cards by a filter", () => {
    expect(model.rows[0]?.cells[0]?.filter).toEqual({
      project: { leadOffice: { id: { eq: "farm" } } },
      light: { eq: "RED" },
    });
    expect(model.rows[2]?.cells[2]?.filter).toEqual({
      project: { offices: { none: {} } },
      light: { eq: "GREEN" },
    });
  });
});

it("progress by quarter shows every quarter, and the stages of its cards", () => {
  const model = stackOf(cards, "QUARTER", "STAGE", stages, nameOf);
  expect(model.rows.map(({ name, cells }) => [name, ...cells.map(({ value }) => value)])).toEqual([
    ["1", 0, 0, 0, 0],
    ["2", 2, 1, 1, 1],
    ["3", 0, 0, 0, 0],
    ["4", 0, 0, 0, 0],
  ]);
});

it("red lights count with each leader of their project, the most first", () => {
  const model = lateByLeader(cards, stages, series, nameOf);
  expect(model.rows.map(({ name, cells }) => [name, cells[0]?.value])).toEqual([
    ["曾智伟", 2],
    ["许武灵", 1],
  ]);
});

it("cards are named with the largest number first, and none without one", () => {
  const times: Record<string, number> = { b: 1, d: 3 };
  const model = topCards(cards, series, ({ task }) => times[task.id] ?? null, 8);
  expect(model.rows.map(({ key }) => key)).toEqual(["d", "b"]);
  expect(model.rows[0]?.cells).toEqual([{ value: 3, taskId: "d" }]);
  expect(topCards(cards, series, ({ task }) => times[task.id] ?? null, 1).rows).toHaveLength(1);
});

describe("What was accepted, summed up month by month", () => {
  const model = acceptedOverTime(cards, [series, series], {
    year: 2022,
    today: "2022-05-01",
    dayOf: (instant) => (instant < "2022-03-31T16:00:00Z" ? "2022-03-31" : "2022-04-01"),
    monthName: (day) => day,
  });
  const valuesIn = (key: string) =>
    model.rows.find((row) => row.key === key)?.cells.map(({ value }) => value);

  it("stands beside what was due by the end of each month", () => {
    expect([valuesIn("05"), valuesIn("06")]).toEqual([
      [0, 1],
      [5, null],
    ]);
  });

  it("counts the day in the programme's time zone", () => {
    expect([valuesIn("03"), valuesIn("04")]).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  it("says nothing of months to come, and leads to the cards until the month's last day", () => {
    expect(valuesIn("12")).toEqual([5, null]);
    expect(model.rows[1]?.cells.map(({ filter }) => filter)).toEqual([
      { dueOn: { lte: "2022-02-28" } },
      { acceptedOn: { lte: "2022-02-28" } },
    ]);
  });
});

it("days between two days are counted over the change of months", () => {
  expect(daysBetween("2022-02-27", "2022-03-02")).toBe(3);
});

it.each(columnKeys)("cards grouped by %s have a filter each, also those of none", (by) => {
  const filters = groupCards(cards, by, stages).map(({ key }) => JSON.stringify(groupFilter(by, key)));
  expect(new Set(filters).size).toBe(filters.length);
});
