import type { Cell } from "../notice.js";
import type { BlockList } from "./block-list.js";

/**
 * What stands in a document or in a cell, in order: lines of text and tables. Word files and web pages have tables
 * in cells, for the page's layout or as small data; which of the two it is can be told only when all of it is read.
 */
export type FlowItem = FlowLine | { table: FlowTable };

export interface FlowLine {
  line: string;
  /** It guides a visitor around a web page and is no part of the document. */
  isFurniture?: boolean;
}

export interface FlowTable {
  rows: FlowCell[][];
  /** Characters in it, those of tables inside it too. */
  weight: number;
  /** Rows that were counted but not kept, for there are too many. */
  rowsOverLimit: number;
}

export interface FlowCell extends Cell {
  /** What the cell is made of, where that is more than lines of text. */
  items: FlowItem[] | null;
}

/** Lines become paragraphs and tables become tables; a table that only lays out the page becomes its content. */
export function addFlow(items: readonly FlowItem[], list: BlockList): void {
  for (const item of items) {
    if ("line" in item) {
      if (!item.isFurniture) list.paragraph(item.line);
    } else addTable(item.table, list);
  }
}

function addTable(table: FlowTable, list: BlockList): void {
  list.countRows(table.rowsOverLimit);
  if (!isLayout(table)) {
    const rows = table.rows.map((cells) =>
      cells.map(({ column, text, colSpan, rowSpan }) => ({ column, text, colSpan, rowSpan })),
    );
    return list.table(rows);
  }
  for (const { items, text } of table.rows.flat()) {
    addFlow(items ?? text.split("\n").map((line) => ({ line })), list);
  }
}

/** A text of so many lines in a table of one row is no cell of data. */
const LINES_OF_AN_ARTICLE = 12;

function isLayout(table: FlowTable): boolean {
  const { rows, weight } = table;
  const widest = rows.reduce((widest, cells) => Math.max(widest, lastColumn(cells)), 0);
  if (widest <= 1) return true;
  const inner = rows.flat().flatMap(({ items }) => items?.filter((item) => "table" in item) ?? []);
  const innerWeight = inner.reduce((sum, item) => sum + item.table.weight, 0);
  const innerRows = inner.reduce((sum, item) => sum + item.table.rows.length, 0);
  if (innerWeight * 2 > weight && innerRows >= rows.length) return true;
  const hasArticle = rows.flat().some(({ text }) => text.split("\n").length >= LINES_OF_AN_ARTICLE);
  return rows.length === 1 && widest <= 3 && hasArticle;
}

function lastColumn(cells: FlowCell[]): number {
  const last = cells.at(-1);
  return last ? last.column + last.colSpan - 1 : 0;
}

/** A cell's text: its lines, and a table in it as one line per row. */
export function textOf(items: readonly FlowItem[]): string {
  return items
    .flatMap((item) => ("line" in item ? [item.line] : linesOf(item.table)))
    .filter((line) => line !== "")
    .join("\n");
}

function linesOf({ rows }: FlowTable): string[] {
  return rows.map((cells) =>
    cells
      .map(({ text }) => text.replaceAll("\n", " "))
      .filter((text) => text !== "")
      .join(" "),
  );
}

/** A cell out of what it holds; lines alone are kept as text only. */
export function flowCell(place: Omit<Cell, "text">, items: FlowItem[]): FlowCell {
  const isPlain = items.every((item) => "line" in item && !item.isFurniture);
  return { ...place, text: textOf(items), items: isPlain ? null : items };
}

/** How much text a table holds. */
export function weightOf(rows: readonly FlowCell[][]): number {
  let weight = 0;
  for (const { text } of rows.flat()) weight += text.length;
  return weight;
}
