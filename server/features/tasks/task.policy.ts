import type { EntityManager } from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
import type { Viewer } from "../sessions/viewer.policy.js";
import type { Standing } from "./stages.js";
import type { Task } from "./task.entity.js";

/** `works`: owner, assignee or head of the lead office. `leads`: leader of the project. In that order of parameters. */
const standingSelect = `select
  exists (select 1 from project_owners where project_id = ? and person_id = ?) as owns,
  exists (select 1 from task_assignees where task_id = ? and person_id = ?) as assigned,
  exists (select 1 from project_leaders where project_id = ? and person_id = ?) as leads,
  (select o.head_id from project_offices l join office o on o.id = l.office_id
    where l.project_id = ? order by l.id limit 1) as head`;

/** What the viewer is to a card, read inside the transaction that is about to move it. */
export async function standingOf(em: EntityManager, task: Task, viewer: Viewer): Promise<Standing> {
  const [projectId, me] = [task.project.id, viewer.personId];
  const found = await (em as SqlEntityManager).execute<Record<string, unknown>[]>(standingSelect, [
    projectId,
    me,
    task.id,
    me,
    projectId,
    me,
    projectId,
  ]);
  const { owns, assigned, leads, head } = found[0] ?? {};
  return {
    works: Boolean(owns) || Boolean(assigned) || head === me,
    leads: Boolean(leads),
    supervises: viewer.supervises,
  };
}
