import { createHash } from "node:crypto";
import type { NoticeProject, NoticeTask } from "../../notice/notice.js";
import { ImportDifferenceKind, ImportMatch, ImportWarning } from "./import-difference.row.js";
import { ImportField } from "./import-field.enum.js";
import { bare } from "./likeness.js";
import type { MadeOfRow } from "./notice-import.entity.js";
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
>;

/** What a notice, or the board, says of a task. */
export type TaskWords = Pick<NoticeTask, "title" | "startsOn" | "dueOn">;

export interface BoardTask extends TaskWords {
  id: string;
  stageId: string;
  /** It is not, or not any more, as it was first put on the board. */
  hasMoved: boolean;
  /** Something was reported on it, or it was accepted. */
  hasReports: boolean;
}

export interface BoardProject extends RowWords {
  id: string;
  tasks: BoardTask[];
}

/** A row of the new notice; what a person left out keeps its place and is not compared. */
export type NewRow = RowWords & { isLeftOut: boolean; tasks: (TaskWords & { isLeftOut: boolean })[] };

/** A row of the last notice as it was imported, as it had been read, and what was made of it. */
export interface LastRow {
  imported: RowWords & { tasks: TaskWords[] };
  read: RowWords & { tasks: TaskWords[] };
  made: MadeOfRow;
}

export interface FieldDifference {
  field: ImportField;
  imported: string | null;
  board: string | null;
  notice: string | null;
  isConflict: boolean;
}

/** As `ImportDifference` describes it, without the stage. */
export interface Difference {
  id: string;
  kind: ImportDifferenceKind;
  projectIndex: number | null;
  taskIndex: number | null;
  projectId: string | null;
  taskId: string | null;
  projectNumber: number | null;
  projectName: string;
  taskTitle: string | null;
  match: ImportMatch | null;
  stageId: string | null;
  fields: FieldDifference[];
  isSuggested: boolean;
  isApplicable: boolean;
  warnings: ImportWarning[];
}

/** A task that is known: from the last notice, from the board, or from both. */
export interface KnownTask {
  imported: TaskWords | null;
  read: TaskWords | null;
  board: BoardTask | null;
}

/** A row of the new notice whose project is on the board. */
export interface RowPlace {
  row: NewRow;
  index: number;
  board: BoardProject;
  isLeftOut: boolean;
}

type Words<Thing> = readonly [field: ImportField, say: (thing: Thing) => string | null];

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

const taskFields: readonly Words<TaskWords>[] = [
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
function same(one: string | null, other: string | null): boolean {
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
function allFields<Thing>(
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

export function saysTheSame({ imported, read }: LastRow, row: NewRow): boolean {
  const isSame = (version: LastRow["imported"]) =>
    rowFields.every(([, say]) => same(say(version), say(row))) &&
    version.tasks.length === row.tasks.length &&
    row.tasks.every((task, at) => taskFields.every(([, say]) => same(say(version.tasks[at]!), say(task))));
  return isSame(imported) || isSame(read);
}

const nothing = {
  projectId: null,
  taskId: null,
  taskIndex: null,
  taskTitle: null,
  match: null,
  stageId: null,
};

export function addedRow(row: NewRow, index: number, last: LastRow | null): Difference {
  return {
    ...nothing,
    id: `${index + 1}`,
    kind: ImportDifferenceKind.ADDED,
    projectIndex: index,
    projectNumber: row.number,
    projectName: row.name,
    fields: allFields(rowFields, { imported: last?.imported, notice: row }),
    // A row that was in the last notice and is not on the board was left out, or taken off: somebody's decision.
    isSuggested: !last,
    isApplicable: true,
    warnings: last ? [ImportWarning.BOARD_EDITED] : [],
  };
}

export function changedRow(
  { row, index, board }: RowPlace,
  last: LastRow | null,
  fields: FieldDifference[],
): Difference {
  const isEdited = fields.some(({ isConflict }) => isConflict);
  return {
    ...nothing,
    id: `${index + 1}`,
    kind: ImportDifferenceKind.CHANGED,
    projectIndex: index,
    projectId: board.id,
    projectNumber: row.number,
    projectName: row.name,
    match: matchOf(last?.read ?? board, row),
    fields,
    isSuggested: !isEdited,
    isApplicable: true,
    warnings: isEdited ? [ImportWarning.BOARD_EDITED] : [],
  };
}

function matchOf(before: RowWords, row: RowWords): ImportMatch {
  if (bare(before.name) !== bare(row.name)) return ImportMatch.RENAMED;
  return before.number === row.number ? ImportMatch.SAME : ImportMatch.RENUMBERED;
}

export function removedRow({ imported, made }: LastRow, board: BoardProject, isWhole: boolean): Difference {
  const fields = allFields(rowFields, { imported, board });
  const importedById = new Map(imported.tasks.map((task, at) => [made?.taskIds[at], task]));
  const tasksEdited = board.tasks.some((task) => {
    const was = importedById.get(task.id);
    return !was || taskFields.some(([, say]) => !same(say(was), say(task)));
  });
  const isEdited = tasksEdited || fields.some(({ isConflict }) => isConflict);
  const warnings = warningsOf(board.tasks, isEdited);
  return {
    ...nothing,
    id: `r${board.id.slice(-4)}`,
    kind: ImportDifferenceKind.REMOVED,
    projectIndex: null,
    projectId: board.id,
    projectNumber: board.number,
    projectName: board.name,
    fields,
    isSuggested: isWhole && warnings.length === 0,
    isApplicable: board.tasks.length === 0 || board.tasks.some(({ hasReports }) => !hasReports),
    warnings,
  };
}

export function taskDifference(
  { row, index, board }: RowPlace,
  task: TaskWords,
  taskIndex: number,
  was: KnownTask | undefined,
  position: FieldDifference[],
): Difference[] {
  const place = {
    id: `${index + 1}.${taskIndex + 1}`,
    projectIndex: index,
    taskIndex,
    projectId: board.id,
    projectNumber: row.number,
    projectName: row.name,
    taskTitle: task.title,
    match: null,
    isApplicable: true,
  };
  if (!was?.board) {
    const isKnown = [was?.imported, was?.read].some(
      (before) => before && taskFields.every(([, say]) => same(say(before), say(task))),
    );
    if (isKnown) return [];
    const fields = allFields(taskFields, { imported: was?.imported, notice: task });
    const warnings = was ? [ImportWarning.BOARD_EDITED] : [];
    const kind = ImportDifferenceKind.ADDED;
    return [{ ...place, kind, taskId: null, stageId: null, fields, isSuggested: !was, warnings }];
  }
  const onBoard = was.board;
  const changed = taskFields.flatMap((field) =>
    fieldDifference(field, was.imported, was.read, onBoard, task),
  );
  const fields = [...changed, ...position];
  if (fields.length === 0) return [];
  const isEdited = fields.some(({ isConflict }) => isConflict);
  const warnings = warningsOf([onBoard], isEdited);
  const { id: taskId, stageId } = onBoard;
  const kind = ImportDifferenceKind.CHANGED;
  return [{ ...place, kind, taskId, stageId, fields, isSuggested: warnings.length === 0, warnings }];
}

export function removedTask(
  { row, index, board }: RowPlace,
  imported: TaskWords,
  task: BoardTask,
): Difference {
  const fields = allFields(taskFields, { imported, board: task });
  const isEdited = fields.some(({ isConflict }) => isConflict);
  const warnings = warningsOf([task], isEdited);
  return {
    id: `${index + 1}.r${task.id.slice(-4)}`,
    kind: ImportDifferenceKind.REMOVED,
    projectIndex: index,
    taskIndex: null,
    projectId: board.id,
    taskId: task.id,
    projectNumber: row.number,
    projectName: row.name,
    taskTitle: task.title,
    match: null,
    stageId: task.stageId,
    fields,
    isSuggested: warnings.length === 0,
    isApplicable: !task.hasReports,
    warnings,
  };
}

function warningsOf(tasks: readonly BoardTask[], isEdited: boolean): ImportWarning[] {
  return [
    ...(tasks.some(({ hasMoved }) => hasMoved) ? [ImportWarning.TASK_MOVED] : []),
    ...(isEdited ? [ImportWarning.BOARD_EDITED] : []),
    ...(tasks.some(({ hasReports }) => hasReports) ? [ImportWarning.HAS_REPORTS] : []),
  ];
}

/** The id says what the difference says: when either side changes, it is another one, and an old tick fits nothing. */
export function named(difference: Difference): Difference {
  const digest = createHash("sha256").update(JSON.stringify(difference)).digest("hex").slice(0, 6);
  return { ...difference, id: `${difference.id}-${digest}` };
}
