/** The instant at which a day (`YYYY-MM-DD`) begins in a time zone (an IANA name). */
export function dayStart(day: string, timeZone: string): string {
  const atUtc = Date.parse(`${day}T00:00:00Z`);
  // Twice, for a day on which the clocks change.
  const guess = atUtc - offsetAt(atUtc, timeZone);
  return new Date(atUtc - offsetAt(guess, timeZone)).toISOString();
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const shown = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return shown - Math.floor(instant / 1000) * 1000;
}
