import { DateSpan } from "./comparators.js";

const dayMilliseconds = 86_400_000;

/** The day that a {@link FlexibleDate} names on `today`. Days are `YYYY-MM-DD`. */
export function dayOf(flexible: string, today: string): string {
  if (flexible === "TODAY") return today;
  const found = /^(-?)P(\d{1,4})([DWMY])$/.exec(flexible);
  if (!found) return flexible;
  const [, sign, digits, unit] = found;
  const count = Number(digits) * (sign === "-" ? -1 : 1);
  if (unit === "D") return plusDays(today, count);
  if (unit === "W") return plusDays(today, count * 7);
  return plusMonths(today, unit === "M" ? count : count * 12);
}

/** The first and last day of a {@link DateSpan} on `today`; both belong to it. */
export function spanOf(span: DateSpan, today: string): [first: string, last: string] {
  const [, which = "", unit = ""] = /^(THIS|LAST|NEXT)_(\w{4,7})$/.exec(span) ?? [];
  const by = which === "LAST" ? -1 : which === "NEXT" ? 1 : 0;
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7))];
  switch (unit) {
    case "WEEK": {
      const monday = plusDays(today, -((weekdayOf(today) + 6) % 7) + by * 7);
      return [monday, plusDays(monday, 6)];
    }
    case "MONTH":
      return months(year, month + by, 1);
    case "QUARTER":
      return months(year, Math.floor((month - 1) / 3) * 3 + 1 + by * 3, 3);
    case "YEAR":
      return months(year + by, 1, 12);
    default:
      return [today, today];
  }
}

function months(year: number, first: number, count: number): [string, string] {
  return [dayAt(year, first, 1), plusDays(dayAt(year, first + count, 1), -1)];
}

function plusDays(day: string, count: number): string {
  return written(new Date(Date.parse(day) + count * dayMilliseconds));
}

/** The same day of another month, or its last one where it has no such day. */
function plusMonths(day: string, count: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = plusDays(dayAt(year, month + count + 1, 1), -1);
  const same = dayAt(year, month + count, date);
  return same > last ? last : same;
}

/** `month` from 1, and beyond 12 or below 1 into other years. */
function dayAt(year: number, month: number, date: number): string {
  return written(new Date(Date.UTC(year, month - 1, date)));
}

/** 0 for Sunday. */
function weekdayOf(day: string): number {
  return new Date(day).getUTCDay();
}

/** Days of years beyond what calendar days can say end where those end. */
function written(date: Date): string {
  const year = date.getUTCFullYear();
  if (year < 1) return "0001-01-01";
  return year > 9999 ? "9999-12-31" : date.toISOString().slice(0, 10);
}
