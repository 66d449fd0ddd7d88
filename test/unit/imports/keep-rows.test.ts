import { describe, expect, it } from "vitest";
import { keepRows } from "../../../server/features/imports/keep-rows.js";

/** Rows of the new notice by their index, of the last one as `L` and their index. */
const kept = (wasAt: (number | null)[], lastCount: number) =>
  keepRows(wasAt, lastCount)
    .map(({ of, index }) => `${of === "LAST" ? "L" : ""}${index}`)
    .join(" ");

describe("What is kept of the last notice beside a list of changes", () => {
  it.each([
    ["nothing, where the notice is whole", [0, 2], 0, "0 1"],
    ["what comes before, between and behind", [1, 3], 5, "L0 0 L2 1 L4"],
    ["behind what is new there", [0, null, null, 2], 3, "0 1 2 L1 3"],
    ["before all of a notice that has only new rows", [null, null], 2, "L0 L1 0 1"],
    ["beside a row that was on the board alone", [0, 7], 3, "0 L1 L2 1"],
    ["behind the rows they followed, where the order is another", [3, 1], 4, "L0 0 1 L2"],
  ])("%s", (_what, wasAt, lastCount, expected) => {
    expect(kept(wasAt, lastCount)).toBe(expected);
  });
});
