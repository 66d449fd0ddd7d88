type Translate = (key: string, named?: Record<string, unknown>) => string;

interface Dates {
  startsOn?: string | null;
  dueOn?: string | null;
}

/** A period in dates: 1月1日至3月31日, 9月30日前, 3月1日起, or that there is none. */
export function dateWords({ startsOn, dueOn }: Dates, t: Translate, day: (day: string) => string): string {
  if (startsOn && dueOn && startsOn !== dueOn) {
    return t("imports.date.span", { from: day(startsOn), to: day(dueOn) });
  }
  if (startsOn && dueOn) return day(dueOn);
  if (dueOn) return t("imports.date.by", { day: day(dueOn) });
  return startsOn ? t("imports.date.from", { day: day(startsOn) }) : t("imports.date.none");
}

/** The days of a period as differences write it: `2022-01-01 – 2022-03-31` `≤ 2022-09-30` or `≥ 2022-03-01`; null for other words. */
export function datesOf(words: string): Dates | null {
  const days = words.match(/\d{4}-\d{2}-\d{2}/g) ?? [];
  if (words.startsWith("≤")) return days[0] ? { startsOn: null, dueOn: days[0] } : null;
  if (words.startsWith("≥")) return days[0] ? { startsOn: days[0], dueOn: null } : null;
  const [startsOn, dueOn = startsOn] = days;
  return startsOn && dueOn ? { startsOn, dueOn } : null;
}
