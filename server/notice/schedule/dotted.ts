import type { Cursor } from "./cursor.js";
import type { Moment, Segment, YearReference } from "./expression.js";
import type { Token } from "./tokens.js";
import { isYear, yearReference } from "./year-reference.js";

const signs = [".", "/", "-", "·"];

/**
 * `dotted := 2022.06 | 2022.6.30 | 2022/6/30 | 2022-6-30 | 20220630 | 6.30`; the last two only where nothing but a day
 * can be meant (6.30前).
 */
export function dotted(cursor: Cursor): Moment | null {
  if (!mayBeDotted(cursor)) return null;
  const written = cursor.attempt(() => yearReference(cursor));
  if (written) {
    const day = shortDay(cursor);
    return day && isAtEnd(cursor) ? { ...day, year: written } : null;
  }
  const first = cursor.takeNumber(({ digits }) => digits === null);
  if (!first) return null;
  if (/^(?:19|20)\d{6}$/.test(first.text)) return isAtEnd(cursor) ? eightDigits(first.text) : null;
  const sign = cursor.take(...signs)?.text;
  const second = sign && cursor.takeNumber(isShort);
  if (!second) return null;
  if (!isYear(first)) return dayBeforeWhich(cursor, first.value, second.value);
  const year: YearReference = { kind: "WRITTEN", year: first.value };
  const day = cursor.attempt(() => cursor.take(sign) && cursor.takeNumber(isShort));
  if (day) {
    cursor.take("日");
    return { unit: "DAY", year, month: second.value, day: day.value };
  }
  const isMonth = isMonthNumber(second) && !["年", "月", "月份", "公"].includes(cursor.peek()?.text ?? "");
  return isMonth ? { unit: "MONTH", year, month: second.value } : null;
}

/** Digits with a sign, a year or nothing more behind them. */
function mayBeDotted(cursor: Cursor): boolean {
  const [first, next] = [cursor.peek(), cursor.peek(1)?.text ?? ""];
  if (first?.kind !== "number") return first?.kind === "time" && first.text.endsWith("年");
  return first.digits === null && (first.text.length === 8 || next === "年" || signs.includes(next));
}

/** `dottedRange := 2022.3-2022.6 | 2022.3-6 | 2022.3.1-6.30 | 3.1-3.31` */
export function dottedRange(cursor: Cursor): Segment[] | null {
  const isFirst = isAtStart(cursor);
  if (!mayBeDotted(cursor)) return null;
  const from = cursor.attempt(() => dotted(cursor)) ?? cursor.attempt(() => shortDay(cursor));
  if (!from || !cursor.take("-", "至", "到")) return null;
  if (!from.year) {
    const day = isFirst ? shortDay(cursor) : null;
    return day && isAtEnd(cursor) ? [{ from, to: day }] : null;
  }
  const to = cursor.attempt(() => dotted(cursor)) ?? cursor.attempt(() => partOf(cursor, from));
  return to && [{ from, to }];
}

/** What closes a range in the same year: `-6` and `-6.30` (month, month and day), or the `-15` of `2022.3.1-15`. */
function partOf(cursor: Cursor, from: Moment): Moment | null {
  const day = cursor.attempt(() => shortDay(cursor));
  if (day) return { ...day, year: from.year };
  const number = cursor.takeNumber((token) => isShort(token) && token.digits === null);
  if (!number || ["月", "月份", "号", "#", "个", "."].includes(cursor.peek()?.text ?? "")) return null;
  if (from.unit === "DAY") return { ...from, day: number.value };
  return isMonthNumber(number) ? { unit: "MONTH", year: from.year, month: number.value } : null;
}

/** `3.15`, without a year. */
function shortDay(cursor: Cursor): Moment | null {
  const month = cursor.takeNumber((token) => token.digits === null && isMonthNumber(token));
  const day =
    month && cursor.take(".", "/", "·") && cursor.takeNumber((token) => isShort(token) && isDayNumber(token));
  return day ? { unit: "DAY", year: null, month: month.value, day: day.value } : null;
}

function eightDigits(text: string): Moment | null {
  const [year, month, day] = [text.slice(0, 4), text.slice(4, 6), text.slice(6)].map(Number);
  if (month! < 1 || month! > 12 || day! < 1 || day! > 31) return null;
  return { unit: "DAY", year: { kind: "WRITTEN", year: year! }, month: month!, day: day! };
}

function dayBeforeWhich(cursor: Cursor, month: number, day: number): Moment | null {
  const isDeadline = ["前", "之前", "以前"].includes(cursor.peek()?.text ?? "");
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= 31;
  return isDeadline && isDay ? { unit: "DAY", year: null, month, day } : null;
}

function isAtStart({ tokens, at }: Cursor): boolean {
  const previous = tokens[at - 1];
  return !previous || previous.kind === "break" || ["(", "[", "【", ":"].includes(previous.text);
}

/** Nothing follows, or something that only a date is followed by. */
function isAtEnd(cursor: Cursor): boolean {
  const next = cursor.peek();
  return (
    !next ||
    next.kind === "break" ||
    [":", ")", "】", "]", "前", "之前", "以前", "-", "至", "止"].includes(next.text)
  );
}

function isShort({ text }: Token): boolean {
  return text.length <= 2;
}

function isMonthNumber({ value }: Token): boolean {
  return value >= 1 && value <= 12;
}

function isDayNumber({ value }: Token): boolean {
  return value >= 1 && value <= 31;
}
