import { ChangeVerb } from "../../log/change.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { mayDo, type Standing } from "./stages.js";

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

const answers = ({ leads, supervises }: Standing) => leads || supervises;
const takesPart = (standing: Standing) => standing.works || answers(standing);

/** Who may edit a card, by what is done. Workers ask for another date; they do not set it. */
const editors = {
  /** Its title, and whether somebody should look at what was read. */
  [ChangeVerb.UPDATE]: answers,
  [ChangeVerb.RESCHEDULE]: answers,
  [ChangeVerb.ASSIGN]: takesPart,
  [ChangeVerb.LABEL]: takesPart,
} as const;

export type EditVerb = keyof typeof editors;

/** Whether a person who is this to a card may edit it so. */
export function mayEdit(verb: EditVerb, standing: Standing): boolean {
  return editors[verb](standing);
}

/** Whether a person may still do what they did, and so undo it. */
export function mayStillDo(verb: ChangeVerb, standing: Standing): boolean {
  return verb in editors ? mayEdit(verb as EditVerb, standing) : mayDo(verb, standing);
}
