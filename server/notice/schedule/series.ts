import type { Cursor } from "./cursor.js";
import type { Moment, Segment, YearReference } from "./expression.js";
import { isBareDay } from "./bare-day.js";
import { isYear, yearReference } from "./year-reference.js";

type SeriesUnit = "QUARTER" | "MONTH";
interface Item {
  year: YearReference | null;
  numbers: number[];
  hasUnit: boolean;
  /** Joined to the item before by a range sign. */
  isRangeEnd: boolean;
}

const unitWords: Record<SeriesUnit, string[]> = { QUARTER: ["季度"], MONTH: ["月", "月份"] };
const LONGEST = 12;

/**
 * Quarters or months, listed or in a range: `第二、三、四季度`, `二三季度`, `1-3月`, `2021年11月—2022年4月`.
 *
 * `series := 前 n 季度 | 后 n 个月 | Q n | item { join item }` · `item := [year] [第] number [unit]` · `join := 、 | 和 | 与 | 及 | - | 至 | 到`
 *
 * An item without a unit takes the unit of one that follows; items behind the last unit are not part of it.
 */
export function series(cursor: Cursor, unit: SeriesUnit, longest: number = LONGEST): Segment[] | null {
  const items: Item[] = [];
  let complete = { count: 0, at: cursor.at };
  for (let isRangeEnd = false; items.length < longest;) {
    const item = cursor.attempt(() => seriesItem(cursor, unit, isRangeEnd));
    if (!item) break;
    items.push(item);
    if (item.hasUnit) complete = { count: items.length, at: cursor.at };
    if (items.length === longest) break;
    const range = cursor.take("-", "至", "到");
    if (!range && !cursor.take("、", "和", "与", "及", "以及", unit === "QUARTER" ? "/" : "、")) break;
    isRangeEnd = range !== null;
  }
  cursor.at = complete.at;
  return complete.count === 0 ? null : segmentsOf(items.slice(0, complete.count), unit);
}

function seriesItem(cursor: Cursor, unit: SeriesUnit, isRangeEnd: boolean): Item | null {
  const year = yearReference(cursor) ?? yearBeforeQ(cursor);
  const numbers = unit === "QUARTER" ? quarterNumbers(cursor) : monthNumbers(cursor);
  if (!numbers) return null;
  const hasUnit = numbers.isComplete || cursor.take(...unitWords[unit]) !== null;
  return hasUnit && isFiner(cursor) ? null : { year, numbers: numbers.list, hasUnit, isRangeEnd };
}

/** A month that goes on to a day or ten days is no item: `7月、8月15日前` is two times. */
function isFiner(cursor: Cursor): boolean {
  const [next, unit] = [cursor.peek(), cursor.peek(1)];
  if (["上旬", "中旬", "下旬", "上中旬", "中下旬"].includes(next?.text ?? "")) return true;
  return (next?.kind === "number" && unit?.text === "日") || isBareDay(cursor);
}

/** `2023Q1` has no 年. */
function yearBeforeQ(cursor: Cursor): YearReference | null {
  const isBeforeQ = /^q$/i.test(cursor.peek(1)?.text ?? "");
  const year = isBeforeQ ? cursor.takeNumber(isYear) : null;
  return year && { kind: "WRITTEN", year: year.value };
}

/** `前三季度 | 后两个季度 | 首季度 | Q1 | 第一 | 一 | 二三 | 第4季 | 二季` */
function quarterNumbers(cursor: Cursor): { list: number[]; isComplete: boolean } | null {
  if (cursor.take("首季度")) return { list: [1], isComplete: true };
  if (cursor.take("Q", "q")) return asList(cursor.takeNumber(({ value }) => value <= 9)?.value, true);
  const isHead = beginsClause(cursor);
  const few = cursor.take("前", "后")?.text;
  const hasOrdinal = cursor.take("第") !== null;
  const number = cursor.takeNumber(({ value }) => value <= 99);
  if (!number) return null;
  if (few)
    return cursor.take("个季度", "季度") && number.value < 4
      ? { list: outOf(4, few, number.value), isComplete: true }
      : null;
  const isSeason = !hasOrdinal && (!isHead || /^[一稻晚早服]$/.test(cursor.peek(1)?.text ?? ""));
  const isComplete = !isSeason && number.value <= 4 && cursor.take("季") !== null;
  return { list: number.digits ?? [number.value], isComplete };
}

/** `元 | 11 | 十一 | 三四 | 前三个月 | 后4个月` */
function monthNumbers(cursor: Cursor): { list: number[]; isComplete: boolean } | null {
  if (cursor.take("元")) return { list: [1], isComplete: false };
  const isHead = beginsClause(cursor);
  const few = cursor.take("前", "后")?.text;
  if (few) {
    const count = isHead ? cursor.takeNumber(({ value }) => value > 1 && value < 12) : null;
    const isPart =
      count && cursor.take("个月") && !["内", "以内", "之内"].includes(cursor.peek()?.text ?? "");
    return isPart ? { list: outOf(12, few, count.value), isComplete: true } : null;
  }
  const number = cursor.takeNumber(({ value }) => value <= 99);
  if (!number) return null;
  const isRow = number.digits !== null && !number.digits.includes(0);
  return { list: isRow ? number.digits! : [number.value], isComplete: false };
}

/** `monthsOfQuarter := quarter (前 | 后) n 个月 | quarter 第 n 个月 | quarter (首 | 末) 月` */
export function monthsOfQuarter(cursor: Cursor): Segment[] | null {
  const moment = series(cursor, "QUARTER", 1)?.[0]?.from;
  const range = moment?.unit === "QUARTER" ? rangeInQuarter(cursor) : null;
  if (moment?.unit !== "QUARTER" || !range) return null;
  const [from, to] = range.map((number) => momentOf("MONTH", moment.quarter * 3 - 3 + number, moment.year));
  return [{ from: from!, to: range[0] === range[1] ? from! : to! }];
}

/** The first and the last of a quarter's months. */
function rangeInQuarter(cursor: Cursor): [number, number] | null {
  const end = ["首", "末"].indexOf(cursor.peek()?.text ?? "");
  if (end >= 0 && cursor.peek(1)?.text === "月") {
    cursor.at += 2;
    return end === 0 ? [1, 1] : [3, 3];
  }
  const word = cursor.take("前", "后", "第")?.text;
  const number = word && cursor.takeNumber(({ value }) => value >= 1 && value <= 3);
  if (!number || !cursor.take("个月")) return null;
  if (word === "第") return [number.value, number.value];
  return word === "前" ? [1, number.value] : [4 - number.value, 3];
}

function asList(
  number: number | undefined,
  isComplete: boolean,
): { list: number[]; isComplete: boolean } | null {
  return number === undefined ? null : { list: [number], isComplete };
}

/** 后3个月 is the last of the year only there; behind words it counts from these (合同签订后3个月内). */
function beginsClause(cursor: Cursor): boolean {
  const previous = cursor.peek(-1);
  return !previous || previous.kind === "break" || ":([【、".includes(previous.text);
}

/** The first (前) or last (后) few of so many quarters or months. */
function outOf(all: number, few: string, count: number): number[] {
  const first = few === "前" ? 1 : all - count + 1;
  return Array.from({ length: count }, (_, index) => first + index);
}

function segmentsOf(items: Item[], unit: SeriesUnit): Segment[] {
  const segments: Segment[] = [];
  let year: YearReference | null = null;
  for (const item of items) {
    year = item.year ?? year;
    const moments = item.numbers.map((number) => momentOf(unit, number, year));
    const [first, ...rest] = moments;
    const last = segments.at(-1);
    if (item.isRangeEnd && last) last.to = first!;
    else segments.push({ from: first!, to: first! });
    segments.push(...rest.map((moment) => ({ from: moment, to: moment })));
  }
  return segments;
}

function momentOf(unit: SeriesUnit, number: number, year: YearReference | null): Moment {
  return unit === "QUARTER" ? { unit, year, quarter: number } : { unit, year, month: number };
}
