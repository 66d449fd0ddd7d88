import type { Parameter, Rows } from "../../database/rows.js";
import type { Context } from "../../context.js";
import { plainSql, sqlOf, valueSql, type Sql } from "../../database/conditions.js";
import type { Dialect } from "../../database/dialect.js";
import { unauthenticated } from "../../graphql/coded-error.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { warningDays, type WorkingCalendar } from "./light.js";

/** What a filter is looked at with: who asks, on which day, and the words of the database. */
export interface FilterScope {
  viewer: Viewer;
  dialect: Dialect;
  calendar: WorkingCalendar;
  /** Today in each time zone that a programme has. */
  todayIn: ReadonlyMap<string, string>;
  /** The first due day of all; null where there is none. */
  firstDueOn: string | null;
  /** A name that no other part of the statement has. */
  alias(prefix: string): string;
}

/** Reads what filters are looked at with. */
export async function filterScope({
  rows,
  viewer,
  clock,
  calendar,
}: Pick<Context, "rows" | "viewer" | "clock" | "calendar">): Promise<FilterScope> {
  if (!viewer) throw unauthenticated();
  const zones = await readZones(rows);
  let aliases = 0;
  return {
    viewer,
    dialect: rows.dialect,
    calendar,
    todayIn: new Map(zones.map(({ timeZone }) => [timeZone, clock.today(timeZone)])),
    firstDueOn: zones.map(({ firstDueOn }) => firstDueOn).toSorted()[0] ?? null,
    alias: (prefix) => `${prefix}${(aliases += 1)}`,
  };
}

async function readZones(rows: Rows): Promise<{ timeZone: string; firstDueOn: string | null }[]> {
  return rows.all(
    `select p.time_zone "timeZone", min(t.due_on) "firstDueOn" from programme p
      left join task t on t.programme_id = p.id group by p.time_zone`,
  );
}

/**
 * A value that goes by the day, for the programme `p` of each row: one parameter where it is the same day everywhere, a
 * case by time zone where it is not.
 */
export function byDay({ todayIn }: FilterScope, p: string, valueOn: (today: string) => Parameter): Sql {
  const values = new Map([...todayIn].map(([zone, today]) => [zone, valueOn(today)]));
  const different = new Set(values.values());
  if (different.size <= 1) return valueSql([...different][0] ?? null);
  const cases = [...values].map(([zone, value]) => sqlOf`when ${valueSql(zone)} then ${valueSql(value)}`);
  const whole = cases.reduce((sql, one) => sqlOf`${sql} ${one}`, plainSql(`case ${p}.time_zone`));
  return sqlOf`${whole} end`;
}

/** The last day on which something due would be warned of today. */
export function warnedUntil(today: string, calendar: WorkingCalendar): string {
  let day = today;
  for (
    let next = dayAfter(day);
    calendar.workingDaysBetween(today, next) <= warningDays;
    next = dayAfter(next)
  )
    day = next;
  return day;
}

/** Every working day after `from` up to `until`, in order. */
export function workingDaysAfter(from: string, until: string, calendar: WorkingCalendar): string[] {
  const days: string[] = [];
  for (let day = dayAfter(from), before = from; day <= until; before = day, day = dayAfter(day))
    if (calendar.workingDaysBetween(before, day) > 0) days.push(day);
  return days;
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
