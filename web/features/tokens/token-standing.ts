import type { Tokens_TokenFragment } from "../../gql/graphql";

/** What became of a token: it works, was revoked, or has come to its end. It rests while its owner is shut out. */
export type TokenStanding = "USABLE" | "REVOKED" | "ENDED" | "RESTING";

type Token = Pick<Tokens_TokenFragment, "revokedAt" | "expiresAt"> & {
  person: { isDisabled?: boolean | null };
};

export function tokenStanding({ revokedAt, expiresAt, person }: Token, now: Date): TokenStanding {
  if (revokedAt) return "REVOKED";
  if (expiresAt && new Date(expiresAt) <= now) return "ENDED";
  return person.isDisabled ? "RESTING" : "USABLE";
}
