import type { Cell } from "../notice.js";
import type { BlockList } from "./block-list.js";

/**
 * What stands in a document or in a cell, in order: lines of text and tables. Word files and web pages have tables
 * in cells, for the page's layout or as small data; which of the two it is can be told only when all of it is read.
 */
export type FlowItem = FlowLine | { table: FlowTable };

export interface FlowLine {
  line: string;
  /** Its number in a list of a web page. In a cell it is left out: it numbers lines of one text. */
  label?: string;
  /** It guides a visitor around a web page and is no part of the document. */
  isFurniture?: boolean;
  /** It is nothing but links. */
  isLinks?: boolean;
}

export interface FlowTable {
  rows: Cell[][];
  /** What cells are made of, where that is more than lines of text. */
  inner: Map<Cell, FlowItem[]>;
  /** Rows that were counted but not kept, for there are too many. */
  rowsOverLimit: number;
}

/** Lines become paragraphs and tables become tables; a table that only lays out the page becomes its content. */
export function addFlow(items: readonly FlowItem[], list: BlockList): void {
  for (const item of items) {
    if ("line" in item) {
      if (!item.isFurniture) list.paragraph((item.label ?? "") + item.line);
    } else addTable(item.table, list);
  }
}

function addTable(table: FlowTable, list: BlockList): void {
  list.countRows(table.rowsOverLimit);
  if (isMenu(table)) return;
  if (!isLayout(table)) return list.table(table.rows);
  for (const cell of table.rows.flat())
    addFlow(table.inner.get(cell) ?? cell.text.split("\n").map((line) => ({ line })), list);
}

/** A row of links, as pages have at their top and bottom. */
function isMenu({ rows, inner }: FlowTable): boolean {
  const filled = rows.flat().filter(({ text }) => text !== "");
  const isOfLinks = (cell: Cell) => inner.get(cell)?.every((item) => "line" in item && item.isLinks) ?? false;
  return rows.length === 1 && filled.length > 1 && filled.every(isOfLinks);
}

/** A text of so many lines in a table of one row is no cell of data. */
const LINES_OF_AN_ARTICLE = 12;

function isLayout({ rows, inner }: FlowTable): boolean {
  const widest = rows.reduce((widest, cells) => Math.max(widest, lastColumn(cells)), 0);
  if (widest <= 1) return true;
  const tables = [...inner.values()].flat().flatMap((item) => ("table" in item ? [item.table] : []));
  const innerRows = tables.reduce((sum, table) => sum + table.rows.length, 0);
  const innerWeight = tables.reduce((sum, table) => sum + weightOf(table), 0);
  if (tables.length > 0 && innerRows >= rows.length && innerWeight * 2 > weightOf({ rows })) return true;
  const hasArticle = () => rows[0]!.some(({ text }) => text.split("\n").length >= LINES_OF_AN_ARTICLE);
  return rows.length === 1 && widest <= 3 && hasArticle();
}

function lastColumn(cells: Cell[]): number {
  const last = cells.at(-1);
  return last ? last.column + last.colSpan - 1 : 0;
}

/** How much text a table holds, that of tables inside it too. */
function weightOf({ rows }: Pick<FlowTable, "rows">): number {
  return rows.reduce((sum, cells) => sum + cells.reduce((sum, { text }) => sum + text.length, 0), 0);
}

/** So much is taken of a table in a cell: the cell is cut there anyway, and tables may be nested deeply. */
const INNER_TEXT = 20_001;

/** A cell's text: its lines, and a table in it as one line per row. */
export function textOf(items: readonly FlowItem[]): string {
  const lines: string[] = [];
  for (const item of items) {
    if ("table" in item) lines.push(linesOf(item.table).join("\n"));
    else lines.push(item.line);
  }
  return lines.filter((line) => line !== "").join("\n");
}

function linesOf({ rows }: FlowTable): string[] {
  const lines: string[] = [];
  let length = 0;
  for (const cells of rows) {
    const texts = cells.map(({ text }) => text.replaceAll("\n", " ")).filter((text) => text !== "");
    const line = texts.join(" ").slice(0, INNER_TEXT);
    if (line === "") continue;
    lines.push(line);
    length += line.length;
    if (length > INNER_TEXT) break;
  }
  return lines;
}

/** Makes a cell out of what it holds; lines alone are kept as text only. */
export function flowCell(place: Omit<Cell, "text">, items: FlowItem[], inner: Map<Cell, FlowItem[]>): Cell {
  const cell = { column: place.column, text: textOf(items), colSpan: place.colSpan, rowSpan: place.rowSpan };
  if (items.some((item) => "table" in item || item.label || item.isFurniture || item.isLinks))
    inner.set(cell, items);
  return cell;
}
