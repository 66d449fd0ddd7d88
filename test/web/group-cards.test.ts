import { describe, expect, it } from "vitest";
import { boardCards } from "../../web/features/tasks/board-cards";
import { columnKeys, groupCards, laneKeys } from "../../web/features/tasks/group-cards";
import type { TaskGroupKey } from "../../web/gql/graphql";
import { givenPerson, givenProject, givenTask, stages } from "./given-board";

describe("Cards in groups", () => {
  const late = givenTask("late", { light: "RED" });
  const spanning = { ...late, id: "spanning", period: { ...late.period, quarters: [2, 3] } };
  const unplanned = { ...late, id: "unplanned", period: { ...late.period, quarters: [] } };
  const cards = boardCards([
    givenProject("1", [givenTask("a", { stage: "active" }), spanning]),
    givenProject("2", [unplanned], {
      owners: [givenPerson("x", "何德海"), givenPerson("y", "苏良杰")],
      offices: [],
    }),
  ]);
  const grouped = (by: TaskGroupKey) =>
    groupCards(cards, by, stages).map(({ key, cards: own }) => [key, own.map(({ task }) => task.id)]);

  it("stand in all stages, also the empty ones", () => {
    expect(grouped("STAGE")).toEqual([
      ["pending", ["spanning", "unplanned"]],
      ["active", ["a"]],
      ["submitted", []],
      ["accepted", []],
    ]);
  });

  it("stand in each of their quarters, and last where they have none", () => {
    expect(grouped("QUARTER")).toEqual([
      ["1", []],
      ["2", ["a", "spanning"]],
      ["3", ["spanning"]],
      ["4", []],
      [null, ["unplanned"]],
    ]);
  });

  it("stand with each of their project's people, in the notice's order", () => {
    expect(grouped("OWNER")).toEqual([
      ["owner", ["a", "spanning"]],
      ["x", ["unplanned"]],
      ["y", ["unplanned"]],
    ]);
  });

  it("stand with the first of their project's offices", () => {
    expect(grouped("LEAD_OFFICE")).toEqual([
      ["office", ["a", "spanning"]],
      [null, ["unplanned"]],
    ]);
  });

  it.each([...columnKeys, ...laneKeys])("can be told apart by %s, and none is lost", (by) => {
    const found = new Set(grouped(by).flatMap(([, ids]) => ids));
    expect(found).toEqual(new Set(["a", "spanning", "unplanned"]));
  });
});
