import { describe, expect, it } from "vitest";
import { stepFrom } from "../../web/features/tasks/table/useGrid";

describe("The keys of a grid lead", () => {
  const size = { rows: 100, columns: 5, page: 10 };
  const from = (row: number, column: number, key: string, isControl = false) => {
    const to = stepFrom({ row, column }, key, isControl, size);
    return to && [to.row, to.column];
  };

  it("from cell to cell, and not beyond the edge", () => {
    expect(from(3, 1, "ArrowDown")).toEqual([4, 1]);
    expect(from(99, 1, "ArrowDown")).toEqual([99, 1]);
    expect(from(3, 4, "ArrowRight")).toEqual([3, 4]);
    expect(from(3, 0, "ArrowLeft")).toEqual([3, 0]);
  });

  it("from the first row up to the columns' names, and back", () => {
    expect(from(0, 2, "ArrowUp")).toEqual([-1, 2]);
    expect(from(-1, 2, "ArrowUp")).toEqual([-1, 2]);
    expect(from(-1, 2, "ArrowDown")).toEqual([0, 2]);
  });

  it("by pages, to the ends of a row, and with Ctrl to the corners", () => {
    expect(from(50, 2, "PageDown")).toEqual([60, 2]);
    expect(from(4, 2, "PageUp")).toEqual([0, 2]);
    expect(from(50, 2, "Home")).toEqual([50, 0]);
    expect(from(50, 2, "End")).toEqual([50, 4]);
    expect(from(50, 2, "Home", true)).toEqual([0, 0]);
    expect(from(50, 2, "End", true)).toEqual([99, 4]);
    expect(from(50, 2, "ArrowRight", true)).toEqual([50, 4]);
  });

  it("nowhere where they mean something else", () => {
    expect(from(3, 1, "Enter")).toBeNull();
    expect(from(3, 1, "x")).toBeNull();
  });
});
