import { columnsOf, headerWords, type Column, type HeaderPath } from "./columns.js";
import type { GridCell, GridRow } from "./spread-cells.js";
import { guessColumns } from "./guess-columns.js";
import { rowNumber } from "./row-words.js";

export interface Header {
  columns: Column[];
  /** How many rows it takes. */
  height: number;
  /** How many columns the table has here, known or not. */
  width: number;
  /** Columns with a header that says nothing known, as printed. */
  unknown: UnknownColumn[];
  /** Columns that were understood by what stands in them. */
  guessed: Column[];
}

export interface UnknownColumn {
  column: number;
  header: string;
}

const MOST_HEADER_ROWS = 4;
const ROWS_LOOKED_AT = 30;

/** The header that begins in this row, with the rows below that divide its columns further; null where none does. */
export function headerAt(grid: readonly GridRow[], index: number): Header | null {
  const first = grid[index]!;
  if (rowNumber(first.cells[0]?.text ?? "") !== null || headerLikeness(first) < 2) return null;
  let height = 1;
  while (height < MOST_HEADER_ROWS && dividesHeader(grid, index, height)) height += 1;
  for (; height > 0; height -= 1) {
    const paths = pathsOf(grid.slice(index, index + height));
    const known = columnsOf(paths);
    if (!known) continue;
    const below = grid.slice(index + height, index + height + ROWS_LOOKED_AT);
    const columns = [...numberWithoutName(paths, below[0]), ...known];
    const header = guessColumns(columns, unknownOf(paths), below);
    if (header) return { ...header, height, width: paths.length };
  }
  return null;
}

/** A first column of numbers whose header is blank. */
function numberWithoutName(paths: readonly HeaderPath[], next: GridRow | undefined): Column[] {
  const isBlank = paths[0]?.texts.length === 0;
  const isNumber = rowNumber(next?.cells[0]?.text ?? "") !== null;
  return isBlank && isNumber ? [{ field: "number", column: 1, header: "" }] : [];
}

/** How many different cells of a row are known column names. */
export function headerLikeness({ cells }: GridRow): number {
  const known = [...new Set(cells)].filter((cell) => cell && headerWords(cell.text) !== null);
  return known.length;
}

/** Whether the row `height` rows below goes on with the header: its own words are all column names. */
function dividesHeader(grid: readonly GridRow[], index: number, height: number): boolean {
  const row = grid[index + height];
  if (!row) return false;
  const own = [...new Set(row.cells)].filter((cell) => cell && cell.row === row.row && cell.text !== "");
  if (own.length === 0) return isCovered(row);
  if (!own.every((cell) => headerWords(cell!.text) !== null)) return false;
  const above = grid[index]!;
  return own.every((cell) => dividesCellAbove(above, row, cell!));
}

function isCovered(row: GridRow): boolean {
  return row.cells.some((cell) => cell && cell.row !== row.row && cell.text !== "");
}

/** Below a cell that is wider, or (where merges are lost) below a cell with blanks beside it. */
function dividesCellAbove(above: GridRow, row: GridRow, cell: GridCell): boolean {
  const parent = above.cells[cell.column - 1];
  if (!parent || parent.text === "") return true;
  if (parent.colSpan > cell.colSpan) return true;
  const [next, beside] = [above.cells[cell.column], row.cells[cell.column]];
  return next?.text === "" && beside !== undefined && beside.text !== "";
}

/** The words over each column, top to bottom; a blank beside a heading belongs to it where words stand below. */
function pathsOf(rows: readonly GridRow[]): HeaderPath[] {
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const paths = Array.from({ length: width }, (_, index): HeaderPath => ({ column: index + 1, texts: [] }));
  for (const [depth, { cells }] of rows.entries()) {
    let heading: GridCell | undefined;
    for (const path of paths) {
      const cell = cells[path.column - 1];
      const hasMoreBelow = rows.slice(depth + 1).some((row) => ownText(row, path.column) !== "");
      if (cell && cell.text !== "") heading = cell;
      const words = cell?.text || (hasMoreBelow ? heading?.text : "") || "";
      if (words !== "" && path.texts.at(-1) !== words) path.texts.push(words);
    }
  }
  return paths;
}

function ownText({ row, cells }: GridRow, column: number): string {
  const cell = cells[column - 1];
  return cell && cell.row === row ? cell.text : "";
}

function unknownOf(paths: readonly HeaderPath[]): UnknownColumn[] {
  return paths
    .filter(({ texts }) => texts.length > 0 && texts.every((text) => headerWords(text) === null))
    .map(({ column, texts }) => ({ column, header: texts.join(" ") }));
}
