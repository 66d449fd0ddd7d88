import { fill, type Locale, type Words } from "../../../graphql/locale.js";
import { durationOf } from "./filter-days.js";
import { dayWords } from "./filter-labels.js";
import type { Json, Operator } from "./filter-shape.js";
import { spanWords } from "./filter-words.js";

/** The operators that compare a day with one other. */
export type DayOperator = "eq" | "neq" | "gt" | "gte" | "lt" | "lte";

type Phrases = Record<Exclude<DayOperator, "neq">, Words>;

/** When something happens, of a day of the calendar: none of them leaves it open whether that day itself is meant. */
const ofCalendar: Phrases = {
  eq: { "zh-CN": "{day}", en: "on {day}" },
  gt: { "zh-CN": "{day}之后", en: "after {day}" },
  gte: { "zh-CN": "{day}及以后", en: "on or after {day}" },
  lt: { "zh-CN": "{day}之前", en: "before {day}" },
  lte: { "zh-CN": "{day}及以前", en: "by {day}" },
};

const ofToday: Phrases = {
  eq: { "zh-CN": "今天", en: "today" },
  gt: { "zh-CN": "今天之后", en: "after today" },
  gte: { "zh-CN": "今天及以后", en: "today or later" },
  lt: { "zh-CN": "今天之前", en: "before today" },
  lte: { "zh-CN": "今天及以前", en: "today or earlier" },
};

const ofFuture: Phrases = {
  eq: { "zh-CN": "{span}后当天", en: "{span} from today" },
  gt: { "zh-CN": "{span}以后", en: "in more than {span}" },
  gte: { "zh-CN": "{span}后及更晚", en: "in {span} or later" },
  lt: { "zh-CN": "不满{span}", en: "in less than {span}" },
  lte: { "zh-CN": "{span}内", en: "within {span}" },
};

const ofPast: Phrases = {
  eq: { "zh-CN": "{span}前当天", en: "{span} ago" },
  gt: { "zh-CN": "{span}前之后", en: "later than {span} ago" },
  gte: { "zh-CN": "{span}前及以后", en: "{span} ago or later" },
  lt: { "zh-CN": "超过{span}前", en: "more than {span} ago" },
  lte: { "zh-CN": "{span}前及更早", en: "{span} ago or earlier" },
};

/** Of what only happens before today, such as an acceptance. */
const ofRecent: Pick<Phrases, "gt" | "gte"> = {
  gt: { "zh-CN": "最近不满{span}", en: "less than {span} ago" },
  gte: { "zh-CN": "最近{span}内", en: "in the last {span}" },
};

const between: Record<"days" | "fromToday", Words> = {
  days: { "zh-CN": "{first}至{last}", en: "from {first} to {last}" },
  fromToday: { "zh-CN": "今天起{span}内", en: "in the next {span}" },
};

const units: Record<string, Record<"one" | "many", Words>> = {
  D: { one: { "zh-CN": "天", en: "day" }, many: { "zh-CN": "天", en: "days" } },
  W: { one: { "zh-CN": "周", en: "week" }, many: { "zh-CN": "周", en: "weeks" } },
  M: { one: { "zh-CN": "个月", en: "month" }, many: { "zh-CN": "个月", en: "months" } },
  Y: { one: { "zh-CN": "年", en: "year" }, many: { "zh-CN": "年", en: "years" } },
};

/** A day by itself, as people read it; `day` as a filter has it. */
export function dayInWords(day: string, locale: Locale): string {
  if (day === "TODAY") return ofToday.eq[locale];
  const relative = durationOf(day);
  if (!relative) return calendarDay(day, locale);
  const span = spanInWords(relative, locale);
  if (relative.isPast) return locale === "en" ? `${span} ago` : `${span.trim()}前`;
  return locale === "en" ? `${span} from today` : `${span.trim()}后`;
}

/** In which language something is said, and whether it is said that it does not hold. */
export interface Manner {
  locale: Locale;
  isTurned: boolean;
}

/** That something happens on a day, before or after it: 90 天内到期. `field` is the field's name. */
export function happening(field: string, operator: DayOperator, day: string, manner: Manner): string {
  const { locale, isTurned } = manner;
  if (operator === "neq") return happening(field, "eq", day, { locale, isTurned: !isTurned });
  const relative = durationOf(day);
  const words = phrasesFor(field, day)[operator][locale];
  const span = relative ? spanInWords(relative, locale) : "";
  return happens(field, fill(words, { day: dayInWords(day, locale), span }), manner);
}

/** That something happens between two days, both included. */
export function happeningBetween(field: string, first: string, last: string, manner: Manner): string {
  const { locale } = manner;
  const relative = durationOf(last);
  if (first === "TODAY" && relative && !relative.isPast) {
    const span = spanInWords(relative, locale);
    return happens(field, fill(between.fromToday[locale], { span }), manner);
  }
  const isPlain = isCalendar(first) && isCalendar(last);
  const sameYear = isPlain && first.slice(0, 4) === last.slice(0, 4);
  const days = sameYear
    ? daysOfOneYear(first, last, locale)
    : { first: dayInWords(first, locale), last: dayInWords(last, locale) };
  // A number stands apart from the Chinese word before it; a date does not.
  if (relative && locale !== "en") days.last = ` ${days.last}`;
  return happens(field, fill(between.days[locale], days), manner);
}

/** That something happens in a span around today, such as this quarter. */
export function happeningWithin(field: string, span: Json, manner: Manner): string {
  const word = spanWords.find(({ value }) => value === span);
  return happens(field, word?.said[manner.locale] ?? String(span), manner);
}

/** Whether an operator compares a day with one other. */
export function comparesDays(operator: Operator): operator is DayOperator {
  return ["eq", "neq", "gt", "gte", "lt", "lte"].includes(operator);
}

/** That it happens at a time; turned, that it does not, or has no day at all. */
function happens(field: string, when: string, { locale, isTurned }: Manner): string {
  const what = dayWords[field]!.happens[locale];
  if (locale === "en") return `${isTurned ? "not " : ""}${what} ${when}`;
  return `${isTurned ? "不在" : ""}${when}${what}`.trim();
}

function phrasesFor(field: string, day: string): Phrases {
  if (day === "TODAY") return ofToday;
  const relative = durationOf(day);
  if (!relative) return ofCalendar;
  if (!relative.isPast) return ofFuture;
  return field === "submittedOn" || field === "acceptedOn" ? { ...ofPast, ...ofRecent } : ofPast;
}

function isCalendar(day: string): boolean {
  return day !== "TODAY" && !durationOf(day);
}

function calendarDay(day: string, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** Two days of one year, which is said once: 2022年4月1日 and 6月30日, April 1 and June 30, 2022. */
function daysOfOneYear(first: string, last: string, locale: Locale): { first: string; last: string } {
  const short = new Intl.DateTimeFormat(locale, { month: "long", day: "numeric", timeZone: "UTC" });
  const brief = (day: string) => short.format(new Date(`${day}T00:00:00Z`));
  return locale === "en"
    ? { first: brief(first), last: calendarDay(last, locale) }
    : { first: calendarDay(first, locale), last: brief(last) };
}

/** How long, with a blank before a Chinese number as the page writes it. */
function spanInWords({ count, unit }: { count: number; unit: string }, locale: Locale): string {
  const size = Math.abs(count);
  const word = units[unit]?.[size === 1 ? "one" : "many"][locale] ?? "";
  return locale === "en" ? `${size} ${word}` : ` ${size} ${word}`;
}
