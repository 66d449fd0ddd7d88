import { ArrayMaxSize, IsInt, Length, Matches, Max, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../graphql/mutation-input.js";
import { StageKind } from "./stage-kind.enum.js";

const colourPattern = /^#[0-9A-Fa-f]{6}$/;

@InputType({ description: "Other words of a programme." })
export class EditProgrammeInput extends MutationInput {
  @Field(() => ID, { description: "The programme." })
  programmeId!: string;

  @Field(() => String, { description: "What it is called, 1 to 500 characters; unique in its year." })
  @Length(1, 500)
  title!: string;
}

@InputType({ description: "A new column of a board." })
export class CreateStageInput extends MutationInput {
  @Field(() => ID, { description: "The programme." })
  programmeId!: string;

  @Field(() => StageKind, { description: "What the rules look at; it stays." })
  kind!: StageKind;

  @Field(() => String, { description: "What the column is called, 1 to 50 characters." })
  @Length(1, 50)
  name!: string;

  @Field(() => String, { nullable: true, description: "`#RRGGBB`; none for the theme's own." })
  @Matches(colourPattern, { message: "colour: expected #RRGGBB" })
  colour?: string | null;

  @Field(() => Int, { nullable: true, description: "How many cards it should hold at most, 1 to 10,000." })
  @IsInt()
  @Min(1)
  @Max(10_000)
  wipLimit?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Its place from the left, 1 first; without it behind the last of its kind.",
  })
  @Min(1)
  @Max(50)
  position?: number | null;
}

@InputType({ description: "What is changed of a column. What is left out stays." })
export class UpdateStageInput extends MutationInput {
  @Field(() => ID, { description: "The stage." })
  stageId!: string;

  @Field(() => String, { nullable: true, description: "What the column is called, 1 to 50 characters." })
  @Length(1, 50)
  name?: string | null;

  @Field(() => String, { nullable: true, description: "`#RRGGBB`; null for the theme's own." })
  @Matches(colourPattern, { message: "colour: expected #RRGGBB" })
  colour?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many cards it should hold at most, 1 to 10,000; null for no limit.",
  })
  @IsInt()
  @Min(1)
  @Max(10_000)
  wipLimit?: number | null;
}

@InputType({ description: "A new order of a board's columns." })
export class ReorderStagesInput extends MutationInput {
  @Field(() => ID, { description: "The programme." })
  programmeId!: string;

  @Field(() => [ID], { description: "All its stages, from the left." })
  @ArrayMaxSize(50)
  stageIds!: string[];
}

@InputType({ description: "Which column is taken away." })
export class DeleteStageInput extends MutationInput {
  @Field(() => ID, { description: "The stage; its kind must have another." })
  stageId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      "Another stage of the same kind, which its cards go to the end of. Without it, no card may stand in the stage.",
  })
  cardsToStageId?: string | null;
}
