import type { Block, ParagraphBlock } from "../notice.js";
import type { CellPlace } from "../source.js";
import { isWholeDate } from "../letter/dates.js";
import { isPageNumber } from "../read/page-number.js";
import { dealOut, fit } from "./align.js";
import { headerWords, isExactHeader, type Field } from "./columns.js";
import { wordsOf, type FieldText, type FoundRow, type FoundRows } from "./found-row.js";
import { headingOf, noHeading, titled, type Heading } from "./headings.js";
import { isLetterFoot, isNote, isTotal, namesSection, rowNumber } from "./row-words.js";

interface ListedColumn {
  field: Field;
  header: string;
}

/** A table whose cells were pasted one a line: the columns' names, then the cells of each row. */
interface Listed {
  columns: ListedColumn[];
  start: number;
  end: number;
}

const FEWEST_COLUMNS = 3;

/** The rows of tables that came with each cell in a line of its own. */
export function findListedCells(blocks: readonly Block[], document: string | null): FoundRows {
  const paragraphs = blocks.filter((block) => block.kind === "paragraph");
  const found: FoundRows = { rows: [], diagnostics: [], rest: [...blocks] };
  let heading = noHeading;
  for (let at = 0; at < paragraphs.length;) {
    const names = columnsAt(paragraphs, at);
    const listed = listedUnder(names, paragraphs, at);
    if (!listed) {
      // Where the whole run of names is too little, what is left of it is less.
      at += Math.max(1, names.length);
      continue;
    }
    const cells = paragraphs.slice(listed.start, listed.end);
    const read = readListed(cells, listed.columns, heading, document);
    heading = read.heading;
    found.rows.push(...read.rows);
    const taken = new Set<Block>(paragraphs.slice(at, listed.start + read.count));
    found.rest = withoutTable(found.rest, taken);
    at = listed.start + Math.max(read.count, 0);
  }
  return found;
}

/** What is left, with an empty table where the cells stood. */
function withoutTable(blocks: readonly Block[], taken: ReadonlySet<Block>): Block[] {
  const first = blocks.findIndex((block) => taken.has(block));
  const rest = blocks.filter((block) => !taken.has(block));
  return [...rest.slice(0, first), { kind: "table", table: 0, sheet: null, rows: [] }, ...rest.slice(first)];
}

/** The names of columns in lines of their own from `at` on. */
function columnsAt(paragraphs: readonly ParagraphBlock[], at: number): ListedColumn[] {
  const columns: ListedColumn[] = [];
  for (let index = at; index < paragraphs.length; index += 1) {
    const { text } = paragraphs[index]!;
    const words = headerWords(text);
    if (!words) break;
    columns.push({ field: words.field, header: text });
  }
  return columns;
}

/** At least three names of columns, the project's among them. */
function listedUnder(
  columns: ListedColumn[],
  paragraphs: readonly ParagraphBlock[],
  at: number,
): Listed | null {
  const exact = columns.filter(({ header }) => isExactHeader(header)).length;
  const hasName = columns.some(({ field }) => field === "name");
  if (!hasName || exact < FEWEST_COLUMNS) return null;
  const start = at + columns.length;
  return { columns: settled(columns), start, end: endOf(paragraphs, start) };
}

/** 进度安排 over 第一季度 … is no column of its own; columns named below the others stand in its place. */
function settled(columns: ListedColumn[]): ListedColumn[] {
  const group = columns.findIndex(({ field }) => field === "progress");
  const periods = columns.filter(({ field }) => field === "period");
  const names = nameOnce(columns);
  if (group < 0 || periods.length === 0) return names;
  const others = names.filter(({ field }) => field !== "period");
  const place = others.findIndex(({ field }) => field === "progress");
  return [...others.slice(0, place), ...periods, ...others.slice(place + 1)];
}

function nameOnce(columns: readonly ListedColumn[]): ListedColumn[] {
  const best =
    columns.find(({ field, header }) => field === "name" && !headerWords(header)!.isSecondChoice) ??
    columns.find(({ field }) => field === "name");
  return columns.map((column) =>
    column.field === "name" && column !== best ? { ...column, field: "content" } : column,
  );
}

const closing =
  /^[【[（(「]?(?:抄送|抄报|分送|附件|主办|责任编辑|来源|上一篇|下一篇|打印|关闭|相关链接|扫一扫)/;

function endOf(paragraphs: readonly ParagraphBlock[], start: number): number {
  const end = paragraphs.findIndex(({ text }, index) => index >= start && closing.test(text));
  return end < 0 ? paragraphs.length : end;
}

interface ReadListed {
  rows: FoundRow[];
  heading: Heading;
  /** How many paragraphs were cells. */
  count: number;
}

function readListed(
  cells: readonly ParagraphBlock[],
  columns: readonly ListedColumn[],
  before: Heading,
  document: string | null,
): ReadListed {
  const place = ({ paragraph, text }: ParagraphBlock): CellPlace => {
    return { document, table: null, row: null, column: null, paragraph, text };
  };
  let heading = before;
  const rows: FoundRow[] = [];
  let count = 0;
  for (const row of divide(cells, columns)) {
    const sections = row.sections.map(place);
    const last = sections.at(-1);
    if (last) heading = headingOf(last) ?? titled(last.text.trim(), last);
    count += row.sections.length + row.cells.length;
    if (row.cells.length > 0) rows.push(rowOf(row.cells.map(place), columns, heading));
  }
  return { rows, heading, count };
}

/** The lines of one row, and the section titles above it. */
interface ListedRow {
  sections: ParagraphBlock[];
  cells: ParagraphBlock[];
}

function divide(cells: readonly ParagraphBlock[], columns: readonly ListedColumn[]): ListedRow[] {
  return columns[0]?.field === "number" ? byNumber(cells, columns.length) : byCount(cells, columns);
}

/** A row begins at the number that follows the one before, or at 1 again under a new section. */
function byNumber(cells: readonly ParagraphBlock[], width: number): ListedRow[] {
  const rows: ListedRow[] = [];
  let expected = 1;
  let pending: ParagraphBlock[] = [];
  /** Behind a total or a note, up to the next row's number. */
  let isLeftOut = false;
  for (const [index, cell] of cells.entries()) {
    const current = rows.at(-1);
    const number = rowNumber(cell.text);
    const restarts = number === 1 && pending.length > 0;
    const isFull = !current || current.cells.length + pending.length >= Math.min(3, width);
    const skips = number === expected + 1 && (current?.cells.length ?? 0) >= width;
    if (number !== null && isFull && (number === expected || restarts || skips || (!current && number > 0))) {
      rows.push({ sections: pending, cells: [cell] });
      pending = [];
      expected = number + 1;
      isLeftOut = false;
      continue;
    }
    if (isPageNumber(cell.text)) continue;
    if (isTotal(cell.text) || isNote(cell.text)) isLeftOut = true;
    if (isLeftOut) continue;
    const isSection = headingOf(asPlace(cell)) !== null && startsRow(cells[index + 1]);
    if (isSection || pending.length > 0 || !current) pending.push(cell);
    else current.cells.push(cell);
  }
  return trimmedLast(rows, width);
}

function startsRow(next: ParagraphBlock | undefined): boolean {
  return next !== undefined && (rowNumber(next.text) !== null || namesSection(next.text));
}

function asPlace({ paragraph, text }: ParagraphBlock): CellPlace {
  return { document: null, table: null, row: null, column: null, paragraph, text };
}

/** Behind the last row the letter goes on: a signature and its date are no cells of it. */
function trimmedLast(rows: ListedRow[], width: number): ListedRow[] {
  const last = rows.at(-1);
  if (!last) return rows;
  const date = last.cells.findIndex(({ text }, index) => index > 0 && isWholeDate(text));
  let end = date < 0 ? last.cells.length : date;
  while (date >= 0 && end > width && isSignature(last.cells[end - 1]!.text)) end -= 1;
  last.cells = last.cells.slice(0, Math.min(end, width + MOST_EXTRA_LINES));
  return rows;
}

const MOST_EXTRA_LINES = 6;

function isSignature(text: string): boolean {
  return /(?:政府|委员会|办公室|党委|党工委|局)$/.test(text);
}

/** Without numbers, every row has a line for each column; what fits none of them is the letter again. */
function byCount(cells: readonly ParagraphBlock[], columns: readonly ListedColumn[]): ListedRow[] {
  const rows: ListedRow[] = [];
  let sections: ParagraphBlock[] = [];
  for (let at = 0; at < cells.length;) {
    if (headingOf(asPlace(cells[at]!))) {
      sections.push(cells[at]!);
      at += 1;
      continue;
    }
    const row = cells.slice(at, at + columns.length);
    if (row.length < columns.length && !looksLikeRow(row, columns)) break;
    rows.push({ sections, cells: row });
    sections = [];
    at += columns.length;
  }
  return rows;
}

function looksLikeRow(cells: readonly ParagraphBlock[], columns: readonly ListedColumn[]): boolean {
  const isFoot = cells.some(({ text }) => isLetterFoot(text) || isNote(text));
  const fits = cells.reduce((sum, { text }, index) => sum + fit(text, columns[index]!.field), 0);
  return !isFoot && cells.length > 1 && fits >= cells.length;
}

function rowOf(cells: readonly CellPlace[], columns: readonly ListedColumn[], heading: Heading): FoundRow {
  const dealt =
    cells.length === columns.length
      ? cells.map((_, index) => [index])
      : dealOut(
          cells.map(({ text }) => text),
          columns.map(({ field }) => field),
        );
  const texts = columns.flatMap(({ field, header }, column) =>
    dealt[column]!.map((index): FieldText => ({
      field,
      headers: [header],
      place: cells[index]!,
      isShared: false,
    })),
  );
  return {
    joining: "NEW",
    texts,
    columns: new Set(columns.map(({ field }) => field)),
    category: heading.category,
    leaders: heading.leaders,
    place: cells[0]!,
    words: wordsOf(texts),
    length: cells.length === columns.length ? null : { found: cells.length, expected: columns.length },
  };
}
