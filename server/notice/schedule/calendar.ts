/** A day as `YYYY-MM-DD`; these compare as text. */
export type Day = string;

/** The day, or null where the calendar has no such day (6月31日) or a figure is none (2〇24年). */
export function dayOf(year: number, month: number, day: number): Day | null {
  if (![year, month, day].every(Number.isInteger)) return null;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`;
}

export function firstOfMonth(year: number, month: number): Day | null {
  return dayOf(year, month, 1);
}

export function lastOfMonth(year: number, month: number): Day | null {
  return dayOf(year, month, daysInMonth(year, month));
}

export function dayBefore(day: Day): Day {
  return addDays(day, -1);
}

export function dayAfter(day: Day): Day {
  return addDays(day, 1);
}

/** The quarters of `year` that the days touch; of the last day's year where `year` is null. */
export function quartersTouched(from: Day, to: Day, year: number | null): number[] {
  const own = year ?? Number(to.slice(0, 4));
  const [first, last] = [quarterCount(from) - own * 4, quarterCount(to) - own * 4];
  return [1, 2, 3, 4].filter((quarter) => quarter >= first && quarter <= last);
}

/** Quarters since the year 0, so that the first quarter of a year is `year * 4 + 1`. */
function quarterCount(day: Day): number {
  return Number(day.slice(0, 4)) * 4 + Math.ceil(Number(day.slice(5, 7)) / 3);
}

/** `2022年6月30日`, as a reader writes it. */
export function inWords(day: Day): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

export function addDays(day: Day, count: number): Day {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(Date.UTC(year!, month! - 1, date! + count)).toISOString().slice(0, 10);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
