import { Field, ID, InputType } from "type-graphql";

@InputType({ description: "Which other name of an office to forget." })
export class RemoveOfficeAliasInput {
  @Field(() => ID, { description: "`OfficeAlias.id`." })
  aliasId!: string;
}
