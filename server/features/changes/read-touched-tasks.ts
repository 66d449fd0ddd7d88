import { placeholders, type Rows } from "../../database/rows.js";
import { ChangeVerb, SubjectKind } from "../../log/change.entity.js";

/** What the changes after a revision touched, taken together. */
export interface TouchedTasks {
  programmeId: string;
  /** The last of the changes. */
  revision: number;
  /** Tasks that changed, or whose project did; each once. */
  taskIds: readonly string[];
  /** Something changed that any task may depend on, as an import or a stage: everything is to be read anew. */
  isWhole: boolean;
}

interface Touched {
  taskId: string | null;
  projectId: string | null;
  subjectKind: SubjectKind;
  verb: ChangeVerb;
  revision: number;
}

/** Past this many tasks, reading everything anew is cheaper than asking for each. */
const mostTasks = 500;

/**
 * What was touched in a programme after a revision, however much it was: nothing, or one item. For those who follow a
 * set of tasks and not each change.
 */
export async function readTouchedTasks(
  rows: Pick<Rows, "all">,
  programmeId: string,
  revision: number,
): Promise<TouchedTasks[]> {
  const touched = await rows.all<Touched>(
    `select c.task_id "taskId", c.project_id "projectId", c.subject_kind "subjectKind", c.verb, max(c.revision) revision
      from change c where c.chain = ? and c.revision > ? group by c.task_id, c.project_id, c.subject_kind, c.verb`,
    [programmeId, revision],
  );
  if (touched.length === 0) return [];
  const last = Math.max(...touched.map(({ revision: reached }) => reached));
  const whole = { programmeId, revision: last, taskIds: [], isWhole: true };
  if (touched.some(touchesAll)) return [whole];
  const tasks = new Set(touched.flatMap(({ taskId }) => taskId ?? []));
  const projects = new Set(
    touched.flatMap(({ taskId, projectId }) => (taskId === null ? (projectId ?? []) : [])),
  );
  if (tasks.size > mostTasks || projects.size > mostTasks) return [whole];
  if (projects.size > 0) {
    const ids = [...projects];
    const select = `select id from task where project_id in (${placeholders(ids)}) limit ${mostTasks + 1}`;
    for (const { id } of await rows.all<{ id: string }>(select, ids)) tasks.add(id);
    if (tasks.size > mostTasks) return [whole];
  }
  return [{ ...whole, taskIds: [...tasks], isWhole: false }];
}

/** Whether a change may touch tasks that it does not name. */
function touchesAll({ taskId, projectId, verb }: Touched): boolean {
  return verb === ChangeVerb.IMPORT || (taskId === null && projectId === null);
}
