import { describe, expect, it } from "vitest";
import { faultsOfHistory, operationsOf, type Aftermath, type HistoryEvent } from "../kit/history-checker.js";

const history: HistoryEvent[] = [
  { mark: "a", event: "invoked" },
  { mark: "a", event: "ok" },
  { mark: "b", event: "invoked" },
  { mark: "c", event: "invoked" },
  { mark: "b", event: "failed" },
  { mark: "c", event: "ok" },
  { mark: "d", event: "invoked" },
  { mark: "e", event: "invoked" },
  { mark: "e", event: "unknown" },
];

/** What is left when everything went well; `d` was done though nobody heard of it. */
function sound(): Aftermath {
  const change = (revision: number, mark: string | null, subjectId = "task_1") => {
    return { chain: "programme", revision, subjectId, mark };
  };
  return {
    changes: [change(1, null), change(2, "a"), change(3, "c"), change(4, "d", "task_2")],
    things: [
      { id: "task_1", version: 3 },
      { id: "task_2", version: 1 },
    ],
    cards: [
      { id: "task_1", stage: "ACTIVE", rank: "a0", title: "c", marks: ["a", "c"] },
      { id: "task_2", stage: "ACTIVE", rank: "a1", title: "d", marks: ["d"] },
    ],
    verified: [],
  };
}

describe("The history checker", () => {
  it("takes what never ended as unknown, and of a repeated operation the last end", () => {
    const again: HistoryEvent[] = [...history, { mark: "e", event: "invoked" }, { mark: "e", event: "ok" }];
    const ends = operationsOf(again).map(({ mark, end }) => `${mark} ${end}`);
    expect(ends).toEqual(["a ok", "b failed", "c ok", "d unknown", "e ok"]);
  });

  it("finds nothing where everything is as it was answered", () => {
    expect(faultsOfHistory(history, sound())).toEqual([]);
  });

  const lies: [string, (after: Aftermath) => void, RegExp][] = [
    ["an ok that is lost", ({ changes }) => (changes[2]!.mark = null), /^c was ok, and is lost$/],
    [
      "a failed that was done",
      ({ changes }) => void (changes[3] = { ...changes[3]!, mark: "b" }),
      /^b failed, and is there$/,
    ],
    ["an ok that was done twice", ({ changes }) => (changes[0]!.mark = "a"), /^a acted 2 times$/],
    ["an unknown that was done twice", ({ changes }) => (changes[0]!.mark = "d"), /^d acted 2 times$/],
    ["what nobody asked for", ({ changes }) => (changes[0]!.mark = "x"), /^x is there, and nobody asked/],
    [
      "an order that nobody can have seen",
      ({ changes }) => ([changes[1]!.mark, changes[2]!.mark] = ["c", "a"]),
      /^c was asked for after a was ok, and stands before it$/,
    ],
    [
      "a version without its change",
      ({ things }) => (things[0]!.version = 4),
      /^task_1 has version 4 and 3 changes$/,
    ],
    ["a change without its version", ({ things }) => (things[1]!.version = 0), /^task_2 has version 0/],
    ["a gap in the log", ({ changes }) => (changes[3]!.revision = 5), /^the log of programme has 5 where 4/],
    ["a revision used twice", ({ changes }) => (changes[3]!.revision = 3), /^the log of programme has 3/],
    ["two cards in one place", ({ cards }) => (cards[1]!.rank = "a0"), /^task_2 and task_1 share the place/],
    ["a card that forgot its last edit", ({ cards }) => (cards[0]!.title = "a"), /^task_1 is called a/],
    ["a chain that does not verify", ({ verified }) => verified.push("CHANGED_ROW"), /^CHANGED_ROW$/],
  ];

  it.each(lies)("catches %s", (_lie, tell, fault) => {
    const after = sound();
    tell(after);
    expect(faultsOfHistory(history, after)).toEqual([expect.stringMatching(fault)]);
  });
});
