import { ArrayMaxSize, Length, Max, MaxLength, Min, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../../graphql/mutation-input.js";

@InputType({ description: "What was done, how far, what stands in the way, what is asked of others." })
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

  @Field(() => String, {
    nullable: true,
    description: "What others should do (需协调事项); up to 2,000 characters.",
  })
  @MaxLength(2000)
  help?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "Its files (佐证材料), by id, up to 20: handed in for this card by the report's author. Left out, a report has none, and one that is written anew keeps its own.",
  })
  @ArrayMaxSize(20)
  evidenceIds?: string[] | null;
}

@InputType({ description: "A report on a card that is not submitted with it." })
export class ReportTaskInput extends MutationInput {
  @Field(() => ID, { description: "The card." })
  taskId!: string;

  @Field(() => ReportInput, { description: "The report." })
  @ValidateNested()
  report!: ReportInput;
}

@InputType({ description: "Other words of a report: all of it is written anew." })
export class EditReportInput extends MutationInput {
  @Field(() => ID, { description: "The report." })
  reportId!: string;

  @Field(() => ReportInput, { description: "The report as it is to be." })
  @ValidateNested()
  report!: ReportInput;

  @Field(() => Int, {
    nullable: true,
    description:
      "`Report.version` that this was decided on: refused as StaleReport where it was changed since. Without it, what stands there is overwritten.",
  })
  expectedVersion?: number | null;
}

@InputType({ description: "What is answered to a report." })
export class AnswerReportInput extends MutationInput {
  @Field(() => ID, { description: "The report." })
  reportId!: string;

  @Field(() => String, { description: "The answer; 1 to 2,000 characters." })
  @Length(1, 2000)
  answer!: string;
}
