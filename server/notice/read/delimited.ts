import type { Cell } from "../notice.js";
import type { BlockList } from "./block-list.js";
import { plainRow } from "./place-cells.js";
import { afterLineEnd, isLineEnd } from "./text-lines.js";

export type Delimiter = "," | ";" | "\t" | "|";

/** Comma-separated text (or another delimiter) → one table; titles and notes around it are rows of it. */
export function readDelimited(text: string, delimiter: Delimiter, list: BlockList): void {
  const rows: Cell[][] = [];
  let position = separatorLine.exec(text)?.[0].length ?? 0;
  let width = 0;
  let filledRows = 0;
  while (position < text.length) {
    const { cells, next } = recordAt(text, position, delimiter);
    position = next;
    const row = plainRow(cells.map(unformulated));
    width = Math.max(width, row.findLast((cell) => cell.text !== "")?.column ?? 0);
    rows.push(row);
    if (row.some((cell) => cell.text !== "")) filledRows = rows.length;
  }
  list.table(rows.slice(0, filledRows).map((row) => row.slice(0, width)));
}

/** Excel's own first line that names the delimiter. */
const separatorLine = /^sep=[,;\t|]\r?\n/i;

/** `="007"`, which keeps a spreadsheet from reading a number. */
function unformulated(text: string): string {
  return text.startsWith('="') && text.endsWith('"') && text.length > 2 ? text.slice(2, -1) : text;
}

/** A record's cells; a quoted cell (as spreadsheets write it) may run over several lines. */
export function recordAt(text: string, from: number, delimiter: string): { cells: string[]; next: number } {
  const cells: string[] = [];
  let position = from;
  for (;;) {
    const quoted = quotedCellAt(text, position, delimiter);
    const end = quoted ? quoted.end : endOfCell(text, position, delimiter);
    cells.push(quoted ? quoted.text : text.slice(position, end));
    if (text[end] !== delimiter) return { cells, next: afterLineEnd(text, end) };
    position = end + 1;
  }
}

/**
 * `"…"` up to a delimiter or the line's end, `""` standing for a quote; no tab inside where tabs delimit, since what is
 * pasted may have stray quotes. Null where it is no such cell.
 */
function quotedCellAt(text: string, start: number, delimiter: string): { text: string; end: number } | null {
  if (text[start] !== '"') return null;
  let position = start + 1;
  while (position < text.length && !(delimiter === "\t" && text[position] === "\t")) {
    if (text[position] !== '"') position += 1;
    else if (text[position + 1] === '"') position += 2;
    else break;
  }
  const after = text[position + 1];
  const closes = text[position] === '"' && (after === undefined || after === delimiter || isLineEnd(after));
  if (!closes) return null;
  const words = text.slice(start + 1, position).replaceAll('""', '"');
  return { text: words.replace(/\r\n?/g, "\n"), end: position + 1 };
}

function endOfCell(text: string, start: number, delimiter: string): number {
  let position = start;
  while (position < text.length && text[position] !== delimiter && !isLineEnd(text[position]!)) position += 1;
  return position;
}

const delimiters: Delimiter[] = [",", ";", "\t", "|"];
const RECORDS_LOOKED_AT = 60;
const CHARACTERS_LOOKED_AT = 100_000;

/**
 * The delimiter that most records agree on. `isNamed`: the name says that it is delimited text, so that any will do;
 * else three records of three cells and no other lines are wanted, for prose has commas too.
 */
export function delimiterOf(text: string, isNamed: boolean): Delimiter | null {
  const sample = text.slice(0, CHARACTERS_LOOKED_AT);
  const [separator] = separatorLine.exec(sample) ?? [];
  if (separator) return separator[4] as Delimiter;
  let best: { delimiter: Delimiter; score: number } | null = null;
  for (const delimiter of delimiters) {
    const counts = countCells(sample, delimiter);
    const [columns, records] = commonest(counts);
    const agreed = columns > 1 ? records / counts.length : 0;
    const isTable = isNamed ? agreed > 0 : columns >= 3 && records >= 3 && agreed >= 0.9;
    const score = agreed * columns;
    if (isTable && score > (best?.score ?? 0)) best = { delimiter, score };
  }
  return best?.delimiter ?? null;
}

/** How many cells each filled record has. */
function countCells(sample: string, delimiter: Delimiter): number[] {
  const counts: number[] = [];
  for (let position = 0; position < sample.length && counts.length < RECORDS_LOOKED_AT;) {
    const { cells, next } = recordAt(sample, position, delimiter);
    position = next;
    if (cells.some((cell) => cell.trim() !== "")) counts.push(cells.length);
  }
  return counts;
}

/** The number of cells that most of the divided records have, and how many these are. */
function commonest(counts: number[]): [columns: number, records: number] {
  const tally = new Map<number, number>();
  for (const count of counts) if (count > 1) tally.set(count, (tally.get(count) ?? 0) + 1);
  return [...tally].reduce<[number, number]>((best, next) => (next[1] > best[1] ? next : best), [1, 0]);
}
