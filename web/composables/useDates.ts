import { useI18n } from "vue-i18n";
import { formatDay, formatInstant, formatMonth } from "../i18n/dates";

/** Days and instants in the page's language; `today` is the programme's day, which decides what "this year" is. */
export function useDates(today: () => string) {
  const { locale } = useI18n();
  return {
    day: (day: string) => formatDay(day, today(), locale.value),
    month: (day: string) => formatMonth(day, locale.value),
    instant: (instant: string) => formatInstant(instant, today(), locale.value),
  };
}
