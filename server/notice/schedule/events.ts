import { dayBefore, type Day } from "./calendar.js";

/** One dated reading of a named day or season: its first and last day, and the reading in words. */
export interface EventReading {
  startsOn: Day;
  endsOn: Day;
  reading: string;
}

/** Festivals that fall on another day each year (the lunar ones checked against computed new moons). */
const movingFestivals: Record<string, string> = {
  春节: "2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06",
  清明: "2018-04-05 2019-04-05 2020-04-04 2021-04-04 2022-04-05 2023-04-05 2024-04-04 2025-04-04 2026-04-05 2027-04-05",
  端午: "2018-06-18 2019-06-07 2020-06-25 2021-06-14 2022-06-03 2023-06-22 2024-06-10 2025-05-31 2026-06-19 2027-06-09",
  中秋: "2018-09-24 2019-09-13 2020-10-01 2021-09-21 2022-09-10 2023-09-29 2024-09-17 2025-10-06 2026-09-25 2027-09-15",
};
const fixedFestivals: Record<string, string> = {
  五一: "05-01",
  六一: "06-01",
  高考: "06-07",
  七一: "07-01",
  八一: "08-01",
  开学: "09-01",
  国庆: "10-01",
};
/** Seasons that start on different days in different places: the likeliest first. */
const localSeasons: Record<string, { before: string; reading: string }[]> = {
  汛期: [
    { before: "04-01", reading: "南方汛期（4月入汛）之前" },
    { before: "06-01", reading: "北方汛期（6月入汛）之前" },
  ],
  主汛期: [
    { before: "06-01", reading: "南方主汛期（6月起）之前" },
    { before: "07-01", reading: "北方主汛期（7月起）之前" },
  ],
  供暖季: [
    { before: "11-15", reading: "11月15日供暖之前" },
    { before: "10-15", reading: "10月15日供暖之前（东北、西北）" },
  ],
  春季开学: [
    { before: "02-16", reading: "2月中旬开学之前" },
    { before: "03-01", reading: "3月1日开学之前" },
  ],
};

/** The last day before the event in that year, in every likely reading; empty where the date is not known. */
export function deadlinesBefore(event: string, year: number, issuedOn: Day | null): EventReading[] {
  const seasons = localSeasons[event];
  if (seasons) return seasons.map(({ before, reading }) => until(`${year}-${before}`, reading));
  const days = daysOf(event, year);
  if (!days) return [];
  const isOver = event === "春节" && issuedOn !== null && issuedOn >= days.startsOn;
  const next = isOver ? daysOf(event, year + 1) : null;
  return [until((next ?? days).startsOn, `${event}之前`)];
}

/** The days of a season (暑假, 寒假) in that year. */
export function daysOf(event: string, year: number): EventReading | null {
  if (event === "暑假") return { startsOn: `${year}-07-01`, endsOn: `${year}-08-31`, reading: "7月和8月" };
  if (event === "寒假")
    return { startsOn: `${year}-01-15`, endsOn: `${year}-02-15`, reading: "1月中旬到2月中旬" };
  const day = event === "元旦" ? `${year + 1}-01-01` : festivalIn(event, year);
  return day === null ? null : { startsOn: day, endsOn: day, reading: event };
}

/** Whether the dates depend on the place, so that a person should look. */
export function isLocal(event: string): boolean {
  return event in localSeasons || event === "寒假";
}

function festivalIn(event: string, year: number): Day | null {
  const fixed = fixedFestivals[event];
  if (fixed) return `${year}-${fixed}`;
  return movingFestivals[event]?.split(" ").find((day) => day.startsWith(`${year}-`)) ?? null;
}

function until(startsOn: Day, reading: string): EventReading {
  const endsOn = dayBefore(startsOn);
  return { startsOn: endsOn, endsOn, reading };
}
