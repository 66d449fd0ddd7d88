import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { requireReader } from "../programmes/programme.policy.js";
import { PersonRow } from "./person.row.js";
import { readPeople } from "./read-people.js";

@Resolver()
export class PersonResolver {
  @Query(() => [PersonRow], { description: "Everybody, by name." })
  async people(@Ctx() context: Context): Promise<PersonRow[]> {
    requireReader(context);
    return readPeople(context.rows);
  }
}
