import { sqlOf, type Sql } from "../../database/conditions.js";
import { byDay, warnedUntil, workingDaysAfter, type FilterScope } from "./filter-scope.js";
import { LightColour } from "./light.js";
import { dayColumns, type TaskAliases } from "./task-aliases.js";

/** Lights from the least urgent: their places in this list are what SQL counts with. */
export const lightsByUrgency = [
  LightColour.NONE,
  LightColour.GREEN,
  LightColour.YELLOW,
  LightColour.RED,
] as const;
const [none, green, yellow, red] = [0, 1, 2, 3];

/** The light of a task as its place in {@link lightsByUrgency}: the rules of `lightOf` in SQL; a test holds both together. */
export function lightRank(of: TaskAliases, scope: FilterScope): Sql {
  const { t, s, p } = of;
  const today = byDay(scope, p, (day) => day);
  const warned = byDay(scope, p, (day) => warnedUntil(day, scope.calendar));
  const late = `(${dayColumns(of, scope.dialect).submittedOn} > ${t}.due_on) is true`;
  return sqlOf`case when ${t}.due_on is null then ${String(none)}
    when ${s}.kind = 'ACCEPTED' then case when ${late} then ${String(yellow)} else ${String(none)} end
    when ${s}.kind = 'SUBMITTED' then case when ${late} then ${String(yellow)} else ${String(green)} end
    when ${t}.due_on < ${today} then ${String(red)}
    when ${s}.kind = 'PENDING' and (${t}.starts_on > ${today}) is true then ${String(none)}
    when ${t}.due_on <= ${warned} then ${String(yellow)} else ${String(green)} end`;
}

/** The worst light of the tasks of the project `j`, as its place. */
export function worstLight({ j, p }: { j: string; p: string }, scope: FilterScope): Sql {
  const inner: TaskAliases = { t: scope.alias("t"), s: scope.alias("s"), p };
  return sqlOf`coalesce((select max(${lightRank(inner, scope)}) from task ${inner.t} join stage ${inner.s}
    on ${inner.s}.id = ${inner.t}.stage_id where ${inner.t}.project_id = ${`${j}.id`}), 0)`;
}

/** A light's place as its name. */
export function lightText(rank: Sql): Sql {
  const cases = lightsByUrgency.map((light, place) => `when ${place} then '${light}'`).join(" ");
  return sqlOf`case (${rank}) ${cases} end`;
}

/**
 * How many working days a task is late: from its due day to today while it is not submitted, else to the day of its
 * submission. 0 in time; null without a due day.
 */
export function daysLate(of: TaskAliases, scope: FilterScope): Sql {
  const { t, s, p } = of;
  const { submittedOn } = dayColumns(of, scope.dialect);
  const judged = sqlOf`case when ${s}.kind in ('SUBMITTED', 'ACCEPTED') then ${submittedOn} else ${byDay(scope, p, (day) => day)} end`;
  const d = scope.alias("d");
  const days = scope.dialect.texts("?", d);
  const counted: Sql = sqlOf`(select count(*) from ${{ sql: days, parameters: [workingDays(scope)] }}
    where ${d}.value > ${t}.due_on and ${d}.value <= ${judged})`;
  return sqlOf`case when ${t}.due_on is null then null when (${judged} > ${t}.due_on) is true then ${counted} else 0 end`;
}

/** Ten years: farther back nobody counts. */
const longestDays = 3653;

function workingDays({ firstDueOn, todayIn, calendar }: FilterScope): string {
  const last = [...todayIn.values()].toSorted().at(-1);
  if (!firstDueOn || !last) return "[]";
  const earliest = new Date(Date.parse(last) - longestDays * 86_400_000).toISOString().slice(0, 10);
  return JSON.stringify(workingDaysAfter(firstDueOn > earliest ? firstDueOn : earliest, last, calendar));
}
