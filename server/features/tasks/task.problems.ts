import { createUnionType, Field, ID, ObjectType } from "type-graphql";
import { fill, type Locale } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import { FieldConflict } from "../changes/field-conflict.row.js";
import { NamesProgram } from "../../graphql/names-program.js";
import { StageKind } from "../programmes/stage-kind.enum.js";
import { editRefusalWords, moveRefusalWords, undoRefusalWords, type UndoRefusal } from "./move-words.js";
import type { MoveRefusal } from "./stages.js";
import type { EditVerb } from "./task.policy.js";
import { TaskRow } from "./task.row.js";

/** A refusal about one task; the resolver adds the task as it now is, outside the transaction. */
@ObjectType()
export abstract class TaskProblem extends Problem {
  @Field(() => TaskRow, { description: "The task as it now is." })
  task!: TaskRow;
}

interface StageNames {
  from: string;
  to: string;
}

@ObjectType({ implements: Problem, description: "The stage table has no such way, whoever asks." })
export class IllegalMove extends TaskProblem {
  @Field(() => StageKind, { description: "The kind of stage it stands in." })
  from: StageKind;

  @Field(() => StageKind, { description: "The kind of stage it was to go to." })
  to: StageKind;

  constructor(refusal: MoveRefusal, from: StageKind, to: StageKind, names: StageNames, locale: Locale) {
    super();
    this.code = refusal;
    this.message = fill(moveRefusalWords[refusal][locale], { ...names });
    this.from = from;
    this.to = to;
  }
}

@ObjectType({ implements: Problem, description: "The way exists, but it is not the viewer's to go." })
export class MoveNotPermitted extends TaskProblem {
  constructor(refusal: MoveRefusal, names: StageNames, locale: Locale) {
    super();
    this.code = refusal;
    this.message = fill(moveRefusalWords[refusal][locale], { ...names });
  }
}

@ObjectType({ implements: Problem, description: "The move needs a report for this attempt." })
export class ReportRequired extends TaskProblem {
  constructor(locale: Locale) {
    super();
    this.code = "REPORT_REQUIRED";
    this.message = locale === "en" ? "Say what was done before you submit it" : "送验前请填写进展反馈";
  }
}

@ObjectType({ implements: Problem, description: "The move needs a reason." })
export class ReasonRequired extends TaskProblem {
  constructor(locale: Locale) {
    super();
    this.code = "REASON_REQUIRED";
    this.message = locale === "en" ? "Give the reason" : "请写明原因";
  }
}

@ObjectType({
  implements: Problem,
  description:
    "Somebody changed what this mutation writes since the expected version; decide anew on what it now is.",
})
export class StaleVersion extends TaskProblem {
  @Field(() => [FieldConflict], {
    description:
      "What was changed, of the fields that the mutation writes; empty where the expected version is none that is known.",
  })
  conflicts: FieldConflict[];

  constructor(conflicts: FieldConflict[], locale: Locale) {
    super();
    this.code = "STALE_VERSION";
    this.conflicts = conflicts;
    this.message =
      locale === "en"
        ? "Somebody changed this task in the meantime; look at it as it now is"
        : "这张卡片刚被他人更新，请按最新情况再操作";
  }
}

@ObjectType({ implements: Problem, description: "The edit is not the viewer's to make." })
export class EditNotPermitted extends TaskProblem {
  constructor(verb: EditVerb, locale: Locale) {
    super();
    this.code = "EDIT_NOT_PERMITTED";
    this.message = editRefusalWords[verb][locale];
  }
}

@ObjectType({ implements: Problem, description: "The days make no period." })
export class InvalidPeriod extends TaskProblem {
  constructor(message: string) {
    super();
    this.code = "INVALID_PERIOD";
    this.message = message;
  }
}

@ObjectType({ implements: Problem, description: "One of several tasks that the programme has not." })
export class TaskNotFound extends Problem {
  @Field(() => ID, { description: "The id that was given." })
  taskId: string;

  constructor(taskId: string, locale: Locale) {
    super();
    this.code = "TASK_NOT_FOUND";
    this.taskId = taskId;
    this.message = locale === "en" ? "The programme has no such task" : "本责任分解表中没有这项任务";
  }
}

@ObjectType({ implements: Problem, description: "The last change of a task cannot be undone by the viewer." })
export class UndoRefused extends TaskProblem {
  @Field(() => [FieldConflict], {
    description: "For `UNDO_OVERTAKEN`: what somebody changed since; empty otherwise.",
  })
  conflicts: FieldConflict[];

  constructor(refusal: UndoRefusal, conflicts: FieldConflict[], locale: Locale, minutes = 0) {
    super();
    this.code = refusal;
    this.conflicts = conflicts;
    this.message = fill(undoRefusalWords[refusal][locale], { minutes });
  }
}

@ObjectType({
  implements: Problem,
  description: "The task was reported on, submitted or accepted: it stays.",
})
export class TaskOnRecord extends TaskProblem {
  constructor(locale: Locale) {
    super();
    this.code = "TASK_ON_RECORD";
    this.message =
      locale === "en"
        ? "It was reported on, submitted or accepted: it stays on record"
        : "这项任务已有进展反馈、已送验或已验收，不能删除";
  }
}

@ObjectType({ simpleResolvers: true, description: "A task that there was." })
export class RemovedTask {
  @Field(() => ID, { description: "The id that it had." })
  taskId!: string;
}

/** Every refusal that a move gives as data. */
export const moveProblems = [
  IllegalMove,
  MoveNotPermitted,
  ReportRequired,
  ReasonRequired,
  StaleVersion,
] as const;

export const MoveTaskResult = createUnionType({
  name: "MoveTaskResult",
  description: "The task where it now stands, or why it was not moved; then nothing was changed.",
  types: () => [TaskRow, ...moveProblems] as const,
});

/** Every refusal of an assignment, of labels and of other words. */
export const editProblems = [EditNotPermitted, StaleVersion, NamesProgram] as const;

export const EditTaskResult = createUnionType({
  name: "EditTaskResult",
  description: "The task as it now is, or why it was not changed; then nothing was.",
  types: () => [TaskRow, ...editProblems] as const,
});

export const rescheduleProblems = [InvalidPeriod, ReasonRequired, EditNotPermitted, StaleVersion] as const;

export const RescheduleTaskResult = createUnionType({
  name: "RescheduleTaskResult",
  description: "The task with its new period, or why it was not changed; then nothing was.",
  types: () => [TaskRow, ...rescheduleProblems] as const,
});

export const undoProblems = [UndoRefused, StaleVersion] as const;

export const UndoTaskResult = createUnionType({
  name: "UndoTaskResult",
  description: "The task as it was before, or why it stays as it is.",
  types: () => [TaskRow, ...undoProblems] as const,
});

export const removeProblems = [TaskOnRecord, ReasonRequired, StaleVersion] as const;

export const RemoveTaskResult = createUnionType({
  name: "RemoveTaskResult",
  description: "The task that is gone, or why it stays.",
  types: () => [RemovedTask, ...removeProblems] as const,
});
