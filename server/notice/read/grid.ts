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
 * Puts blank cells into the places of each row that no cell covers, up to the row's last cell. Where a broken file has
 * two cells at one place, the first keeps it and the other stands to its right.
 */
export function fillGaps(rows: Cell[][]): Cell[][] {
  /** For each column the first row, from 0, that no cell from above covers. */
  const freeFrom: number[] = [];
  return rows.map((cells, row) => {
    const filled: Cell[] = [];
    let column = 1;
    for (const cell of cells) {
      let start = Math.max(cell.column, column);
      while ((freeFrom[start] ?? 0) > row) start += 1;
      if (start > cell.column && cell.text === "") continue;
      for (; column < start; column += 1) {
        if ((freeFrom[column] ?? 0) <= row) filled.push(blankCell(column));
      }
      const rowSpan = Math.max(1, Math.min(cell.rowSpan, rows.length - row));
      const colSpan = freeRun(freeFrom, row, start, start + cell.colSpan - 1);
      const isPlaced = start === cell.column && colSpan === cell.colSpan && rowSpan === cell.rowSpan;
      filled.push(isPlaced ? cell : { ...cell, column: start, colSpan, rowSpan });
      column = start + colSpan;
      for (let covered = start; rowSpan > 1 && covered < column; covered += 1)
        freeFrom[covered] = row + rowSpan;
    }
    return filled;
  });
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
