import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import type { MutationInput } from "../../graphql/mutation-input.js";
import { orProblem } from "../../graphql/refusal.js";
import { once } from "../../log/once.js";
import { requireProgramme } from "../programmes/programme.policy.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { readTask } from "./read-tasks.js";
import type { Problem } from "../../graphql/problem.js";
import { TaskRow } from "./task.row.js";

type Kinds = readonly (abstract new (...values: never[]) => Problem)[];
type ProblemOf<Some extends Kinds> = InstanceType<Some[number]>;

/**
 * Writes one card once for its `idempotencyKey`, and gives it as it then stands, or the problem with the card as it
 * stands.
 */
export async function answerTask<Some extends Kinds>(
  context: Context,
  viewer: Viewer,
  mutation: string,
  input: MutationInput & { taskId: string },
  kinds: Some,
  work: () => Promise<string>,
): Promise<TaskRow | ProblemOf<Some>> {
  const done = await orProblem<string, Problem>(kinds, () => once(context, viewer, mutation, input, work));
  const task = await readTask(context, input.taskId);
  if (!task) throw notFound("task");
  requireProgramme(viewer, task.project.programmeId, "task");
  return typeof done === "string" ? task : (Object.assign(done, { task }) as ProblemOf<Some>);
}
