import { Length, Max, MaxLength, Min, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "What was done, how far, what stands in the way." })
export class ReportInput {
  @Field(() => String, { description: "What was done; 1 to 2,000 characters." })
  @Length(1, 2000)
  done!: string;

  @Field(() => Int, { nullable: true, description: "How far it is, 0 to 100." })
  @Min(0)
  @Max(100)
  percent?: number | null;

  @Field(() => String, { nullable: true, description: "What stands in the way; up to 2,000 characters." })
  @MaxLength(2000)
  obstacles?: string | null;
}

@InputType({ description: "A card, where it goes, and what the move needs." })
export class MoveTaskInput {
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
    description: "The version the move was decided on; another version is refused as StaleVersion.",
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
