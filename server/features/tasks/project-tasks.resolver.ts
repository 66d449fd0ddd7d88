import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { forbidden, notFound } from "../../graphql/coded-error.js";
import type { Problem } from "../../graphql/problem.js";
import { orProblem } from "../../graphql/refusal.js";
import { once } from "../../log/once.js";
import { requireProgramme, runsProgrammes } from "../programmes/programme.policy.js";
import { requireWriter, type Viewer } from "../sessions/viewer.policy.js";
import { addTask } from "./add-task.js";
import { readTask } from "./read-tasks.js";
import { removing } from "./remove-task.js";
import { AddTaskInput, RemoveTaskInput } from "./task.inputs.js";
import { RemovedTask, removeProblems, RemoveTaskResult } from "./task.problems.js";
import { TaskRow } from "./task.row.js";
import { programmeOfTask, writeTask } from "./write-tasks.js";

/** Which cards a project has; for those who run programmes. */
@Resolver()
export class ProjectTasksResolver {
  @Mutation(() => TaskRow, {
    description:
      "Adds a card to a project, as its last, in the first PENDING stage. For supervisors and administrators.",
  })
  async addTask(
    @Arg("input", () => AddTaskInput) input: AddTaskInput,
    @Ctx() context: Context,
  ): Promise<TaskRow> {
    const viewer = requireWriter(context);
    const select = `select programme_id "programmeId" from project where id = ?`;
    const found = await context.rows.first<{ programmeId: string }>(select, [input.projectId]);
    if (!found) throw notFound("project");
    requireKeeper(viewer, found.programmeId, "project");
    const work = () => addTask(context, viewer, found.programmeId, input);
    const task = await readTask(context, await once(context, viewer, "addTask", input, work));
    if (!task) throw notFound("task");
    return task;
  }

  @Mutation(() => RemoveTaskResult, {
    description:
      "Takes a card off the board, with a reason; one that was reported on, submitted or accepted stays. For supervisors and administrators.",
  })
  async removeTask(
    @Arg("input", () => RemoveTaskInput) input: RemoveTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof RemoveTaskResult> {
    const viewer = requireWriter(context);
    const work = async () => {
      requireKeeper(viewer, await programmeOfTask(context.rows, input.taskId), "task");
      return writeTask(context, viewer, input, removing(input.reason));
    };
    const done = await orProblem<string, Problem>(removeProblems, () =>
      once(context, viewer, "removeTask", input, work),
    );
    if (typeof done === "string") return Object.assign(new RemovedTask(), { taskId: done });
    return Object.assign(done, { task: await readTask(context, input.taskId) }) as typeof RemoveTaskResult;
  }
}

/** Throws NOT_FOUND for a programme that is hidden, FORBIDDEN for whoever does not run programmes. */
function requireKeeper(viewer: Viewer, programmeId: string, what: string): void {
  requireProgramme(viewer, programmeId, what);
  if (!runsProgrammes(viewer)) throw forbidden();
}
