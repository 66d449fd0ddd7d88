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

/** The days of a task's instants in its programme's time zone, as SQL. */
export function dayColumns({ t, p }: TaskAliases, dialect: Dialect) {
  const day = (column: string) => dialect.dayIn(`${t}.${column}`, `${p}.time_zone`);
  return { submittedOn: day("submitted_at"), acceptedOn: day("accepted_at") };
}
