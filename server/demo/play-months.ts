import type { Context } from "../context.js";
import { Stage } from "../features/programmes/stage.entity.js";
import { Task } from "../features/tasks/task.entity.js";
import { moveTask } from "../features/tasks/move-task.js";
import { actAs, type Surroundings } from "./act-as.js";
import type { Step } from "./months.js";

/** Plays steps through the very code that serves the board: rules, log and all. Throws at the first that is refused. */
export async function playMonths(
  surroundings: Surroundings,
  fork: () => Context["em"],
  programmeId: string,
  steps: Step[],
): Promise<void> {
  for (const step of [...steps].sort((one, other) => one.at.localeCompare(other.at))) {
    const em = fork();
    const [number, position] = step.task.split(".").map(Number);
    const where = { programme: programmeId, project: { number }, position };
    const task = await em.findOneOrFail(Task, where);
    const stage = await em.findOneOrFail(Stage, { programme: programmeId, kind: step.to });
    const { context, viewer } = await actAs(surroundings, fork, step.who, step.at);
    const { report, reason } = step;
    const move = { taskId: task.id, stageId: stage.id, expectedVersion: task.version, report, reason };
    await moveTask(context, viewer, move);
  }
}
