import type { Diagnostic } from "./diagnostics.js";

/**
 * A place in the document. `table`, `row`, `column` and `paragraph` count from 1 as printed (a header row is a
 * row; a page break starts a new table). `start` and `end` are UTF-16 offsets into that cell's or paragraph's
 * text, `end` exclusive; `text` is the slice.
 */
export interface Source {
  document: string | null;
  table: number | null;
  row: number | null;
  column: number | null;
  paragraph: number | null;
  start: number;
  end: number;
  text: string;
}

/** The document as it was written: paragraphs and grids of cells, in order. */
export type Block = ParagraphBlock | TableBlock;
export interface ParagraphBlock {
  kind: "paragraph";
  paragraph: number;
  text: string;
}
export interface TableBlock {
  kind: "table";
  table: number;
  /** The sheet of a workbook that it stands on; null in other documents. */
  sheet: string | null;
  rows: TableRow[];
}
export interface TableRow {
  row: number;
  cells: Cell[];
}
/**
 * A cell where it begins. Every place of the grid is covered by exactly one cell: a merged cell stands in its
 * first row and column only, and a blank place is a cell without text (a row may end early).
 */
export interface Cell {
  column: number;
  text: string;
  colSpan: number;
  rowSpan: number;
}

/** A span runs from `startsOn` to `dueOn`; a deadline states only `dueOn`. */
export type PeriodKind = "SPAN" | "DEADLINE";
export type Precision = "DAY" | "TEN_DAYS" | "MONTH" | "QUARTER" | "HALF_YEAR" | "YEAR";

export interface NoticeTask {
  /** What is to be done, without the time expression; empty where a cell holds nothing but a time. */
  title: string;
  /** `YYYY-MM-DD`; null where not stated (a deadline) or impossible. */
  startsOn: string | null;
  dueOn: string | null;
  /** The quarters of the programme year that the period touches. */
  quarters: number[];
  kind: PeriodKind;
  precision: Precision;
  /** The time expression's own words; null where the whole year was implied. */
  words: string | null;
  hints: Hint[];
  source: Source;
  /** A person should confirm the dates. */
  needsReview: boolean;
  /** No time was stated: the whole year was assumed. */
  implicit: boolean;
  recurrence: string | null;
  /** The first is the reading used; empty where there is only one. */
  choices: Choice[];
}

/** A date said beside the period (the end of a contract, a deadline in brackets): told, never a task of its own. */
export interface Hint {
  text: string;
  dueOn: string | null;
  source: Source;
}

export interface Choice {
  startsOn: string | null;
  dueOn: string | null;
  quarters: number[];
  /** The reading in Chinese words. */
  reading: string;
}

export interface NoticeProject {
  number: number | null;
  category: string | null;
  name: string;
  content: string;
  progressText: string;
  leaders: string[];
  owners: string[];
  offices: string[];
  assistingOffices: string[];
  remarks: string | null;
  /** The name cell. */
  source: Source;
  /** Where each field was read; a field that stands nowhere (a number by order) is missing. */
  sources: Partial<Record<ProjectField, Source[]>>;
  tasks: NoticeTask[];
}

/** The fields of a project that stand in the document. */
export type ProjectField =
  | "number"
  | "category"
  | "name"
  | "content"
  | "progressText"
  | "leaders"
  | "owners"
  | "offices"
  | "assistingOffices"
  | "remarks";

export interface Notice {
  title: string | null;
  year: number | null;
  documentNumber: string | null;
  issuers: string[];
  issuedOn: string | null;
  cc: string[];
  /** Where each field stands; one that stands nowhere (a year that was told) is missing. */
  sources: Partial<Record<NoticeField, Source[]>>;
  projects: NoticeProject[];
}

/** The fields of the letter around the table. */
export type NoticeField = "title" | "year" | "documentNumber" | "issuers" | "issuedOn" | "cc";

export type { Diagnostic } from "./diagnostics.js";

/** `rich-text` is what a paste from Word, WPS, Excel or a web page brings as HTML. */
export type DocumentFormat = "text" | "csv" | "markdown" | "html" | "docx" | "xlsx" | "rich-text" | "unknown";

export interface Reading {
  name: string | null;
  /** What kind of document it is, by its content and not by its name. */
  format: DocumentFormat;
  /** `utf-8`, `utf-16le`, `utf-16be`, `gb18030`; `text` for pasted text, `binary` for Office files. */
  encoding: string;
  blocks: Block[];
  /** Null only with at least one diagnostic of severity ERROR. */
  notice: Notice | null;
  diagnostics: Diagnostic[];
}
