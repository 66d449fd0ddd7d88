import { describe, expect, it } from "vitest";
import { boardCards, type BoardCard } from "../../web/features/tasks/board-cards";
import { groupCards } from "../../web/features/tasks/group-cards";
import { dragDays } from "../../web/features/tasks/timeline/dragged-days";
import {
  dayAt,
  dayNumber,
  monthsIn,
  quartersIn,
  rangeOf,
  windowStart,
} from "../../web/features/tasks/timeline/time-scale";
import {
  barOf,
  daysOf,
  monthsOf,
  originalBarOf,
  rowsOf,
  wordsPlace,
} from "../../web/features/tasks/timeline/timeline-rows";
import { givenProject, givenTask, stages } from "./given-board";

type Period = Partial<BoardCard["task"]["period"]>;

function task(id: string, period: Period) {
  const made = givenTask(id);
  return { ...made, period: { ...made.period, ...period } };
}

const cardsOf = (...tasks: ReturnType<typeof task>[]) => boardCards([givenProject("1", tasks)]);
const inDays = ({ first, last }: { first: number; last: number }) => [dayAt(first), dayAt(last)];

describe("The scale", () => {
  it("reaches over the programme's year", () => {
    expect(inDays(rangeOf([], 2022))).toEqual(["2022-01-01", "2022-12-31"]);
  });

  it("reaches on in whole quarters to what lies in other years", () => {
    expect(inDays(rangeOf(["2021-11-20", "2022-05-01", "2023-04-01"], 2022))).toEqual([
      "2021-10-01",
      "2023-06-30",
    ]);
  });

  it("has quarters and months that follow upon each other across the year", () => {
    const range = rangeOf(["2023-02-01"], 2022);
    expect(quartersIn(range).map(({ year, number }) => `${year}/${number}`)).toEqual([
      "2022/1",
      "2022/2",
      "2022/3",
      "2022/4",
      "2023/1",
    ]);
    const months = monthsIn(range);
    expect(months).toHaveLength(15);
    expect(inDays(months[1]!)).toEqual(["2022-02-01", "2022-02-28"]);
    expect(months.every(({ first }, index) => index === 0 || first === months[index - 1]!.last + 1)).toBe(
      true,
    );
  });

  it("knows the 29th of February", () => {
    expect(inDays(monthsIn(rangeOf([], 2024))[1]!)).toEqual(["2024-02-01", "2024-02-29"]);
  });

  it.each([
    ["YEAR", "2022-01-01"],
    ["HALF", "2022-07-01"],
    ["QUARTER", "2022-10-01"],
  ] as const)("begins its window with the %s that a day lies in", (zoom, start) => {
    expect(dayAt(windowStart("2022-12-31", zoom))).toBe(start);
  });
});

describe("A bar", () => {
  it("lies from the first day to the last, both in it", () => {
    const bar = barOf({ kind: "SPAN", startsOn: "2022-03-31", dueOn: "2022-04-01" });
    expect(bar).toEqual({ first: dayNumber("2022-03-31"), last: dayNumber("2022-04-01"), isPoint: false });
  });

  it("is a point for a deadline, and for a task of which only one day is stated", () => {
    const day = dayNumber("2022-06-30");
    expect(barOf({ kind: "DEADLINE", startsOn: "2022-01-01", dueOn: "2022-06-30" })).toEqual({
      first: day,
      last: day,
      isPoint: true,
    });
    expect(barOf({ kind: "SPAN", startsOn: "2022-06-30", dueOn: null })?.isPoint).toBe(true);
  });

  it("is none for a task without days", () => {
    expect(barOf({ kind: "SPAN", startsOn: null, dueOn: null })).toBeNull();
  });

  it("stands beside another one where it was to lie at first, only if that is elsewhere", () => {
    const days = (dueOn: string) => ({ kind: "SPAN" as const, startsOn: "2022-04-01", dueOn });
    expect(originalBarOf(days("2022-10-31"), days("2022-06-30"))?.last).toBe(dayNumber("2022-06-30"));
    expect(originalBarOf(days("2022-06-30"), days("2022-06-30"))).toBeNull();
    expect(originalBarOf(days("2022-06-30"), undefined)).toBeNull();
  });

  it("and where it was to lie at first are both on the scale", () => {
    const first = { kind: "SPAN" as const, startsOn: "2021-12-01", dueOn: "2022-06-30" };
    expect(daysOf(cardsOf(task("a", { dueOn: "2022-10-31" })), new Map([["a", first]]))).toEqual([
      "2022-04-01",
      "2022-10-31",
      "2021-12-01",
      "2022-06-30",
    ]);
  });

  it("has its words in it, after it, or before it, where there is room", () => {
    const range = { first: 0, last: 364 };
    expect(wordsPlace({ first: 0, last: 80, isPoint: false }, range, 70)).toBe("inside");
    expect(wordsPlace({ first: 0, last: 20, isPoint: false }, range, 70)).toBe("after");
    expect(wordsPlace({ first: 340, last: 364, isPoint: false }, range, 70)).toBe("before");
    expect(wordsPlace({ first: 364, last: 364, isPoint: true }, range, 70)).toBe("before");
  });
});

describe("Dragging", () => {
  const quarter = { startsOn: "2022-04-01", dueOn: "2022-06-30" };

  it("moves a bar day by day", () => {
    const days = { startsOn: "2022-04-05", dueOn: "2022-04-20" };
    expect(dragDays(days, "whole", 30, 3)).toEqual({ startsOn: "2022-05-05", dueOn: "2022-05-20" });
  });

  it("draws ends that stood at a month's edge to one again, so that a quarter stays whole months", () => {
    expect(dragDays(quarter, "whole", 90, 3)).toEqual({ startsOn: "2022-07-01", dueOn: "2022-09-30" });
    expect(dragDays(quarter, "whole", 15, 3)).toEqual({ startsOn: "2022-04-16", dueOn: "2022-07-15" });
  });

  it("moves one end, across the year too, and stops at the other", () => {
    expect(dragDays(quarter, "end", 215, 2)).toEqual({ startsOn: "2022-04-01", dueOn: "2023-01-31" });
    expect(dragDays(quarter, "end", -200, 2)).toEqual({ startsOn: "2022-04-01", dueOn: "2022-04-01" });
    expect(dragDays(quarter, "start", 200, 2)).toEqual({ startsOn: "2022-06-30", dueOn: "2022-06-30" });
  });

  it("leaves a deadline without a first day", () => {
    expect(dragDays({ startsOn: null, dueOn: "2022-06-30" }, "whole", 31, 2)).toEqual({
      startsOn: null,
      dueOn: "2022-07-31",
    });
  });

  it("back to its place changes nothing", () => {
    expect(dragDays(quarter, "whole", 0, 3)).toEqual(quarter);
  });
});

describe("The rows", () => {
  it("have what begins first first, and what has no days last; groups without tasks are left out", () => {
    const cards = cardsOf(
      task("open", { startsOn: null, dueOn: null, quarters: [] }),
      task("late", { startsOn: "2022-07-01", dueOn: "2022-09-30", quarters: [3] }),
      task("long", { startsOn: "2022-04-01", dueOn: "2022-09-30", quarters: [2, 3] }),
      task("soon", { startsOn: "2022-04-01", dueOn: "2022-06-30", quarters: [2] }),
    );
    const keys = (by: "PROJECT" | "QUARTER") => rowsOf(groupCards(cards, by, stages)).map(({ key }) => key);
    expect(keys("PROJECT")).toEqual(["group 1", "1 soon", "1 long", "1 late", "1 open"]);
    expect(keys("QUARTER")).toEqual([
      "group 2",
      "2 soon",
      "2 long",
      "group 3",
      "3 long",
      "3 late",
      "group ",
      " open",
    ]);
  });

  it("on a phone are the months in which something is due, in order, across the year", () => {
    const cards = cardsOf(
      task("next", { dueOn: "2023-01-15" }),
      task("open", { startsOn: null, dueOn: null }),
      task("b", { dueOn: "2022-06-30" }),
      task("a", { dueOn: "2022-06-01" }),
    );
    expect(
      monthsOf(cards).map(({ day, cards: due }) => [day, due.map((card) => card.task.id).join()]),
    ).toEqual([
      ["2022-06-01", "a,b"],
      ["2023-01-01", "next"],
      [null, "open"],
    ]);
  });
});
