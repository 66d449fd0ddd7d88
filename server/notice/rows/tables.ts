import { diagnose, type Diagnostic } from "../diagnostics.js";
import type { Block, TableBlock } from "../notice.js";
import { cellSource, type CellPlace } from "../source.js";
import type { Column, Field } from "./columns.js";
import { wordsOf, type FieldText, type FoundRow, type FoundRows, type Joining } from "./found-row.js";
import { filledCells, gridOf, type GridCell, type GridRow } from "./spread-cells.js";
import { headerAt, type Header } from "./header.js";
import { headingOf, noHeading, titled, type Heading } from "./headings.js";
import { isRecordTable, readRecords } from "./records.js";
import { goesOnWith } from "./table-continuation.js";
import { withInherited } from "./inherit.js";
import { kindOfRow } from "./row-kind.js";
import { isDatedFoot, isLetterFoot, isSectionNumber } from "./row-words.js";
import { realigned } from "./short-rows.js";

/** What is carried from row to row, and from a table to its continuation on the next page. */
interface State {
  document: string | null;
  header: Header | null;
  heading: Heading;
  /** A heading right above the next table. */
  pending: Heading | null;
  /** No row was read since the header or the page began. */
  isPageStart: boolean;
  /** The table tells which cells are merged over rows, so that a blank is a blank. */
  hasMerges: boolean;
}

/**
 * The rows of all responsibility tables in order. A header holds until the next one, so a table that goes on
 * after a page break, with its header repeated or not, is one list.
 */
export function findTables(blocks: readonly Block[], document: string | null): FoundRows {
  const state: State = {
    document,
    header: null,
    heading: noHeading,
    pending: null,
    isPageStart: true,
    hasMerges: false,
  };
  const found: FoundRows = { rows: [], diagnostics: [], rest: [] };
  for (const block of blocks) {
    if (block.kind === "table") readTable(block, state, found);
    else takeParagraph(block, state, found);
  }
  return found;
}

const LONGEST_UNIT_LINE = 20;

function takeParagraph(block: Block & { kind: "paragraph" }, state: State, found: FoundRows): void {
  found.rest.push(block);
  const { paragraph, text } = block;
  const place = { document: state.document, table: null, row: null, column: null, paragraph, text };
  const heading = headingOf(place);
  if (heading) state.pending = heading;
  else if (text.length > LONGEST_UNIT_LINE) state.pending = null;
}

function readTable(block: TableBlock, state: State, found: FoundRows): void {
  const grid = gridOf(block);
  const { document } = state;
  if (isRecordTable(grid)) {
    found.rest.push({ ...block, rows: [] });
    found.rows.push(...readRecords(grid, block.table, document));
    return;
  }
  takeHeading(state, found);
  const goesOn = state.header !== null && goesOnWith(grid, state.header);
  let isOurs = goesOn;
  state.isPageStart = true;
  state.hasMerges = block.rows.some(({ cells }) => cells.some(({ rowSpan }) => rowSpan > 1));
  const foot = footOf(grid);
  for (let index = 0; index < grid.length;) {
    const header = headerAt(grid, index);
    if (header) {
      isOurs = true;
      takeHeader(header, grid, index, block, state, found);
      index += header.height;
      continue;
    }
    if (isOurs) takeRow(grid[index]!, index >= foot, block.table, state, found);
    else leaveRow(grid[index]!, found);
    index += 1;
  }
  if (!isOurs) {
    const filled = grid.find((row) => filledCells(row).length > 0);
    if (filled && filledCells(filled).length > 1)
      found.diagnostics.push(skipped(filled, block.table, document, "TABLE_SKIPPED"));
  }
}

/** A paragraph's heading counts for the table right below it; a first table without one stands under none. */
function takeHeading(state: State, found: FoundRows): void {
  if (state.pending) state.heading = state.pending;
  else if (found.rows.length === 0) state.heading = noHeading;
  state.pending = null;
}

function takeHeader(
  header: Header,
  grid: readonly GridRow[],
  index: number,
  block: TableBlock,
  state: State,
  found: FoundRows,
): void {
  const isRepeated = state.header !== null && wordsIn(state.header) === wordsIn(header);
  state.isPageStart = true;
  if (!found.rest.some(({ kind }) => kind === "table")) found.rest.push({ ...block, rows: [] });
  if (isRepeated) return;
  state.header = header;
  const sourceOf = (column: number) => {
    const cell = grid[index + header.height - 1]!.cells[column - 1];
    return cell ? cellSource(placeOf(cell, block.table, state.document)) : null;
  };
  for (const { field, column, header: words } of header.guessed) {
    const [meaning, meaningEn] = guessedWords[field] ?? [field, field];
    const params = { found: words.slice(0, LONGEST_QUOTE), meaning, meaningEn };
    found.diagnostics.push(diagnose("COLUMN_GUESSED", params, sourceOf(column)));
  }
  const used = new Set(grid.slice(index + header.height).flatMap(({ cells }) => usedColumns(cells)));
  for (const { column, header: words } of header.unknown.filter((unknown) => used.has(unknown.column))) {
    const params = { found: words.slice(0, LONGEST_QUOTE) };
    found.diagnostics.push(diagnose("COLUMN_SKIPPED", params, sourceOf(column)));
  }
}

const LONGEST_QUOTE = 40;

/** What a column was taken for, in Chinese and English. */
const guessedWords: Partial<Record<Field, [string, string]>> = {
  number: ["序号", "the number"],
  name: ["项目名称", "the project's name"],
  leader: ["责任领导", "the leader"],
  owner: ["责任人", "the responsible person"],
  office: ["责任单位", "the responsible office"],
  assistingOffice: ["协办单位", "the assisting office"],
  progress: ["项目进度", "the progress plan"],
};

function wordsIn({ columns, unknown }: Header): string {
  return [...columns, ...unknown]
    .map(({ column, header }) => `${column}${header}`)
    .toSorted()
    .join();
}

function usedColumns(cells: GridRow["cells"]): number[] {
  return cells.flatMap((cell, index) => (cell && cell.text !== "" ? [index + 1] : []));
}

/** Title rows above a header, and tables of something else: part of the letter around the table. */
function leaveRow(row: GridRow, found: FoundRows): void {
  const text = filledCells(row)
    .map((cell) => cell.text)
    .join(" ");
  if (text !== "") found.rest.push({ kind: "paragraph", paragraph: 0, text });
  // A web page's head has the document's number in a cell of its own.
  const number = filledCells(row).find((cell) => /[〔[［]\d{4}[〕\]］]第?\d{1,4}号$/.test(cell.text));
  if (number && number.text !== text) found.rest.push({ kind: "paragraph", paragraph: 0, text: number.text });
}

/** Where nothing but who signs, when, and who gets copies follows; past the end where no date or copy tells so. */
function footOf(grid: readonly GridRow[]): number {
  const last = grid.findLastIndex((row) => filledCells(row).some(({ text }) => !isLetterFoot(text)));
  const below = grid.slice(last + 1).flatMap(filledCells);
  return below.some(({ text }) => isDatedFoot(text)) ? last + 1 : grid.length;
}

function takeRow(row: GridRow, isAtFoot: boolean, table: number, state: State, found: FoundRows): void {
  const { document } = state;
  const header = state.header!;
  const kind = kindOfRow(row, header, { isAtFoot, hasChineseNumbers: hasChineseNumber(found.rows.at(-1)) });
  if (kind.kind === "blank") return;
  if (kind.kind === "letter") return leaveRow(row, found);
  if (kind.kind === "skipped") {
    found.diagnostics.push(skipped(row, table, document, "ROW_SKIPPED"));
    leaveRow(row, found);
    return;
  }
  if (kind.kind === "section") {
    if (kind.isUnsure) found.diagnostics.push(skipped(row, table, document, "ROW_AS_SECTION"));
    state.heading = titled(kind.title, placeOf(kind.cell, table, document));
    return;
  }
  const length = lengthOf(row, header);
  const own = length ? realigned(row, header) : row;
  const texts = header.columns.flatMap((column) => textOf(own, column, table, document));
  const previous = found.rows.at(-1);
  const lost = { hasBlanks: !state.hasMerges, isShort: length !== null };
  const merged = withInherited(mergePeriods(texts), header, lost, inSection(previous, state));
  found.diagnostics.push(...inheritedNotes(texts, merged));
  const place = placeOf(filledCells(row)[0]!, table, document);
  found.rows.push({
    joining: joiningOf(merged, header, state.isPageStart, previous),
    texts: merged,
    columns: new Set(header.columns.map(({ field }) => field)),
    category: state.heading.category,
    leaders: state.heading.leaders,
    place,
    words: wordsOf(merged),
    length,
  });
  state.isPageStart = false;
}

/** Tells what was put back from the row above. */
function inheritedNotes(own: readonly FieldText[], merged: readonly FieldText[]): Diagnostic[] {
  const places = new Set(own.map(({ place }) => place));
  return merged
    .filter(({ place }) => !places.has(place))
    .map(({ headers, place }) =>
      diagnose(
        "CELL_INHERITED",
        { column: headers[0] ?? "", found: place.text.slice(0, LONGEST_QUOTE) },
        cellSource(place),
      ),
    );
}

function hasChineseNumber(row: FoundRow | undefined): boolean {
  const number = row?.texts.find(({ field }) => field === "number")?.place.text ?? "";
  return isSectionNumber(number.trim());
}

/** The row above, unless a section's title stands between. */
function inSection(previous: FoundRow | undefined, { heading }: State): FoundRow | undefined {
  const isSame = previous?.category === heading.category && previous?.leaders === heading.leaders;
  return isSame ? previous : undefined;
}

function textOf(
  row: GridRow,
  { field, column, header }: Column,
  table: number,
  document: string | null,
): FieldText[] {
  const cell = row.cells[column - 1];
  if (!cell) return [];
  return [
    { field, headers: [header], place: placeOf(cell, table, document), isShared: cell.row !== row.row },
  ];
}

/** A cell merged over several columns of one field is one text under all their headers. */
function mergePeriods(texts: readonly FieldText[]): FieldText[] {
  const merged: FieldText[] = [];
  for (const text of texts) {
    const last = merged.at(-1);
    const isSame =
      last?.field === text.field &&
      last.place.column === text.place.column &&
      last.place.row === text.place.row;
    if (isSame) last.headers.push(...text.headers);
    else merged.push({ ...text, headers: [...text.headers] });
  }
  return merged;
}

function joiningOf(
  texts: readonly FieldText[],
  { columns }: Header,
  isPageStart: boolean,
  previous: FoundRow | undefined,
): Joining {
  if (!previous) return "NEW";
  const name = texts.find(({ field }) => field === "name");
  const holds = (field: string) =>
    texts.some((text) => text.field === field && text.place.text !== "" && !text.isShared);
  const hasNumber = holds("number");
  if (name?.isShared && name.place.text !== "") return hasNumber ? "NEW" : "PART";
  if (!holds("name")) return hasNumber ? "NEW" : isPageStart ? "REST" : "PART";
  const isNumbered = columns.some(({ field }) => field === "number");
  const hasOffices = ["leader", "owner", "office"].some(holds);
  const hadOffices = previous.texts.some(({ field, place }) => isDuty(field) && place.text !== "");
  return isPageStart && isNumbered && !hasNumber && !hasOffices && hadOffices ? "REST" : "NEW";
}

function isDuty(field: string): boolean {
  return field === "leader" || field === "owner" || field === "office";
}

function lengthOf(row: GridRow, header: Header): FoundRow["length"] {
  const expected = header.columns.reduce((last, { column }) => Math.max(last, column), 0);
  const found = row.cells.length;
  const hasTooMany = row.cells
    .slice(Math.max(expected, header.width))
    .some((cell) => cell && cell.text !== "");
  return found >= expected && !hasTooMany ? null : { found, expected };
}

function placeOf(cell: GridCell, table: number, document: string | null): CellPlace {
  return { document, table, row: cell.row, column: cell.column, text: cell.text };
}

function skipped(
  row: GridRow,
  table: number,
  document: string | null,
  code: "ROW_SKIPPED" | "TABLE_SKIPPED" | "ROW_AS_SECTION",
) {
  const cells = filledCells(row);
  const words = wordsOf(cells.map((cell) => ({ place: placeOf(cell, table, document) })));
  return diagnose(code, { found: words }, cellSource(placeOf(cells[0]!, table, document)));
}
