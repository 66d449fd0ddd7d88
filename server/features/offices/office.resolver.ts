import { Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { PersonRow } from "../people/person.row.js";
import { readOffice, readOffices, readPerson } from "../people/read-people.js";
import { requireViewer } from "../sessions/viewer.policy.js";
import { OfficeRow } from "./office.row.js";

@Resolver(() => OfficeRow)
export class OfficeResolver {
  @Query(() => [OfficeRow], { description: "All offices, by name." })
  async offices(@Ctx() context: Context): Promise<OfficeRow[]> {
    requireViewer(context);
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
}
