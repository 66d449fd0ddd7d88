import { ArrayMaxSize, ArrayMinSize, MaxLength, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int, registerEnumType } from "type-graphql";
import { CalendarDate } from "../../graphql/calendar-date.js";
import { IdListEdit } from "../../graphql/id-list-edit.js";
import { MutationInput } from "../../graphql/mutation-input.js";
import { ReportInput } from "./reporting/report.inputs.js";

/** What one refusal does to the others of a batch. */
export enum BatchMode {
  ATOMIC = "ATOMIC",
  EACH = "EACH",
}

registerEnumType(BatchMode, {
  name: "BatchMode",
  description: "What one refusal does to the other cards of a batch.",
  valuesConfig: {
    ATOMIC: { description: "All or nothing: every refusal is told, and one is enough to change nothing." },
    EACH: { description: "Card by card: what may be done is done, the rest is told." },
  },
});

@InputType({ description: "A card of a batch." })
export class BatchTaskInput {
  @Field(() => ID, { description: "The card; each once." })
  taskId!: string;

  @Field(() => Int, {
    nullable: true,
    description: "`Task.version` that this was decided on, as in the mutation for one card.",
  })
  expectedVersion?: number | null;
}

/** How several cards are changed together. */
@InputType()
abstract class BatchManner extends MutationInput {
  @Field(() => BatchMode, {
    nullable: true,
    description: "What one refusal does to the others; ATOMIC unless given.",
  })
  mode?: BatchMode | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Only say what would happen: the same answer, with the cards as they would be, and nothing written.",
  })
  dryRun?: boolean | null;
}

/** Cards of one programme, changed together. */
@InputType()
export abstract class BatchInput extends BatchManner {
  @Field(() => ID, { description: "The programme that the cards belong to." })
  programmeId!: string;

  @Field(() => [BatchTaskInput], { description: "The cards, 1 to 100." })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested()
  tasks!: BatchTaskInput[];
}

@InputType({ description: "Cards that go to one stage, one behind the other at its end." })
export class MoveTasksInput extends BatchInput {
  @Field(() => ID, { description: "The stage they go to." })
  stageId!: string;

  @Field(() => ReportInput, { nullable: true, description: "For submissions: the report, on each of them." })
  @ValidateNested()
  report?: ReportInput | null;

  @Field(() => String, {
    nullable: true,
    description: "For returns and reopenings: why; up to 2,000 characters.",
  })
  @MaxLength(2000)
  reason?: string | null;
}

@InputType({ description: "Other assignees of several cards." })
export class AssignTasksInput extends BatchInput {
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

@InputType({ description: "Another period of several cards, and why." })
export class RescheduleTasksInput extends BatchInput {
  @Field(() => CalendarDate, {
    nullable: true,
    description: "The first day. Left out, each keeps its own; null says that none is stated.",
  })
  startsOn?: string | null;

  @Field(() => CalendarDate, { description: "The last day, inclusive." })
  dueOn!: string;

  @Field(() => String, { description: "Why; 1 to 2,000 characters." })
  @MaxLength(2000)
  reason!: string;
}

@InputType({ description: "Other labels of several cards." })
export class LabelTasksInput extends BatchInput {
  @Field(() => IdListEdit, { description: "Labels of the programme, by id; up to 20 of a card." })
  @ValidateNested()
  labels!: IdListEdit;
}

@InputType({ description: "A batch of the viewer's own that is undone." })
export class UndoTasksInput extends BatchManner {
  @Field(() => String, { description: "`BatchResult.undoToken` of the batch." })
  @MaxLength(200)
  undoToken!: string;
}
