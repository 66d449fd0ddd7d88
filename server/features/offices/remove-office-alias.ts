import type { EntityManager } from "@mikro-orm/core";
import { notFound } from "../../graphql/coded-error.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { OfficeAlias } from "./office-alias.entity.js";

/** Forgets another name of an office: the next notice that has it is asked about anew. Gives the office's id. */
export async function removeOfficeAlias(
  em: EntityManager,
  actorId: string,
  at: Date,
  aliasId: string,
): Promise<string> {
  const attribution = { chain: ACCOUNTS_CHAIN, actorId, verb: ChangeVerb.REMOVE, at };
  return write(em, attribution, async (em) => {
    const alias = await em.findOne(OfficeAlias, { id: aliasId });
    if (!alias) throw notFound("office alias");
    em.remove(alias);
    return alias.office.id;
  });
}
