import { outsidePeriod } from "./contradictions.js";
import type { Diagnostic, DiagnosticCode } from "./diagnostics.js";
import type { Hint, NoticeTask } from "./notice.js";
import type { FieldText } from "./rows/found-row.js";
import { readSchedule, type Schedule, type ScheduleContext } from "./schedule/schedule.js";
import { quartersTouched } from "./schedule/calendar.js";
import { trimmed } from "./schedule/trim.js";
import { cellSource, type CellPlace } from "./source.js";

/**
 * A plan laid out with a column per quarter or month: each filled cell is a task in its column's time, or in that of
 * all the columns it is merged over.
 */
export function readPeriodColumns(
  cells: readonly FieldText[],
  name: CellPlace,
  context: ScheduleContext,
): Schedule & { text: string } {
  const text = cells
    .map(({ headers, place }) => `${headers.map(oneLine).join("、")}：${place.text}`)
    .join("；");
  const read = cells.map((cell) => readPeriodCell(cell, name, context));
  return {
    text,
    tasks: read.map(({ task }) => task),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

function oneLine(header: string): string {
  return header.replace(/\s+/g, "");
}

/** The header tells the time, the cell the words; a date inside the cell is a hint. */
function readPeriodCell(
  { headers, place }: FieldText,
  name: CellPlace,
  context: ScheduleContext,
): { task: NoticeTask; diagnostics: Diagnostic[] } {
  const read = headers.map((header) => readSchedule({ ...name, text: header }, context));
  const times = read.map(({ tasks }) => tasks[0]!);
  const range = trimmed(place.text, 0, place.text.length);
  const source = cellSource(place, range.start, range.end);
  const words = headers.map(oneLine).join("、");
  const span = times.length > 1 ? spanOf(times, context) : {};
  const hints = hintsIn(place, context);
  const task = { ...times[0]!, ...span, words, title: source.text, source, hints };
  const doubts = read
    .flatMap(({ diagnostics }) => diagnostics)
    .filter(({ code }) => doubtsOfHeaders.has(code))
    .map((doubt) => ({ ...doubt, source }));
  return { task, diagnostics: [...doubts, ...hints.flatMap((hint) => outsidePeriod(task, hint))] };
}

/** What can be doubtful about the time in a header; its other words are none of the plan. */
const doubtsOfHeaders: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "AMBIGUOUS_PERIOD",
  "UNCERTAIN_PERIOD",
  "IMPOSSIBLE_PERIOD",
  "UNKNOWN_DATE",
]);

/** From the earliest to the latest of several columns, in whatever order they stand. */
function spanOf(times: readonly NoticeTask[], { year }: ScheduleContext): Partial<NoticeTask> {
  const dues = times.flatMap(({ dueOn }) => dueOn ?? []).toSorted();
  const [startsOn] = times.flatMap((time) => time.startsOn ?? time.dueOn ?? []).toSorted();
  const dueOn = dues.at(-1);
  if (startsOn === undefined || dueOn === undefined || dues.length < times.length) return {};
  return { startsOn, dueOn, kind: "SPAN", quarters: quartersTouched(startsOn, dueOn, year) };
}

function hintsIn(place: CellPlace, context: ScheduleContext): Hint[] {
  const { tasks } = readSchedule(place, context);
  return tasks.flatMap(({ implicit, kind, dueOn, source, hints }) => {
    const isDeadline = !implicit && kind === "DEADLINE";
    return isDeadline ? [{ text: source.text, dueOn, source }, ...hints] : hints;
  });
}
