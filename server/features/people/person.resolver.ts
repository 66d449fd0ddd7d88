import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { requireViewer } from "../sessions/viewer.policy.js";
import { PersonRow } from "./person.row.js";
import { readPeople } from "./read-people.js";

@Resolver()
export class PersonResolver {
  @Query(() => [PersonRow], { description: "Everybody, by name." })
  async people(@Ctx() context: Context): Promise<PersonRow[]> {
    requireViewer(context);
    return readPeople(context.rows);
  }
}
