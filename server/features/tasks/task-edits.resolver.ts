import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { requireWriter } from "../sessions/viewer.policy.js";
import { answerTask } from "./answer-task.js";
import { assigning, labelling, wording } from "./edit-tasks.js";
import { rescheduling } from "./reschedule-tasks.js";
import {
  AssignTaskInput,
  EditTaskInput,
  LabelTaskInput,
  RescheduleTaskInput,
  UndoTaskInput,
} from "./task.inputs.js";
import {
  editProblems,
  EditTaskResult,
  rescheduleProblems,
  RescheduleTaskResult,
  undoProblems,
  UndoTaskResult,
} from "./task.problems.js";
import { undoing } from "./undo-tasks.js";
import { writeTask } from "./write-tasks.js";

@Resolver()
export class TaskEditsResolver {
  @Mutation(() => EditTaskResult, {
    description:
      "Gives a card other persons in charge (经办人). For those who work on, lead or supervise its project.",
  })
  async assignTask(
    @Arg("input", () => AssignTaskInput) input: AssignTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof EditTaskResult> {
    const viewer = requireWriter(context);
    return answerTask(context, viewer, "assignTask", input, editProblems, () =>
      writeTask(context, viewer, input, assigning(input.assignees, input.reason)),
    );
  }

  @Mutation(() => EditTaskResult, {
    description:
      "Hangs labels on a card, or takes them off. For those who work on, lead or supervise its project.",
  })
  async labelTask(
    @Arg("input", () => LabelTaskInput) input: LabelTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof EditTaskResult> {
    const viewer = requireWriter(context);
    return answerTask(context, viewer, "labelTask", input, editProblems, () =>
      writeTask(context, viewer, input, labelling(input.labels)),
    );
  }

  @Mutation(() => EditTaskResult, {
    description: "Changes a card's own words. For its project's leaders and supervisors.",
  })
  async editTask(
    @Arg("input", () => EditTaskInput) input: EditTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof EditTaskResult> {
    const viewer = requireWriter(context);
    return answerTask(context, viewer, "editTask", input, editProblems, () =>
      writeTask(context, viewer, input, wording(input)),
    );
  }

  @Mutation(() => RescheduleTaskResult, {
    description:
      "Gives a card another period, with a reason; the first one is kept for ever. For its project's leaders and supervisors.",
  })
  async rescheduleTask(
    @Arg("input", () => RescheduleTaskInput) input: RescheduleTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof RescheduleTaskResult> {
    const viewer = requireWriter(context);
    return answerTask(context, viewer, "rescheduleTask", input, rescheduleProblems, () =>
      writeTask(context, viewer, input, rescheduling(input, input.reason)),
    );
  }

  @Mutation(() => UndoTaskResult, {
    description:
      "Puts a card back as it was before the viewer's own last change of it: within some minutes (`UNDO_MINUTES`, 10 unless set), and while nobody changed the same fields since.",
  })
  async undoTask(
    @Arg("input", () => UndoTaskInput) input: UndoTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof UndoTaskResult> {
    const viewer = requireWriter(context);
    const work = undoing(context.undoMinutes);
    return answerTask(context, viewer, "undoTask", input, undoProblems, () =>
      writeTask(context, viewer, input, work),
    );
  }
}
