import { describe, expect, it } from "vitest";
import { mostUrgent, progressOf } from "../../web/features/projects/project-progress";
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

describe("A project in the year's list", () => {
  it("counts what is accepted", () => {
    const kinds = ["ACCEPTED", "ACTIVE", "ACCEPTED", "PENDING"] as const;
    expect(progressOf(kinds.map((kind) => ({ stage: { kind } })))).toEqual({ accepted: 2, all: 4 });
  });

  const task = (id: string, colour: "RED" | "YELLOW" | "GREEN", dueOn: string | null, kind = "ACTIVE") =>
    ({ id, light: { colour }, period: { dueOn }, stage: { kind: kind as "ACTIVE" } }) as const;

  it("shows first what has the worst light, and of those what is due first", () => {
    const tasks = [
      task("green", "GREEN", "2022-03-31"),
      task("endless", "YELLOW", null),
      task("later", "YELLOW", "2022-09-30"),
      task("sooner", "YELLOW", "2022-06-30"),
    ];
    expect(mostUrgent(tasks)?.id).toBe("sooner");
    expect(mostUrgent([...tasks, task("red", "RED", "2022-12-31")])?.id).toBe("red");
  });

  it("shows none where all is accepted", () => {
    expect(mostUrgent([task("late", "YELLOW", "2022-03-31", "ACCEPTED")])).toBeNull();
  });
});
