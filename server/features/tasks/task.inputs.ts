import { ArrayMaxSize, Length, MaxLength, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { CalendarDate } from "../../graphql/calendar-date.js";
import { IdListEdit } from "../../graphql/id-list-edit.js";
import { MutationInput } from "../../graphql/mutation-input.js";
import { ReportInput } from "./reporting/report.inputs.js";

/** A card to be changed, and the version that the change was decided on. */
@InputType()
export abstract class TaskInput extends MutationInput {
  @Field(() => ID, { description: "The card." })
  taskId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "`Task.version` that this was decided on: refused as StaleVersion where one of the very fields that it writes was changed since. Without it, what stands there is overwritten.",
  })
  expectedVersion?: number | null;
}

@InputType({ description: "A card, where it goes, and what the move needs." })
export class MoveTaskInput extends MutationInput {
  @Field(() => ID, { description: "The card." })
  taskId!: string;

  @Field(() => ID, { description: "The stage it goes to; its own stage to put it in another order." })
  stageId!: string;

  @Field(() => ID, { nullable: true, description: "Put it directly before (above) this card of the stage." })
  beforeTaskId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Put it directly after (below) this card of the stage. With neither neighbour it goes to the end.",
  })
  afterTaskId?: string | null;

  @Field(() => Int, {
    description:
      "`Task.version` that the move was decided on: refused as StaleVersion where the card went to a stage since. What else was changed, its place in the column too, does not matter.",
  })
  expectedVersion!: number;

  @Field(() => ReportInput, { nullable: true, description: "For a submission: the report of this attempt." })
  @ValidateNested()
  report?: ReportInput | null;

  @Field(() => String, {
    nullable: true,
    description: "For a return or a reopening: why; up to 2,000 characters.",
  })
  @MaxLength(2000)
  reason?: string | null;
}

@InputType({ description: "Which card is begun." })
export class StartTaskInput extends TaskInput {}

@InputType({ description: "Which card is put back, unreported." })
export class PostponeTaskInput extends TaskInput {}

@InputType({ description: "Which card is taken back from acceptance by those who work on it." })
export class WithdrawTaskInput extends TaskInput {}

@InputType({ description: "Which card is accepted." })
export class AcceptTaskInput extends TaskInput {}

@InputType({ description: "Which card is submitted for acceptance, with its report." })
export class SubmitTaskInput extends TaskInput {
  @Field(() => ReportInput, {
    nullable: true,
    description: "The report of this attempt; may be left out where this attempt was reported on already.",
  })
  @ValidateNested()
  report?: ReportInput | null;
}

@InputType({ description: "Which card is returned for rectification, and why." })
export class ReturnTaskInput extends TaskInput {
  @Field(() => String, { description: "Why; 1 to 2,000 characters." })
  @MaxLength(2000)
  reason!: string;
}

@InputType({ description: "Which accepted card is opened again, and why." })
export class ReopenTaskInput extends TaskInput {
  @Field(() => String, { description: "Why; 1 to 2,000 characters." })
  @MaxLength(2000)
  reason!: string;
}

@InputType({ description: "Other assignees of a card." })
export class AssignTaskInput extends TaskInput {
  @Field(() => IdListEdit, { description: "Persons, by id; up to 20 of a card." })
  @ValidateNested()
  assignees!: IdListEdit;

  @Field(() => String, {
    nullable: true,
    description: "Why, where that is worth saying; up to 2,000 characters.",
  })
  @MaxLength(2000)
  reason?: string | null;
}

@InputType({ description: "Other labels of a card." })
export class LabelTaskInput extends TaskInput {
  @Field(() => IdListEdit, { description: "Labels of the programme, by id; up to 20 of a card." })
  @ValidateNested()
  labels!: IdListEdit;
}

@InputType({ description: "Another period of a card, and why." })
export class RescheduleTaskInput extends TaskInput {
  @Field(() => CalendarDate, {
    nullable: true,
    description: "The first day. Left out, it stays as it is; null says that none is stated.",
  })
  startsOn?: string | null;

  @Field(() => CalendarDate, { description: "The last day, inclusive." })
  dueOn!: string;

  @Field(() => String, { description: "Why; 1 to 2,000 characters." })
  @MaxLength(2000)
  reason!: string;
}

@InputType({ description: "Other words of a card." })
export class EditTaskInput extends TaskInput {
  @Field(() => String, { nullable: true, description: "What is to be done; up to 2,000 characters." })
  @MaxLength(2000)
  title?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether somebody should still look at what was read.",
  })
  needsReview?: boolean | null;
}

@InputType({ description: "The card whose last change, made by the viewer, is undone." })
export class UndoTaskInput extends TaskInput {}

@InputType({ description: "A new card of a project." })
export class AddTaskInput extends MutationInput {
  @Field(() => ID, { description: "The project." })
  projectId!: string;

  @Field(() => String, { description: "What is to be done, 1 to 2,000 characters." })
  @Length(1, 2000)
  title!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: "The first day; none where only the end is stated.",
  })
  startsOn?: string | null;

  @Field(() => CalendarDate, { description: "The last day, inclusive." })
  dueOn!: string;

  @Field(() => [ID], { nullable: true, description: "Persons in charge of it (经办人), by id; up to 20." })
  @ArrayMaxSize(20)
  assigneeIds?: string[] | null;
}

@InputType({ description: "Which card is taken off the board, and why." })
export class RemoveTaskInput extends TaskInput {
  @Field(() => String, { description: "Why; 1 to 2,000 characters." })
  @MaxLength(2000)
  reason!: string;
}
