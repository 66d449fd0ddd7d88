import type { Cell, TableBlock } from "../notice.js";

/** A cell as it is seen from a place that it covers. */
export interface GridCell extends Cell {
  /** The row where it begins: `Source.row`. */
  row: number;
}

/** A table's row with every place filled: a merged cell stands at each place that it covers. */
export interface GridRow {
  row: number;
  /** By column, the first at index 0; a place without a cell is undefined. */
  cells: (GridCell | undefined)[];
}

const WIDEST = 200;

/**
 * Spreads merged cells over the places they cover. What a later cell claims, the earlier one keeps. A sheet's row ends
 * with its last filled cell: the rest is blank, and not missing.
 */
export function gridOf({ rows, sheet }: TableBlock): GridRow[] {
  const grid = rows.map(({ row }): GridRow => ({ row, cells: [] }));
  for (const [index, { row, cells }] of rows.entries()) {
    for (const cell of cells) {
      const last = Math.min(cell.column + Math.max(1, cell.colSpan) - 1, WIDEST);
      const end = Math.min(index + Math.max(1, cell.rowSpan), grid.length);
      const seen: GridCell = { ...cell, row };
      for (let at = index; at < end; at += 1) {
        for (let column = cell.column; column <= last; column += 1) grid[at]!.cells[column - 1] ??= seen;
      }
    }
  }
  const width = sheet === null ? 0 : grid.reduce((widest, { cells }) => Math.max(widest, cells.length), 0);
  for (const { cells } of grid) cells.length = Math.max(cells.length, width);
  return grid;
}

/** The different cells of a row that hold text, in order. */
export function filledCells({ cells }: GridRow): GridCell[] {
  const filled = new Set<GridCell>();
  for (const cell of cells) if (cell && cell.text !== "") filled.add(cell);
  return [...filled];
}
