import chineseDays from "chinese-days";
import type { WorkingCalendar } from "./light.js";

const dayMilliseconds = 86_400_000;
const isWorkingDay = new Map<string, boolean>();

function works(day: string): boolean {
  let answer = isWorkingDay.get(day);
  if (answer === undefined) {
    answer = chineseDays.isWorkday(day);
    isWorkingDay.set(day, answer);
  }
  return answer;
}

/**
 * China's working days: weekends and public holidays out, make-up days in (source: the State Council's yearly
 * notices, as published in the `chinese-days` package). Spans are remembered for one "from" day at a time, which
 * is today: a board asks for the same few due days thousands of times.
 */
export function chineseCalendar(): WorkingCalendar {
  let rememberedFrom = "";
  const remembered = new Map<string, number>();
  return {
    workingDaysBetween(from, to) {
      if (from !== rememberedFrom) {
        rememberedFrom = from;
        remembered.clear();
      }
      let days = remembered.get(to);
      if (days === undefined) {
        days = from <= to ? countAfter(from, to) : -countAfter(to, from);
        remembered.set(to, days);
      }
      return days;
    },
  };
}

/** Ten years. Holidays are published for a year at a time: farther than this, only the weeks are counted. */
const farDays = 3653;

function countAfter(from: string, to: string): number {
  const last = Date.parse(to);
  let [time, count] = [Date.parse(from), 0];
  const days = (last - time) / dayMilliseconds;
  if (days > farDays) {
    const weeks = Math.floor(days / 7);
    count = weeks * 5;
    time += weeks * 7 * dayMilliseconds;
  }
  for (time += dayMilliseconds; time <= last; time += dayMilliseconds) {
    if (works(new Date(time).toISOString().slice(0, 10))) count += 1;
  }
  return count;
}
