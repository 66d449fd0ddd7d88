import type { Choice, PeriodKind, Precision } from "../notice.js";
import {
  dayAfter,
  dayBefore,
  dayOf,
  firstOfMonth,
  inWords,
  lastOfMonth,
  quartersTouched,
  type Day,
} from "./calendar.js";
import { daysOf, deadlinesBefore, isLocal } from "./events.js";
import type { Edge, Moment, Segment, TimeExpression, YearReference } from "./expression.js";

/** What the dates of an expression depend on besides its own words. */
export interface PeriodContext {
  /** The programme's year. */
  year: number;
  /** The year carried on from the expression before. */
  inheritedYear: number;
  issuedOn: Day | null;
}

export interface Period {
  startsOn: Day | null;
  dueOn: Day | null;
  quarters: number[];
  kind: PeriodKind;
  precision: Precision;
  /** Empty unless there is more than one reading. */
  choices: Choice[];
  needsReview: boolean;
  /** The words name a date that does not exist. */
  isImpossible: boolean;
}

/** A dated reading: `startsOn` null makes it a deadline. */
interface Reading {
  startsOn: Day | null;
  dueOn: Day;
  reading: string;
}

/** The dates of a time expression, by the reading conventions. */
export function periodOf(expression: TimeExpression, context: PeriodContext): Period {
  switch (expression.kind) {
    case "CALENDAR":
      return calendarPeriod(expression.segments, expression.edge, context);
    case "EVENT":
      return eventPeriod(expression, context);
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
function calendarPeriod(segments: Segment[], edge: Edge, context: PeriodContext): Period {
  const dated = segments.map((segment) => datedSegment(segment, context));
  const precision = precisionOf(segments.at(-1)!.to);
  const first = dated[0];
  const last = dated.at(-1);
  if (!first || !last || dated.some((segment) => segment === null)) return impossible(precision);
  const isBackward = last.endsOn < first.startsOn;
  const endsOn = isBackward ? oneYearLater(last.endsOn) : last.endsOn;
  const isRange = segments.some(({ from, to }) => from !== to);
  const days = { startsOn: first.startsOn, endsOn };
  const readings = readingsOf(segments.at(-1)!.to, isRange ? "WITHIN" : edge, days, context);
  const result = period(readings, precision, context.year);
  const isQuarterList = edge === "WITHIN" && precision === "QUARTER" && segments.length > 1;
  const quarters = isQuarterList ? quartersOf(dated as DatedSegment[], context.year) : result.quarters;
  return { ...result, quarters, needsReview: result.needsReview || isBackward };
}

/** The readings of [days + edge], the one used first. */
function readingsOf(last: Moment, edge: Edge, days: DatedSegment, { year }: PeriodContext): Reading[] {
  const { startsOn, endsOn } = days;
  const untilEnd: Reading = { startsOn: null, dueOn: endsOn, reading: `${inWords(endsOn)}为止` };
  const yearEnd = `${Math.max(year, Number(endsOn.slice(0, 4)))}-12-31`;
  switch (edge) {
    case "WITHIN":
      return [{ startsOn, dueOn: endsOn, reading: `${inWords(startsOn)}至${inWords(endsOn)}` }];
    case "BY_END":
      return [untilEnd];
    case "FROM":
      return [{ startsOn, dueOn: yearEnd, reading: `${inWords(startsOn)}起` }];
    case "BEFORE":
      return deadlineReadings(last, days);
    case "AFTER":
      return afterReadings(last, days, yearEnd);
    case "BEGINNING":
      return beginningReadings(last, days);
    case "MIDDLE":
      return middleReadings(last, days);
  }
}

/** 第四季度前 is before the quarter or within it; 6月前 is within the month or before it; other units are plain. */
function deadlineReadings(last: Moment, { startsOn, endsOn }: DatedSegment): Reading[] {
  const name = nameOf(last);
  const before = dayBefore(startsOn);
  const beforeIt = { startsOn: null, dueOn: before, reading: `${name}开始之前（${inWords(before)}为止）` };
  const withinIt = { startsOn: null, dueOn: endsOn, reading: `${name}结束之前（${inWords(endsOn)}为止）` };
  if (last.unit === "QUARTER") return [beforeIt, withinIt];
  if (last.unit === "MONTH") return [withinIt, beforeIt];
  return [{ startsOn: null, dueOn: endsOn, reading: `${inWords(endsOn)}为止` }];
}

function nameOf(moment: Moment): string {
  if (moment.unit === "QUARTER") return `第${"一二三四"[moment.quarter - 1]}季度`;
  return moment.unit === "MONTH" ? `${moment.month}月` : "当期";
}

function afterReadings(last: Moment, { startsOn, endsOn }: DatedSegment, yearEnd: Day): Reading[] {
  const next = dayAfter(endsOn);
  const dueOn = next > yearEnd ? endsOn : yearEnd;
  const fromEnd = {
    startsOn: next > yearEnd ? endsOn : next,
    dueOn,
    reading: `${nameOf(last)}过后开始（${inWords(next)}起）`,
  };
  if (last.unit === "DAY") return [fromEnd];
  return [fromEnd, { startsOn, dueOn, reading: `${nameOf(last)}内就开始（${inWords(startsOn)}起）` }];
}

function beginningReadings(last: Moment, { startsOn }: DatedSegment): Reading[] {
  const year = Number(startsOn.slice(0, 4));
  if (last.unit === "MONTH") {
    const tenth = `${startsOn.slice(0, 8)}10`;
    const fifth = `${startsOn.slice(0, 8)}05`;
    return [
      { startsOn, dueOn: tenth, reading: "上旬" },
      { startsOn, dueOn: fifth, reading: "头五天" },
    ];
  }
  return [
    { startsOn, dueOn: `${year}-03-31`, reading: "第一季度" },
    { startsOn, dueOn: `${year}-01-31`, reading: "一月" },
  ];
}

function middleReadings(last: Moment, { startsOn }: DatedSegment): Reading[] {
  const year = Number(startsOn.slice(0, 4));
  if (last.unit === "MONTH") {
    const month = startsOn.slice(0, 8);
    return [
      { startsOn: null, dueOn: `${month}15`, reading: "15日为止" },
      { startsOn: `${month}11`, dueOn: `${month}20`, reading: "中旬" },
    ];
  }
  return [
    { startsOn: null, dueOn: `${year}-06-30`, reading: "6月30日为止" },
    { startsOn: `${year}-06-01`, dueOn: `${year}-07-31`, reading: "6月和7月" },
  ];
}

function eventPeriod(expression: TimeExpression & { kind: "EVENT" }, context: PeriodContext): Period {
  const { event, before } = expression;
  const year = expression.year ? yearOf(expression.year, context) : context.year;
  const days = daysOf(event, year);
  const readings: Reading[] = before
    ? deadlinesBefore(event, year, expression.year ? null : context.issuedOn).map(({ endsOn, reading }) => ({
        startsOn: null,
        dueOn: endsOn,
        reading: `${reading}（${inWords(endsOn)}为止）`,
      }))
    : days
      ? [{ startsOn: days.startsOn, dueOn: days.endsOn, reading: days.reading }]
      : [];
  if (readings.length === 0) return { ...impossible("DAY"), isImpossible: false };
  const result = period(readings, before ? "DAY" : "MONTH", context.year);
  return { ...result, needsReview: result.needsReview || isLocal(event) };
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
    isImpossible: false,
  };
}

function impossible(precision: Precision): Period {
  const nothing = { startsOn: null, dueOn: null, quarters: [], choices: [] };
  return { ...nothing, kind: "SPAN", precision, needsReview: true, isImpossible: true };
}

interface DatedSegment {
  startsOn: Day;
  endsOn: Day;
}

function datedSegment({ from, to }: Segment, context: PeriodContext): DatedSegment | null {
  const startsOn = firstDay(from, context);
  const endsOn = lastDay(to.year || !from.year ? to : { ...to, year: from.year }, context);
  return startsOn && endsOn ? { startsOn, endsOn } : null;
}

function firstDay(moment: Moment, context: PeriodContext): Day | null {
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
    case "TEN_DAYS":
      return dayOf(year, moment.month, moment.part * 10 - 9);
    case "DAY":
      return dayOf(year, moment.month, moment.day);
  }
}

function lastDay(moment: Moment, context: PeriodContext): Day | null {
  const year = yearOf(moment.year, context);
  switch (moment.unit) {
    case "YEAR":
      return lastOfMonth(year, 12);
    case "HALF_YEAR":
      return lastOfMonth(year, moment.half * 6);
    case "QUARTER":
      return lastOfMonth(year, moment.quarter * 3);
    case "MONTH":
      return lastOfMonth(year, moment.month);
    case "TEN_DAYS":
      return moment.part === 3
        ? lastOfMonth(year, moment.month)
        : dayOf(year, moment.month, moment.part * 10);
    case "DAY":
      return dayOf(year, moment.month, moment.day);
  }
}

function yearOf(reference: YearReference | null, { year, inheritedYear }: PeriodContext): number {
  if (!reference) return inheritedYear;
  return reference.kind === "WRITTEN" ? reference.year : year + reference.offset;
}

function quartersOf(segments: DatedSegment[], year: number): number[] {
  const touched = segments.flatMap(({ startsOn, endsOn }) => quartersTouched(startsOn, endsOn, year));
  return [...new Set(touched)].sort((a, b) => a - b);
}

function oneYearLater(day: Day): Day {
  const [year, rest] = [Number(day.slice(0, 4)), day.slice(4)];
  return rest === "-02-29" ? `${year + 1}-02-28` : `${year + 1}${rest}`;
}

function precisionOf({ unit }: Moment): Precision {
  return unit;
}
