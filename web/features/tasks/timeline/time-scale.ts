const dayMilliseconds = 86_400_000;

/** Days since 1970, for counting with. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMilliseconds);
}

/** The day with this number, as `YYYY-MM-DD`. */
export function dayAt(number: number): string {
  return new Date(number * dayMilliseconds).toISOString().slice(0, 10);
}

/** A stretch of days, both ends in it, as numbers. */
export interface Stretch {
  first: number;
  last: number;
}

/** A month or a quarter on the scale. */
export interface Unit extends Stretch {
  year: number;
  /** Of the year, counted from 1. */
  number: number;
}

export type Zoom = "YEAR" | "HALF" | "QUARTER";

/** How many months the window shows. */
const monthsShown: Readonly<Record<Zoom, number>> = { YEAR: 12, HALF: 6, QUARTER: 3 };

/** How many days the window shows. */
export const daysShown: Readonly<Record<Zoom, number>> = { YEAR: 365, HALF: 184, QUARTER: 92 };

/** The programme's year and all of some days, in whole quarters. */
export function rangeOf(days: readonly string[], year: number): Stretch {
  let [from, to] = [`${year}-01-01`, `${year}-12-31`];
  for (const day of days) {
    if (day < from) from = day;
    if (day > to) to = day;
  }
  return { first: unitAt(from, 3).first, last: unitAt(to, 3).last };
}

export function quartersIn(range: Stretch): Unit[] {
  return unitsIn(range, 3);
}

export function monthsIn(range: Stretch): Unit[] {
  return unitsIn(range, 1);
}

/** Where the window is to begin: with the year, half or quarter of a day. */
export function windowStart(day: string, zoom: Zoom): number {
  return unitAt(day, monthsShown[zoom]).first;
}

function unitsIn({ first, last }: Stretch, months: number): Unit[] {
  const units: Unit[] = [];
  for (let at = first; at <= last; at = (units.at(-1)?.last ?? last) + 1)
    units.push(unitAt(dayAt(at), months));
  return units;
}

/** The unit of so many months that a day lies in. */
function unitAt(day: string, months: number): Unit {
  const [year = 0, month = 1] = day.split("-").map(Number);
  const number = Math.ceil(month / months);
  const start = (months: number) => Date.UTC(year, months, 1) / dayMilliseconds;
  return { year, number, first: start((number - 1) * months), last: start(number * months) - 1 };
}

/** The first or the last day of the month nearest to a day. */
export function nearestMonthEdge(number: number, edge: "first" | "last"): number {
  const own = unitAt(dayAt(number), 1);
  const before = unitAt(dayAt(own.first - 1), 1);
  const after = unitAt(dayAt(own.last + 1), 1);
  const edges = [before, own, after].map((month) => month[edge]);
  return edges.reduce((best, found) => (Math.abs(found - number) < Math.abs(best - number) ? found : best));
}
