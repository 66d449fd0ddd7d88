/** "2022-08-15" as 8月15日, or 2023年3月1日 where the year is not that of `today`. */
export function formatDay(day: string, today: string, locale: string): string {
  return dayFormat(locale, day.slice(0, 4) !== today.slice(0, 4)).format(new Date(`${day}T00:00:00Z`));
}

/** An instant as day and time in the reader's own time zone. */
export function formatInstant(instant: string, today: string, locale: string): string {
  const otherYear = String(new Date(instant).getFullYear()) !== today.slice(0, 4);
  return new Intl.DateTimeFormat(locale, {
    ...(otherYear ? { year: "numeric" } : {}),
    month: locale === "en" ? "short" : "long",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(instant));
}

/** The month of a day, as 2月. */
export function formatMonth(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: locale === "en" ? "short" : "long",
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}

const dayFormats = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than using it a thousand times. */
function dayFormat(locale: string, withYear: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${withYear}`;
  const known = dayFormats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, {
    ...(withYear ? { year: "numeric" } : {}),
    month: locale === "en" ? "short" : "long",
    day: "numeric",
    timeZone: "UTC",
  });
  dayFormats.set(key, made);
  return made;
}
