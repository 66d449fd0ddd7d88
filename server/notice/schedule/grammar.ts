import { Cursor } from "./cursor.js";
import { dottedRange } from "./dotted.js";
import { eventOfDay, eventPhrase } from "./event-phrase.js";
import type { Edge, ExpressionBody, Moment, Segment, TimeExpression } from "./expression.js";
import { alone, halfYears, mixedRange, moment, rangeSigns, withoutMonth, years } from "./moments.js";
import { isNoTime } from "./no-time.js";
import { recurring } from "./recurring.js";
import { monthsOfQuarter, series } from "./series.js";
import { beforeWords, leadWords, mayStart } from "./time-start.js";
import type { Token } from "./tokens.js";
import { isYear, yearReference } from "./year-reference.js";

type Body = ExpressionBody;

const closings = [
  "截至",
  "截止",
  "截至到",
  "截止到",
  "截止至",
  "不得迟于",
  "不得晚于",
  "不超过",
  "最迟不超过",
  "不迟于",
  "不晚于",
  "最迟于",
  "最晚于",
  "最迟",
  "最晚",
];

/**
 * The time expression that starts at this token, or null.
 *
 * `expression := recurring | wholeYear | [lead] (sinceIssue | event | calendar)` with
 * `lead := 于 | 在 | 至 | 到 | 自 | 从 | 截至 | 截止 | 不迟于 | …`
 */
export function timeExpression(tokens: readonly Token[], at: number): TimeExpression | null {
  if (!mayStart(tokens, at)) return null;
  const cursor = new Cursor(tokens, at);
  const body =
    cursor.attempt<Body>(() => recurring(cursor)) ??
    cursor.attempt<Body>(() => wholeYear(cursor)) ??
    dated(cursor);
  return body && ({ ...body, tokens: { from: at, to: cursor.at } } as TimeExpression);
}

function dated(cursor: Cursor): Body | null {
  const lead = leadOf(cursor);
  return (
    cursor.attempt<Body>(() => sinceIssue(cursor)) ??
    cursor.attempt<Body>(() => eventPhrase(cursor)) ??
    cursor.attempt<Body>(() => (lead === "利用" ? null : calendar(cursor, lead)))
  );
}

/** `到6月` and `至6月` say until when, but not behind a word: `调整到6月`. */
function leadOf(cursor: Cursor): string {
  const previous = cursor.peek(-1);
  const closing = cursor.take(...closings);
  if (closing) return "截至";
  const word = cursor.take(...leadWords)?.text ?? "";
  const isUntil = (word === "至" || word === "到") && (!previous || previous.kind === "break");
  return isUntil ? "截至" : word;
}

/** `wholeYear := 全年 | 全年度 | 贯穿全年 | 常年 | 长期`, but not 全年任务, 全年目标 … */
function wholeYear(cursor: Cursor): Body | null {
  const year = cursor.attempt(() => yearBeforeWholeYear(cursor));
  const word = cursor.take("全年", "全年度", "贯穿全年", "常年", "长期");
  if (!word) return null;
  if (year)
    return { kind: "CALENDAR", segments: alone({ unit: "YEAR", year })!, edge: "WITHIN", isRough: false };
  const next = (cursor.peek()?.text ?? "") + (cursor.peek(1)?.text ?? "");
  return /^(任务|目标|计划|工作|指标|预算|投资|总|护理|照护|失能|租赁|以来|性)/.test(next)
    ? null
    : { kind: "WHOLE_YEAR", word: word.text };
}

/** The year of 2022年全年 and 2022全年. */
function yearBeforeWholeYear(cursor: Cursor): Moment["year"] {
  const year = cursor.attempt(() => yearReference(cursor));
  const number = year ? null : cursor.takeNumber(isYear);
  if (!cursor.peek()?.text.startsWith("全年")) return null;
  return year ?? (number && { kind: "WRITTEN", year: number.value });
}

/** `sinceIssue := (即日 | 现在 | [本通知] 印发之日) [起 | 开始] [,] [(至 | 到 | -) moment …]` */
function sinceIssue(cursor: Cursor): Body | null {
  const word = cursor.take("即日", "现在") ?? cursor.attempt(() => dayOfIssue(cursor));
  if (!word || (!cursor.take("起", "开始") && !rangeSigns.includes(cursor.peek()?.text ?? ""))) return null;
  const until = cursor.attempt(() => {
    cursor.take(",");
    return cursor.take(...rangeSigns) && untilWhen(cursor);
  });
  return { kind: "SINCE_ISSUE", until };
}

/** `印发之日`, `本通知下发之日`; what is counted from it (印发之日起30日内) is no date. */
function dayOfIssue(cursor: Cursor): true | null {
  const words = cursor.tokens.slice(cursor.at, cursor.at + 9).map(({ text }) => text);
  const end = words.indexOf("日") + 1;
  const isIssue = /^(?:本?(?:通知|方案|文件|意见|办法))?(?:印发|下发|发文|发布|公布|签发)之日$/.test(
    words.slice(0, end).join(""),
  );
  if (!isIssue || cursor.peek(end + 1)?.kind === "number") return null;
  cursor.at += end;
  return true;
}

function untilWhen(cursor: Cursor): Moment | null {
  const last = moment(cursor)?.to ?? null;
  if (last) edge(cursor, last, "");
  return last ?? (cursor.take("年底", "年末") && { unit: "YEAR", year: null });
}

/** `calendar := (range | precise | series | halfYears | withoutMonth | yearEnd | year) edge [左右 | 前后]` */
function calendar(cursor: Cursor, lead: string): Body | null {
  if (isFrequency(cursor)) return null;
  const segments = segmentsOf(cursor);
  if (segments) return withEdge(cursor, segments, lead);
  return (
    cursor.attempt<Body>(() => yearEnd(cursor)) ?? cursor.attempt<Body>(() => wholeCalendarYear(cursor, lead))
  );
}

function segmentsOf(cursor: Cursor): Segment[] | null {
  return (
    cursor.attempt(() => dottedRange(cursor)) ??
    cursor.attempt(() => monthsOfQuarter(cursor)) ??
    cursor.attempt(() => oneMoment(cursor)) ??
    cursor.attempt(() => series(cursor, "QUARTER")) ??
    cursor.attempt(() => series(cursor, "MONTH")) ??
    cursor.attempt(() => halfYears(cursor)) ??
    cursor.attempt(() => one(withoutMonth(cursor)))
  );
}

/** A moment, or the range it opens; null where it is the first of a list or a plain range, which is a series. */
function oneMoment(cursor: Cursor): Segment[] | null {
  const opening = moment(cursor);
  if (!opening) return null;
  const range = cursor.attempt(() => mixedRange(cursor, opening));
  if (range) return range;
  const isSeries =
    joints.has(cursor.peek()?.text ?? "") && !["DAY", "TEN_DAYS", "HALF_MONTH"].includes(opening.to.unit);
  return isSeries ? null : [opening];
}

const joints = new Set([...rangeSigns, "、", "和", "与", "及", "以及", "/"]);

function one(segment: Segment | null): Segment[] | null {
  return segment && [segment];
}

/** A day with the word of an event behind it is that event's day: `9月1日开学前` ends on the eve. */
function withEdge(cursor: Cursor, segments: Segment[], lead: string): Body | null {
  const last = segments.at(-1)!.to;
  const found = cursor.attempt(() => eventOfDay(cursor, last)) ?? edge(cursor, last, lead);
  const isGappy = found !== "WITHIN" && found !== "FROM" && hasGap(segments);
  const isRough = cursor.take("左右", "前后") !== null || isGappy;
  return isNoTime(cursor, segments, found) ? null : { kind: "CALENDAR", segments, edge: found, isRough };
}

/** `6月、12月底前` may be due at the end of each. */
function hasGap(segments: Segment[]): boolean {
  const numbers = segments.map(({ from }) =>
    from.unit === "MONTH" ? from.month! : from.unit === "QUARTER" ? from.quarter : 0,
  );
  return numbers.some((number, index) => index > 0 && number !== numbers[index - 1]! + 1);
}

/** `一月一调度` and `一季度一通报` say how often; `一月一日` and `一季度一期工程` do not. */
function isFrequency(cursor: Cursor): boolean {
  const [first, unit, second, next] = [0, 1, 2, 3].map((distance) => cursor.peek(distance)?.text ?? "");
  const isPair = first === "一" && /^(?:月|季度|季|周|年|日)$/.test(unit!) && second === "一";
  return isPair && !/^[日号期批标级阶号#栋座-]/.test(next!);
}

/** `yearEnd := [number 年 | 今年 …] (年底 | 年末 | 年终 | 年内 | 年初 | 年中) [前]`, but not `三年内`, `半年内` */
function yearEnd(cursor: Cursor): Body | null {
  const previous = cursor.peek(-1);
  const year = cursor.attempt(() => yearReference(cursor)) ?? cursor.attempt(() => bareYear(cursor));
  const isCounted = !year && (previous?.kind === "number" || /^[半多数几]$/.test(previous?.text ?? ""));
  const word = isCounted ? null : cursor.take("年底", "年末", "年终", "年内", "年初", "年中", "年度");
  if (!word || (word.text === "年度" && !cursor.take("内", "以内", "之内"))) return null;
  const edgeOf: Record<string, Edge> = { 年初: "BEGINNING", 年中: "MIDDLE" };
  cursor.take(...beforeWords);
  const isRough = cursor.take("左右", "前后") !== null;
  const segments = alone({ unit: "YEAR", year })!;
  return { kind: "CALENDAR", segments, edge: edgeOf[word.text] ?? "BY_END", isRough };
}

/** The 2022 of 2022年底, whose 年 belongs to the word behind; the 22 of 22年底 likewise. */
function bareYear(cursor: Cursor): Moment["year"] {
  const number = cursor.takeNumber((token) => isYear(token) || /^[12]\d$/.test(token.text));
  if (!number || !/^年[底末终内初中度]/.test(cursor.peek()?.text ?? "")) return null;
  if (isYear(number)) return { kind: "WRITTEN", year: number.value };
  return /^年[底末]/.test(cursor.peek()!.text) ? { kind: "WRITTEN", year: 2000 + number.value } : null;
}

/** `year := 2023年 | 明年 | 2022-2024年 …` with an edge of its own (`明年底前`) or alone (`2023年`). */
function wholeCalendarYear(cursor: Cursor, lead: string): Body | null {
  const segments = cursor.attempt(() => years(cursor)) ?? yearAlone(cursor);
  if (!segments) return null;
  const next = cursor.peek()?.text ?? "";
  const behind = edge(cursor, segments[0]!.from, lead);
  const isName = ["度", "以", "规", "计"].includes(next) || (next === "的" && behind === "WITHIN");
  return isName ? null : { kind: "CALENDAR", segments, edge: behind, isRough: false };
}

function yearAlone(cursor: Cursor): Segment[] | null {
  const year = yearReference(cursor);
  return year && alone({ unit: "YEAR", year });
}

/**
 * `edge := [底 | 末] [前 | 之前 | 以前] | 起 | 开始 | 后 | 初 | 中 | 内 | 期间`; 截至 alone is an end.
 */
function edge(cursor: Cursor, last: Moment, lead: string): Edge {
  const isMonthOrYear = last.unit === "MONTH" || last.unit === "YEAR";
  if (last.unit === "DAY") cursor.attempt(() => hour(cursor));
  if (cursor.take("底", "末")) return (cursor.take(...beforeWords, "止", "内"), "BY_END");
  if (cursor.take(...beforeWords)) return "BEFORE";
  if (cursor.take("起") || opens(cursor, lead)) return "FROM";
  if (cursor.take("后", "之后", "以后", "过后")) return "AFTER";
  if (isMonthOrYear && cursor.take("初")) return (cursor.take(...beforeWords), "BEGINNING");
  if (isMonthOrYear && cursor.take("中")) return "MIDDLE";
  if (cursor.take("内", "以内", "之内")) return last.unit === "YEAR" ? "BY_END" : "WITHIN";
  cursor.take("期间");
  return cursor.take("止") || lead === "截至" ? "BY_END" : "WITHIN";
}

/** `自3月开始`, and `3月开始施工` (but `3月开始，6月完工` begins in March). */
function opens(cursor: Cursor, lead: string): boolean {
  const next = cursor.peek(1);
  const isVerb = cursor.peek()?.text === "开始" && next?.kind === "break";
  if (isVerb && lead !== "自" && lead !== "从") return false;
  return cursor.take("开始") !== null;
}

/** `24时`, `17:00`, `12点` before 前. */
function hour(cursor: Cursor): true | null {
  if (!cursor.takeNumber(({ value }) => value <= 24)) return null;
  const isHour = cursor.take("时", "点") ?? (cursor.take(":") && cursor.takeNumber());
  return isHour && beforeWords.includes(cursor.peek()?.text ?? "") ? true : null;
}
