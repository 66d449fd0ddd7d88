type Translate = (key: string, named?: Record<string, unknown>) => string;

interface Dates {
  startsOn?: string | null;
  dueOn?: string | null;
}

/** A period in dates: 1月1日至3月31日, 9月30日前, or that there is none. */
export function dateWords({ startsOn, dueOn }: Dates, t: Translate, day: (day: string) => string): string {
  if (startsOn && dueOn && startsOn !== dueOn) {
    return t("imports.date.span", { from: day(startsOn), to: day(dueOn) });
  }
  if (startsOn && dueOn) return day(dueOn);
  return dueOn ? t("imports.date.by", { day: day(dueOn) }) : t("imports.date.none");
}
