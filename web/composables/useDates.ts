import { useI18n } from "vue-i18n";
import { dayIn, formatDay, formatInstant, formatMonth, formatWeekday } from "../i18n/dates";

/** What days and instants are told by: a programme's day, which decides what "this year" is, and its time zone. */
export interface Almanac {
  /** As `YYYY-MM-DD`. */
  today: string;
  /** An IANA name, such as `Asia/Shanghai`. */
  timeZone: string;
}

/** Days in the page's language. */
export function useDays(today: () => string) {
  const { locale } = useI18n();
  return {
    day: (day: string) => formatDay(day, today(), locale.value),
    weekday: (day: string) => formatWeekday(day, locale.value),
    month: (day: string) => formatMonth(day, locale.value),
  };
}

/** Days and instants in the page's language. An instant is told in the programme's time zone, wherever the reader is. */
export function useDates(almanac: () => Almanac) {
  const { locale } = useI18n();
  const days = useDays(() => almanac().today);
  return {
    ...days,
    /** The day that an instant falls on. */
    dayOf: (instant: string) => days.day(dayIn(new Date(instant), almanac().timeZone)),
    instant: (instant: string) => formatInstant(instant, almanac().today, almanac().timeZone, locale.value),
  };
}

export type Dates = ReturnType<typeof useDates>;
