import type { Parameter, Rows } from "../../database/rows.js";
import type { LogSubject } from "../../log/logged-record.entity.js";
import { ChangeRow } from "./change.row.js";

/** Selects changes `c`. */
export const changeSelect = `select c.id, c.chain "programmeId", c.revision, c.at, c.verb, c.subject_kind "subjectKind",
  c.subject_id "subjectId", c.reason, c.actor_id "actorId", c.project_id "projectId", c.task_id "taskId",
  c.fields "fieldsJson" from change c`;

async function read(
  rows: Pick<Rows, "all">,
  conditions: string,
  parameters: Parameter[],
): Promise<ChangeRow[]> {
  const found = await rows.all<object>(`${changeSelect} ${conditions}`, parameters);
  return found.map((columns) => Object.assign(new ChangeRow(), columns));
}

/** Each once: a report that goes with a move is told of by the move, any other by itself. */
const ofHistory = `((c.subject_kind = 'TASK' and c.verb <> 'REPORT')
  or (c.subject_kind = 'REPORT' and c.verb in ('REPORT', 'UPDATE', 'ANSWER')))`;

/** What happened to a task and to its reports, the newest first. */
export function readHistory(
  rows: Rows,
  taskId: string,
  first: number,
  before: number | null,
): Promise<ChangeRow[]> {
  const beyond = before === null ? "" : "and c.revision < ?";
  return read(
    rows,
    `where c.task_id = ? and ${ofHistory} ${beyond} order by c.revision desc limit ?`,
    before === null ? [taskId, first] : [taskId, before, first],
  );
}

/** A programme's changes after a revision, in order; at most `limit`. */
export function readChangesAfter(
  rows: Rows,
  programmeId: string,
  revision: number,
  limit: number,
): Promise<ChangeRow[]> {
  const conditions = `where c.chain = ? and c.revision > ? order by c.revision limit ?`;
  return read(rows, conditions, [programmeId, revision, limit]);
}

/** The last changes of a task or project itself, the newest first. Within a transaction hand it that one's statements. */
export function readLastChanges(
  rows: Pick<Rows, "all">,
  { kind, taskId, projectId }: LogSubject,
  count: number,
): Promise<ChangeRow[]> {
  const column = taskId === undefined ? "c.project_id" : "c.task_id";
  const own = `where ${column} = ? and c.subject_kind = ? order by c.revision desc limit ?`;
  return read(rows, own, [taskId ?? projectId ?? "", kind, count]);
}

/** The last changes of several tasks and of their reports, by task, the newest first. */
export async function readTaskChanges(
  rows: Pick<Rows, "all">,
  taskIds: readonly string[],
  count: number,
): Promise<Map<string, ChangeRow[]>> {
  const last = taskIds.map(
    () => `select * from (select * from change where task_id = ? order by revision desc limit ?) part`,
  );
  if (last.length === 0) return new Map();
  const from = `(${last.join(" union all ")}) c`;
  const found = await rows.all<object>(
    `${changeSelect.replace("from change c", `from ${from}`)} order by c.revision desc`,
    taskIds.flatMap((id) => [id, count]),
  );
  const changes = found.map((columns) => Object.assign(new ChangeRow(), columns));
  return Map.groupBy(changes, ({ taskId }) => taskId ?? "");
}

/** The change with this id, or null; of whichever chain. */
export async function readChange(rows: Rows, id: string): Promise<ChangeRow | null> {
  return (await read(rows, `where c.id = ?`, [id]))[0] ?? null;
}
