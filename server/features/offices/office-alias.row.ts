import { Field, ID, ObjectType } from "type-graphql";

@ObjectType("OfficeAlias", {
  simpleResolvers: true,
  description:
    "Another name that notices give an office, as a person confirmed it; such a name is read as the office's.",
})
export class OfficeAliasRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => String, { description: "The name, unique among all offices' other names." })
  readonly name!: string;

  readonly officeId!: string;
}

/** Selects the other names `a` of offices. */
export const officeAliasSelect = `select a.id, a.name, a.office_id "officeId" from office_alias a`;
