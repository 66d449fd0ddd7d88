import type { Cell } from "../notice.js";
import type { KeptPlaces } from "./kept-places.js";

/** A blank cell. */
export function blankCell(column: number): Cell {
  return { column, text: "", colSpan: 1, rowSpan: 1 };
}

/** A row whose cells stand side by side from the first column on. */
export function plainRow(texts: readonly string[]): Cell[] {
  return texts.map((text, index) => ({ column: index + 1, text: text.trim(), colSpan: 1, rowSpan: 1 }));
}

/**
 * Makes every place of the grid belong to one cell, up to each row's last cell: puts blank cells where none is, ends a
 * cell where the next one begins, and joins two that begin at one place. Cells of a row come in order.
 */
export function fillGaps(rows: Cell[][]): Cell[][] {
  const above: Covering[] = [];
  return rows.map((cells, row) => {
    const apart = withoutOverlaps(cells);
    for (const cell of apart) endAbove(cell, row, above);
    const filled: Cell[] = [];
    let column = 1;
    for (const cell of apart) {
      for (; column < cell.column; column += 1)
        if (!isCovered(above[column], row)) filled.push(blankCell(column));
      cell.rowSpan = Math.max(1, Math.min(cell.rowSpan, rows.length - row));
      filled.push(cell);
      for (const end = cell.column + cell.colSpan; column < end; column += 1) above[column] = { cell, row };
    }
    return filled;
  });
}

/** A cell that was the last to begin in or above a column, and the row, from 0, where it begins. */
interface Covering {
  cell: Cell;
  row: number;
}

function isCovered(covering: Covering | undefined, row: number): boolean {
  return covering !== undefined && covering.row + covering.cell.rowSpan > row;
}

/** Cells from above end where this one begins. */
function endAbove({ column, colSpan }: Cell, row: number, above: readonly Covering[]): void {
  for (let place = column; place < column + colSpan; place += 1) {
    const covering = above[place];
    if (covering && isCovered(covering, row)) covering.cell.rowSpan = row - covering.row;
  }
}

function withoutOverlaps(cells: Cell[]): Cell[] {
  const apart: Cell[] = [];
  for (const cell of cells) {
    const before = apart.at(-1);
    if (before?.column === cell.column) {
      before.text = [before.text, cell.text].filter((text) => text !== "").join("\n");
      before.colSpan = Math.max(before.colSpan, cell.colSpan);
      continue;
    }
    if (before) before.colSpan = Math.min(before.colSpan, cell.column - before.column);
    apart.push(cell);
  }
  return apart;
}

/**
 * Gives each cell of rows as HTML writes them its column, which follows from what stands before it, and ends it where it
 * must. `groups` says how many rows each row group has: a merged cell ends with its group. Cells beyond the last column
 * that is read get a number too, but take no place.
 */
export function placeCells(rows: Cell[][], groups: readonly number[], columns: number): void {
  let end = 0;
  for (const length of groups) placeGroup(rows.slice(end, (end += length)), columns);
}

function placeGroup(rows: Cell[][], columns: number): void {
  const freeFrom: number[] = [];
  for (const [row, cells] of rows.entries()) {
    let column = 1;
    for (const cell of cells) {
      while ((freeFrom[column] ?? 0) > row) column += 1;
      cell.column = column;
      const left = rows.length - row;
      cell.rowSpan = cell.rowSpan === 0 ? left : Math.min(cell.rowSpan, left);
      if (column > columns) cell.colSpan = cell.rowSpan = 1;
      else cell.colSpan = freeRun(freeFrom, row, column, Math.min(columns, column + cell.colSpan - 1));
      const end = column + cell.colSpan;
      for (; column < end; column += 1) if (column <= columns) freeFrom[column] = row + cell.rowSpan;
    }
  }
}

/** How many places from `column` to `last` no cell from above covers; the first is one. */
function freeRun(freeFrom: readonly number[], row: number, column: number, last: number): number {
  let end = column + 1;
  while (end <= last && (freeFrom[end] ?? 0) <= row) end += 1;
  return end - column;
}

/** Leaves out the columns that are not kept; a cell that stands in others too keeps those. */
export function keepColumns(rows: Cell[][], kept: KeptPlaces): Cell[][] {
  if (kept.isWhole) return rows;
  return rows.map((cells) =>
    cells.filter((cell) => {
      const before = kept.upTo(cell.column - 1);
      cell.colSpan = kept.upTo(cell.column + cell.colSpan - 1) - before;
      cell.column = before + 1;
      return cell.colSpan > 0;
    }),
  );
}
