import { placeholders, type Rows } from "../../database/rows.js";
import { ChangeVerb } from "../../log/change.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { mayDo, type Standing } from "./stages.js";

/** `works`: owner, assignee or head of the lead office. `leads`: leader of the project. */
const standingSelect = `select t.id,
  exists (select 1 from project_owners l where l.project_id = t.project_id and l.person_id = ?) as owns,
  exists (select 1 from task_assignees l where l.task_id = t.id and l.person_id = ?) as assigned,
  exists (select 1 from project_leaders l where l.project_id = t.project_id and l.person_id = ?) as leads,
  (select o.head_id from project_offices l join office o on o.id = l.office_id
    where l.project_id = t.project_id order by l.id limit 1) as head from task t where t.id in`;

interface Ties {
  id: string;
  owns: unknown;
  assigned: unknown;
  leads: unknown;
  head: string | null;
}

/** What the viewer is to each of some cards, read inside the transaction that is about to change them. */
export async function standingsOf(
  { all }: Pick<Rows, "all">,
  taskIds: readonly string[],
  viewer: Viewer,
): Promise<Map<string, Standing>> {
  const me = viewer.personId;
  const select = `${standingSelect} (${placeholders(taskIds)})`;
  const found = await all<Ties>(select, [me, me, me, ...taskIds]);
  const standingOf = ({ owns, assigned, leads, head }: Ties): Standing => ({
    works: Boolean(owns) || Boolean(assigned) || head === me,
    leads: Boolean(leads),
    supervises: viewer.supervises,
  });
  return new Map(found.map((ties) => [ties.id, standingOf(ties)]));
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
