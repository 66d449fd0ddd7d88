import type { BlockList } from "./block-list.js";
import type { Cell } from "../notice.js";
import { alignedCells, columnsSetIn, LEAST_ROWS } from "./aligned-table.js";
import { beginsBoxTable, isBoxLine, readBoxTable } from "./box-table.js";
import { recordAt } from "./delimited.js";
import { plainRow } from "./place-cells.js";
import { beginsWithPipe, endsWithPipe, pipeCells, pipeRows } from "./pipe-table.js";
import { endOfLine, linesWhile } from "./text-lines.js";

/** Lines that look like a table: its rows, or null where they are none after all, and where the text goes on. */
interface Found {
  rows: Cell[][] | null;
  lines: string[];
  next: number;
}

/**
 * Text → paragraphs and tables: lines with tabs, with pipes, drawn with lines, or set in columns. A blank line, a form
 * feed or any other line ends a table, so a table continued after a page break is a new table with the next number.
 */
export function readPlainText(text: string, list: BlockList): void {
  let position = 0;
  while (position < text.length) {
    const found = tableAt(text, position);
    if (found?.rows) list.table(found.rows);
    else if (found) for (const line of found.lines) list.paragraph(line);
    const { cells, next } = found ? { cells: [], next: found.next } : recordAt(text, position, "\t");
    position = next;
    list.paragraph(cells.join(" "));
  }
}

function tableAt(text: string, position: number): Found | null {
  const line = text.slice(position, endOfLine(text, position));
  if (line.trim() === "") return null;
  if (beginsBoxTable(line)) return boxTableAt(text, position, line);
  if (isTabbed(text, position)) return tabTableAt(text, position);
  if (line.includes("|") || line.includes("｜")) return pipeTableAt(text, position);
  return /\S(?: {2}|　{2})/.test(line) ? alignedTableAt(text, position, line) : null;
}

function boxTableAt(text: string, position: number, first: string): Found {
  const { lines, next } = linesWhile(text, position, (line) => isBoxLine(line, first));
  return { rows: lines.length > 2 ? readBoxTable(lines) : null, lines, next };
}

/** Whether the record here has several cells, of which one is filled. */
function isTabbed(text: string, position: number): boolean {
  const { cells } = recordAt(text, position, "\t");
  return cells.length > 1 && cells.some((cell) => cell.trim() !== "");
}

function tabTableAt(text: string, position: number): Found {
  const rows: Cell[][] = [];
  let next = position;
  while (next < text.length && isTabbed(text, next)) {
    const record = recordAt(text, next, "\t");
    rows.push(plainRow(record.cells));
    next = record.next;
  }
  return { rows, lines: [], next };
}

/** One line with a pipe is no table yet. */
function pipeTableAt(text: string, position: number): Found {
  let isOpen = false;
  const { lines, next } = linesWhile(text, position, (line) => {
    const goesOn = isOpen && line.trim() !== "";
    if (pipeCells(line) === null && !goesOn) return false;
    if (beginsWithPipe(line)) isOpen = true;
    if (endsWithPipe(line)) isOpen = false;
    return true;
  });
  const rows = pipeRows(lines);
  return { rows: rows.length > 1 ? rows.map(plainRow) : null, lines, next };
}

function alignedTableAt(text: string, position: number, first: string): Found | null {
  const columns = columnsSetIn(first);
  if (columns === 0) return null;
  const { lines, next } = linesWhile(text, position, (line) => alignedCells(line).length === columns);
  if (lines.length < LEAST_ROWS) return null;
  return { rows: lines.map((line) => plainRow(alignedCells(line))), lines, next };
}
