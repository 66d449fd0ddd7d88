import { MaxLength } from "class-validator";
import { Args, ArgsType, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { connectionClasses, PageArguments, pageOf } from "../../graphql/connection.js";
import { requireReader } from "../programmes/programme.policy.js";
import { AccountState } from "./account-state.enum.js";
import { PersonFilter } from "./person.filter.js";
import { requireAdministrator } from "./person.policy.js";
import { PersonRow } from "./person.row.js";
import { readPeoplePage } from "./read-people-page.js";

const ofPeople = connectionClasses(() => PersonRow, "Person");

@ObjectType({ description: "A page of people, by name." })
export class PersonConnection extends ofPeople.Connection {}

@ArgsType()
class PeopleArguments extends PageArguments {
  @Field(() => PersonFilter, { nullable: true, description: "Which; all without it." })
  filter?: PersonFilter | null;

  @Field(() => String, {
    nullable: true,
    description: "Part of a name, or its pinyin: `zzw` and `zengzhiwei` find 曾智伟; up to 100 characters.",
  })
  @MaxLength(100)
  search?: string | null;

  @Field(() => AccountState, {
    nullable: true,
    description:
      "Only those with whose account it stands so. For administrators; a token needs the scope ADMIN.",
  })
  account?: AccountState | null;
}

@Resolver()
export class PersonResolver {
  @Query(() => PersonConnection, {
    description: "People, with and without an account, by name; page by page.",
  })
  async people(
    @Args(() => PeopleArguments) { filter, search, account, ...page }: PeopleArguments,
    @Ctx() context: Context,
  ): Promise<PersonConnection> {
    requireReader(context);
    if (account) requireAdministrator(context);
    return Object.assign(
      new PersonConnection(),
      await readPeoplePage(context, { filter, search, account }, pageOf(page)),
    );
  }
}
