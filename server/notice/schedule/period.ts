import type { Choice, PeriodKind, Precision } from "../notice.js";
import { inWords, quartersTouched, type Day } from "./calendar.js";
import { daysOfSegment, lastDayOf, type Days, type PeriodContext } from "./days.js";
import { eventReadings } from "./event-readings.js";
import { isLocal } from "./events.js";
import type { Edge, Moment, Segment, TimeExpression } from "./expression.js";
import { readingsOf, type Reading } from "./readings.js";

export interface Period {
  startsOn: Day | null;
  dueOn: Day | null;
  quarters: number[];
  kind: PeriodKind;
  precision: Precision;
  /** Empty unless there is more than one reading. */
  choices: Choice[];
  needsReview: boolean;
  /** The words leave the day open (年初, 汛期前, 左右): the likeliest is used. */
  isLoose: boolean;
  /** The words name a date that does not exist. */
  isImpossible: boolean;
}

type Calendar = TimeExpression & { kind: "CALENDAR" };

/** The dates of a time expression, by the reading conventions. */
export function periodOf(expression: TimeExpression, context: PeriodContext): Period {
  switch (expression.kind) {
    case "CALENDAR":
      return calendarPeriod(expression, context);
    case "EVENT":
      return eventPeriod(expression, context);
    case "SINCE_ISSUE":
      return sinceIssue(expression.until, context);
    case "RECURRING":
    case "WHOLE_YEAR":
      return wholeYear(context.year);
  }
}

/** 1 January to 31 December. */
export function wholeYear(year: number): Period {
  const { startsOn, dueOn } = { startsOn: `${year}-01-01`, dueOn: `${year}-12-31` };
  return period([{ startsOn, dueOn, reading: "全年" }], "YEAR", year);
}

/** A range states its start, so `3月中旬至5月底前` is a span and no deadline. */
function calendarPeriod({ segments, edge, isRough }: Calendar, context: PeriodContext): Period {
  const last = segments.at(-1)!.to;
  const days = segments.flatMap((segment) => daysOfSegment(segment, context) ?? []);
  if (days.length < segments.length) return impossible(precisionOf(last));
  const ownEdge = segments.some(isRange) ? "WITHIN" : edge;
  const { days: whole, isBackward } = fromFirstToLast(days, ownEdge);
  const readings = readingsOf(last, ownEdge, whole, context.year);
  const result = period(readings, precisionOf(last), context.year);
  const isList = edge === "WITHIN" && segments.length > 1;
  const isLoose = isRough || ownEdge === "BEGINNING" || ownEdge === "MIDDLE";
  const isUnsure = isBackward || isRough || segments[0]!.from.unit === "MONTH_END";
  return {
    ...result,
    quarters: isList ? quartersOf(days, context.year) : result.quarters,
    needsReview: result.needsReview || isUnsure,
    isLoose,
  };
}

/** 中下旬 runs over two parts of a month, but it is one unit: with 前 it is a deadline. */
function isRange({ from, to }: Segment): boolean {
  const isOneUnit = from.unit === "TEN_DAYS" && to.unit === "TEN_DAYS" && from.month === to.month;
  return from !== to && !isOneUnit;
}

/** What stands before or after a list is before or after its last. An end before the beginning is next year's. */
function fromFirstToLast(days: Days[], edge: Edge): { days: Days; isBackward: boolean } {
  const isSpan = edge === "WITHIN" || edge === "FROM";
  const { startsOn } = isSpan ? days[0]! : days.at(-1)!;
  const { endsOn } = days.at(-1)!;
  const isBackward = endsOn < startsOn;
  return { days: { startsOn, endsOn: isBackward ? oneYearLater(endsOn) : endsOn }, isBackward };
}

function eventPeriod(expression: TimeExpression & { kind: "EVENT" }, context: PeriodContext): Period {
  const { events, side } = expression;
  const readings = eventReadings(expression, context);
  if (readings.length === 0) return { ...impossible("DAY"), isImpossible: false };
  const result = period(readings, side === "BEFORE" ? "DAY" : "MONTH", context.year);
  const isVague = side === "AFTER" || (side === "DURING" && !events.includes("暑假"));
  const isLoose = isVague || events.some(isLocal);
  return { ...result, needsReview: result.needsReview || isLoose, isLoose };
}

/** From the day of issue; where that is not known, a deadline (or the year, for a person to confirm). */
function sinceIssue(until: Moment | null, context: PeriodContext): Period {
  const { issuedOn, year } = context;
  const dueOn = until ? lastDayOf(until, context) : `${year}-12-31`;
  if (!dueOn) return impossible("DAY");
  const startsOn = issuedOn ?? (until ? null : `${year}-01-01`);
  const reading = startsOn ? `${inWords(startsOn)}至${inWords(dueOn)}` : `${inWords(dueOn)}为止`;
  const result = period([{ startsOn, dueOn, reading }], "DAY", year);
  return { ...result, needsReview: issuedOn === null };
}

function period(readings: Reading[], precision: Precision, year: number): Period {
  const choices = readings.map(({ startsOn, dueOn, reading }) => ({
    startsOn,
    dueOn,
    quarters: quartersTouched(startsOn ?? dueOn, dueOn, year),
    reading,
  }));
  const { startsOn, dueOn, quarters } = choices[0]!;
  const isAmbiguous = choices.length > 1;
  return {
    startsOn,
    dueOn,
    quarters,
    kind: startsOn === null ? "DEADLINE" : "SPAN",
    precision,
    choices: isAmbiguous ? choices : [],
    needsReview: isAmbiguous,
    isLoose: false,
    isImpossible: false,
  };
}

function impossible(precision: Precision): Period {
  const nothing = { startsOn: null, dueOn: null, quarters: [], choices: [] };
  return { ...nothing, kind: "SPAN", precision, needsReview: true, isLoose: false, isImpossible: true };
}

function quartersOf(segments: Days[], year: number): number[] {
  const touched = segments.flatMap(({ startsOn, endsOn }) => quartersTouched(startsOn, endsOn, year));
  return [...new Set(touched)].sort((a, b) => a - b);
}

function oneYearLater(day: Day): Day {
  const [year, rest] = [Number(day.slice(0, 4)), day.slice(4)];
  return rest === "-02-29" ? `${year + 1}-02-28` : `${year + 1}${rest}`;
}

function precisionOf({ unit }: Moment): Precision {
  if (unit === "MONTH_END") return "DAY";
  return unit === "HALF_MONTH" ? "TEN_DAYS" : unit;
}
