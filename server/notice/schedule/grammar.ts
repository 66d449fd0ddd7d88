import { Cursor } from "./cursor.js";
import { eventPhrase } from "./event-phrase.js";
import type { Edge, Moment, Segment, TimeExpression, YearReference } from "./expression.js";
import { series } from "./series.js";
import type { Token } from "./tokens.js";
import { isYear, yearReference } from "./year-reference.js";

type Body = TimeExpression extends infer E ? (E extends TimeExpression ? Omit<E, "tokens"> : never) : never;

/**
 * The time expression that starts at this token, or null.
 *
 * `expression := recurring | wholeYear | [lead] (event | calendar)` with `lead := 于 | 在 | 至 | 到 | 自 | 从 | 截至 | 截止`
 */
export function timeExpression(tokens: readonly Token[], at: number): TimeExpression | null {
  if (!mayStart(tokens[at])) return null;
  const cursor = new Cursor(tokens, at);
  const body =
    cursor.attempt<Body>(() => recurring(cursor)) ??
    cursor.attempt<Body>(() => wholeYear(cursor)) ??
    dated(cursor);
  return body && ({ ...body, tokens: { from: at, to: cursor.at } } as TimeExpression);
}

/** A number, a time word, a quotation mark (“五一”前) or the 上 of 上、下半年. */
function mayStart(token: Token | undefined): boolean {
  return (
    token !== undefined &&
    (token.kind === "number" || token.kind === "time" || "上“‘「\"'".includes(token.text))
  );
}

function dated(cursor: Cursor): Body | null {
  const lead = cursor.take("于", "在", "至", "到", "自", "从", "截至", "截止", "截至到", "截止到", "截止至");
  return (
    cursor.attempt<Body>(() => eventPhrase(cursor)) ??
    cursor.attempt<Body>(() => calendar(cursor, lead?.text ?? ""))
  );
}

/** `recurring := 每月 | 每季度 | 每周 [三] | 按季 | … [20日] [底|末] [前]` */
function recurring(cursor: Cursor): Body | null {
  const word = cursor.peek();
  if (!word || word.kind !== "time" || !/^[每各逐按]/.test(word.text)) return null;
  cursor.at += 1;
  let recurrence = word.text;
  const append = (token: Token | null) => (recurrence += token?.text ?? "");
  if (word.text === "每周" || word.text === "每星期") append(cursor.takeNumber() ?? cursor.take("日"));
  else append(cursor.attempt(() => dayOfRecurrence(cursor)));
  append(cursor.take("底", "末", "初"));
  append(cursor.take("前", "之前", "以前"));
  return { kind: "RECURRING", recurrence };
}

function dayOfRecurrence(cursor: Cursor): Token | null {
  const number = cursor.takeNumber(({ value }) => value >= 1 && value <= 31);
  const unit = number && cursor.take("日", "号");
  return number && unit && { ...number, text: number.text + unit.text };
}

/** `wholeYear := 全年 | 全年度 | 常年 | 长期`, but not 全年任务, 全年目标 … */
function wholeYear(cursor: Cursor): Body | null {
  const word = cursor.take("全年", "全年度", "常年", "长期");
  if (!word) return null;
  const next = (cursor.peek()?.text ?? "") + (cursor.peek(1)?.text ?? "");
  return /^(任务|目标|计划|工作|指标|预算|投资|总|护理)/.test(next)
    ? null
    : { kind: "WHOLE_YEAR", word: word.text };
}

/** `calendar := (mixedRange | precise | series | halfYears | yearEnd | year) edge` */
function calendar(cursor: Cursor, lead: string): Body | null {
  const segments =
    cursor.attempt(() => mixedRange(cursor)) ??
    cursor.attempt(() => alone(precise(cursor))) ??
    cursor.attempt(() => series(cursor, "QUARTER")) ??
    cursor.attempt(() => series(cursor, "MONTH")) ??
    cursor.attempt(() => halfYears(cursor));
  if (segments) return { kind: "CALENDAR", segments, edge: edge(cursor, segments.at(-1)!.to, lead) };
  return (
    cursor.attempt<Body>(() => yearEnd(cursor)) ?? cursor.attempt<Body>(() => wholeCalendarYear(cursor, lead))
  );
}

function alone(moment: Moment | null): Segment[] | null {
  return moment && [{ from: moment, to: moment }];
}

/** `mixedRange := moment - moment` where at least one is finer than a month or both differ in unit (`3月中旬至5月`). */
function mixedRange(cursor: Cursor): Segment[] | null {
  const from = moment(cursor);
  if (!from || !rangeSign(cursor)) return null;
  const to = cursor.attempt(() => moment(cursor)) ?? (from.unit === "DAY" ? dayOnly(cursor, from) : null);
  if (!to) return null;
  const isFine = [from, to].some(({ unit }) => unit === "DAY" || unit === "TEN_DAYS");
  return isFine || from.unit !== to.unit ? [{ from, to }] : null;
}

function moment(cursor: Cursor): Moment | null {
  return (
    cursor.attempt(() => precise(cursor)) ??
    cursor.attempt(() => single(series(cursor, "QUARTER", 1))) ??
    cursor.attempt(() => single(series(cursor, "MONTH", 1))) ??
    cursor.attempt(() => single(halfYears(cursor)))
  );
}

function single(segments: Segment[] | null): Moment | null {
  return segments?.length === 1 && segments[0]!.from === segments[0]!.to ? segments[0]!.from : null;
}

/** `precise := dotted | [year] month 月 (day [日|号] | 上旬 | 中旬 | 下旬)` */
function precise(cursor: Cursor): Moment | null {
  return cursor.attempt(() => dotted(cursor)) ?? cursor.attempt(() => inMonth(cursor));
}

function inMonth(cursor: Cursor): Moment | null {
  const year = yearReference(cursor);
  const month = cursor.takeNumber(({ value }) => value <= 99);
  if (!month || !cursor.take("月", "月份")) return null;
  const day = cursor.attempt(() => dayOfMonth(cursor));
  if (day !== null) return { unit: "DAY", year, month: month.value, day };
  const part = ["上旬", "中旬", "下旬"].indexOf(cursor.take("上旬", "中旬", "下旬")?.text ?? "") + 1;
  return part > 0 ? { unit: "TEN_DAYS", year, month: month.value, part } : null;
}

/** `day := number (日 | 号)`; the first of `6月1-10日` needs no 日. */
function dayOfMonth(cursor: Cursor): number | null {
  const day = cursor.takeNumber(({ value }) => value <= 99);
  if (!day) return null;
  if (cursor.take("日", "号")) return day.value;
  const isRange = rangeSigns.includes(cursor.peek()?.text ?? "") && cursor.peek(1)?.kind === "number";
  return isRange && ["日", "号"].includes(cursor.peek(2)?.text ?? "") ? day.value : null;
}

function dayOnly(cursor: Cursor, from: Moment & { unit: "DAY" }): Moment | null {
  const day = dayOfMonth(cursor);
  return day === null ? null : { ...from, day };
}

/** `dotted := 2022.06 | 2022.6.30 | 2022/6/30 | 2022-6-30 | 20220630 | 6.30` (the last only before 前) */
function dotted(cursor: Cursor): Moment | null {
  const first = cursor.takeNumber(({ digits }) => digits === null);
  if (!first) return null;
  if (/^(19|20)\d{6}$/.test(first.text)) return eightDigits(first.text);
  const sign = cursor.take(".", "/", "-", "·")?.text;
  const second = sign && cursor.takeNumber(({ text }) => text.length <= 2);
  if (!second) return null;
  if (!isYear(first)) return dayBeforeWhich(cursor, first.value, second.value);
  const year = { kind: "WRITTEN", year: first.value } as const;
  const day = cursor.attempt(() => cursor.take(sign) && cursor.takeNumber(({ text }) => text.length <= 2));
  if (day) return { unit: "DAY", year, month: second.value, day: day.value };
  const isMonth =
    second.value >= 1 && second.value <= 12 && !["年", "月", "公"].includes(cursor.peek()?.text ?? "");
  return isMonth ? { unit: "MONTH", year, month: second.value } : null;
}

function eightDigits(text: string): Moment {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number);
  return { unit: "DAY", year: { kind: "WRITTEN", year: year! }, month: month!, day: day! };
}

function dayBeforeWhich(cursor: Cursor, month: number, day: number): Moment | null {
  const isDeadline = ["前", "之前", "以前"].includes(cursor.peek()?.text ?? "");
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDeadline && isDay ? { unit: "DAY", year: null, month, day } : null;
}

/** `halfYears := [year] (上半年 | 下半年 | 上、下半年)` */
function halfYears(cursor: Cursor): Segment[] | null {
  const year = yearReference(cursor);
  const half = (number: number): Moment => ({ unit: "HALF_YEAR", year, half: number });
  if (cursor.peek()?.text === "上" && cursor.peek(1)?.text === "、" && cursor.peek(2)?.text === "下半年") {
    cursor.at += 3;
    return [{ from: half(1), to: half(2) }];
  }
  const word = cursor.take("上半年", "下半年");
  return word && alone(half(word.text === "上半年" ? 1 : 2));
}

/** `yearEnd := [number 年 | 今年 …] (年底 | 年末 | 年终 | 年内 | 年初 | 年中) [前]`, but not `三年内` */
function yearEnd(cursor: Cursor): Body | null {
  const number = cursor.takeNumber();
  if (number && !isYear(number)) return null;
  const isCounted = !number && cursor.tokens[cursor.at - 1]?.kind === "number";
  const word = isCounted ? null : cursor.take("年底", "年末", "年终", "年内", "年初", "年中");
  if (!word) return null;
  const year: YearReference | null = number && { kind: "WRITTEN", year: number.value };
  const edgeOf: Record<string, Edge> = { 年初: "BEGINNING", 年中: "MIDDLE" };
  cursor.take("前", "之前", "以前");
  const segments = alone({ unit: "YEAR", year })!;
  return { kind: "CALENDAR", segments, edge: edgeOf[word.text] ?? "BY_END" };
}

/** `year := 2023年 | 明年 | 年…` with an edge of its own (`明年底前`) or alone (`2023年`). */
function wholeCalendarYear(cursor: Cursor, lead: string): Body | null {
  const year = yearReference(cursor);
  if (!year) return null;
  const moment: Moment = { unit: "YEAR", year };
  const next = cursor.peek()?.text;
  const behind = edge(cursor, moment, lead);
  if (behind === "WITHIN" && (year.kind === "RELATIVE" || next === "度")) return null;
  return { kind: "CALENDAR", segments: alone(moment)!, edge: behind };
}

/** `edge := [底 | 末] [前 | 之前 | 以前] | 起 | 后 | 初 | 中 | 内 | 期间`; 截至 alone is an end, 自…开始 an opening. */
function edge(cursor: Cursor, last: Moment, lead: string): Edge {
  const isMonthOrYear = last.unit === "MONTH" || last.unit === "YEAR";
  if (cursor.take("底", "末")) return (cursor.take("前", "之前", "以前", "止"), "BY_END");
  if (cursor.take("前", "之前", "以前")) return "BEFORE";
  if (cursor.take("起")) return "FROM";
  if ((lead === "自" || lead === "从") && cursor.take("开始")) return "FROM";
  if (cursor.take("后", "之后", "以后")) return "AFTER";
  if (isMonthOrYear && cursor.take("初")) return (cursor.take("前", "之前", "以前"), "BEGINNING");
  if (isMonthOrYear && cursor.take("中")) return "MIDDLE";
  if (cursor.take("内", "以内", "之内")) return last.unit === "YEAR" ? "BY_END" : "WITHIN";
  cursor.take("期间");
  return cursor.take("止") || lead.startsWith("截") ? "BY_END" : "WITHIN";
}

const rangeSigns = ["-", "至", "到"];

function rangeSign(cursor: Cursor): Token | null {
  return cursor.take(...rangeSigns);
}
