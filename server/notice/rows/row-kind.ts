import { isPageNumber } from "../read/page-number.js";
import type { Field } from "./columns.js";
import { filledCells, type GridCell, type GridRow } from "./spread-cells.js";
import type { Header } from "./header.js";
import {
  isLetterFoot,
  isNote,
  isSectionNumber,
  isShortTitle,
  isTotal,
  namesSection,
  rowNumber,
  sectionTitle,
} from "./row-words.js";

export type RowKind =
  | { kind: "blank" | "skipped" | "letter" | "data" }
  | { kind: "section"; title: string; cell: GridCell; isUnsure: boolean };

const blank = { kind: "blank" } as const;
const skipped = { kind: "skipped" } as const;
/** The foot of the letter. */
const letter = { kind: "letter" } as const;
const data = { kind: "data" } as const;

/** What stands around a row, as far as it tells what the row is. */
export interface Around {
  /** Nothing but dates, copies and blanks follows in the table. */
  isAtFoot: boolean;
  /** The rows above are numbered 一、二、三. */
  hasChineseNumbers: boolean;
}

/** What a row below a header is: a project or part of one, a section's title, a total or a note. */
export function kindOfRow(row: GridRow, header: Header, around: Around): RowKind {
  const filled = filledCells(row);
  const own = filled.filter((cell) => cell.row === row.row);
  const first = own[0];
  if (!first || own.every(({ text }) => isPageNumber(text))) return blank;
  if (isTotal(first.text) || isNote(first.text)) return skipped;
  const fieldOf = (cell: GridCell) => header.columns.find(({ column }) => column === cell.column)?.field;
  const nameCell = own.find((cell) => fieldOf(cell) === "name");
  if (nameCell && isTotal(nameCell.text) && nameCell.text.length <= 4) return skipped;
  const isApart = first.colSpan > 1 || around.isAtFoot || !keepsOffices(fieldOf(first));
  if (isApart && fieldOf(first) !== "name" && filled.every(({ text }) => isLetterFoot(text))) return letter;
  if (filled.length === 1) return kindOfSingle(first, fieldOf(first), header);
  const hasOnlyHead = own.every((cell) => ["number", "name", "category"].includes(fieldOf(cell) ?? ""));
  if (hasOnlyHead && own.length === filled.length && !around.hasChineseNumbers)
    return kindOfHead(own) ?? data;
  return data;
}

function keepsOffices(field: Field | undefined): boolean {
  return field === "office" || field === "assistingOffice" || field === "owner" || field === "leader";
}

/** One text in the whole row: merged over it, or with blanks beside it. */
function kindOfSingle(cell: GridCell, field: Field | undefined, header: Header): RowKind {
  const title = sectionTitle(cell.text);
  const isFirst = header.columns.every(({ column }) => column >= cell.column);
  const isWide = cell.colSpan >= Math.max(2, header.width / 2);
  const isTitle = isFirst || isWide || field === "name" || field === "category" || field === undefined;
  if (title && isTitle) return { kind: "section", title, cell, isUnsure: !isFirst && !isWide };
  const isHead = isFirst && field !== "name" && rowNumber(cell.text) === null;
  if (isShortTitle(cell.text) && (isWide || isHead || namesSection(cell.text)))
    return { kind: "section", title: cell.text.trim(), cell, isUnsure: !isFirst && !isWide };
  return isWide ? skipped : data;
}

/** `一 | 交通类 | | |`, `（二） | 教育`: a section's number and title in the number and name columns. */
function kindOfHead(own: readonly GridCell[]): RowKind | null {
  const [number, name] = own;
  if (!number || !name || own.length > 2) return null;
  if (!isSectionNumber(number.text.trim()) || !isShortTitle(name.text)) return null;
  return { kind: "section", title: name.text.trim(), cell: name, isUnsure: false };
}
