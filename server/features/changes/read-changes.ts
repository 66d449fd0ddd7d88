import type { Parameter, Rows } from "../../database/rows.js";
import { ChangeRow } from "./change.row.js";

const changeSelect = `select c.id, c.chain "programmeId", c.revision, c.at, c.verb, c.subject_kind "subjectKind",
  c.subject_id "subjectId", c.reason, c.actor_id "actorId", c.project_id "projectId", c.task_id "taskId",
  c.fields "fieldsJson" from change c`;

async function read(rows: Rows, conditions: string, parameters: Parameter[]): Promise<ChangeRow[]> {
  const found = await rows.all<object>(`${changeSelect} ${conditions}`, parameters);
  return found.map((columns) => Object.assign(new ChangeRow(), columns));
}

/** A task's changes, the newest first; only the task's own, not its reports'. */
export function readHistory(
  rows: Rows,
  taskId: string,
  first: number,
  before: number | null,
): Promise<ChangeRow[]> {
  const beyond = before === null ? "" : "and c.revision < ?";
  return read(
    rows,
    `where c.task_id = ? and c.subject_kind = 'TASK' ${beyond} order by c.revision desc limit ?`,
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
