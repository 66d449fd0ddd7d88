import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../../graphql/mutation-input.js";

@InputType({ description: "Which other name of an office to forget." })
export class RemoveOfficeAliasInput extends MutationInput {
  @Field(() => ID, { description: "`OfficeAlias.id`." })
  aliasId!: string;
}
