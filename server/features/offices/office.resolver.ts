import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import { once } from "../../log/once.js";
import { PersonRow } from "../people/person.row.js";
import { readOffice, readOffices, readPerson } from "../people/read-people.js";
import { requireReader } from "../programmes/programme.policy.js";
import { OfficeAliasRow } from "./office-alias.row.js";
import { RemoveOfficeAliasInput } from "./office.inputs.js";
import { requireOfficeKeeper } from "./office.policy.js";
import { OfficeRow } from "./office.row.js";
import { readOfficeAliases } from "./read-office-aliases.js";
import { removeOfficeAlias } from "./remove-office-alias.js";

@Resolver(() => OfficeRow)
export class OfficeResolver {
  @Query(() => [OfficeRow], { description: "All offices, by name." })
  async offices(@Ctx() context: Context): Promise<OfficeRow[]> {
    requireReader(context);
    return readOffices(context.rows);
  }

  @FieldResolver(() => OfficeRow, { nullable: true, description: "The office it belongs to." })
  parent(@Root() office: OfficeRow, @Ctx() context: Context): Promise<OfficeRow | null> | null {
    return office.parentId ? readOffice(context, office.parentId) : null;
  }

  @FieldResolver(() => PersonRow, {
    nullable: true,
    description: "Its head; may work on cards of projects it leads.",
  })
  head(@Root() office: OfficeRow, @Ctx() context: Context): Promise<PersonRow | null> | null {
    return office.headId ? readPerson(context, office.headId) : null;
  }

  @FieldResolver(() => [OfficeAliasRow], { description: "Other names that notices give it, by name." })
  aliases(@Root() office: OfficeRow, @Ctx() context: Context): Promise<OfficeAliasRow[]> {
    return readOfficeAliases(context, office.id);
  }

  @Mutation(() => OfficeRow, {
    description:
      "Forgets another name of an office; projects keep their offices. For whoever may import. NOT_FOUND for an unknown id.",
  })
  async removeOfficeAlias(
    @Arg("input", () => RemoveOfficeAliasInput) input: RemoveOfficeAliasInput,
    @Ctx() context: Context,
  ): Promise<OfficeRow> {
    const viewer = requireOfficeKeeper(context);
    const officeId = await once(context, viewer, "removeOfficeAlias", input, () =>
      removeOfficeAlias(context.em, viewer.personId, context.clock.now(), input.aliasId),
    );
    const office = await readOffice(context, officeId);
    if (!office) throw notFound("office");
    return office;
  }
}
