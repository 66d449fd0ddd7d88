import { dayAfter, inWords, type Day } from "./calendar.js";
import { yearOf, type PeriodContext } from "./days.js";
import { daysOf, deadlinesBefore, festivalIn, type EventReading } from "./events.js";
import type { TimeExpression } from "./expression.js";
import type { Reading } from "./readings.js";

type EventExpression = TimeExpression & { kind: "EVENT" };

/** The readings of a festival or season, the one used first; empty where its days are not known. */
export function eventReadings(expression: EventExpression, context: PeriodContext): Reading[] {
  const { events, side } = expression;
  if (side === "BEFORE") {
    const deadlines = events
      .toReversed()
      .map((event) => deadlinesBefore(event, yearBefore(event, expression, context)));
    return inOrder(deadlines.flat(), context).map(({ endsOn, reading }) => ({
      startsOn: null,
      dueOn: endsOn,
      reading: `${reading}（${inWords(endsOn)}为止）`,
    }));
  }
  const spans = spansOf(expression, context);
  if (side === "DURING")
    return spans.map(({ startsOn, endsOn, reading }) => ({ startsOn, dueOn: endsOn, reading }));
  return spans.map(({ endsOn, reading }) => after(dayAfter(endsOn), reading, context.year));
}

/** 年前 of a plan issued after the Spring Festival, or nobody knows when, is rather before the year's end. */
function inOrder(deadlines: EventReading[], { year, issuedOn }: PeriodContext): EventReading[] {
  const [first, second, ...others] = deadlines;
  const isNewYear = second?.endsOn === `${year}-12-31` && others.length === 0;
  return isNewYear && (issuedOn === null || issuedOn > first!.endsOn) ? [second, first!] : deadlines;
}

function after(startsOn: Day, reading: string, year: number): Reading {
  const last = Math.max(year, Number(startsOn.slice(0, 4)));
  return { startsOn, dueOn: `${last}-12-31`, reading: `${reading}过后（${inWords(startsOn)}起）` };
}

/** Several festivals (元旦、春节期间) are one span from the first to the last. */
function spansOf({ events, year }: EventExpression, context: PeriodContext): EventReading[] {
  const own = yearOf(year, { ...context, inheritedYear: context.year });
  const [first, ...others] = events.map((event) => daysOf(event, own));
  const isKnown = others.every((readings) => readings.length > 0);
  return !isKnown
    ? []
    : (first ?? []).map((reading) => others.map((readings) => readings[0]!).reduce(joined, reading));
}

function joined(one: EventReading, other: EventReading): EventReading {
  return {
    startsOn: one.startsOn < other.startsOn ? one.startsOn : other.startsOn,
    endsOn: one.endsOn > other.endsOn ? one.endsOn : other.endsOn,
    reading: `${one.reading}、${other.reading}`,
  };
}

/** 元旦前 is before the next year's; so is 春节前 in a plan issued after the festival. */
function yearBefore(event: string, { year }: EventExpression, context: PeriodContext): number {
  if (year) return yearOf(year, context);
  if (event === "元旦") return context.year + 1;
  const isWinter = event === "春节" || event === "元宵";
  const day = isWinter ? festivalIn(event, context.year) : null;
  const isOver = day !== null && context.issuedOn !== null && context.issuedOn >= day;
  return isOver ? context.year + 1 : context.year;
}
