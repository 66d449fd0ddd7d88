import { diagnose, type Diagnostic } from "../diagnostics.js";
import type { Hint, NoticeTask } from "../notice.js";
import { isEmptyMark } from "../people.js";
import { cellSource, type CellPlace } from "../source.js";
import { divide, type Clause, type Stretch } from "./clauses.js";
import type { Day } from "./calendar.js";
import { findMentions } from "./mentions.js";
import { wholeYear, type Period } from "./period.js";
import { assignRoles, type DatedMention } from "./roles.js";
import { tokenise, type Token } from "./tokens.js";
import { trimmed } from "./trim.js";

export interface ScheduleContext {
  /** The programme's year; null where the notice does not tell (then only written years give dates). */
  year: number | null;
  issuedOn: Day | null;
}

export interface Schedule {
  tasks: NoticeTask[];
  diagnostics: Diagnostic[];
}

/** What one cell is read with: its place, its tokens and the context. */
interface Reader {
  place: CellPlace;
  tokens: readonly Token[];
  context: ScheduleContext;
}

/** Stands for an unknown year while reading; its dates are taken out again. */
const UNKNOWN_YEAR = 2000;

/** Reads a progress text into dated tasks: at least one, since a text without a time means the whole year. */
export function readSchedule(place: CellPlace, context: ScheduleContext): Schedule {
  const tokens = tokenise(place.text);
  const reader = { place, tokens, context };
  const { mentions, layout } = findMentions(tokens);
  const known = { year: context.year ?? UNKNOWN_YEAR, issuedOn: context.issuedOn };
  const dated = assignRoles(mentions, tokens, layout, known);
  const { clauses, preambles, past, loose } = divide(tokens, layout, dated);
  const notes = [
    ...preambles.flatMap((stretch) => remark(reader, "UNDATED_PREAMBLE", stretch)),
    ...past.flatMap(({ stretch }) => remark(reader, "PAST_PERIOD", stretch)),
  ];
  if (clauses.length === 0) {
    const { tasks, diagnostics } = undatedSchedule(reader, loose);
    return { tasks, diagnostics: [...notes, ...diagnostics] };
  }
  const read = clauses.map((clause) => readClause(reader, clause));
  return {
    tasks: read.map(({ task }) => task),
    diagnostics: [...notes, ...read.flatMap(({ diagnostics }) => diagnostics)],
  };
}

function readClause(reader: Reader, clause: Clause): { task: NoticeTask; diagnostics: Diagnostic[] } {
  const { place, tokens } = reader;
  const { mention } = clause;
  const isRecurring = mention.expression.kind === "RECURRING";
  const recurrences = isRecurring ? [mention] : clause.recurrences;
  const range = trimmed(place.text, tokens[clause.from]!.start, tokens[clause.to - 1]!.end);
  const period = known(mention, reader.context);
  const task: NoticeTask = {
    title: titleOf(reader, clause),
    startsOn: period.startsOn,
    dueOn: period.dueOn,
    quarters: period.quarters,
    kind: period.kind,
    precision: period.precision,
    words: wordsOf(reader, mention),
    hints: clause.hints.map((hint) => hintOf(reader, hint)),
    source: cellSource(place, range.start, range.end),
    needsReview: period.needsReview,
    implicit: false,
    recurrence: recurrences.map(recurrenceOf).join("、") || null,
    choices: period.choices,
  };
  return {
    task,
    diagnostics: [...periodDiagnostics(task, period, reader.context.year), ...contradictions(task, clause)],
  };
}

/** `1、`, `（1）`, `1.`, `①` before a clause; `1.5公里` is none. */
const listNumber =
  /^(?:[（(]?\d{1,2}(?:[)）、]|$)|\d{1,2}[.．](?!\d)|[①-⑳]|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}(?:是|、|$))\s*/u;

/** The clause's words without the time expression, outer punctuation and list number. */
function titleOf({ place: { text }, tokens }: Reader, { from, to, mention }: Clause): string {
  const slice = (start: number, end: number) => {
    if (start >= end) return "";
    const range = trimmed(text, tokens[start]!.start, tokens[end - 1]!.end);
    return text.slice(range.start, range.end);
  };
  const before = slice(from, mention.anchor).replace(listNumber, "");
  const isConjunction = /^(?:并|且|并且|再|和|及|以及|同时)$/.test(before);
  return (isConjunction ? "" : before) + slice(mention.to, to);
}

function hintOf({ place, tokens, context }: Reader, mention: DatedMention): Hint {
  const { from, to } = hintStretch(tokens, mention);
  const range = trimmed(place.text, tokens[from]!.start, tokens[to - 1]!.end);
  const source = cellSource(place, range.start, range.end);
  return { text: source.text, dueOn: known(mention, context).dueOn, source };
}

const LONGEST_HINT = 60;

/** The brackets' content, or the comma clause around the mention, within reason. */
function hintStretch(tokens: readonly Token[], { from, to, remark: bracket }: DatedMention): Stretch {
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
  if (!task.needsReview || task.dueOn === null) return [];
  if (task.choices.length === 0) {
    return [diagnose("UNCERTAIN_PERIOD", { words, period: periodInWords(task) }, task.source)];
  }
  const readings = task.choices.map(({ reading }, index) => `${index + 1}. ${reading}`).join("；");
  return [diagnose("AMBIGUOUS_PERIOD", { words, readings }, task.source)];
}

function periodInWords({ startsOn, dueOn }: NoticeTask): string {
  return startsOn ? `${startsOn} — ${dueOn}` : `≤ ${dueOn}`;
}

/** A contract that ends before the work does, or another date outside the task's period. */
function contradictions(task: NoticeTask, clause: Clause): Diagnostic[] {
  const { startsOn, dueOn } = task;
  if (dueOn === null) return [];
  return task.hints.flatMap((hint, index) => {
    if (hint.dueOn === null) return [];
    const endsEarly = clause.hints[index]!.isContractEnd && hint.dueOn < dueOn;
    const isOutside = hint.dueOn > dueOn || (startsOn !== null && hint.dueOn < startsOn);
    const outlives = clause.hints[index]!.isContractEnd && hint.dueOn > dueOn;
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
  const { place, tokens } = reader;
  const range = trimmed(place.text, tokens[from]!.start, tokens[to - 1]!.end);
  if (range.start >= range.end) return [];
  const source = cellSource(place, range.start, range.end);
  return [diagnose(code, { words: source.text }, source)];
}

/** One task for the whole year; marked implicit unless the text itself says that the work goes on. */
function undatedSchedule(reader: Reader, loose: readonly DatedMention[]): Schedule {
  const { place, tokens, context } = reader;
  const range = trimmed(place.text, 0, place.text.length);
  const source = cellSource(place, range.start, range.end);
  const goingOn = /持续(?:推进|开展|实施|进行)?|常态化|有序推进|长期坚持/.exec(place.text)?.[0] ?? null;
  const duration = goingOn ? null : relativeDuration(place.text, tokens);
  const period = wholeYear(context.year ?? UNKNOWN_YEAR);
  const isKnown = context.year !== null;
  const task: NoticeTask = {
    title: isEmptyMark(place.text) ? "" : source.text,
    startsOn: isKnown ? period.startsOn : null,
    dueOn: isKnown ? period.dueOn : null,
    quarters: period.quarters,
    kind: period.kind,
    precision: period.precision,
    words: goingOn,
    hints: loose.filter(({ role }) => role === "HINT").map((hint) => hintOf(reader, hint)),
    source,
    needsReview: duration !== null || !isKnown,
    implicit: goingOn === null,
    recurrence: null,
    choices: [],
  };
  if (duration)
    return { tasks: [task], diagnostics: [diagnose("RELATIVE_DURATION", { words: duration }, source)] };
  return { tasks: [task], diagnostics: goingOn ? [] : [diagnose("NO_TIME_EXPRESSION", {}, source)] };
}

/** `3个月内`, `60天内`, `工期120天`: how long, without a day to count from. */
function relativeDuration(text: string, tokens: readonly Token[]): string | null {
  const units = ["个月", "天", "日", "周", "个工作日", "年"];
  for (const [index, token] of tokens.entries()) {
    const [unit, end] = [tokens[index + 1], tokens[index + 2]];
    if (token.kind !== "number" || !unit) continue;
    if (unit.text === "年内") return text.slice(token.start, unit.end);
    if (!units.includes(unit.text)) continue;
    if (end && ["内", "以内", "之内"].includes(end.text)) return text.slice(token.start, end.end);
    if (tokens[index - 1]?.text === "期" && tokens[index - 2]?.text === "工")
      return text.slice(token.start, unit.end);
  }
  return null;
}
