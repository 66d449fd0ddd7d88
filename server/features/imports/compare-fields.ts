import type { NoticeProject, NoticeTask } from "../../notice/notice.js";
import { nameCells } from "./notice-fingerprint.js";
import { ImportField } from "./import-field.enum.js";
import { showPeriod } from "./show-period.js";

/** What a notice, or the board, says of a project. */
export type RowWords = Pick<
  NoticeProject,
  | "number"
  | "category"
  | "name"
  | "content"
  | "progressText"
  | "leaders"
  | "owners"
  | "offices"
  | "assistingOffices"
  | "remarks"
> &
  Partial<Pick<NoticeProject, "sources">> & {
    /** What a person corrected is compared as they put it, and not by the words of its cell. */
    correctedFields?: readonly ImportField[];
  };

/** What a notice, or the board, says of a task. */
export type TaskWords = Pick<NoticeTask, "title" | "startsOn" | "dueOn">;

export interface FieldDifference {
  field: ImportField;
  imported: string | null;
  board: string | null;
  notice: string | null;
  isConflict: boolean;
}

export type Words<Thing> = readonly [field: ImportField, say: (thing: Thing) => string | null];

export const rowFields: readonly Words<RowWords>[] = [
  [ImportField.NUMBER, ({ number }) => (number === null ? null : String(number))],
  [ImportField.CATEGORY, ({ category }) => category || null],
  [ImportField.NAME, ({ name }) => name || null],
  [ImportField.CONTENT, ({ content }) => content || null],
  [ImportField.PROGRESS_TEXT, ({ progressText }) => progressText || null],
  [ImportField.LEADERS, ({ leaders }) => leaders.join("、") || null],
  [ImportField.OWNERS, ({ owners }) => owners.join("、") || null],
  [ImportField.OFFICES, ({ offices }) => offices.join("、") || null],
  [ImportField.ASSISTING_OFFICES, ({ assistingOffices }) => assistingOffices.join("、") || null],
  [ImportField.REMARKS, ({ remarks }) => remarks || null],
];

const nameFields = new Set([
  ImportField.LEADERS,
  ImportField.OWNERS,
  ImportField.OFFICES,
  ImportField.ASSISTING_OFFICES,
]);

/**
 * The fields of a row that are worth comparing with what was read last: not its names when their cells hold the same
 * words. Who is known by now may tell the names in a cell apart in another way; that is no change of the notice.
 */
export function fieldsToCompare(
  row: RowWords,
  last: RowWords | null | undefined,
): readonly Words<RowWords>[] {
  const [words, before] = [nameCellsOf(row), last ? nameCellsOf(last) : null];
  const areNamesAsBefore = words !== null && words === before;
  if (!areNamesAsBefore) return rowFields;
  return rowFields.filter(([field]) => !nameFields.has(field) || row.correctedFields?.includes(field));
}

/** The words of the cells that a row's names stand in; null where that is not known. */
function nameCellsOf({ sources }: RowWords): string | null {
  if (!sources || Object.keys(sources).length === 0) return null;
  return JSON.stringify(nameCells(sources));
}

export const taskFields: readonly Words<TaskWords>[] = [
  [ImportField.TITLE, ({ title }) => title || null],
  [ImportField.PERIOD, showPeriod],
];

/** One field of what is on the board, where the notice says something else than before. */
export function fieldDifference<Thing>(
  [field, say]: Words<Thing>,
  wasImported: Thing | null | undefined,
  wasRead: Thing | null | undefined,
  onBoard: Thing,
  inNotice: Thing,
): FieldDifference[] {
  const [board, notice] = [say(onBoard), say(inNotice)];
  const imported = wasImported ? say(wasImported) : null;
  const isAsBefore = wasImported && (same(notice, imported) || (wasRead && same(notice, say(wasRead))));
  if (isAsBefore || same(notice, board)) return [];
  return [{ field, imported, board, notice, isConflict: !same(board, imported) }];
}

/** White space alone is no difference: the same table in another file breaks its lines elsewhere. */
export function same(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && withoutSpace(one) === withoutSpace(other));
}

function withoutSpace(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "");
}

export function positionDifference(before: number, now: number): FieldDifference {
  const [imported, notice] = [String(before + 1), String(now + 1)];
  return { field: ImportField.POSITION, imported, board: imported, notice, isConflict: false };
}

/** Of what is new, or is no more: the fields that say something. */
export function allFields<Thing>(
  words: readonly Words<Thing>[],
  versions: { imported?: Thing | null; board?: Thing | null; notice?: Thing | null },
): FieldDifference[] {
  const say = (how: Words<Thing>[1], thing: Thing | null | undefined) => (thing ? how(thing) : null);
  return words.flatMap(([field, how]) => {
    const [imported, board] = [say(how, versions.imported), say(how, versions.board)];
    const notice = say(how, versions.notice);
    if (imported === null && board === null && notice === null) return [];
    const isConflict = Boolean(versions.board && versions.imported) && !same(board, imported);
    return [{ field, imported, board, notice, isConflict }];
  });
}

/** A row with its tasks. */
export type WholeRow = RowWords & { tasks: TaskWords[] };

/** Whether one of the versions says the same as the row, in every field and task. */
export function saysTheSame(row: WholeRow, versions: readonly WholeRow[]): boolean {
  const isSame = (version: WholeRow) =>
    fieldsToCompare(row, version).every(([, say]) => same(say(version), say(row))) &&
    version.tasks.length === row.tasks.length &&
    row.tasks.every((task, at) => taskFields.every(([, say]) => same(say(version.tasks[at]!), say(task))));
  return versions.some(isSame);
}
