import { diagnose, type Diagnostic } from "../diagnostics.js";
import type { Hint, NoticeTask } from "../notice.js";
import { cellSource, type CellPlace } from "../source.js";
import { divide, type Clause, type Stretch } from "./clauses.js";
import type { Day } from "./calendar.js";
import { findMentions } from "./mentions.js";
import type { Period } from "./period.js";
import { rangeOf, UNKNOWN_YEAR, type Reader } from "./reader.js";
import { assignRoles, type DatedMention } from "./roles.js";
import { titlesOf, type Title } from "./titles.js";
import { tokenise } from "./tokens.js";
import { undatedSchedule } from "./undated.js";

export interface ScheduleContext {
  /** The programme's year; null where the notice does not tell (then only written years give dates). */
  year: number | null;
  issuedOn: Day | null;
}

export interface Schedule {
  tasks: NoticeTask[];
  diagnostics: Diagnostic[];
}

/** Reads a progress text into dated tasks: at least one, since a text without a time means the whole year. */
export function readSchedule(place: CellPlace, context: ScheduleContext): Schedule {
  const tokens = tokenise(place.text);
  const { mentions, layout, enumerators } = findMentions(tokens);
  const reader: Reader = { place, tokens, enumerators, context };
  const known = { year: context.year ?? UNKNOWN_YEAR, issuedOn: context.issuedOn };
  const dated = assignRoles(mentions, tokens, layout, known);
  const { clauses, preambles, past, loose } = divide(tokens, layout, dated);
  const notes = [
    ...preambles.flatMap((stretch) => remark(reader, "UNDATED_PREAMBLE", stretch)),
    ...past.flatMap(({ stretch }) => remark(reader, "PAST_PERIOD", stretch)),
  ];
  if (clauses.length === 0) {
    const { tasks, diagnostics } = undatedSchedule(
      reader,
      loose.filter(({ role }) => role === "HINT").map((hint) => hintOf(reader, hint)),
    );
    return { tasks, diagnostics: [...notes, ...diagnostics] };
  }
  const titles = titlesOf(reader, clauses);
  const read = clauses.map((clause, index) => readClause(reader, clause, titles[index]!));
  return {
    tasks: read.map(({ task }) => task),
    diagnostics: [...notes, ...read.flatMap(({ diagnostics }) => diagnostics)],
  };
}

function readClause(
  reader: Reader,
  clause: Clause,
  title: Title,
): { task: NoticeTask; diagnostics: Diagnostic[] } {
  const { mention } = clause;
  const isRecurring = mention.expression.kind === "RECURRING";
  const recurrences = isRecurring ? [mention] : clause.recurrences;
  const range = rangeOf(reader, clause.from, clause.to);
  const period = known(mention, reader.context);
  const task: NoticeTask = {
    title: title.text,
    startsOn: period.startsOn,
    dueOn: period.dueOn,
    quarters: period.quarters,
    kind: period.kind,
    precision: period.precision,
    words: wordsOf(reader, mention),
    hints: clause.hints.map((hint) => hintOf(reader, hint)),
    source: cellSource(reader.place, range.start, range.end),
    needsReview: period.needsReview || title.isDistributed,
    implicit: false,
    recurrence: recurrences.map(recurrenceOf).join("、") || null,
    choices: period.choices,
  };
  const diagnostics = [
    ...periodDiagnostics(task, period, reader.context.year),
    ...contradictions(task, clause),
  ];
  return { task, diagnostics: [...diagnostics, ...distribution(task, title)] };
}

function hintOf(reader: Reader, mention: DatedMention): Hint {
  const { from, to } = hintStretch(reader, mention);
  const range = rangeOf(reader, from, to);
  const source = cellSource(reader.place, range.start, range.end);
  return { text: source.text, dueOn: known(mention, reader.context).dueOn, source };
}

const LONGEST_HINT = 60;

/** The brackets' content, or the comma clause around the mention, within reason. */
function hintStretch({ tokens }: Reader, { from, to, remark: bracket }: DatedMention): Stretch {
  const first = bracket ? bracket.open + 1 : Math.max(0, from - LONGEST_HINT);
  const last = bracket ? bracket.close : Math.min(tokens.length, to + LONGEST_HINT);
  const isEnd = (index: number) => !bracket && tokens[index]!.kind === "break";
  let [start, end] = [from, to];
  while (start > first && from - start < LONGEST_HINT && !isEnd(start - 1)) start -= 1;
  while (end < last && end - to < LONGEST_HINT && !isEnd(end)) end += 1;
  return { from: start, to: end };
}

function recurrenceOf({ expression }: DatedMention): string {
  return expression.kind === "RECURRING" ? expression.recurrence : "";
}

function wordsOf({ place, tokens }: Reader, { from, to }: Stretch): string {
  return place.text.slice(tokens[from]!.start, tokens[to - 1]!.end);
}

/** Without a programme year only a written year gives dates. */
function known({ expression, period }: DatedMention, { year }: ScheduleContext): Period {
  const isWritten =
    expression.kind === "CALENDAR" && expression.segments.every(({ from }) => from.year?.kind === "WRITTEN");
  if (year !== null || isWritten) return period;
  return { ...period, startsOn: null, dueOn: null, choices: [], needsReview: true };
}

function periodDiagnostics(task: NoticeTask, period: Period, year: number | null): Diagnostic[] {
  const words = task.words ?? "";
  if (period.isImpossible) return [diagnose("IMPOSSIBLE_PERIOD", { words }, task.source)];
  if (task.dueOn === null && year !== null) return [diagnose("UNKNOWN_DATE", { words }, task.source)];
  if (!period.needsReview || task.dueOn === null) return [];
  if (period.isLoose || task.choices.length === 0) {
    return [diagnose("UNCERTAIN_PERIOD", { words, period: periodInWords(task) }, task.source)];
  }
  const readings = task.choices.map(({ reading }, index) => `${index + 1}. ${reading}`).join("；");
  return [diagnose("AMBIGUOUS_PERIOD", { words, readings }, task.source)];
}

export function periodInWords({ startsOn, dueOn }: NoticeTask): string {
  return startsOn ? `${startsOn} — ${dueOn}` : `≤ ${dueOn}`;
}

/** 分别: what was paired with its time by order, or could not be. */
function distribution(
  { source, title, words }: NoticeTask,
  { isDistributed, isUndivided }: Title,
): Diagnostic[] {
  if (isDistributed) return [diagnose("DISTRIBUTED", { words: words ?? "", title }, source)];
  return isUndivided ? [diagnose("NOT_DISTRIBUTED", { words: title }, source)] : [];
}

/** A contract that ends before the work does, or another date outside the task's period. */
function contradictions(task: NoticeTask, clause: Clause): Diagnostic[] {
  const { startsOn, dueOn } = task;
  if (dueOn === null) return [];
  return task.hints.flatMap((hint, index) => {
    if (hint.dueOn === null) return [];
    const { isContractEnd, label } = clause.hints[index]!;
    const endsEarly = isContractEnd && hint.dueOn < dueOn;
    const isOutside = hint.dueOn > dueOn || (startsOn !== null && hint.dueOn < startsOn);
    const outlives = (isContractEnd || label === "PROJECT_SPAN") && hint.dueOn > dueOn;
    if (!endsEarly && (!isOutside || outlives)) return [];
    const period = periodInWords(task);
    const params = { hint: hint.text, hintDueOn: hint.dueOn, words: task.words ?? "", period };
    return [diagnose("HINT_CONTRADICTS_PERIOD", params, task.source)];
  });
}

function remark(
  reader: Reader,
  code: "UNDATED_PREAMBLE" | "PAST_PERIOD",
  { from, to }: Stretch,
): Diagnostic[] {
  const range = rangeOf(reader, from, to);
  if (range.start >= range.end) return [];
  const source = cellSource(reader.place, range.start, range.end);
  return [diagnose(code, { words: source.text }, source)];
}
