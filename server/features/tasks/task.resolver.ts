import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { readHistory } from "../changes/read-changes.js";
import { ChangeRow } from "../changes/change.row.js";
import { PersonRow } from "../people/person.row.js";
import { readPerson } from "../people/read-people.js";
import { requireProgramme, requireReader } from "../programmes/programme.policy.js";
import { readReports } from "../reports/read-reports.js";
import { ReportRow } from "../reports/report.row.js";
import { requireWriter } from "../sessions/viewer.policy.js";
import { answerTask } from "./answer-task.js";
import { moveTask } from "./move-task.js";
import { readTask } from "./read-tasks.js";
import { MoveTaskInput } from "./task.inputs.js";
import { moveProblems, MoveTaskResult } from "./task.problems.js";
import { TaskRow } from "./task.row.js";

const longestHistory = 100;

@Resolver(() => TaskRow)
export class TaskResolver {
  @Query(() => TaskRow, { description: "The task with this id. NOT_FOUND where there is none." })
  async task(
    @Arg("id", () => ID, { description: "A task's id." }) id: string,
    @Ctx() context: Context,
  ): Promise<TaskRow> {
    const viewer = requireReader(context);
    const task = found(await readTask(context, id));
    requireProgramme(viewer, task.project.programmeId, "task");
    return task;
  }

  @Mutation(() => MoveTaskResult, {
    description:
      "Moves a card to a stage, or within its own, as the stage table allows. Either all of it happens or nothing.",
  })
  async moveTask(
    @Arg("input", () => MoveTaskInput) input: MoveTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof MoveTaskResult> {
    const viewer = requireWriter(context);
    return answerTask(context, viewer, "moveTask", input, moveProblems, () =>
      moveTask(context, viewer, input),
    );
  }

  @FieldResolver(() => PersonRow, {
    nullable: true,
    description: "Who submitted it; null while it is not submitted.",
  })
  submittedBy(@Root() task: TaskRow, @Ctx() context: Context): Promise<PersonRow | null> | null {
    const id = task.columns.submittedById;
    return id ? readPerson(context, id) : null;
  }

  @FieldResolver(() => PersonRow, {
    nullable: true,
    description: "Who accepted it; null while it is not accepted.",
  })
  acceptedBy(@Root() task: TaskRow, @Ctx() context: Context): Promise<PersonRow | null> | null {
    const id = task.columns.acceptedById;
    return id ? readPerson(context, id) : null;
  }

  @FieldResolver(() => [ReportRow], { description: "Its reports, the newest first; a handful in a year." })
  reports(@Root() task: TaskRow, @Ctx() context: Context): Promise<ReportRow[]> {
    return reportsOf(task, context);
  }

  @FieldResolver(() => ReportRow, {
    nullable: true,
    description: "The newest report; null while nothing was reported.",
  })
  async latestReport(@Root() task: TaskRow, @Ctx() context: Context): Promise<ReportRow | null> {
    return task.columns.reportedAttempt === 0 ? null : ((await reportsOf(task, context))[0] ?? null);
  }

  @FieldResolver(() => [ChangeRow], { description: "What happened to it, the newest first." })
  history(
    @Root() task: TaskRow,
    @Ctx() { rows }: Context,
    @Arg("first", () => Int, { defaultValue: 50, description: "How many, 1 to 100." }) first: number,
    @Arg("beforeRevision", () => Int, { nullable: true, description: "Go on from here, for older ones." })
    beforeRevision?: number,
  ): Promise<ChangeRow[]> {
    if (first < 1 || first > longestHistory)
      throw badInput(`first: expected 1 to ${longestHistory}, found ${first}`);
    const { past } = task.scope;
    const before = past ? Math.min(past.revision + 1, beforeRevision ?? Infinity) : (beforeRevision ?? null);
    return readHistory(rows, task.id, first, before);
  }
}

/** A task that is shown as it was has the reports that there were. */
async function reportsOf(task: TaskRow, context: Context): Promise<ReportRow[]> {
  const { past } = task.scope;
  const reports = past ? (past.reportsOf.get(task.id) ?? []) : await readReports(context, task.id);
  for (const report of reports) report.shownWith = task;
  return reports;
}

function found(task: TaskRow | null): TaskRow {
  if (!task) throw notFound("task");
  return task;
}
