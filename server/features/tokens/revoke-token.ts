import type { EntityManager } from "@mikro-orm/core";
import { notFound } from "../../graphql/coded-error.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { AccessToken } from "./access-token.entity.js";

/** Makes a token useless from now on; one that is already stays as it is. Throws NOT_FOUND where there is none. */
export async function revokeToken(
  em: EntityManager,
  actorId: string | null,
  at: Date,
  id: string,
): Promise<void> {
  const attribution = { chain: ACCOUNTS_CHAIN, actorId, verb: ChangeVerb.REVOKE, at };
  await write(em, attribution, async (em) => {
    const token = await em.findOne(AccessToken, { id });
    if (!token) throw notFound("access token");
    token.revoke(at);
  });
}
