import { Length } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../graphql/mutation-input.js";

@InputType({ description: "Which other name of an office to forget." })
export class RemoveOfficeAliasInput extends MutationInput {
  @Field(() => ID, { description: "`OfficeAlias.id`." })
  aliasId!: string;
}

@InputType({ description: "The office to make." })
export class CreateOfficeInput extends MutationInput {
  @Field(() => String, { description: "Its name, 1 to 200 characters, unique." })
  @Length(1, 200)
  name!: string;

  @Field(() => ID, { nullable: true, description: "The office that it belongs to; null for none." })
  parentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The person at its head, who may work on the cards of projects that it leads; null for none.",
  })
  headId?: string | null;
}

@InputType({ description: "Which office, and what of it is otherwise. What is left out stays as it is." })
export class UpdateOfficeInput extends MutationInput {
  @Field(() => ID, { description: "`Office.id`." })
  officeId!: string;

  @Field(() => String, { nullable: true, description: "Its name, 1 to 200 characters, unique." })
  @Length(1, 200)
  name?: string | null;

  @Field(() => ID, { nullable: true, description: "The office that it belongs to; null for none." })
  parentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The person at its head, who may work on the cards of projects that it leads; null for none.",
  })
  headId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "`Office.version` as it was seen: refused if somebody changed the office since.",
  })
  expectedVersion?: number | null;
}
