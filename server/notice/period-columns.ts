import type { Hint, NoticeTask } from "./notice.js";
import { isEmptyMark } from "./people.js";
import { readSchedule, type Schedule, type ScheduleContext } from "./schedule/schedule.js";
import { trimmed } from "./schedule/trim.js";
import { cellSource, type CellPlace } from "./source.js";

export interface PeriodCell {
  /** The column's header, a time expression (第一季度). */
  header: string;
  place: CellPlace;
}

/** A plan laid out with a column per quarter or month: each filled cell is a task in its column's time. */
export function readPeriodColumns(
  cells: readonly PeriodCell[],
  name: CellPlace,
  context: ScheduleContext,
): Schedule & { text: string } {
  const filled = cells.filter(({ place }) => !isEmptyMark(place.text));
  const read = filled.map((cell) => readPeriodCell(cell, context));
  const text = filled.map(({ header, place }) => `${header}：${place.text}`).join("；");
  if (read.length > 0) return { text, tasks: read, diagnostics: [] };
  const { tasks, diagnostics } = readSchedule({ ...name, text: "" }, context);
  const source = cellSource(name);
  return { text, tasks: tasks.map((task) => ({ ...task, source })), diagnostics };
}

/** The header tells the time, the cell the words; a date inside the cell is a hint. */
function readPeriodCell({ header, place }: PeriodCell, context: ScheduleContext): NoticeTask {
  const [timed] = readSchedule({ ...place, text: header }, context).tasks;
  const range = trimmed(place.text, 0, place.text.length);
  const source = cellSource(place, range.start, range.end);
  return { ...timed!, title: source.text, source, hints: hintsIn(place, context) };
}

function hintsIn(place: CellPlace, context: ScheduleContext): Hint[] {
  const { tasks } = readSchedule(place, context);
  return tasks.flatMap(({ implicit, kind, dueOn, source, hints }) => {
    const isDeadline = !implicit && kind === "DEADLINE";
    return isDeadline ? [{ text: source.text, dueOn, source }, ...hints] : hints;
  });
}
