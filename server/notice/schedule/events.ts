import chineseDays from "chinese-days";
import { addDays, dayBefore, type Day } from "./calendar.js";

/** One dated reading of a named day or season: its first and last day, and the reading in words. */
export interface EventReading {
  startsOn: Day;
  endsOn: Day;
  reading: string;
}

/** Festivals by the lunar calendar, as `month-day` there. */
const lunarFestivals: Record<string, string> = {
  春节: "01-01",
  元宵: "01-15",
  端午: "05-05",
  中秋: "08-15",
  重阳: "09-09",
};
export const fixedFestivals: Record<string, string> = {
  元旦: "01-01",
  三八: "03-08",
  五一: "05-01",
  五四: "05-04",
  六一: "06-01",
  高考: "06-07",
  七一: "07-01",
  八一: "08-01",
  开学: "09-01",
  教师节: "09-10",
  国庆: "10-01",
};
type SolarTerm = Parameters<typeof chineseDays.getSolarTermDate>;

/** The month and the calendar's own name of each. */
const solarTerms: Record<string, [SolarTerm[1], SolarTerm[2]]> = {
  立春: [2, "the_beginning_of_spring"],
  惊蛰: [3, "the_waking_of_insects"],
  春分: [3, "the_spring_equinox"],
  清明: [4, "pure_brightness"],
  谷雨: [4, "grain_rain"],
  立夏: [5, "the_beginning_of_summer"],
  芒种: [6, "grain_in_beard"],
  夏至: [6, "the_summer_solstice"],
  立秋: [8, "the_beginning_of_autumn"],
  秋分: [9, "the_autumn_equinox"],
  霜降: [10, "frost_descent"],
  立冬: [11, "the_beginning_of_winter"],
  冬至: [12, "the_winter_solstice"],
};
/** How many days a festival's holiday lasts, where it is more than the day; that of 春节 begins on its eve. */
const holidayLength: Record<string, number> = {
  元旦: 3,
  春节: 7,
  清明: 3,
  五一: 5,
  端午: 3,
  中秋: 3,
  国庆: 7,
  高考: 3,
};

/** A lunar month has 29 or 30 days, and the calendar at hand does not say which. */
const LAST_CERTAIN_DAY = "28";

/** Seasons that fall on different days in different places, the likeliest first: `month-day` to `month-day`. */
const localSeasons: Record<string, { from: string; to: string; reading: string }[]> = {
  汛期: [
    { from: "04-01", to: "10-31", reading: "南方汛期（4—10月）" },
    { from: "06-01", to: "09-30", reading: "北方汛期（6—9月）" },
  ],
  主汛期: [
    { from: "06-01", to: "08-31", reading: "南方主汛期（6—8月）" },
    { from: "07-01", to: "08-31", reading: "北方主汛期（7—8月）" },
  ],
  雨季: [
    { from: "04-01", to: "09-30", reading: "雨季（4—9月）" },
    { from: "06-01", to: "09-30", reading: "雨季（6—9月）" },
  ],
  台风季: [
    { from: "07-01", to: "09-30", reading: "台风季（7—9月）" },
    { from: "06-01", to: "10-31", reading: "台风季（6—10月）" },
  ],
  供暖季: [
    { from: "11-15", to: "03-15", reading: "11月15日至次年3月15日供暖" },
    { from: "10-15", to: "04-15", reading: "10月15日至次年4月15日供暖（东北、西北）" },
  ],
  春季开学: [
    { from: "02-16", to: "02-16", reading: "2月中旬开学" },
    { from: "03-01", to: "03-01", reading: "3月1日开学" },
  ],
  中考: [
    { from: "06-15", to: "06-17", reading: "6月中旬中考" },
    { from: "06-25", to: "06-27", reading: "6月下旬中考" },
  ],
  春耕: [
    { from: "03-01", to: "04-30", reading: "春耕（3月起，南方）" },
    { from: "04-01", to: "05-31", reading: "春耕（4月起，北方）" },
  ],
  秋收: [
    { from: "09-15", to: "10-31", reading: "秋收（9月中旬起）" },
    { from: "10-01", to: "11-15", reading: "秋收（10月起）" },
  ],
  入冬: [
    { from: "11-08", to: "11-08", reading: "立冬（11月上旬）" },
    { from: "12-01", to: "12-01", reading: "12月入冬" },
  ],
  寒假: [{ from: "01-15", to: "02-15", reading: "1月中旬到2月中旬" }],
  寒暑假: [
    { from: "07-01", to: "08-31", reading: "暑假（7月和8月）" },
    { from: "01-15", to: "02-15", reading: "寒假（1月中旬到2月中旬）" },
  ],
};

/** The days of the event in that year, in every likely reading; empty where the calendar does not tell. */
export function daysOf(event: string, year: number): EventReading[] {
  if (event === "暑假") return [{ startsOn: `${year}-07-01`, endsOn: `${year}-08-31`, reading: "7月和8月" }];
  const seasons = localSeasons[event];
  if (seasons) return seasons.map((season) => inYear(season, year));
  const day = fairIn(event, year) ?? festivalIn(event, year);
  if (day === null) return [];
  const startsOn = event === "春节" ? dayBefore(day) : day;
  return [{ startsOn, endsOn: addDays(startsOn, (holidayLength[event] ?? 1) - 1), reading: event }];
}

/** The last day before the event in that year, in every likely reading; empty where the date is not known. */
export function deadlinesBefore(event: string, year: number): EventReading[] {
  if (event === "年前") return [...deadlinesBefore("春节", year), until(`${year}-12-31`, "年底之前")];
  const fair = fairIn(event, year);
  if (fair) return [until(dayBefore(fair), "前一天"), until(fair, "当天")];
  if (event in localSeasons) {
    return daysOf(event, year).map(({ startsOn, reading }) => until(dayBefore(startsOn), `${reading}之前`));
  }
  const day = event === "暑假" ? `${year}-07-01` : festivalIn(event, year);
  return day === null ? [] : [until(dayBefore(day), `${event}之前`)];
}

/** A local fair is named by its date. */
function fairIn(event: string, year: number): Day | null {
  return /^\d\d-\d\d$/.test(event) ? `${year}-${event}` : null;
}

/** Whether the dates depend on the place, so that a person should look. */
export function isLocal(event: string): boolean {
  return event in localSeasons;
}

/** `农历08-15`, a name of the tables above, or null where the calendar does not tell. */
export function festivalIn(event: string, year: number): Day | null {
  const fixed = fixedFestivals[event];
  if (fixed) return `${year}-${fixed}`;
  const term = solarTerms[event];
  if (term) return chineseDays.getSolarTermDate(year, ...term);
  const lunar = lunarFestivals[event] ?? /^农历(\d\d-\d\d)$/.exec(event)?.[1];
  return lunar && lunar.slice(3) <= LAST_CERTAIN_DAY
    ? chineseDays.getSolarDateFromLunar(`${year}-${lunar}`).date
    : null;
}

function inYear(
  { from, to, reading }: { from: string; to: string; reading: string },
  year: number,
): EventReading {
  return { startsOn: `${year}-${from}`, endsOn: `${to < from ? year + 1 : year}-${to}`, reading };
}

function until(day: Day, reading: string): EventReading {
  return { startsOn: day, endsOn: day, reading };
}
