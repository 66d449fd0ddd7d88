import type { Moment, TimeExpression } from "./expression.js";
import type { Token } from "./tokens.js";
import { isYear } from "./year-reference.js";

const LONGEST = 11;

/**
 * A cell that holds nothing but a date as a spreadsheet shows or keeps it: `2022-06-30 00:00:00`, `6/30/2022`, `6/30`, `202206`,
 * `2022` or the serial number `44742`. What is a number elsewhere can only be a date here.
 */
export function cellDate(tokens: readonly Token[]): TimeExpression | null {
  if (
    tokens.length > LONGEST ||
    tokens.some(({ kind, text }) => kind !== "number" && !"/-.:T".includes(text))
  )
    return null;
  const numbers = tokens.filter(({ kind }) => kind === "number");
  const signs = tokens
    .filter(({ kind }) => kind !== "number")
    .map(({ text }) => text)
    .join("");
  if (numbers.some(({ digits, text }) => digits !== null || text.includes("十"))) return null;
  const moment = momentOf(numbers, signs);
  if (!moment) return null;
  const segments = [{ from: moment, to: moment }];
  return {
    kind: "CALENDAR",
    segments,
    edge: "WITHIN",
    isRough: false,
    tokens: { from: 0, to: tokens.length },
  };
}

function momentOf([first, second, third]: Token[], signs: string): Moment | null {
  if (!first || !second) return first && signs === "" ? ofOneNumber(first) : null;
  if (third && isYear(third)) return isTwoAlike.test(signs) ? dayBeforeYear(first, second, third) : null;
  if (third) return isYearFirst.test(signs) ? dayInYear(first, second, third) : null;
  const isDay = isBetween(first, 1, 12) && isBetween(second, 1, 31);
  const isPlain = signs === "/" || (second.value > 12 && (signs === "-" || signs === "."));
  return isDay && isPlain ? { unit: "DAY", year: null, month: first.value, day: second.value } : null;
}

/** Two signs alike, and those of an hour that may stand behind. */
const isYearFirst = /^([/.-])\1T?:{0,2}\.?$/;

const isTwoAlike = /^([/.-])\1$/;

/** `8/31/2022`, as spreadsheets in English show it; `31/8/2022` only where the first can be no month. */
function dayBeforeYear(first: Token, second: Token, { value: year }: Token): Moment | null {
  const [month, day] = isBetween(first, 1, 12) ? [first, second] : [second, first];
  if (!isBetween(month, 1, 12) || !isBetween(day, 1, 31)) return null;
  return { unit: "DAY", year: { kind: "WRITTEN", year }, month: month.value, day: day.value };
}

/** `22.5.31` is of this century. */
function dayInYear(first: Token, { value: month }: Token, { value: day }: Token): Moment | null {
  const isShort = /^[1-4]\d$/.test(first.text);
  if (!isShort && !isYear(first)) return null;
  return {
    unit: "DAY",
    year: { kind: "WRITTEN", year: isShort ? 2000 + first.value : first.value },
    month,
    day,
  };
}

function isBetween({ value }: Token, least: number, most: number): boolean {
  return value >= least && value <= most;
}

/** Days since 1899-12-30 of the years 2000 to 2050. */
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 55_153];

function ofOneNumber({ text, value }: Token): Moment | null {
  const year = { kind: "WRITTEN", year: Number(text.slice(0, 4)) } as const;
  if (/^(?:19|20)\d{2}$/.test(text)) return { unit: "YEAR", year };
  if (/^20\d{2}(?:0[1-9]|1[0-2])$/.test(text)) return { unit: "MONTH", year, month: Number(text.slice(4)) };
  if (text.length !== 5 || value < FIRST_SERIAL || value > LAST_SERIAL) return null;
  const date = new Date(Date.UTC(1899, 11, 30) + value * 86_400_000);
  return {
    unit: "DAY",
    year: { kind: "WRITTEN", year: date.getUTCFullYear() },
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
  };
}
