import type { Cell } from "../notice.js";
import { KeptPlaces } from "./kept-places.js";
import type { ReadLimits } from "./limits.js";
import { NumberFormat, type DateSystem } from "./number-format.js";
import type { OfficePackage } from "./office-package.js";
import { attribute, isTrue, type Attributes, type XmlHandler } from "./xml.js";

/** What all sheets of a workbook share. */
export interface SheetContext {
  strings: string[];
  /** The number format of each cell style. */
  formats: NumberFormat[];
  dates: DateSystem;
  limits: ReadLimits;
}

export interface Sheet {
  /** The visible part, from the first row and column on to the last filled ones. */
  rows: Cell[][];
  /** More than `rows` where there are too many to keep. */
  rowCount: number;
  /** Hidden rows and columns that hold something. */
  hiddenRows: number;
  hiddenColumns: number;
  /** Cells whose formula has no value: nobody has calculated it yet. */
  uncounted: string[];
}

interface FilledCell {
  row: number;
  column: number;
  text: string;
}
interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** So many blank rows in a run are kept; a stray word far below makes no endless table. */
const BLANK_ROWS_KEPT = 20;

const general = new NumberFormat("General");

export function readSheet(office: OfficePackage, part: string, context: SheetContext): Sheet {
  const reader = new SheetReader(context);
  office.read(part, reader);
  return reader.sheet();
}

class SheetReader implements XmlHandler {
  private readonly cells: FilledCell[] = [];
  private readonly merged: Range[] = [];
  private readonly hiddenRows: [from: number, to: number][] = [];
  private readonly hiddenColumns: [from: number, to: number][] = [];
  private readonly uncounted: string[] = [];
  private columns: KeptPlaces | null = null;
  private row = 0;
  private column = 0;
  private filledRows = 0;
  private rowsOverLimit = 0;
  private lastFilledRow = 0;
  private hidesUnwrittenRows = false;
  private cell: { type: string; format: NumberFormat; hasFormula: boolean } | null = null;
  private value: string | null = null;
  private inText = false;

  constructor(private readonly context: SheetContext) {}

  open(name: string, attributes: Attributes): boolean {
    if (name === "c") this.beginCell(attributes);
    else if (name === "v" || name === "t") {
      this.inText = true;
      this.value ??= "";
    } else if (name === "row") this.beginRow(attributes);
    else if (name === "f") {
      if (this.cell) this.cell.hasFormula = true;
      return false;
    } else if (name === "mergeCell") this.merge(attribute(attributes, "ref") ?? "");
    else if (name === "col") this.hideColumn(attributes);
    else if (name === "sheetFormatPr") this.hidesUnwrittenRows = isTrue(attribute(attributes, "zeroHeight"));
    // Readings (rPh), and what stands below the sheet and may hold texts of its own.
    return name !== "rPh" && name !== "extLst" && name !== "conditionalFormatting";
  }

  close(name: string): void {
    if (name === "c") this.endCell();
    else if (name === "v" || name === "t") this.inText = false;
  }

  text(words: string): void {
    if (this.inText) this.value += words;
  }

  private beginRow(attributes: Attributes): void {
    const row = Number(attribute(attributes, "r") ?? this.row + 1);
    if (this.hidesUnwrittenRows && row > this.row + 1) this.hiddenRows.push([this.row + 1, row - 1]);
    this.row = Number.isInteger(row) && row > 0 ? row : this.row + 1;
    this.column = 0;
    if (isTrue(attribute(attributes, "hidden"))) this.hiddenRows.push([this.row, this.row]);
  }

  private beginCell(attributes: Attributes): void {
    const place = placeOf(attribute(attributes, "r") ?? "");
    this.column = place?.column ?? this.column + 1;
    const format = this.context.formats[Number(attribute(attributes, "s") ?? 0)] ?? general;
    this.cell = { type: attribute(attributes, "t") ?? "n", format, hasFormula: false };
    this.value = null;
  }

  private endCell(): void {
    if (!this.cell) return;
    if (this.value === null) {
      if (this.cell.hasFormula) this.uncounted.push(`${columnName(this.column)}${this.row}`);
    } else this.fill(shownText(this.value, this.cell.type, this.cell.format, this.context).trim());
    this.cell = null;
  }

  private fill(text: string): void {
    if (text === "") return;
    if (this.row !== this.lastFilledRow) this.filledRows += 1;
    this.lastFilledRow = this.row;
    const { rows, columns } = this.context.limits;
    this.columns ??= keptPlaces(this.hiddenColumns);
    if (this.filledRows > rows) this.rowsOverLimit = this.filledRows - rows;
    // One column too many is kept, so that somebody notices.
    else if (this.columns.upTo(this.column) <= columns + 1)
      this.cells.push({ row: this.row, column: this.column, text });
  }

  private merge(reference: string): void {
    const [first, last] = reference.split(":").map(placeOf);
    if (!first || !last) return;
    const { row: top, column: left } = first;
    if (last.row < top || last.column < left) return;
    this.merged.push({ top, left, bottom: last.row, right: last.column });
  }

  private hideColumn(attributes: Attributes): void {
    if (!isTrue(attribute(attributes, "hidden"))) return;
    this.hiddenColumns.push([Number(attribute(attributes, "min")), Number(attribute(attributes, "max"))]);
  }

  sheet(): Sheet {
    const columns = this.columns ?? keptPlaces(this.hiddenColumns);
    const visibleRows = keptPlaces(this.hiddenRows);
    const layout = { rows: visibleRows, columns, limits: this.context.limits };
    const { rows, hidden } = layOut(inOrder(this.cells), this.merged, layout);
    return {
      rows,
      rowCount: rows.length + this.rowsOverLimit,
      hiddenRows: new Set(hidden.filter(({ row }) => !visibleRows.has(row)).map(({ row }) => row)).size,
      hiddenColumns: new Set(hidden.filter(({ column }) => !columns.has(column)).map(({ column }) => column))
        .size,
      uncounted: this.uncounted,
    };
  }
}

interface Layout {
  rows: KeptPlaces;
  columns: KeptPlaces;
  limits: ReadLimits;
}

/** Filled cells and merged ranges → rows of what is visible. What lies under a merged cell is not shown. */
function layOut(
  cells: FilledCell[],
  merged: Range[],
  { rows, columns, limits }: Layout,
): { rows: Cell[][]; hidden: FilledCell[] } {
  const extents = extentsOf(cells, merged, columns, limits);
  const hidden: FilledCell[] = [];
  const shown: (Cell & { row: number })[] = [];
  for (const [index, cell] of cells.entries()) {
    const extent = extents[index];
    if (!extent) continue;
    const [top, left] = [rows.upTo(cell.row - 1), columns.upTo(cell.column - 1)];
    const rowSpan = rows.upTo(extent.bottom) - top;
    const colSpan = columns.upTo(extent.right) - left;
    if (rowSpan < 1 || colSpan < 1) hidden.push(cell);
    else shown.push({ row: top + 1, column: left + 1, text: cell.text, colSpan, rowSpan });
  }
  return { rows: rowsOf(shown), hidden };
}

/** Where each cell ends; null for one that a merged cell covers. Of overlapping ranges the first one holds. */
function extentsOf(
  cells: FilledCell[],
  merged: Range[],
  columns: KeptPlaces,
  limits: ReadLimits,
): ({ bottom: number; right: number } | null)[] {
  const ranges = merged.toSorted((one, other) => one.top - other.top || one.left - other.left);
  const anchors = new Map<string, { bottom: number; right: number }>();
  /** For each column the last row that a merged cell covers there. */
  const coveredTo: number[] = [];
  let next = 0;
  return cells.map(({ row, column }) => {
    for (; next < ranges.length && ranges[next]!.top <= row; next += 1) {
      const { top, left, bottom, right } = ranges[next]!;
      let end = left;
      for (; end <= right && columns.upTo(end) <= limits.columns + 1; end += 1) {
        if ((coveredTo[end] ?? 0) >= top) break;
        coveredTo[end] = bottom;
      }
      if (end > left) anchors.set(`${top} ${left}`, { bottom, right: end - 1 });
    }
    const anchor = anchors.get(`${row} ${column}`);
    if (anchor) return anchor;
    return (coveredTo[column] ?? 0) >= row ? null : { bottom: row, right: column };
  });
}

/** Cells in order → rows, blank ones between them too, none behind the last filled row and column. */
function rowsOf(cells: (Cell & { row: number })[]): Cell[][] {
  const places = cells.toSorted((one, other) => one.row - other.row || one.column - other.column);
  const kept = new KeptPlaces();
  let last = 0;
  let width = 0;
  for (const { row, column } of places) {
    if (row - last - 1 > BLANK_ROWS_KEPT) kept.remove(last + 1 + BLANK_ROWS_KEPT, row - 1);
    last = row;
    width = Math.max(width, column);
  }
  const rows: Cell[][] = Array.from({ length: kept.upTo(last) }, () => []);
  for (const { row, column, text, colSpan, rowSpan } of places) {
    const top = kept.upTo(row);
    const height = kept.upTo(Math.min(last, row + rowSpan - 1)) - top + 1;
    rows[top - 1]!.push({ column, text, colSpan: Math.min(colSpan, width - column + 1), rowSpan: height });
  }
  return rows;
}

function inOrder(cells: FilledCell[]): FilledCell[] {
  return cells.toSorted((one, other) => one.row - other.row || one.column - other.column);
}

function keptPlaces(ranges: [from: number, to: number][]): KeptPlaces {
  const kept = new KeptPlaces();
  for (const [from, to] of ranges.toSorted((one, other) => one[0] - other[0])) kept.remove(from, to);
  return kept;
}

/** What a cell shows: `type` is the attribute `t` (ECMA-376 part 1, 18.18.11). */
function shownText(value: string, type: string, format: NumberFormat, context: SheetContext): string {
  switch (type) {
    case "s":
      return unescaped(context.strings[Number(value)] ?? "");
    case "b":
      return value === "1" ? "TRUE" : "FALSE";
    case "n":
      return shownNumber(value, format, context.dates);
    case "d":
      return value.replace(/T00:00:00(?:\.0+)?Z?$/, "");
    default:
      return unescaped(value);
  }
}

function shownNumber(value: string, format: NumberFormat, dates: DateSystem): string {
  const number = Number(value);
  return value.trim() === "" || !Number.isFinite(number) ? value : format.show(number, dates);
}

/** Strings write control characters as `_x000D_`, and an underscore before such a text as `_x005F_`. */
function unescaped(text: string): string {
  return text
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n");
}

/** `AB12` → row 12, column 28. */
function placeOf(reference: string): { row: number; column: number } | null {
  const [, letters, row] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (!letters || !row) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(row), column };
}

function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnName(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}
