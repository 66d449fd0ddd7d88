import { describe, expect, it } from "vitest";
import { boardCards } from "../../web/features/tasks/board-cards";
import { currentColumn, matrixOf, rowCountOf, withGaps } from "../../web/features/tasks/matrix/matrix-rows";
import { stepFrom, stopsOf, type Step } from "../../web/features/tasks/matrix/matrix-walk";
import type { LightColour } from "../../web/gql/graphql";
import { givenProject, givenTask } from "./given-board";

/** A task in some quarters; none of them and no days for one without a period. */
function task(id: string, quarters: number[], { light = "GREEN" as LightColour, dueOn = "" } = {}) {
  const period = { ...givenTask(id).period, quarters, startsOn: null, dueOn: dueOn || null };
  return {
    ...givenTask(id, { light }),
    period: quarters.length > 0 ? { ...period, dueOn: "2022-12-31" } : period,
  };
}

const matrix = (...projects: ReturnType<typeof givenProject>[]) => matrixOf(boardCards(projects));
const shape = (lines: ReturnType<typeof matrix>["rows"][number]["lines"]) =>
  lines.map((cells) =>
    cells.map(({ from, to, cards }) => `${from}-${to} ${cards.map((card) => card.task.id).join()}`),
  );

describe("A project's row", () => {
  it("has a cell for each quarter, and tasks of the same quarter stacked in it", () => {
    const { rows } = matrix(givenProject("1", [task("a", [1]), task("b", [1]), task("c", [3])]));
    expect(shape(rows[0]!.lines)).toEqual([["0-0 a,b", "2-2 c"]]);
  });

  it("lets a task of several quarters span them, and puts what overlaps with it beneath", () => {
    const { rows } = matrix(givenProject("1", [task("a", [1, 2, 3]), task("b", [1]), task("c", [2, 3, 4])]));
    expect(shape(rows[0]!.lines)).toEqual([["0-0 b", "1-3 c"], ["0-2 a"]]);
  });

  it("does not span quarters that a task leaves out", () => {
    const { rows } = matrix(givenProject("1", [task("a", [4, 1])]));
    expect(shape(rows[0]!.lines)).toEqual([["0-0 a", "3-3 a"]]);
  });

  it("fills its lines with empty cells, so that every line has all columns", () => {
    const { rows } = matrix(givenProject("1", [task("a", [2, 3])]));
    expect(withGaps(rows[0]!.lines[0]!, 5).map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [1, 2],
      [3, 3],
      [4, 4],
    ]);
  });

  it("begins a section only where the section changes, and counts the heading among the table's rows", () => {
    const { rows, ...rest } = matrix(
      givenProject("1", [task("a", [1])], { category: "民生" }),
      givenProject("2", [task("b", [1, 2]), task("c", [2])], { category: "民生" }),
      givenProject("3", [task("d", [1])], { category: "交通" }),
    );
    expect(rows.map(({ heading }) => heading)).toEqual(["民生", null, "交通"]);
    expect(rows.map(({ place }) => place)).toEqual([2, 4, 6]);
    expect(rowCountOf({ rows, ...rest })).toBe(8);
  });
});

describe("The columns", () => {
  it("are the four quarters alone while every task lies in one", () => {
    expect(matrix(givenProject("1", [task("a", [1])])).columns).toEqual(["1", "2", "3", "4"]);
  });

  it("have one more for tasks without a period, and one for those of other years, where there are such", () => {
    const { columns, rows } = matrix(
      givenProject("1", [task("a", []), task("b", [], { dueOn: "2023-03-31" }), task("c", [4])]),
    );
    expect(columns).toEqual(["1", "2", "3", "4", "ELSEWHERE", "OPEN"]);
    expect(shape(rows[0]!.lines)).toEqual([["3-3 c", "4-4 b", "5-5 a"]]);
  });

  it("count their lights, a task of two quarters in both", () => {
    const { totals } = matrix(
      givenProject("1", [task("a", [1, 2], { light: "RED" }), task("b", [2], { light: "YELLOW" })]),
    );
    expect(totals.map(({ RED, YELLOW }) => [RED, YELLOW])).toEqual([
      [1, 0],
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
  });

  it("know the quarter of a day at its edges, and none on a day of another year", () => {
    expect(
      ["2022-01-01", "2022-03-31", "2022-04-01", "2022-12-31", "2023-01-01"].map((day) =>
        currentColumn(day, 2022),
      ),
    ).toEqual([0, 0, 1, 3, null]);
  });
});

describe("Walking by arrows", () => {
  const stops = stopsOf(
    matrix(
      givenProject("1", [task("a", [1]), task("b", [1]), task("c", [2, 3, 4])]),
      givenProject("2", [task("d", [3])]),
      givenProject("3", [task("e", [1]), task("f", [3])]),
    ).rows,
  );
  /** The keys that a way of steps leads through. */
  const walk = (from: string, ...way: Step[]) => {
    let at = stops.find(({ key }) => key === from)!;
    let column = at.from;
    return way.map((step) => {
      const next = stepFrom(stops, at, step, column);
      if (!next) return null;
      if (step !== "up" && step !== "down") column = next.from;
      at = next;
      return next.key;
    });
  };

  it("goes from a project's name over its tasks and back", () => {
    expect(walk("project 1", "right", "right", "right", "left", "left")).toEqual([
      "a 0",
      "c 1",
      null,
      "a 0",
      "project 1",
    ]);
  });

  it("goes down through a cell, then to the next project that has something in that column", () => {
    expect(walk("a 0", "down", "down", "down")).toEqual(["b 0", "e 0", null]);
  });

  it("keeps to its column through a task that spans several", () => {
    expect(walk("d 2", "up", "down", "down")).toEqual(["c 1", "d 2", "f 2"]);
  });

  it("goes to the ends of a project's row", () => {
    expect(walk("b 0", "last", "first")).toEqual(["c 1", "project 1"]);
  });
});
