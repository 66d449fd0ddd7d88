import { fromJson } from "../../database/rows.js";
import { notFound } from "../../graphql/coded-error.js";
import type { FieldDifference } from "../../log/change.entity.js";
import { Label } from "../labels/label.entity.js";
import { Person } from "../people/person.entity.js";
import { Stage } from "../programmes/stage.entity.js";
import type { Task } from "./task.entity.js";
import type { TaskSession } from "./write-tasks.js";

const people: ReadonlySet<string> = new Set(["submittedBy", "acceptedBy"]);
const instants: ReadonlySet<string> = new Set(["submittedAt", "acceptedAt"]);
const json: ReadonlySet<string> = new Set(["quarters", "originalPeriod"]);

/** Gives a card's fields the values that they had before a change, as the log has them. */
export async function restore(
  session: TaskSession,
  task: Task,
  fields: Record<string, FieldDifference>,
): Promise<void> {
  const values: Record<string, unknown> = {};
  for (const [field, { before }] of Object.entries(fields)) {
    if (field === "stage") values.stage = await stageOf(session, String(before));
    else if (field === "assignees" || field === "labels") await restoreList(session, task, field, before);
    else values[field] = valueOf(session, field, before);
  }
  Object.assign(task, values);
}

function valueOf({ em }: TaskSession, field: string, before: unknown): unknown {
  if (before === null) return null;
  if (people.has(field)) return em.getReference(Person, String(before));
  if (instants.has(field)) return new Date(String(before));
  // The log has columns of JSON as text.
  return json.has(field) ? fromJson(before) : before;
}

async function stageOf({ em, chain }: TaskSession, id: string): Promise<Stage> {
  const stage = await em.findOne(Stage, { id, programme: chain.chain });
  if (!stage) throw notFound("stage");
  return stage;
}

/** People and labels that are gone meanwhile stay away. */
async function restoreList(
  { em }: TaskSession,
  task: Task,
  field: "assignees" | "labels",
  before: unknown,
): Promise<void> {
  const ids = Array.isArray(before) ? before.map(String) : [];
  const inOrder = <Item extends { id: string }>(found: Item[]) => {
    const byId = new Map(found.map((item) => [item.id, item]));
    return ids.flatMap((id) => byId.get(id) ?? []);
  };
  if (field === "assignees") task.assignees.set(inOrder(await em.find(Person, { id: ids })));
  else task.labels.set(inOrder(await em.find(Label, { id: ids, programme: task.programme.id })));
}
