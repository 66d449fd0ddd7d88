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

/** Puts blank cells into the places of each row that no cell covers, up to the row's last cell. */
export function fillGaps(rows: Cell[][]): Cell[][] {
  /** For each column the first row, from 0, that no cell from above covers. */
  const freeFrom: number[] = [];
  return rows.map((cells, row) => {
    const filled: Cell[] = [];
    let column = 1;
    for (const cell of cells) {
      for (; column < cell.column; column += 1) {
        if ((freeFrom[column] ?? 0) <= row) filled.push(blankCell(column));
      }
      const rowSpan = Math.max(1, Math.min(cell.rowSpan, rows.length - row));
      filled.push(rowSpan === cell.rowSpan ? cell : { ...cell, rowSpan });
      column = cell.column + cell.colSpan;
      for (let covered = cell.column; rowSpan > 1 && covered < column; covered += 1)
        freeFrom[covered] = row + rowSpan;
    }
    return filled;
  });
}

/**
 * Rows as HTML writes them → each cell with its column, which follows from what stands before it. `groups` says how
 * many rows each row group has: a merged cell ends with its group. Cells beyond the last column that is read are told
 * too, for their number, but take no place.
 */
export function placeCells<T extends Cell>(rows: T[][], groups: readonly number[], columns: number): T[][] {
  let end = 0;
  return groups.flatMap((length) => placeGroup(rows.slice(end, (end += length)), columns));
}

function placeGroup<T extends Cell>(rows: T[][], columns: number): T[][] {
  const freeFrom: number[] = [];
  return rows.map((cells, row) => {
    let column = 1;
    return cells.map((cell) => {
      while ((freeFrom[column] ?? 0) > row) column += 1;
      if (column > columns) return { ...cell, column: column++, colSpan: 1, rowSpan: 1 };
      const left = rows.length - row;
      const rowSpan = cell.rowSpan === 0 ? left : Math.min(cell.rowSpan, left);
      const colSpan = freeRun(freeFrom, row, column, Math.min(columns, column + cell.colSpan - 1));
      const placed = { ...cell, column, colSpan, rowSpan };
      for (const end = column + colSpan; column < end; column += 1) freeFrom[column] = row + rowSpan;
      return placed;
    });
  });
}

/** How many places from `column` to `last` no cell from above covers; the first is one. */
function freeRun(freeFrom: readonly number[], row: number, column: number, last: number): number {
  let end = column + 1;
  while (end <= last && (freeFrom[end] ?? 0) <= row) end += 1;
  return end - column;
}

/** The cells without the columns that are not kept; a cell that stands in others too keeps those. */
export function withinColumns<T extends Cell>(rows: T[][], kept: KeptPlaces): T[][] {
  if (kept.isWhole) return rows;
  return rows.map((cells) =>
    cells.flatMap((cell) => {
      const before = kept.upTo(cell.column - 1);
      const colSpan = kept.upTo(cell.column + cell.colSpan - 1) - before;
      return colSpan > 0 ? [{ ...cell, column: before + 1, colSpan }] : [];
    }),
  );
}
