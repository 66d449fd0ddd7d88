import type { BlockList } from "./block-list.js";
import type { Cell } from "../notice.js";
import { alignedCells, alignedRows } from "./aligned-table.js";
import { beginsBoxTable, isBoxLine, readBoxTable } from "./box-table.js";
import { recordAt } from "./delimited.js";
import { plainRow } from "./grid.js";
import { pipeCells, pipeRows } from "./pipe-table.js";
import { endOfLine, linesWhile } from "./text-lines.js";

/** Rows found in a text, and where the text goes on. */
interface Found {
  rows: Cell[][];
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
    if (found) {
      list.table(found.rows);
      position = found.next;
      continue;
    }
    const { cells, next } = recordAt(text, position, "\t");
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
  return /\S(?: {2}|　{2})/.test(line) ? alignedTableAt(text, position) : null;
}

function boxTableAt(text: string, position: number, first: string): Found | null {
  const { lines, next } = linesWhile(text, position, (line) => isBoxLine(line, first));
  const rows = lines.length > 2 ? readBoxTable(lines) : null;
  return rows && { rows, next };
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
  return { rows, next };
}

/** One line with a pipe is no table yet. */
function pipeTableAt(text: string, position: number): Found | null {
  let isOpen = false;
  const { lines, next } = linesWhile(text, position, (line) => {
    const goesOn = isOpen && line.trim() !== "";
    if (pipeCells(line) === null && !goesOn) return false;
    const trimmed = line.trim();
    if (trimmed.startsWith("|")) isOpen = true;
    if (trimmed.endsWith("|")) isOpen = false;
    return true;
  });
  const rows = pipeRows(lines);
  return rows.length > 1 ? { rows: rows.map(plainRow), next } : null;
}

function alignedTableAt(text: string, position: number): Found | null {
  const { lines } = linesWhile(text, position, (line) => line.trim() !== "");
  const count = alignedRows(lines);
  if (count === 0) return null;
  let left = count;
  const { next } = linesWhile(text, position, () => left-- > 0);
  return { rows: lines.slice(0, count).map((line) => plainRow(alignedCells(line))), next };
}
