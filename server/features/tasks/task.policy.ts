import type { Viewer } from "../sessions/viewer.policy.js";
import type { Standing } from "./stages.js";

/**
 * What a person is to the card `t`, as columns; the person's id three times as parameters. Owners, assignees and the
 * head of the lead office work on it; its project's leaders lead.
 */
export const standingColumns = `
  exists (select 1 from project_owners where project_id = t.project_id and person_id = ?) as owns,
  exists (select 1 from task_assignees where task_id = t.id and person_id = ?) as assigned,
  exists (select 1 from project_leaders where project_id = t.project_id and person_id = ?) as leads,
  (select o.head_id from project_offices l join office o on o.id = l.office_id
    where l.project_id = t.project_id order by l.id limit 1) as head`;

/** What {@link standingColumns} gives. */
export interface StandingColumns {
  owns: unknown;
  assigned: unknown;
  leads: unknown;
  head: string | null;
}

/** What the viewer is to a card. */
export function standingFrom({ owns, assigned, leads, head }: StandingColumns, viewer: Viewer): Standing {
  return {
    works: Boolean(owns) || Boolean(assigned) || head === viewer.personId,
    leads: Boolean(leads),
    supervises: viewer.supervises,
  };
}
