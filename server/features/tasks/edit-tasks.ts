import type { Collection } from "@mikro-orm/core";
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
import { Label } from "../labels/label.entity.js";
import { NamesProgram } from "../../graphql/names-program.js";
import { Person } from "../people/person.entity.js";
import { programAmong } from "../tokens/token.policy.js";
import type { HeldCard } from "./held-card.js";
import { Task } from "./task.entity.js";
import { mayEdit, type EditVerb } from "./task.policy.js";
import { EditNotPermitted } from "./task.problems.js";
import type { Step, TaskSession, TaskWork } from "./write-tasks.js";

/** What giving cards other assignees does. Additions and removals commute: only a list set anew can be stale. */
export const assigning =
  (edit: IdListEdit, reason?: string | null) =>
  async (session: TaskSession, taskIds: readonly string[]): Promise<TaskWork<EditStep>> => {
    requireListEdit("assignees", edit);
    const ids = idsOfEdit(edit);
    const found = await session.em.find(Person, { id: ids });
    const people = complete(found, ids, "person");
    const wanted = idsWanted(edit);
    const program = await programAmong(
      session.em,
      found.filter(({ id }) => wanted.has(id)),
    );
    const work = await listWork(session, taskIds, ChangeVerb.ASSIGN, "assignees", edit, people, reason);
    if (!program) return work;
    const judge = (card: HeldCard): EditStep => {
      // Who may not edit the card is told that first.
      work.judge(card);
      throw new Refusal(new NamesProgram(program.name, session.locale));
    };
    return { ...work, judge };
  };

/** What hanging labels on cards, or taking them off, does. */
export const labelling =
  (edit: IdListEdit) =>
  async (session: TaskSession, taskIds: readonly string[]): Promise<TaskWork<EditStep>> => {
    requireListEdit("labels", edit);
    const ids = idsOfEdit(edit);
    const found = await session.em.find(Label, { id: ids, programme: session.chain.chain });
    const labels = complete(found, ids, "label");
    return listWork(session, taskIds, ChangeVerb.LABEL, "labels", edit, labels);
  };

/** What changing a card's own words does. */
export const wording =
  ({ title, needsReview }: { title?: string | null; needsReview?: boolean | null }) =>
  async (session: TaskSession, taskIds: readonly string[]): Promise<TaskWork<EditStep>> => {
    const words = {
      ...(typeof title === "string" && { title: title.trim() }),
      ...(typeof needsReview === "boolean" && { needsReview }),
    };
    if (Object.keys(words).length === 0)
      throw badInput("input: expected a title or needsReview, found neither");
    const tasks = await tasksOf(session, taskIds);
    return {
      fields: Object.keys(words),
      judge: (card) => permitted(session, ChangeVerb.UPDATE, card, tasks),
      apply: (steps) => edit(session, steps, ({ task }) => Object.assign(task, words)),
    };
  };

/** A step of an edit: rarer than moves, so it goes by entities. */
export interface EditStep extends Step {
  task: Task;
}

/** The cards of an edit as entities, with a list of theirs where that is edited. */
export async function tasksOf(
  { em, chain }: TaskSession,
  taskIds: readonly string[],
  populate: readonly ("assignees" | "labels")[] = [],
): Promise<Map<string, Task>> {
  const found = await em.find(
    Task,
    { id: [...taskIds], programme: chain.chain },
    { populate: [...populate] as never },
  );
  return new Map(found.map((task) => [task.id, task]));
}

/** The step, where the viewer may edit the card so. Throws a `Refusal`. */
export function permitted(
  { locale }: TaskSession,
  verb: EditVerb,
  card: HeldCard,
  tasks: ReadonlyMap<string, Task>,
  reason: string | null = null,
): EditStep {
  if (!mayEdit(verb, card.standing)) throw new Refusal(new EditNotPermitted(verb, locale));
  const task = tasks.get(card.id);
  if (!task) throw notFound("task");
  return { card, task, verb, reason };
}

/** Edits each card, and says in the log what that was. */
export function edit<Done extends EditStep>(
  { chain }: TaskSession,
  steps: readonly Done[],
  change: (step: Done) => void,
): void {
  for (const step of steps) {
    chain.done.set(step.task, { verb: step.verb, reason: step.reason });
    change(step);
  }
}

type Listed<Part extends "assignees" | "labels"> = Part extends "assignees" ? Person : Label;

async function listWork<Part extends "assignees" | "labels">(
  session: TaskSession,
  taskIds: readonly string[],
  verb: EditVerb,
  part: Part,
  listEdit: IdListEdit,
  known: ReadonlyMap<string, Listed<Part>>,
  reason?: string | null,
): Promise<TaskWork<EditStep>> {
  const tasks = await tasksOf(session, taskIds, [part]);
  const listOf = (task: Task) => task[part] as Collection<Listed<Part>>;
  const wanted = (task: Task) => {
    const ids = listOf(task)
      .getItems()
      .map(({ id }) => id);
    return editedList(part, ids, listEdit);
  };
  return {
    fields: listEdit.set ? [part] : [],
    judge: (card) => {
      const step = permitted(session, verb, card, tasks, reason?.trim() || null);
      wanted(step.task);
      return step;
    },
    apply: (steps) => edit(session, steps, ({ task }) => setList(listOf(task), wanted(task), known)),
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
