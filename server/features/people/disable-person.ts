import type { Context } from "../../context.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { Session } from "../sessions/session.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { personWithId, requireNotLast, revokeOpenInvitations } from "./find-person.js";
import { requireOverRoles } from "./person.policy.js";

type Surroundings = Pick<Context, "em" | "clock" | "locale">;

/**
 * Shuts a person out: sessions end, links and access tokens are useless at once, sockets are closed within seconds.
 * Throws a Refusal for the last administrator.
 */
export function disablePerson(
  { em, clock, locale }: Surroundings,
  viewer: Viewer | null,
  personId: string,
): Promise<string> {
  const attribution = {
    chain: ACCOUNTS_CHAIN,
    actorId: viewer?.personId ?? null,
    verb: ChangeVerb.DISABLE,
    at: clock.now(),
  };
  return write(em, attribution, async (em, chain) => {
    const person = await personWithId(em, personId);
    requireOverRoles(viewer, person.role);
    await requireNotLast(em, person, locale);
    person.disabledAt ??= new Date();
    await em.nativeDelete(Session, { person: person.id });
    await revokeOpenInvitations(em, chain, person);
    return person.id;
  });
}

/** Lets a person in again, with the password that they had. A session that was begun meanwhile is none. */
export function enablePerson(
  { em, clock }: Surroundings,
  viewer: Viewer | null,
  personId: string,
): Promise<string> {
  const attribution = {
    chain: ACCOUNTS_CHAIN,
    actorId: viewer?.personId ?? null,
    verb: ChangeVerb.ENABLE,
    at: clock.now(),
  };
  return write(em, attribution, async (em) => {
    const person = await personWithId(em, personId);
    requireOverRoles(viewer, person.role);
    if (person.disabledAt) await em.nativeDelete(Session, { person: person.id });
    person.disabledAt = null;
    return person.id;
  });
}
