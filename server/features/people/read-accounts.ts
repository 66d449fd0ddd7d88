import type { Context } from "../../context.js";
import { placeholders } from "../../database/rows.js";
import { loaderOf } from "../../graphql/loader.js";

/** What is known of a person's account. */
export interface Account {
  personId: string;
  version: number;
  hasAccount: boolean;
  isDisabled: boolean;
  lastSignInAt: Date | null;
  lockedUntil: Date | null;
}

interface AccountColumns extends Omit<Account, "hasAccount" | "isDisabled" | "lastSignInAt" | "lockedUntil"> {
  hasPassword: unknown;
  disabledAt: unknown;
  lastSignInAt: string | number | Date | null;
  lockedUntil: string | number | Date | null;
}

/** A person's account; those of many people are read in one go. */
export async function readAccount(context: Context, personId: string): Promise<Account | null> {
  const read = async (ids: readonly string[]) => {
    const found = await context.rows.all<AccountColumns>(
      `select p.id "personId", p.version, case when p.password_hash is null then 0 else 1 end "hasPassword",
        p.disabled_at "disabledAt", p.last_sign_in_at "lastSignInAt", p.locked_until "lockedUntil"
        from person p where p.id in (${placeholders(ids)})`,
      ids,
    );
    return found.map(accountOf);
  };
  return loaderOf(context, "account", read, (account) => account.personId).load(personId);
}

function accountOf({ personId, version, hasPassword, disabledAt, ...instants }: AccountColumns): Account {
  const lastSignInAt = instants.lastSignInAt === null ? null : new Date(instants.lastSignInAt);
  const until = instants.lockedUntil === null ? null : new Date(instants.lockedUntil);
  return {
    personId,
    version,
    hasAccount: Number(hasPassword) === 1 || lastSignInAt !== null,
    isDisabled: disabledAt !== null,
    lastSignInAt,
    lockedUntil: until && until > new Date() ? until : null,
  };
}
