import { useDates } from "./useDates";
import { dayIn } from "../i18n/dates";

/** Days and instants by this browser's own day and time zone: for what belongs to no programme. */
export function useHereDates() {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return useDates(() => ({ today: dayIn(new Date(), timeZone), timeZone }));
}
