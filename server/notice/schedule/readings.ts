import { dayAfter, dayBefore, inWords, type Day } from "./calendar.js";
import type { Days } from "./days.js";
import type { Edge, Moment } from "./expression.js";

/** A dated reading: `startsOn` null makes it a deadline. */
export interface Reading {
  startsOn: Day | null;
  dueOn: Day;
  reading: string;
}

/** The readings of [days + edge] in a programme of that year, the one used first. */
export function readingsOf(last: Moment, edge: Edge, days: Days, year: number): Reading[] {
  const { startsOn, endsOn } = days;
  const yearEnd = `${Math.max(year, Number(endsOn.slice(0, 4)))}-12-31`;
  switch (edge) {
    case "WITHIN":
      return [{ startsOn, dueOn: endsOn, reading: `${inWords(startsOn)}至${inWords(endsOn)}` }];
    case "BY_END":
      return [until(endsOn)];
    case "EVE":
      return [until(dayBefore(startsOn))];
    case "FROM":
      return [{ startsOn, dueOn: yearEnd, reading: `${inWords(startsOn)}起` }];
    case "BEFORE":
      return deadlineReadings(last, days, year);
    case "AFTER":
      return afterReadings(last, days, yearEnd);
    case "BEGINNING":
      return beginningReadings(last, days);
    case "MIDDLE":
      return middleReadings(last, days);
  }
}

export function until(dueOn: Day): Reading {
  return { startsOn: null, dueOn, reading: `${inWords(dueOn)}为止` };
}

/**
 * 第四季度前 is before the quarter or within it; 6月前 is within the month or before it; other units are plain. A plan
 * cannot be due before its year, so 一季度前 is first read as within.
 */
function deadlineReadings(last: Moment, { startsOn, endsOn }: Days, year: number): Reading[] {
  const name = nameOf(last);
  const before = dayBefore(startsOn);
  const beforeIt = { startsOn: null, dueOn: before, reading: `${name}开始之前（${inWords(before)}为止）` };
  const withinIt = { startsOn: null, dueOn: endsOn, reading: `${name}结束之前（${inWords(endsOn)}为止）` };
  const isTooEarly = before < `${year}-01-01`;
  if (last.unit === "QUARTER") return isTooEarly ? [withinIt, beforeIt] : [beforeIt, withinIt];
  if (last.unit === "MONTH") return [withinIt, beforeIt];
  return [until(endsOn)];
}

function nameOf(moment: Moment): string {
  if (moment.unit === "QUARTER") return `第${"一二三四"[moment.quarter - 1]}季度`;
  return moment.unit === "MONTH" && moment.month ? `${moment.month}月` : "当期";
}

function afterReadings(last: Moment, { startsOn, endsOn }: Days, yearEnd: Day): Reading[] {
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

function beginningReadings(last: Moment, { startsOn }: Days): Reading[] {
  const year = Number(startsOn.slice(0, 4));
  if (last.unit === "MONTH") {
    const month = startsOn.slice(0, 8);
    return [
      { startsOn, dueOn: `${month}10`, reading: "上旬" },
      { startsOn, dueOn: `${month}05`, reading: "头五天" },
    ];
  }
  return [
    { startsOn, dueOn: `${year}-03-31`, reading: "第一季度" },
    { startsOn, dueOn: `${year}-01-31`, reading: "一月" },
  ];
}

function middleReadings(last: Moment, { startsOn }: Days): Reading[] {
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
