import type { Cursor } from "./cursor.js";
import type { Moment, Segment, YearReference } from "./expression.js";
import { isBareDay } from "./bare-day.js";
import { dotted } from "./dotted.js";
import { series } from "./series.js";
import { beforeWords } from "./time-start.js";
import type { Token } from "./tokens.js";
import { isYear, yearReference } from "./year-reference.js";

export const rangeSigns = ["-", "至", "到"];

export function alone(moment: Moment | null): Segment[] | null {
  return moment && [{ from: moment, to: moment }];
}

/**
 * `range := opening (- | 至 | 到) closing` where a part is finer than a month, both differ in unit, or 起 tells that it
 * is a range (`3月中旬至5月`, `3月1日起至年底`, `3月底至6月底`); `opening := moment [底|末|初|中] [起|开始]`.
 */
export function mixedRange(cursor: Cursor, opening: Segment): Segment[] | null {
  const isEnd = opening.from.unit === "MONTH" && cursor.take("底", "末") !== null;
  const isLoose = !isEnd && opening.from.unit === "MONTH" && cursor.take("初") !== null;
  const isOpened = cursor.take("起", "开始") !== null || isEnd || isLoose;
  if (!cursor.take(...rangeSigns)) return null;
  const { from } = opening;
  const to = cursor.attempt(() => closing(cursor, from));
  if (!to) return null;
  const isFine = [from, to].some(({ unit }) => unit === "DAY" || unit === "TEN_DAYS");
  if (!isFine && !isOpened && from.unit === to.unit) return null;
  return [{ from: isEnd ? monthEnd(from) : from, to }];
}

function monthEnd(moment: Moment): Moment {
  return moment.unit === "MONTH" ? { ...moment, unit: "MONTH_END" } : moment;
}

/** `closing := moment | number 日 | 中旬 | 年底 | 月底` */
function closing(cursor: Cursor, from: Moment): Moment | null {
  const found = cursor.attempt(() => moment(cursor));
  if (found) return found.to;
  if (from.unit === "DAY") {
    const day = cursor.attempt(() => dayOfMonth(cursor));
    if (day !== null) return { ...from, day };
  }
  const parts = "month" in from ? cursor.attempt(() => tenDays(cursor, from.year, from.month)) : null;
  if (parts) return parts.to;
  if (cursor.take("月") && cursor.peek()?.text.match(/^[底末]$/))
    return { unit: "MONTH", year: null, month: null };
  return cursor.take("年底", "年末", "年终") && { unit: "YEAR", year: null };
}

/** `moment := precise | quarter | month | half-year` */
export function moment(cursor: Cursor): Segment | null {
  return (
    cursor.attempt(() => precise(cursor)) ??
    cursor.attempt(() => single(series(cursor, "QUARTER", 1))) ??
    cursor.attempt(() => single(series(cursor, "MONTH", 1))) ??
    cursor.attempt(() => single(halfYears(cursor)))
  );
}

function single(segments: Segment[] | null): Segment | null {
  return segments?.length === 1 && segments[0]!.from === segments[0]!.to ? segments[0]! : null;
}

/** `precise := dotted | [year] month 月 (day [日|号] | 上旬 | 中下旬 | 上半月 | …)` */
export function precise(cursor: Cursor): Segment | null {
  const date = cursor.attempt(() => dotted(cursor));
  return date ? { from: date, to: date } : cursor.attempt(() => inMonth(cursor));
}

function inMonth(cursor: Cursor): Segment | null {
  const year = yearReference(cursor);
  const month = cursor.takeNumber(({ value }) => value <= 99);
  if (!month || !cursor.take("月", "月份")) return null;
  const day = cursor.attempt(() => dayOfMonth(cursor));
  if (day === null) return tenDays(cursor, year, month.value);
  const date: Moment = { unit: "DAY", year, month: month.value, day };
  return { from: date, to: date };
}

/** `tenDays := 上旬 | 中旬 | 下旬 | 上中旬 | 中下旬 | 上、中旬 | 上半月 | 下半月` */
function tenDays(cursor: Cursor, year: YearReference | null, month: number | null): Segment | null {
  const half = cursor.take("上半月", "下半月");
  if (half) {
    const moment: Moment = { unit: "HALF_MONTH", year, month, half: half.text === "上半月" ? 1 : 2 };
    return { from: moment, to: moment };
  }
  const first = cursor.attempt(() => partsOfMonth(cursor));
  if (!first) return null;
  const part = (number: number): Moment => ({ unit: "TEN_DAYS", year, month, part: number });
  const from = part(first.from);
  return { from, to: first.to === first.from ? from : part(first.to) };
}

const partNames = ["上旬", "中旬", "下旬"];

function partsOfMonth(cursor: Cursor): { from: number; to: number } | null {
  const pair = cursor.take("上中旬", "中下旬");
  if (pair) return pair.text === "上中旬" ? { from: 1, to: 2 } : { from: 2, to: 3 };
  const short = cursor.take("上", "中");
  const from = short ? "上中".indexOf(short.text) + 1 : partNumber(cursor.take(...partNames));
  if (from === 0) return null;
  const to = partNumber(cursor.attempt(() => cursor.take("、", "和", "及") && cursor.take(...partNames)));
  if (to > 0) return { from, to };
  return short ? null : { from, to: from };
}

/** 1 for 上旬 to 3 for 下旬; 0 for none. */
function partNumber(word: Token | null): number {
  return partNames.indexOf(word?.text ?? "") + 1;
}

/** What 号 names when it is no day: `6月1号楼封顶`. */
const numbered = new Set("楼线院桥井泵机路地店库闸标支渠段厅门公仓坝塘山点文馆站".split(""));

/** `day := number (日 | 号)`; the first of `6月1-10日` needs no 日, nor does the 15 of `6月15前` and `6月15，`. */
function dayOfMonth(cursor: Cursor): number | null {
  if (isBareDay(cursor)) return cursor.takeNumber()!.value;
  const day = cursor.takeNumber(({ value }) => value <= 99);
  if (!day) return null;
  if (cursor.take("日")) return day.value;
  if (!numbered.has(cursor.peek(1)?.text[0] ?? "") && cursor.take("号")) return day.value;
  const isRange = rangeSigns.includes(cursor.peek()?.text ?? "") && cursor.peek(1)?.kind === "number";
  return isRange && ["日", "号"].includes(cursor.peek(2)?.text ?? "") ? day.value : null;
}

/**
 * Moments without a month of their own: `bare := [当月|本月|同月] (上旬 | 中旬 | 下旬) | 月 (底 | 末 | 初) | 15日 前`, in the
 * month told before.
 */
export function withoutMonth(cursor: Cursor): Segment | null {
  const isSameMonth = cursor.take("当月", "本月", "同月") !== null;
  const parts = tenDays(cursor, null, null);
  if (parts) return parts;
  const next = cursor.peek(isSameMonth ? 0 : 1)?.text ?? "";
  if (["底", "末"].includes(next) && (isSameMonth || cursor.take("月"))) {
    const month: Moment = { unit: "MONTH", year: null, month: null };
    return { from: month, to: month };
  }
  const day = cursor.takeNumber(({ value }) => value >= 1 && value <= 31);
  if (!day || !cursor.take("日", "号") || !beforeWords.includes(cursor.peek()?.text ?? "")) return null;
  const date: Moment = { unit: "DAY", year: null, month: null, day: day.value };
  return { from: date, to: date };
}

/** `halfYears := [year] half { (、|和|-|至) half }` with `half := 上半年 | 下半年 | 前半年 | 后半年`, or `上、下半年` */
export function halfYears(cursor: Cursor): Segment[] | null {
  const year = yearReference(cursor);
  const half = (number: number): Moment => ({ unit: "HALF_YEAR", year, half: number });
  if (cursor.peek()?.text === "上" && cursor.peek(1)?.text === "、" && cursor.peek(2)?.text === "下半年") {
    cursor.at += 3;
    return [{ from: half(1), to: half(2) }];
  }
  const word = cursor.take("上半年", "前半年", "下半年", "后半年");
  if (!word) return null;
  const isFirst = /^[上前]/.test(word.text);
  const both = cursor.attempt(
    () => cursor.take("、", "和", "及", "-", "至", "到") && cursor.take("下半年", "后半年"),
  );
  return isFirst && both ? [{ from: half(1), to: half(2) }] : alone(half(isFirst ? 1 : 2));
}

/** `years := 2022[年]-2024年`, two written years. */
export function years(cursor: Cursor): Segment[] | null {
  const first = cursor.takeNumber(isYear);
  if (!first) return null;
  cursor.take("年");
  const last = cursor.take(...rangeSigns) && cursor.takeNumber(isYear);
  if (!last || !cursor.take("年") || last.value <= first.value) return null;
  const year = (value: number): Moment => ({ unit: "YEAR", year: { kind: "WRITTEN", year: value } });
  return [{ from: year(first.value), to: year(last.value) }];
}
