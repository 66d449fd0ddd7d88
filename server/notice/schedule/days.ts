import { dayOf, firstOfMonth, lastOfMonth, type Day } from "./calendar.js";
import type { Moment, Segment, YearReference } from "./expression.js";

/** What the dates of an expression depend on besides its own words. */
export interface PeriodContext {
  /** The programme's year. */
  year: number;
  /** The year carried on from the expression before. */
  inheritedYear: number;
  /** The month carried on from the expression before; null where none was told. */
  inheritedMonth: number | null;
  issuedOn: Day | null;
}

export interface Days {
  startsOn: Day;
  endsOn: Day;
}

/** First and last day of a segment; null where the calendar has no such days. */
export function daysOfSegment({ from, to }: Segment, context: PeriodContext): Days | null {
  const startsOn = firstDay(withMonth(from, context.inheritedMonth), context);
  const closing = withMonth(
    to,
    "month" in from ? (from.month ?? context.inheritedMonth) : context.inheritedMonth,
  );
  const endsOn = lastDay(closing.year || !from.year ? closing : { ...closing, year: from.year }, context);
  return startsOn && endsOn ? { startsOn, endsOn } : null;
}

/** The last day of a moment that closes a range without a segment (即日起至6月底). */
export function lastDayOf(moment: Moment, context: PeriodContext): Day | null {
  return lastDay(withMonth(moment, context.inheritedMonth), context);
}

type Told =
  Exclude<Moment, { month: number | null }> | (Extract<Moment, { month: number | null }> & { month: number });

/** Month 0 stands for a month never told: the calendar has none. */
function withMonth(moment: Moment, month: number | null): Told {
  return ("month" in moment ? { ...moment, month: moment.month ?? month ?? 0 } : moment) as Told;
}

function firstDay(moment: Told, context: PeriodContext): Day | null {
  const year = yearOf(moment.year, context);
  switch (moment.unit) {
    case "YEAR":
      return firstOfMonth(year, 1);
    case "HALF_YEAR":
      return firstOfMonth(year, moment.half * 6 - 5);
    case "QUARTER":
      return firstOfMonth(year, moment.quarter * 3 - 2);
    case "MONTH":
      return firstOfMonth(year, moment.month);
    case "MONTH_END":
      return lastOfMonth(year, moment.month);
    case "HALF_MONTH":
      return dayOf(year, moment.month, moment.half === 1 ? 1 : 16);
    case "TEN_DAYS":
      return dayOf(year, moment.month, moment.part * 10 - 9);
    case "DAY":
      return dayOf(year, moment.month, moment.day);
  }
}

function lastDay(moment: Told, context: PeriodContext): Day | null {
  const year = yearOf(moment.year, context);
  switch (moment.unit) {
    case "YEAR":
      return lastOfMonth(year, 12);
    case "HALF_YEAR":
      return lastOfMonth(year, moment.half * 6);
    case "QUARTER":
      return lastOfMonth(year, moment.quarter * 3);
    case "MONTH":
    case "MONTH_END":
      return lastOfMonth(year, moment.month);
    case "HALF_MONTH":
      return moment.half === 1 ? dayOf(year, moment.month, 15) : lastOfMonth(year, moment.month);
    case "TEN_DAYS":
      return moment.part === 3
        ? lastOfMonth(year, moment.month)
        : dayOf(year, moment.month, moment.part * 10);
    case "DAY":
      return dayOf(year, moment.month, moment.day);
  }
}

export function yearOf(reference: YearReference | null, { year, inheritedYear }: PeriodContext): number {
  if (!reference) return inheritedYear;
  return reference.kind === "WRITTEN" ? reference.year : year + reference.offset;
}
