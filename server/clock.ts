/** Where the time comes from; injected, so that demos, training and tests can pin the day. */
export interface Clock {
  now(): Date;
  /** The day in a time zone (IANA name), `YYYY-MM-DD`. */
  today(timeZone: string): string;
}

/** The machine's clock; with `pinnedDay` the day stands still while the hours go on. */
export function systemClock(pinnedDay: string | null = null): Clock {
  if (!pinnedDay) return { now: () => new Date(), today: (timeZone) => dayIn(new Date(), timeZone) };
  return { now: () => sameTimeOn(pinnedDay, new Date()), today: () => pinnedDay };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant in a time zone, `YYYY-MM-DD`. */
export function dayIn(instant: Date, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
    formats.set(timeZone, format);
  }
  return format.format(instant);
}

/** Now's time of day in China, on another day there: the pinned day and its instants agree. */
function sameTimeOn(day: string, instant: Date): Date {
  const inChina = new Date(instant.getTime() + chinaMilliseconds).toISOString();
  return new Date(`${day}${inChina.slice(10, -1)}+08:00`);
}

/** China's time zone is eight hours ahead of UTC all year. */
const chinaMilliseconds = 8 * 3_600_000;
