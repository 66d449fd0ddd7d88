import { ArrayMaxSize, ValidateNested } from "class-validator";
import { Field, InputType } from "type-graphql";
import { IdComparator, IntComparator, mostValues, StringComparator } from "../../graphql/comparators.js";
import { StageKind } from "./stage-kind.enum.js";

@InputType({ description: "Which programmes. All that is given must hold." })
export class ProgrammeFilter {
  @Field(() => IdComparator, { nullable: true, description: "By id." })
  @ValidateNested()
  id?: IdComparator | null;

  @Field(() => IntComparator, { nullable: true, description: "By the year of the plan." })
  @ValidateNested()
  year?: IntComparator | null;

  @Field(() => StringComparator, { nullable: true, description: "By title." })
  @ValidateNested()
  title?: StringComparator | null;
}

@InputType({ description: "Compares kinds of stages." })
export class StageKindComparator {
  @Field(() => StageKind, { nullable: true, description: "Is this one." })
  eq?: StageKind | null;

  @Field(() => StageKind, { nullable: true, description: "Is not this one." })
  neq?: StageKind | null;

  @Field(() => [StageKind], { nullable: true, description: "Is one of these; of none, never." })
  @ArrayMaxSize(mostValues)
  in?: StageKind[] | null;

  @Field(() => [StageKind], { nullable: true, description: "Is none of these." })
  @ArrayMaxSize(mostValues)
  nin?: StageKind[] | null;
}

@InputType({ description: "Which stages. All that is given must hold." })
export class StageFilter {
  @Field(() => IdComparator, { nullable: true, description: "By id." })
  @ValidateNested()
  id?: IdComparator | null;

  @Field(() => StageKindComparator, { nullable: true, description: "By what it means to the rules." })
  @ValidateNested()
  kind?: StageKindComparator | null;

  @Field(() => StringComparator, { nullable: true, description: "By name." })
  @ValidateNested()
  name?: StringComparator | null;
}
