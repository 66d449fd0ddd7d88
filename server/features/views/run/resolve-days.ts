import { durationOf } from "../filter-language/filter-days.js";

/** A day of a filter as a calendar day: `TODAY` and spans such as `P10D` are counted from `today`. */
export function resolveDay(day: string, today: string): string {
  if (day === "TODAY") return today;
  const duration = durationOf(day);
  if (!duration) return day;
  const { count, unit } = duration;
  if (unit === "D" || unit === "W") return shifted(today, count * (unit === "W" ? 7 : 1));
  return monthsLater(today, count * (unit === "Y" ? 12 : 1));
}

/** The first and last day of a span such as `THIS_QUARTER`, around `today`. */
export function resolveSpan(span: string, today: string): { first: string; last: string } {
  if (span === "TODAY") return { first: today, last: today };
  const [which, unit] = span.split("_");
  const step = which === "LAST" ? -1 : which === "NEXT" ? 1 : 0;
  if (unit === "WEEK") {
    const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
    const monday = shifted(today, step * 7 - weekday);
    return { first: monday, last: shifted(monday, 6) };
  }
  const months = unit === "MONTH" ? 1 : unit === "QUARTER" ? 3 : 12;
  const [year, month] = today.split("-").map(Number) as [number, number];
  const begins = Math.floor((month - 1) / months) * months + step * months;
  return { first: dayOf(year, begins, 1), last: dayOf(year, begins + months, 0) };
}

function shifted(day: string, days: number): string {
  return clamped(new Date(Date.parse(day) + days * 86_400_000));
}

/** The same day of another month, or its last one where it is shorter. */
function monthsLater(day: string, months: number): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const last = Number(dayOf(year, month + months, 0).slice(8));
  return dayOf(year, month - 1 + months, Math.min(date, last));
}

function dayOf(year: number, month: number, date: number): string {
  const day = new Date(0);
  day.setUTCFullYear(year, month, date);
  return clamped(day);
}

/** Years have four digits: what lies beyond is as far as they go. */
function clamped(day: Date): string {
  const year = day.getUTCFullYear();
  if (year > 9999) return "9999-12-31";
  return year < 1 ? "0001-01-01" : day.toISOString().slice(0, 10);
}
