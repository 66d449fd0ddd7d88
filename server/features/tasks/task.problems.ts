import { createUnionType, Field, ObjectType } from "type-graphql";
import { fill, type Locale } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import { StageKind } from "../programmes/stage-kind.enum.js";
import { moveRefusalWords } from "./move-words.js";
import type { MoveRefusal } from "./stages.js";
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
  description: "Somebody changed the task since; decide anew on what it now is.",
})
export class StaleVersion extends TaskProblem {
  constructor(locale: Locale) {
    super();
    this.code = "STALE_VERSION";
    this.message =
      locale === "en"
        ? "Somebody changed this task in the meantime; look at it as it now is"
        : "这张卡片刚被他人更新，请按最新情况再操作";
  }
}

/** Every refusal that `moveTask` gives as data. */
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
