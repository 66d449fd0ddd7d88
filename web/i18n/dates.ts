/** "2022-08-15" as 8月15日, or 2023年3月1日 where the year is not that of `today`. */
export function formatDay(day: string, today: string, locale: string): string {
  const options = { ...dayWords(locale, isOtherYear(day, today)), timeZone: "UTC" };
  return formatter(locale, options).format(new Date(`${day}T00:00:00Z`));
}

/** A day with its year: 2022年8月15日. */
export function formatDate(day: string, locale: string): string {
  const options = { ...dayWords(locale, true), timeZone: "UTC" };
  return formatter(locale, options).format(new Date(`${day}T00:00:00Z`));
}

/** An instant as day and time in a time zone. */
export function formatInstant(instant: string, today: string, timeZone: string, locale: string): string {
  const otherYear = isOtherYear(dayIn(new Date(instant), timeZone), today);
  return formatter(locale, {
    ...dayWords(locale, otherYear),
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone,
  }).format(new Date(instant));
}

/** The day of the week, as 星期一 or Mon. */
export function formatWeekday(day: string, locale: string): string {
  const weekday = locale === "en" ? "short" : "long";
  return formatter(locale, { weekday, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** The month of a day, as 2月. */
export function formatMonth(day: string, locale: string): string {
  const month = locale === "en" ? "short" : "numeric";
  return formatter(locale, { month, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** A time zone as people call it, as 中国标准时间 for `Asia/Shanghai`. */
export function timeZoneName(timeZone: string, locale: string): string {
  const parts = formatter(locale, { timeZone, timeZoneName: "long" }).formatToParts(new Date());
  return parts.find(({ type }) => type === "timeZoneName")?.value ?? timeZone;
}

/** The day that an instant falls on in a time zone, such as "2022-08-15". */
export function dayIn(instant: Date, timeZone: string): string {
  const parts = formatter("en", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    timeZone,
  }).formatToParts(instant);
  return (["year", "month", "day"] as const)
    .map((wanted) => parts.find(({ type }) => type === wanted)?.value)
    .join("-");
}

function isOtherYear(day: string, today: string): boolean {
  return day.slice(0, 4) !== today.slice(0, 4);
}

function dayWords(locale: string, withYear: boolean): Intl.DateTimeFormatOptions {
  const month = locale === "en" ? "short" : "long";
  return { ...(withYear ? { year: "numeric" } : {}), month, day: "numeric" };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a format costs more than using it a thousand times. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, made);
  return made;
}
