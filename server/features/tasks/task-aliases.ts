import type { Dialect } from "../../database/dialect.js";

/** The names of a task, its stage and its programme in a statement. */
export interface TaskAliases {
  t: string;
  s: string;
  p: string;
}

/** As {@link taskTables} names them. */
export const usualAliases: TaskAliases = { t: "t", s: "s", p: "p" };

/** Tasks `t` with their stage `s`, programme `p` and project `j`. */
export const taskTables = `task t join stage s on s.id = t.stage_id join programme p on p.id = t.programme_id
  join project j on j.id = t.project_id`;

/**
 * Projects `j` with their programme `p`, joined so that the notice's order, or the same from its end, needs no sorting of
 * all that there are: SQLite follows its indexes from table to table; PostgreSQL sorts the projects first and then each
 * one's tasks.
 */
export function projectsInNoticeOrder({ joinFew, joinsInOrder }: Dialect, direction: "asc" | "desc"): string {
  if (joinsInOrder) return `programme p ${joinFew} project j on j.programme_id = p.id`;
  const order = ["p.year", "p.id", "j.position", "j.id"].map((key) => `${key} ${direction}`).join(", ");
  return `(select p.year, p.id programme_id, j.position, j.id from programme p
      join project j on j.programme_id = p.id order by ${order}) o
    join programme p on p.id = o.programme_id and p.year = o.year
    join project j on j.id = o.id and j.position = o.position`;
}

/** Tasks `t` with their stage `s`, programme `p` and project `j`, likewise. */
export function tasksInNoticeOrder(dialect: Dialect, direction: "asc" | "desc"): string {
  const { joinFew } = dialect;
  return `${projectsInNoticeOrder(dialect, direction)} ${joinFew} task t on t.project_id = j.id
    ${joinFew} stage s on s.id = t.stage_id`;
}

/** The days of a task's instants in its programme's time zone, as SQL. */
export function dayColumns({ t, p }: TaskAliases, dialect: Dialect) {
  const day = (column: string) => dialect.dayIn(`${t}.${column}`, `${p}.time_zone`);
  return { submittedOn: day("submitted_at"), acceptedOn: day("accepted_at") };
}
