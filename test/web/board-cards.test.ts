import { describe, expect, it } from "vitest";
import {
  boardCards,
  cardPeople,
  cardTitle,
  countLights,
  findCards,
  groupByStage,
} from "../../web/features/tasks/board-cards";
import { givenPerson, givenProject, givenTask, stages } from "./given-board";

describe("A board's columns", () => {
  it("hold the cards of every project in the order of their ranks, compared code unit by code unit", () => {
    const cards = boardCards([
      givenProject("1", [givenTask("low", { rank: "a0" }), givenTask("capital", { rank: "Zz" })]),
      givenProject("2", [givenTask("high", { rank: "a0V" })]),
    ]);
    const pending = groupByStage(cards, stages).get("pending") ?? [];
    expect(pending.map(({ task }) => task.id)).toEqual(["capital", "low", "high"]);
  });

  it("settle equal ranks by the card's id, so that two pages show the same order", () => {
    const cards = boardCards([givenProject("1", [givenTask("b"), givenTask("a")])]);
    expect(
      groupByStage(cards, stages)
        .get("pending")
        ?.map(({ task }) => task.id),
    ).toEqual(["a", "b"]);
  });

  it("are there for a stage without cards too", () => {
    expect(groupByStage([], stages).get("accepted")).toEqual([]);
  });

  it("count the lights of their cards", () => {
    const cards = boardCards([
      givenProject("1", [givenTask("a", { light: "RED" }), givenTask("b", { light: "NONE" })]),
    ]);
    expect(countLights(cards)).toEqual({ RED: 1, YELLOW: 0, GREEN: 0, NONE: 1 });
  });
});

describe("A card", () => {
  it("is the same object while its task and project are, so that it is not drawn again", () => {
    const projects = [givenProject("1", [givenTask("a")])];
    expect(boardCards(projects)[0]).toBe(boardCards([...projects])[0]);
  });

  it("without words of its own is called by its project's name", () => {
    const [card] = boardCards([
      givenProject("1", [givenTask("a", { title: "" })], { name: "紫湖郊野公园建设" }),
    ]);
    expect(card && cardTitle(card)).toBe("紫湖郊野公园建设");
  });

  it("names its handlers, or the project's responsible persons where it has none", () => {
    const handled = { ...givenTask("a"), assignees: [givenPerson("handler", "苏良杰")] };
    const cards = boardCards([givenProject("1", [handled, givenTask("b")])]);
    expect(cards.map(cardPeople)).toEqual([["苏良杰"], ["叶星耀"]]);
  });
});

describe("Looking for words", () => {
  const cards = boardCards([
    givenProject("1", [
      givenTask("a", { title: "完成修缮", light: "RED" }),
      givenTask("b", { title: "整理外围环境" }),
    ]),
    givenProject("2", [givenTask("c", { title: "完工" })], {
      name: "路灯翻修",
      owners: [givenPerson("other", "何德海")],
      leaders: [],
    }),
  ]);
  const found = (text: string) => findCards(cards, text).map(({ task }) => task.id);

  it("finds words in a task, its project and its people", () => {
    expect(found("修缮")).toEqual(["a"]);
    expect(found(" 路灯 ")).toEqual(["c"]);
    expect(found("何德海")).toEqual(["c"]);
  });

  it("lets every card through while no words are looked for", () => {
    expect(found(" ")).toEqual(["a", "b", "c"]);
  });
});
