import type { Rows } from "../../database/rows.js";
import { fromJson } from "../../database/rows.js";
import type { NoticeProject } from "../../notice/notice.js";
import { carryDecisions } from "./carry-decisions.js";
import { compareNotices, type Comparison } from "./compare-notices.js";
import type { DecidedReading } from "./decide-notice.js";
import type { BoardProject, LastRow, NewRow } from "./notice-differences.js";
import type { MadeOfRow, StoredReading } from "./notice-import.entity.js";
import { readBoardWords } from "./read-board-words.js";

/**
 * Compares a notice with the last one that was imported into a programme, and with its board. What was decided about
 * the last one is put into the notice, in place, where it still says the same.
 */
export async function compareWithBoard(
  rows: Rows,
  programmeId: string,
  decided: DecidedReading,
): Promise<BoardComparison> {
  const board = await readBoardWords(rows, programmeId);
  const last = await readLastNotice(rows, programmeId, board);
  carryDecisions(last, decided);
  return { ...compareNotices(last, board, newRows(decided)), last };
}

/** A row of a notice that was kept. */
export interface StoredRow extends LastRow {
  imported: NoticeProject;
  read: NoticeProject;
}

export interface BoardComparison extends Comparison {
  /** The last notice, as it was kept. */
  last: StoredRow[];
}

async function readLastNotice(
  rows: Rows,
  programmeId: string,
  board: readonly BoardProject[],
): Promise<StoredRow[]> {
  const last = await rows.first<{ reading: string; made: unknown }>(
    `select reading, made from notice_import where programme_id = ? order by id desc limit 1`,
    [programmeId],
  );
  if (!last) return [];
  const { notice, asRead = {} } = fromJson<StoredReading>(last.reading);
  const made = fromJson<MadeOfRow[] | null>(last.made ?? null) ?? board.map(madeInOrder);
  return notice.projects.map((imported, index) => ({
    imported,
    read: asRead[index] ?? imported,
    made: made[index] ?? null,
  }));
}

/** Before imports kept account of what they made, boards were made of notices row by row. */
function madeInOrder({ id, tasks }: BoardProject): MadeOfRow {
  return { projectId: id, taskIds: tasks.map((task) => task.id) };
}

function newRows({ reading, marks }: DecidedReading): NewRow[] {
  return reading.notice.projects.map((project, index) => ({
    ...project,
    correctedFields: marks.correctedFields(index),
    knownBy: marks.beforeCarrying.get(index) ?? project,
    isLeftOut: marks.isLeftOut(index),
    tasks: project.tasks.map((task, taskIndex) => ({
      ...task,
      isLeftOut: marks.isLeftOut(index, taskIndex),
    })),
  }));
}
