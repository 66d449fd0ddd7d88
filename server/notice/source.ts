import type { Cell, Source, TableRow } from "./notice.js";

/** Where a cell stands: what every source inside it shares. */
export interface CellPlace {
  document: string | null;
  table: number;
  row: number;
  column: number;
  text: string;
}

/** The part of a cell's text from `start` to `end` (all of it where not given). */
export function cellSource(place: CellPlace, start = 0, end = place.text.length): Source {
  const { document, table, row, column, text } = place;
  return { document, table, row, column, paragraph: null, start, end, text: text.slice(start, end) };
}

/** A row as a whole, shown by its first filled cell. */
export function rowSource(document: string | null, table: number, { row, cells }: TableRow): Source {
  const cell: Cell | undefined = cells.find(({ text }) => text !== "") ?? cells[0];
  return cellSource({ document, table, row, column: cell?.column ?? 1, text: cell?.text ?? "" });
}
