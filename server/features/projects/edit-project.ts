import type { Collection, EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { statementsOf } from "../../database/statements.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import {
  editedList,
  idsOfEdit,
  idsWanted,
  requireListEdit,
  type IdListEdit,
} from "../../graphql/id-list-edit.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { write } from "../../log/write.js";
import { readConflicts } from "../changes/read-conflicts.js";
import { Office } from "../offices/office.entity.js";
import { NamesProgram } from "../../graphql/names-program.js";
import { Person } from "../people/person.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { programAmong } from "../tokens/token.policy.js";
import { Project } from "./project.entity.js";
import type { EditProjectInput } from "./project.inputs.js";
import { StaleProject } from "./project.problems.js";

const lists = ["leaders", "owners", "offices", "assistingOffices"] as const;
type List = (typeof lists)[number];

/** Changes who answers for a project, and its remarks. Gives its id; throws a `Refusal` where another did so since. */
export function editProject(
  context: Context,
  { personId }: Viewer,
  chain: string,
  input: EditProjectInput,
): Promise<string> {
  const reason = input.reason?.trim() || null;
  const attribution = { chain, actorId: personId, verb: ChangeVerb.UPDATE, reason, at: context.clock.now() };
  return write(context.em, attribution, async (em) => {
    const asked = lists.filter((list) => input[list]);
    const populate = [...asked] as never;
    const project = await em.findOne(Project, { id: input.projectId, programme: chain }, { populate });
    if (!project) throw notFound("project");
    if (asked.length === 0 && input.remarks === undefined)
      throw badInput("input: expected something to change, found nothing");
    await requireFresh(em, context, project, input);
    for (const list of asked) await editList(em, context, project, list, input[list] as IdListEdit);
    if (input.remarks !== undefined) project.remarks = input.remarks?.trim() || null;
    return project.id;
  });
}

/** Additions and removals commute: only lists set anew, and remarks, can be stale. */
async function requireFresh(
  em: EntityManager,
  { locale }: Context,
  project: Project,
  input: EditProjectInput,
): Promise<void> {
  const { expectedVersion } = input;
  if (expectedVersion === undefined || expectedVersion === null || expectedVersion === project.version)
    return;
  const fields: string[] = lists.filter((list) => input[list]?.set);
  if (input.remarks !== undefined) fields.push("remarks");
  const subject = { ...project.logSubject(), version: project.version };
  const conflicts = await readConflicts(statementsOf(em), subject, expectedVersion, fields);
  if (conflicts?.length !== 0) throw new Refusal(new StaleProject(conflicts ?? [], locale));
}

async function editList(
  em: EntityManager,
  { locale }: Context,
  project: Project,
  list: List,
  edit: IdListEdit,
): Promise<void> {
  requireListEdit(list, edit);
  const named = idsOfEdit(edit);
  const isOfPeople = list === "leaders" || list === "owners";
  const known: (Person | Office)[] = isOfPeople
    ? await em.find(Person, { id: named })
    : await em.find(Office, { id: named });
  if (known.length < named.length) throw notFound(isOfPeople ? "person" : "office");
  const wanted = idsWanted(edit);
  const program =
    isOfPeople &&
    (await programAmong(
      em,
      known.filter(({ id }) => wanted.has(id)),
    ));
  if (program) throw new Refusal(new NamesProgram(program.name, locale));
  const items = project[list] as Collection<Person | Office>;
  const before = items.getItems();
  const ids = editedList(
    list,
    before.map(({ id }) => id),
    edit,
  );
  if (ids.join() === before.map(({ id }) => id).join()) return;
  const byId = new Map([...known, ...before].map((item) => [item.id, item]));
  items.set(ids.flatMap((id) => byId.get(id) ?? []));
}
