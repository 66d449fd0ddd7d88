/** A day as `YYYY-MM-DD`; these compare as text. */
export type Day = string;

/** The day, or null where the calendar has no such day (6月31日). */
export function dayOf(year: number, month: number, day: number): Day | null {
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

/** The quarters of `year` that the days touch; of any year where `year` is null. */
export function quartersTouched(from: Day, to: Day, year: number | null): number[] {
  const isTouched = (quarter: number) => {
    const own = year ?? Number(to.slice(0, 4));
    return from <= lastOfMonth(own, quarter * 3)! && to >= firstOfMonth(own, quarter * 3 - 2)!;
  };
  return [1, 2, 3, 4].filter(isTouched);
}

/** `2022年6月30日`, as a reader writes it. */
export function inWords(day: Day): string {
  const [year, month, date] = day.split("-").map(Number);
  return `${year}年${month}月${date}日`;
}

function addDays(day: Day, count: number): Day {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(Date.UTC(year!, month! - 1, date! + count)).toISOString().slice(0, 10);
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function pad(number: number): string {
  return String(number).padStart(2, "0");
}
