import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { write } from "../../log/write.js";
import { Programme } from "../programmes/programme.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { Task } from "../tasks/task.entity.js";
import { Label } from "./label.entity.js";
import type { CreateLabelInput, DeleteLabelInput, UpdateLabelInput } from "./label.inputs.js";
import { LabelNameTaken } from "./label.problems.js";

/** Makes a label. Gives its id; throws a `Refusal` for a name that is taken. */
export function createLabel(
  context: Context,
  { personId }: Viewer,
  input: CreateLabelInput,
): Promise<string> {
  const { programmeId: chain, colour = null } = input;
  const attribution = { chain, actorId: personId, verb: ChangeVerb.CREATE, at: context.clock.now() };
  return write(context.em, attribution, async (em) => {
    const programme = await em.findOne(Programme, { id: chain });
    if (!programme) throw notFound("programme");
    const name = await freeName(em, context, chain, input.name);
    const label = em.create(Label, { id: newId("label"), programme, name, colour });
    em.persist(label);
    return label.id;
  });
}

/** Changes a label. Gives its id; throws a `Refusal` for a name that is taken. */
export function updateLabel(
  context: Context,
  { personId }: Viewer,
  chain: string,
  { labelId, name, colour }: UpdateLabelInput,
): Promise<string> {
  const attribution = { chain, actorId: personId, verb: ChangeVerb.UPDATE, at: context.clock.now() };
  return write(context.em, attribution, async (em) => {
    const label = await labelOf(em, chain, labelId);
    if (typeof name === "string" && name.trim() !== label.name)
      label.name = await freeName(em, context, chain, name);
    if (colour !== undefined) label.colour = colour;
    return label.id;
  });
}

/** Takes a label away, from every card that has it first: the log tells of each. Gives its id. */
export function deleteLabel(
  context: Context,
  { personId }: Viewer,
  chain: string,
  { labelId }: DeleteLabelInput,
): Promise<string> {
  const attribution = { chain, actorId: personId, verb: ChangeVerb.REMOVE, at: context.clock.now() };
  return write(context.em, attribution, async (em, open) => {
    const label = await labelOf(em, chain, labelId);
    const tasks = await em.find(Task, { labels: labelId });
    await em.populate(tasks, ["labels"]);
    for (const task of tasks) {
      task.labels.remove(label);
      open.done.set(task, { verb: ChangeVerb.LABEL });
    }
    await em.flush();
    em.remove(label);
    return labelId;
  });
}

async function labelOf(em: EntityManager, programmeId: string, id: string): Promise<Label> {
  const label = await em.findOne(Label, { id, programme: programmeId });
  if (!label) throw notFound("label");
  return label;
}

async function freeName(
  em: EntityManager,
  { locale }: Context,
  programmeId: string,
  asked: string,
): Promise<string> {
  const name = asked.trim();
  if (!name) throw badInput("name: expected 1 to 50 characters that are no spaces");
  const other = await em.findOne(Label, { programme: programmeId, name });
  if (other) throw new Refusal(new LabelNameTaken(other.id, locale));
  return name;
}
