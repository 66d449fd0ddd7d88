import { outsidePeriod } from "./contradictions.js";
import { diagnose, type Diagnostic } from "./diagnostics.js";
import type { NoticeTask } from "./notice.js";
import { readPeriodColumns } from "./period-columns.js";
import { textsOf, type FieldText, type FoundRow } from "./rows/found-row.js";
import { quartersTouched } from "./schedule/calendar.js";
import { readSchedule, type Schedule, type ScheduleContext } from "./schedule/schedule.js";
import { cellSource, type CellPlace } from "./source.js";
import { isEmptyMark } from "./split-cell.js";

/** A project's plan: its words, its tasks, and what was read with doubt. */
export interface Plan extends Schedule {
  text: string;
}

/**
 * The plan of a project from whatever columns tell it: one per quarter or month, a progress text, a deadline, a first
 * and a last day; with none of them what its content says, else the whole year.
 */
export function readPlan(row: FoundRow, name: CellPlace, context: ScheduleContext): Plan {
  const filled = (field: Parameters<typeof textsOf>[1]) =>
    textsOf(row, field).filter(({ place, isShared }) => !isEmptyMark(place.text) && isOwn(row, isShared));
  const periods = filled("period");
  const deadlines = filled("deadline");
  const starts = filled("start");
  const progress = filled("progress");
  if (periods.length > 0) return inColumns([...periods, ...deadlines], periods, name, context);
  if (starts.length > 0 && progress.length === 0) return fromStartToEnd(starts, deadlines, context);
  if (progress.length > 0) return inWords(progress, deadlines, context);
  if (deadlines.length > 0)
    return joined(
      deadlines.map(({ place }) => place),
      context,
    );
  return fromContent(row, context) ?? wholeYear(row, name, context);
}

/** A cell merged over several rows was read with the first of them, unless each row is a project of its own. */
function isOwn({ joining }: FoundRow, isShared: boolean): boolean {
  return joining === "NEW" || !isShared;
}

/** Whether a row has words of its own about when. */
export function hasPlan(row: FoundRow): boolean {
  return row.texts.some(
    ({ field, place, isShared }) =>
      planFields.has(field) && !isShared && place.text !== "" && !isEmptyMark(place.text),
  );
}

const planFields = new Set(["period", "progress", "deadline", "start"]);

function inColumns(
  all: readonly FieldText[],
  periods: readonly FieldText[],
  name: CellPlace,
  context: ScheduleContext,
): Plan {
  const plan = readPeriodColumns(periods, name, context);
  const deadlines = all.filter(({ field }) => field === "deadline");
  if (deadlines.length === 0) return plan;
  const text = [
    plan.text,
    ...deadlines.map(({ headers, place }) => `${headers.join("、")}：${place.text}`),
  ].join("；");
  return { ...plan, text };
}

/** 开工时间 and 完成时限 beside each other: one span. */
function fromStartToEnd(
  starts: readonly FieldText[],
  deadlines: readonly FieldText[],
  context: ScheduleContext,
): Plan {
  const all = [...starts, ...deadlines];
  const text = all.map(({ headers, place }) => `${headers.join("、")}：${place.text}`).join("；");
  const first = readStart(starts[0]!.place, context);
  const [start] = first.tasks;
  if (deadlines.length === 0 || !start) return { ...first, text };
  // 已开工 says no day: only the end is told.
  if (start.implicit)
    return {
      ...joined(
        deadlines.map(({ place }) => place),
        context,
      ),
      text,
    };
  const last = readSchedule(deadlines[0]!.place, context);
  const end = last.tasks.at(-1)!;
  const startsOn = start.startsOn ?? start.dueOn;
  const isSpan = startsOn !== null && end.dueOn !== null && startsOn <= end.dueOn;
  const diagnostics = [...first.diagnostics, ...last.diagnostics];
  if (!isSpan) {
    const beside = { text: starts[0]!.place.text, dueOn: startsOn };
    const contradictory = outsidePeriod(end, beside);
    return { text, tasks: [...first.tasks, ...last.tasks], diagnostics: [...diagnostics, ...contradictory] };
  }
  const words = [start.words, end.words].filter((part) => part !== null).join("—");
  const span: NoticeTask = {
    ...end,
    startsOn,
    quarters: quartersTouched(startsOn, end.dueOn!, context.year),
    kind: "SPAN",
    words: words || null,
    needsReview: start.needsReview || end.needsReview,
    choices: end.choices.map((choice) => ({ ...choice, startsOn })),
  };
  return { text, tasks: [span], diagnostics };
}

/** A first day; it may lie before the plan's year, where it is history only for a task of its own. */
function readStart(place: CellPlace, context: ScheduleContext): Schedule {
  const written = /(?:19|20)\d{2}/.exec(place.text.normalize("NFKC"))?.[0];
  const year =
    written === undefined || context.year === null ? context.year : Math.min(Number(written), context.year);
  return readSchedule(place, { ...context, year });
}

/** A progress text; a deadline beside it dates what has no time of its own, or says when the last of it is due. */
function inWords(
  progress: readonly FieldText[],
  deadlines: readonly FieldText[],
  context: ScheduleContext,
): Plan {
  const plan = joined(
    progress.map(({ place }) => place),
    context,
  );
  const deadline = deadlines[0];
  if (!deadline) return plan;
  const text = [plan.text, ...deadlines.map(({ place }) => place.text)].join("\n");
  const ends = readSchedule(deadline.place, context);
  const end = ends.tasks.at(-1)!;
  if (end.implicit || end.dueOn === null) return { ...plan, text };
  const isUndated = plan.tasks.every(({ implicit }) => implicit);
  if (isUndated) return { text, tasks: dated(plan.tasks, end), diagnostics: ends.diagnostics };
  const last = plan.tasks.at(-1)!;
  if (last.dueOn !== null && end.dueOn <= last.dueOn) {
    const beside = { text: deadline.place.text, dueOn: end.dueOn };
    const contradictory = end.dueOn < last.dueOn ? outsideOrBefore(last, beside) : [];
    return { ...plan, text, diagnostics: [...plan.diagnostics, ...ends.diagnostics, ...contradictory] };
  }
  return {
    text,
    tasks: [...plan.tasks, ...ends.tasks],
    diagnostics: [...plan.diagnostics, ...ends.diagnostics],
  };
}

/** A last day before the work is to be done contradicts it, though it lies within the period. */
function outsideOrBefore(task: NoticeTask, beside: { text: string; dueOn: string }): Diagnostic[] {
  return outsidePeriod({ ...task, startsOn: task.dueOn }, beside);
}

/** The words of a text without a time, in the time that stands beside it. */
function dated(tasks: readonly NoticeTask[], time: NoticeTask): NoticeTask[] {
  return tasks.map((task) => ({ ...time, title: task.title, source: task.source, hints: task.hints }));
}

function joined(places: readonly CellPlace[], context: ScheduleContext): Plan {
  const read = places.map((place) => readSchedule(place, context));
  return {
    text: places.map(({ text }) => text).join("\n"),
    tasks: read.flatMap(({ tasks }) => tasks),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** With no column for the plan, the content may say when. */
function fromContent(row: FoundRow, context: ScheduleContext): Plan | null {
  if ([...row.columns].some((field) => planFields.has(field))) return null;
  const places = [...textsOf(row, "content"), ...textsOf(row, "name")].map(({ place }) => place);
  for (const place of places) {
    const read = readSchedule(place, context);
    const isDated = read.tasks.some(({ implicit, words }) => !implicit && words !== null);
    if (!isDated) continue;
    const note = diagnose("PLAN_FROM_CONTENT", {}, cellSource(place));
    return { text: "", tasks: read.tasks, diagnostics: [note, ...read.diagnostics] };
  }
  return null;
}

/** A project without a plan: one task for the whole year, without words of its own. */
function wholeYear(row: FoundRow, name: CellPlace, context: ScheduleContext): Plan {
  const mark = textsOf(row, "progress")[0] ?? textsOf(row, "deadline")[0] ?? null;
  const source = cellSource(mark?.place ?? name);
  const { tasks, diagnostics } = readSchedule({ ...name, text: "" }, context);
  return {
    text: mark?.place.text ?? "",
    tasks: tasks.map((task) => ({ ...task, title: "", source })),
    diagnostics: diagnostics.map((diagnostic): Diagnostic => ({ ...diagnostic, source })),
  };
}
