import type { BlockList } from "./block-list.js";
import { plainRow } from "./grid.js";
import type { Cell } from "../notice.js";

type Line = { kind: "blank" } | { kind: "words"; text: string } | { kind: "cells"; texts: string[] };

/**
 * Text → paragraphs and tables. A line with a tab is a table row; a blank line, a form feed or a line without a
 * tab ends the table, so a table continued after a page break is a new table with the next number.
 */
export function readPlainText(text: string, list: BlockList): void {
  let rows: Cell[][] = [];
  const endTable = () => {
    list.table(rows);
    rows = [];
  };
  for (const line of linesOf(text)) {
    if (line.kind === "cells") rows.push(plainRow(line.texts));
    else endTable();
    if (line.kind === "words") list.paragraph(line.text);
  }
  endTable();
}

function* linesOf(text: string): Generator<Line> {
  let position = 0;
  while (position < text.length) {
    const { cells, next } = lineAt(text, position);
    position = next;
    if (cells.every((cell) => cell.trim() === "")) yield { kind: "blank" };
    else if (cells.length === 1) yield { kind: "words", text: cells[0]!.trim() };
    else yield { kind: "cells", texts: cells };
  }
}

/** One line's cells; a quoted cell (as spreadsheets copy them) may run over several lines. */
function lineAt(text: string, from: number): { cells: string[]; next: number } {
  const cells: string[] = [];
  let position = from;
  for (;;) {
    const quoted = quotedCellAt(text, position);
    const end = quoted ? quoted.end : endOfCell(text, position);
    cells.push(quoted ? quoted.text : text.slice(position, end));
    if (text[end] !== "\t") return { cells, next: afterLineBreak(text, end) };
    position = end + 1;
  }
}

/** `"…"` up to a tab or the line's end, `""` standing for a quote; no tab inside. Null where it is no such cell. */
function quotedCellAt(text: string, start: number): { text: string; end: number } | null {
  if (text[start] !== '"') return null;
  let position = start + 1;
  while (position < text.length && text[position] !== "\t") {
    if (text[position] !== '"') position += 1;
    else if (text[position + 1] === '"') position += 2;
    else break;
  }
  const after = text[position + 1];
  const closes = text[position] === '"' && (after === undefined || isCellEnd(after));
  return closes ? { text: text.slice(start + 1, position).replaceAll('""', '"'), end: position + 1 } : null;
}

function endOfCell(text: string, start: number): number {
  let position = start;
  while (position < text.length && !isCellEnd(text[position]!)) position += 1;
  return position;
}

function isCellEnd(character: string): boolean {
  return "\t\n\r\f\v\u2028\u2029\u0085".includes(character);
}

function afterLineBreak(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : end + 1;
}
