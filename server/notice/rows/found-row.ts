import { type Diagnostic } from "../diagnostics.js";
import type { Block } from "../notice.js";
import type { CellPlace } from "../source.js";
import type { Field } from "./columns.js";

/** A text found for a field, whatever layout it stood in. */
export interface FieldText {
  field: Field;
  /** The column headers or labels it stands under; several where a cell is merged over columns. */
  headers: string[];
  place: CellPlace;
  /** It begins in a row above and holds for this one too. */
  isShared: boolean;
}

/**
 * How a row stands to the one above: a project of its own (NEW); more of the same project, as where its name is
 * merged over rows (PART); or the rest of a row that a page break cut in two, its texts going on in mid-sentence (REST).
 */
export type Joining = "NEW" | "PART" | "REST";

/** A row of a responsibility table, or what stands for one in another layout. */
export interface FoundRow {
  joining: Joining;
  texts: FieldText[];
  /** The fields that its table has a column for. */
  columns: ReadonlySet<Field>;
  /** The section it stands under (一、…). */
  category: string | null;
  /** Who leads every row under its heading (一、张三副镇长牵头…); null where no heading tells. */
  leaders: CellPlace | null;
  /** Its first text: where a diagnostic about the row points. */
  place: CellPlace;
  /** All its texts, for a diagnostic. */
  words: string;
  /** It is a form of its own and no row of a list: what it says belongs to no other. */
  isForm?: boolean;
  /** It had fewer or more cells than its header. */
  length: { found: number; expected: number } | null;
}

export interface FoundRows {
  rows: FoundRow[];
  diagnostics: Diagnostic[];
  /** The document without the rows: what the letterhead is read from. */
  rest: Block[];
}

/** The texts of a row for a field that hold something, in order. */
export function textsOf(row: FoundRow, field: Field): FieldText[] {
  return row.texts.filter((text) => text.field === field && text.place.text !== "");
}

/** All the texts of a row, for people to recognise it. */
export function wordsOf(texts: readonly { place: CellPlace }[]): string {
  return texts
    .map(({ place }) => place.text)
    .filter((text) => text !== "")
    .join("｜")
    .slice(0, 80);
}
