import { Ctx, Extensions, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import { DateTime } from "../../graphql/date-time.js";
import { maySeeAccount } from "./person.policy.js";
import { PersonRow } from "./person.row.js";
import { readAccount, type Account } from "./read-accounts.js";

/** Depends on who asks, and changes without a line in the log: no answer with it is kept. */
const ofAccount = { perViewer: true, unlogged: true };
const forWhom = "For administrators and the person alone; null for anybody else.";

@Resolver(() => PersonRow)
export class PersonFields {
  @FieldResolver(() => Int, {
    description: "1 when made, one more for every logged change: what `expectedVersion` asks for.",
  })
  async version(@Root() { id }: PersonRow, @Ctx() context: Context): Promise<number> {
    const account = await readAccount(context, id);
    if (!account) throw notFound("person");
    return account.version;
  }

  @Extensions(ofAccount)
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: `Whether they can sign in at all. ${forWhom}`,
  })
  async hasAccount(@Root() person: PersonRow, @Ctx() context: Context): Promise<boolean | null> {
    return (await visibleAccount(context, person))?.hasAccount ?? null;
  }

  @Extensions(ofAccount)
  @FieldResolver(() => Boolean, { nullable: true, description: `Whether they are shut out. ${forWhom}` })
  async isDisabled(@Root() person: PersonRow, @Ctx() context: Context): Promise<boolean | null> {
    return (await visibleAccount(context, person))?.isDisabled ?? null;
  }

  @Extensions(ofAccount)
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: `When they last signed in; null where they never did. ${forWhom}`,
  })
  async lastSignInAt(@Root() person: PersonRow, @Ctx() context: Context): Promise<Date | null> {
    return (await visibleAccount(context, person))?.lastSignInAt ?? null;
  }

  @Extensions(ofAccount)
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: `Until when the account rests after wrong passwords; null where it does not. ${forWhom}`,
  })
  async lockedUntil(@Root() person: PersonRow, @Ctx() context: Context): Promise<Date | null> {
    return (await visibleAccount(context, person))?.lockedUntil ?? null;
  }
}

async function visibleAccount(context: Context, { id }: PersonRow): Promise<Account | null> {
  return maySeeAccount(context.viewer, id) ? readAccount(context, id) : null;
}
