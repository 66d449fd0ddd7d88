import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { requireProgramme } from "../programmes/programme.policy.js";
import { requireWriter } from "../sessions/viewer.policy.js";
import {
  AssignTasksInput,
  LabelTasksInput,
  MoveTasksInput,
  RescheduleTasksInput,
  UndoTasksInput,
  type BatchInput,
} from "./batch.inputs.js";
import { BatchResult } from "./batch.row.js";
import { assigning, labelling } from "./edit-tasks.js";
import { moving } from "./move-task.js";
import { rescheduling } from "./reschedule-tasks.js";
import { placeOfToken, runBatch } from "./run-batch.js";
import { changedTasks, undoing } from "./undo-tasks.js";
import { writeTasks, type Prepare, type Step } from "./write-tasks.js";

/** The same as for one card, for up to 100 of a programme at once. */
@Resolver()
export class BatchResolver {
  @Mutation(() => BatchResult, {
    description: "Moves up to 100 cards to the end of one stage, in the order given, in one transaction.",
  })
  moveTasks(
    @Arg("input", () => MoveTasksInput) input: MoveTasksInput,
    @Ctx() context: Context,
  ): Promise<BatchResult> {
    return batch(context, "moveTasks", input, moving({ ...input, to: { stageId: input.stageId } }));
  }

  @Mutation(() => BatchResult, {
    description: "Gives up to 100 cards other persons in charge, in one transaction.",
  })
  assignTasks(
    @Arg("input", () => AssignTasksInput) input: AssignTasksInput,
    @Ctx() context: Context,
  ): Promise<BatchResult> {
    return batch(context, "assignTasks", input, assigning(input.assignees, input.reason));
  }

  @Mutation(() => BatchResult, {
    description: "Hangs labels on up to 100 cards, or takes them off, in one transaction.",
  })
  labelTasks(
    @Arg("input", () => LabelTasksInput) input: LabelTasksInput,
    @Ctx() context: Context,
  ): Promise<BatchResult> {
    return batch(context, "labelTasks", input, labelling(input.labels));
  }

  @Mutation(() => BatchResult, { description: "Gives up to 100 cards another period, in one transaction." })
  rescheduleTasks(
    @Arg("input", () => RescheduleTasksInput) input: RescheduleTasksInput,
    @Ctx() context: Context,
  ): Promise<BatchResult> {
    return batch(context, "rescheduleTasks", input, rescheduling(input, input.reason));
  }

  @Mutation(() => BatchResult, {
    description: "Undoes a batch of the viewer's own, card by card under the rules of `undoTask`.",
  })
  async undoTasks(
    @Arg("input", () => UndoTasksInput) input: UndoTasksInput,
    @Ctx() context: Context,
  ): Promise<BatchResult> {
    const viewer = requireWriter(context);
    const { programmeId, ...span } = placeOfToken(input.undoToken);
    requireProgramme(viewer, programmeId);
    const taskIds = await changedTasks(context.rows, viewer, programmeId, span);
    const work = undoing(context.undoMinutes, span);
    const asked = taskIds.map((taskId) => ({ taskId }));
    return runBatch(context, viewer, "undoTasks", programmeId, taskIds, input, (plan) =>
      writeTasks(context, viewer, programmeId, asked, plan, work),
    );
  }
}

async function batch<Done extends Step>(
  context: Context,
  mutation: string,
  input: BatchInput,
  prepare: Prepare<Done>,
): Promise<BatchResult> {
  const viewer = requireWriter(context);
  const { programmeId, tasks } = input;
  requireProgramme(viewer, programmeId);
  const taskIds = tasks.map(({ taskId }) => taskId);
  return runBatch(context, viewer, mutation, programmeId, taskIds, input, (plan) =>
    writeTasks(context, viewer, programmeId, tasks, plan, prepare),
  );
}
