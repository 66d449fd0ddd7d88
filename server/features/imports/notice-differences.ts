import { createHash } from "node:crypto";
import { ImportDifferenceKind, ImportMatch, ImportWarning } from "./import-difference.row.js";
import {
  allFields,
  fieldDifference,
  rowFields,
  same,
  taskFields,
  type FieldDifference,
  type RowWords,
  type TaskWords,
  type WholeRow,
} from "./compare-fields.js";
import { bare } from "./likeness.js";
import type { MadeOfRow } from "./notice-import.entity.js";

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
export type NewRow = RowWords & {
  isLeftOut: boolean;
  tasks: (TaskWords & { isLeftOut: boolean })[];
  /** What it is found again by, where that is something else: a misprint that was corrected at the last import. */
  knownBy?: WholeRow;
};

/** A row of the last notice as it was imported, as it had been read, and what was made of it. */
export interface LastRow {
  imported: WholeRow;
  read: WholeRow;
  made: MadeOfRow;
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
  place: RowPlace,
  task: TaskWords,
  taskIndex: number,
  was: KnownTask | undefined,
  position: FieldDifference[],
): Difference[] {
  const { board, imported, read } = was ?? {};
  const of = { ...ofRow(place), id: `${place.index + 1}.${taskIndex + 1}`, taskIndex, taskTitle: task.title };
  if (!board) return addedTask(of, task, was);
  const changed = taskFields.flatMap((field) => fieldDifference(field, imported, read, board, task));
  const fields = [...changed, ...position];
  if (fields.length === 0) return [];
  const isEdited = fields.some(({ isConflict }) => isConflict);
  const warnings = warningsOf([board], isEdited);
  const { id: taskId, stageId } = board;
  const kind = ImportDifferenceKind.CHANGED;
  return [
    {
      ...of,
      kind,
      taskId,
      stageId,
      fields,
      isSuggested: warnings.length === 0,
      isApplicable: true,
      warnings,
    },
  ];
}

type OfTask = Omit<
  Difference,
  "kind" | "taskId" | "stageId" | "fields" | "isSuggested" | "isApplicable" | "warnings"
>;

/** A task that is not on the board; nothing where it was not there before and the notice says of it what it said. */
function addedTask(of: OfTask, task: TaskWords, was: KnownTask | undefined): Difference[] {
  const isKnown = [was?.imported, was?.read].some(
    (before) => before && taskFields.every(([, say]) => same(say(before), say(task))),
  );
  if (isKnown) return [];
  const fields = allFields(taskFields, { imported: was?.imported, notice: task });
  const warnings = was ? [ImportWarning.BOARD_EDITED] : [];
  const kind = ImportDifferenceKind.ADDED;
  return [
    { ...of, kind, taskId: null, stageId: null, fields, isSuggested: !was, isApplicable: true, warnings },
  ];
}

/** What the differences of a row's tasks share. */
function ofRow({ row, index, board }: RowPlace) {
  const { number: projectNumber, name: projectName } = row;
  return { projectIndex: index, projectId: board.id, projectNumber, projectName, match: null };
}

export function removedTask(place: RowPlace, imported: TaskWords, task: BoardTask): Difference {
  const fields = allFields(taskFields, { imported, board: task });
  const isEdited = fields.some(({ isConflict }) => isConflict);
  const warnings = warningsOf([task], isEdited);
  return {
    ...ofRow(place),
    id: `${place.index + 1}.r${task.id.slice(-4)}`,
    kind: ImportDifferenceKind.REMOVED,
    taskIndex: null,
    taskId: task.id,
    taskTitle: task.title,
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
