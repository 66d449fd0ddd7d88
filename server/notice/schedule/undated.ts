import { diagnose } from "../diagnostics.js";
import type { Hint, NoticeTask } from "../notice.js";
import { isEmptyMark } from "../split-cell.js";
import { cellSource } from "../source.js";
import { wholeYear } from "./period.js";
import { UNKNOWN_YEAR, type Reader } from "./reader.js";
import type { Schedule } from "./schedule.js";
import { sharesValues } from "./titles.js";
import { unknownEvent } from "./unknown-event.js";
import type { Token } from "./tokens.js";
import { trimmed } from "./trim.js";

/** One task for the whole year; marked implicit unless the text itself says that the work goes on. */
export function undatedSchedule({ place, tokens, context }: Reader, hints: Hint[]): Schedule {
  const range = trimmed(place.text, 0, place.text.length);
  const source = cellSource(place, range.start, range.end);
  const goingOn =
    /持续(?:推进|开展|实施|进行)?|常态化|经常性|有序推进|长期坚持/.exec(place.text)?.[0] ?? null;
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
    hints,
    source,
    needsReview: duration !== null || !isKnown,
    implicit: goingOn === null,
    recurrence: null,
    choices: [],
  };
  if (duration)
    return { tasks: [task], diagnostics: [diagnose("RELATIVE_DURATION", { words: duration }, source)] };
  const event = goingOn ? null : unknownEvent(place.text, tokens);
  if (event)
    return {
      tasks: [{ ...task, needsReview: true }],
      diagnostics: [diagnose("UNKNOWN_DATE", { words: event }, source)],
    };
  const shares = sharesValues(source.text)
    ? [diagnose("NOT_DISTRIBUTED", { words: task.title }, source)]
    : [];
  return {
    tasks: [task],
    diagnostics: goingOn ? shares : [...shares, diagnose("NO_TIME_EXPRESSION", {}, source)],
  };
}

const units = new Set(["个月", "天", "日", "周", "个工作日", "年", "个季度"]);
const withinWords = new Set(["内", "以内", "之内"]);

/** `3个月内`, `60天内`, `半年内`, `工期120天`: how long, without a day to count from. */
function relativeDuration(text: string, tokens: readonly Token[]): string | null {
  for (const [index, token] of tokens.entries()) {
    const [unit, end] = [tokens[index + 1], tokens[index + 2]];
    if (!unit || (token.kind !== "number" && !"半几数".includes(token.text))) continue;
    if (unit.text === "年内") return text.slice(token.start, unit.end);
    if (token.kind !== "number" || !units.has(unit.text)) continue;
    if (withinWords.has(end?.text ?? "")) return text.slice(token.start, end!.end);
    const before = (tokens[index - 2]?.text ?? "") + (tokens[index - 1]?.text ?? "");
    if (/工期|周期|期为|期约/.test(before)) return text.slice(token.start, unit.end);
  }
  return null;
}
