import type { People_PersonFragment } from "../../gql/graphql";

/** How it stands with somebody's account just now. */
export type AccountStanding = "ACTIVE" | "LOCKED" | "DISABLED" | "NONE";

type Account = Pick<People_PersonFragment, "hasAccount" | "isDisabled" | "lockedUntil">;

/** Disabled comes before all else; a lock that is over is none. */
export function accountStanding(
  { hasAccount, isDisabled, lockedUntil }: Account,
  now: Date,
): AccountStanding {
  if (isDisabled) return "DISABLED";
  if (!hasAccount) return "NONE";
  return lockedUntil && new Date(lockedUntil) > now ? "LOCKED" : "ACTIVE";
}
