import { describe, expect, it } from "vitest";
import { progressOf, quarterOfPlan, quarterSpan } from "../../web/features/projects/project-progress";
import { taskPhrases } from "../../web/features/projects/task-phrases";

const task = (id: string, start: number, end: number, text: string) => ({ id, source: { start, end, text } });

describe("The phrases of a project's progress text", () => {
  const text = "第一季度报批，第二季度完工。";

  it("lead to the tasks that were read from them", () => {
    expect(taskPhrases(text, [task("t2", 7, 13, "第二季度完工")])).toEqual([
      { id: "t2", start: 7, end: 13, href: "?task=t2" },
    ]);
  });

  it("are found by their words where the places are of another text", () => {
    expect(taskPhrases(text, [task("t2", 0, 6, "第二季度完工")])[0]).toMatchObject({ start: 7, end: 13 });
  });

  it("are missing for a task made by hand or read elsewhere", () => {
    expect(taskPhrases(text, [{ id: "t1", source: null }, task("t2", 0, 2, "路灯")])).toEqual([]);
  });
});

describe("A project in the year's table", () => {
  it("counts what is accepted", () => {
    const kinds = ["ACCEPTED", "ACTIVE", "ACCEPTED", "PENDING"] as const;
    expect(progressOf(kinds.map((kind) => ({ stage: { kind } })))).toEqual({ accepted: 2, all: 4 });
  });

  it("has its tasks over all the quarters that they lie in, or over the year where they name none", () => {
    expect(quarterSpan({ quarters: [2, 3, 4] })).toEqual({ first: 2, last: 4 });
    expect(quarterSpan({ quarters: [] })).toEqual({ first: 1, last: 4 });
  });

  it("knows which quarter of the plan it is, if any", () => {
    expect(quarterOfPlan("2022-08-15", 2022)).toBe(3);
    expect(quarterOfPlan("2021-12-31", 2022)).toBe(0);
    expect(quarterOfPlan("2023-01-01", 2022)).toBe(5);
  });
});
