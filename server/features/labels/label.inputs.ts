import { Length, Matches } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../graphql/mutation-input.js";

const colourPattern = /^#[0-9A-Fa-f]{6}$/;

@InputType({ description: "A new label of a programme." })
export class CreateLabelInput extends MutationInput {
  @Field(() => ID, { description: "The programme." })
  programmeId!: string;

  @Field(() => String, {
    description: "What it says, 1 to 50 characters; no two of a programme say the same.",
  })
  @Length(1, 50)
  name!: string;

  @Field(() => String, { nullable: true, description: "`#RRGGBB`; none for the theme's own." })
  @Matches(colourPattern, { message: "colour: expected #RRGGBB" })
  colour?: string | null;
}

@InputType({ description: "Other words or another colour of a label. What is left out stays." })
export class UpdateLabelInput extends MutationInput {
  @Field(() => ID, { description: "The label." })
  labelId!: string;

  @Field(() => String, { nullable: true, description: "What it says, 1 to 50 characters." })
  @Length(1, 50)
  name?: string | null;

  @Field(() => String, { nullable: true, description: "`#RRGGBB`; null for the theme's own." })
  @Matches(colourPattern, { message: "colour: expected #RRGGBB" })
  colour?: string | null;
}

@InputType({ description: "Which label is taken away." })
export class DeleteLabelInput extends MutationInput {
  @Field(() => ID, { description: "The label; cards that have it lose it." })
  labelId!: string;
}
