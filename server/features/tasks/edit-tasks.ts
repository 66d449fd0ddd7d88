import type { Collection } from "@mikro-orm/core";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { editedList, idsOfEdit, requireListEdit, type IdListEdit } from "../../graphql/id-list-edit.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { Label } from "../labels/label.entity.js";
import { Person } from "../people/person.entity.js";
import type { Standing } from "./stages.js";
import type { Task } from "./task.entity.js";
import { mayEdit, type EditVerb } from "./task.policy.js";
import { EditNotPermitted } from "./task.problems.js";
import type { Step, TaskSession, TaskWork } from "./write-tasks.js";

/** What giving cards other assignees does. Additions and removals commute: only a list set anew can be stale. */
export const assigning =
  (edit: IdListEdit, reason?: string | null) =>
  async (session: TaskSession): Promise<TaskWork<Step>> => {
    requireListEdit("assignees", edit);
    const ids = idsOfEdit(edit);
    const found = await session.em.find(Person, { id: ids });
    const people = complete(found, ids, "person");
    return listWork(session, ChangeVerb.ASSIGN, "assignees", edit, people, reason);
  };

/** What hanging labels on cards, or taking them off, does. */
export const labelling =
  (edit: IdListEdit) =>
  async (session: TaskSession): Promise<TaskWork<Step>> => {
    requireListEdit("labels", edit);
    const ids = idsOfEdit(edit);
    const found = await session.em.find(Label, { id: ids, programme: session.chain.chain });
    const labels = complete(found, ids, "label");
    return listWork(session, ChangeVerb.LABEL, "labels", edit, labels);
  };

/** What changing a card's own words does. */
export const wording =
  ({ title, needsReview }: { title?: string | null; needsReview?: boolean | null }) =>
  (session: TaskSession): TaskWork<Step> => {
    const words = {
      ...(typeof title === "string" && { title: title.trim() }),
      ...(typeof needsReview === "boolean" && { needsReview }),
    };
    if (Object.keys(words).length === 0)
      throw badInput("input: expected a title or needsReview, found neither");
    return {
      fields: Object.keys(words),
      judge: (task, standing) => permitted(session, ChangeVerb.UPDATE, task, standing),
      apply: (steps) => steps.forEach(({ task }) => Object.assign(task, words)),
    };
  };

/** The step, where the viewer may edit the card so. Throws a `Refusal`. */
export function permitted(
  { locale }: TaskSession,
  verb: EditVerb,
  task: Task,
  standing: Standing,
  reason: string | null = null,
): Step {
  if (!mayEdit(verb, standing)) throw new Refusal(new EditNotPermitted(verb, locale));
  return { task, verb, reason };
}

type Listed<Part extends "assignees" | "labels"> = Part extends "assignees" ? Person : Label;

function listWork<Part extends "assignees" | "labels">(
  session: TaskSession,
  verb: EditVerb,
  part: Part,
  edit: IdListEdit,
  known: ReadonlyMap<string, Listed<Part>>,
  reason?: string | null,
): TaskWork<Step> {
  const listOf = (task: Task) => task[part] as Collection<Listed<Part>>;
  const wanted = (task: Task) =>
    editedList(part, listOf(task).getItems().map(({ id }) => id), edit);
  return {
    fields: edit.set ? [part] : [],
    judge: (task, standing) => {
      const step = permitted(session, verb, task, standing, reason?.trim() || null);
      wanted(task);
      return step;
    },
    apply: (steps) => {
      for (const { task } of steps) setList(listOf(task), wanted(task), known);
    },
  };
}

function setList<Item extends Person | Label>(
  list: Collection<Item>,
  ids: readonly string[],
  known: ReadonlyMap<string, Item>,
): void {
  const items = list.getItems();
  if (ids.join() === items.map(({ id }) => id).join()) return;
  const standing = new Map(items.map((item) => [item.id, item]));
  list.set(ids.flatMap((id) => known.get(id) ?? standing.get(id) ?? []));
}

function complete<Item extends { id: string }>(
  found: Item[],
  ids: string[],
  what: string,
): Map<string, Item> {
  if (found.length < ids.length) throw notFound(what);
  return new Map(found.map((item) => [item.id, item]));
}
