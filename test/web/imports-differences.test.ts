import { describe, expect, it } from "vitest";
import { changedWords } from "../../web/features/imports/changed-words";
import {
  countKinds,
  filtered,
  groupByProject,
  ticked,
  type Difference,
} from "../../web/features/imports/differences";
import { bandsOf, columnWidths } from "../../web/features/imports/table-bands";

const difference = (id: string, more: Partial<Difference> = {}) =>
  ({
    id,
    kind: "CHANGED",
    projectId: "p1",
    projectIndex: 0,
    projectNumber: 1,
    projectName: "修路",
    isSuggested: true,
    isApplicable: true,
    ...more,
  }) as Difference;

const shown = (before: string, after: string) =>
  changedWords(before, after)
    .map(({ text, isChanged }) => (isChanged ? `[${text}]` : text))
    .join("");

describe("Changed words", () => {
  it("are those that the other text does not have, whole words at a time", () => {
    expect(shown("第一季度完成设计", "第一季度完成设计")).toBe("第一季度完成设计");
    expect(shown("9月底前完工", "10月底前完工")).toBe("[10]月底前完工");
    expect(shown("备齐材料和设施", "备齐材料和设施，并通过初检")).toBe("备齐材料和设施[，并通过初检]");
  });

  it("are all of a text that was not there, and none of one that is gone", () => {
    expect(shown("", "新增")).toBe("[新增]");
    expect(shown("原有", "")).toBe("");
  });

  it("lose nothing of a long text", () => {
    const [before, after] = ["甲乙丙丁 ".repeat(900), "丁丙乙甲 ".repeat(900)];
    expect(
      changedWords(before, after)
        .map(({ text }) => text)
        .join(""),
    ).toBe(after);
  });
});

describe("Differences", () => {
  const all = [
    difference("a"),
    difference("b", { isSuggested: false }),
    difference("c", { kind: "REMOVED", isSuggested: false, isApplicable: false, projectId: "p2" }),
    difference("d", { kind: "ADDED", projectId: null, projectIndex: 7, projectName: "通公交" }),
  ];

  it("are applied as suggested, unless somebody says otherwise", () => {
    const ids = (ticks: [string, boolean][]) => ticked(all, new Map(ticks)).map(({ id }) => id);
    expect(ids([])).toEqual(["a", "d"]);
    expect(ids([["a", false], ["b", true]])).toEqual(["b", "d"]); // prettier-ignore
  });

  it("that cannot be applied are not, whatever is ticked", () => {
    expect(ticked(all, new Map([["c", true]])).map(({ id }) => id)).not.toContain("c");
  });

  it("are counted and filtered by kind, and by being doubtful", () => {
    expect(countKinds(all)).toEqual({ CHANGED: 2, ADDED: 1, REMOVED: 1 });
    expect(filtered(all, "doubtful").map(({ id }) => id)).toEqual(["b", "c"]);
    expect(filtered(all, "ADDED").map(({ id }) => id)).toEqual(["d"]);
    expect(filtered(all, "all")).toHaveLength(4);
  });

  it("stand under their projects, a new one's under its place in the notice", () => {
    expect(groupByProject(all).map(({ name, differences }) => `${name} ${differences.length}`)).toEqual([
      "修路 2",
      "修路 1",
      "通公交 1",
    ]);
  });
});

describe("A long table", () => {
  const row = (number: number, rowSpan = 1) => ({
    row: number,
    cells: [{ column: 1, text: "字".repeat(number), colSpan: 1, rowSpan }],
  });

  it("is cut into bands, but never through a merged cell", () => {
    const rows = [row(1), row(2, 3), row(3), row(4), row(5), row(6), row(7)];
    expect(bandsOf(rows, 2).map((band) => band.map(({ row }) => row))).toEqual([[1, 2, 3, 4], [5, 6], [7]]);
    expect(bandsOf([], 2)).toEqual([]);
  });

  it("gives a column room by its longest text, and a column without any its least", () => {
    const wide = { row: 9, cells: [{ column: 1, text: "标题", colSpan: 3, rowSpan: 1 }] };
    expect(columnWidths([row(5), wide])).toEqual([5, 2, 2]);
    expect(columnWidths([row(100)])[0]).toBeGreaterThan(columnWidths([row(40)])[0] ?? 0);
  });
});
