import { isCalendarDate } from "../../../graphql/calendar-date.js";
import type { Locale } from "../../../graphql/locale.js";

/** A day or span of days as text names it: its first and last day, as a filter has them. */
export interface DaysNamed {
  first: string;
  last: string;
}

const units: Record<string, string> = {
  d: "D",
  天: "D",
  日: "D",
  w: "W",
  周: "W",
  星期: "W",
  m: "M",
  月: "M",
  个月: "M",
  y: "Y",
  年: "Y",
};

const namedDays: Record<string, string> = {
  today: "TODAY",
  今天: "TODAY",
  今日: "TODAY",
  tomorrow: "P1D",
  明天: "P1D",
  yesterday: "-P1D",
  昨天: "-P1D",
};

/** The days that a text names: `2022-07-01`, `2022年7月1日`, `2022-07`, `2022年第二季度`, `今天`, `+10d`, `-2周`; null for anything else. */
export function daysNamed(text: string): DaysNamed | null {
  const lower = text.toLowerCase();
  const day = namedDays[lower] ?? relativeDay(lower) ?? calendarDay(lower);
  return day ? { first: day, last: day } : (monthNamed(lower) ?? quarterNamed(lower));
}

function relativeDay(text: string): string | null {
  const found = /^([+-])(\d{1,4})([dwmy天日周月年]|星期|个月)$/.exec(text);
  const unit = found && units[found[3] ?? ""];
  return unit ? `${found[1] === "-" ? "-" : ""}P${found[2]}${unit}` : null;
}

function calendarDay(text: string): string | null {
  const found = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/.exec(text);
  if (!found) return null;
  const day = [found[1], found[2]?.padStart(2, "0"), found[3]?.padStart(2, "0")].join("-");
  return isCalendarDate(day) ? day : null;
}

function monthNamed(text: string): DaysNamed | null {
  const found = /^(\d{4})(?:-|\/|\.|年)(\d{1,2})月?$/.exec(text);
  const [year, month] = [Number(found?.[1]), Number(found?.[2])];
  return found && month >= 1 && month <= 12 ? monthsOf(year, month, month) : null;
}

function quarterNamed(text: string): DaysNamed | null {
  const found = /^(\d{4})(?:-?q|年第?)([1-4一二三四])(?:季度)?$/.exec(text);
  if (!found) return null;
  const quarter = "1234一二三四".indexOf(found[2] ?? "") % 4;
  return monthsOf(Number(found[1]), quarter * 3 + 1, quarter * 3 + 3);
}

function monthsOf(year: number, first: number, last: number): DaysNamed {
  const start = new Date(0);
  start.setUTCFullYear(year, first - 1, 1);
  const end = new Date(0);
  end.setUTCFullYear(year, last, 0);
  return { first: start.toISOString().slice(0, 10), last: end.toISOString().slice(0, 10) };
}

const unitWords: Record<string, Record<Locale, string>> = {
  D: { "zh-CN": "天", en: "d" },
  W: { "zh-CN": "周", en: "w" },
  M: { "zh-CN": "个月", en: "m" },
  Y: { "zh-CN": "年", en: "y" },
};

/** A day of a filter as its text has it. */
export function dayAsText(day: string, locale: Locale): string {
  if (day === "TODAY") return locale === "en" ? "today" : "今天";
  const found = durationOf(day);
  if (!found) return day;
  return `${found.count < 0 || found.isPast ? "-" : "+"}${Math.abs(found.count)}${unitWords[found.unit]?.[locale] ?? ""}`;
}

/** A relative day's parts; null for a fixed one. */
export function durationOf(day: string): { count: number; unit: string; isPast: boolean } | null {
  const found = /^(-?)P(\d{1,4})([DWMY])$/.exec(day);
  if (!found) return null;
  return { count: Number(`${found[1]}${found[2]}`), unit: found[3]!, isPast: found[1] === "-" };
}
