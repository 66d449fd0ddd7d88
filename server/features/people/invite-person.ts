import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { fingerprintOf, newToken } from "../../fingerprint.js";
import { plainName } from "../../graphql/plain-name.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write, type OpenChain } from "../../log/write.js";
import { Invitation, invitationDays } from "../invitations/invitation.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { officeWithId, requireNotLast, requirePerson, revokeOpenInvitations } from "./find-person.js";
import { Person } from "./person.entity.js";
import type { InvitePersonInput } from "./person.inputs.js";
import { requireOverRoles } from "./person.policy.js";
import { PersonDisabled } from "./person.problems.js";

type Surroundings = Pick<Context, "em" | "clock" | "secret" | "locale" | "ownUrl">;

/**
 * Makes a link by which a person makes an account or gives it another password; the person is made, or found by name.
 * Links that they had before work no more. The link is given this once and kept nowhere. Throws a Refusal for somebody
 * who is disabled, for a program's account, and for the last administrator if they were none any more; FORBIDDEN to a
 * token where it is about an administrator or a supervisor.
 */
export async function invitePerson(
  { em, clock, secret, locale, ownUrl }: Surroundings,
  viewer: Viewer | null,
  input: InvitePersonInput,
): Promise<{ invitationId: string; url: string }> {
  const token = newToken();
  const name = plainName(input.name);
  const actorId = viewer?.personId ?? null;
  const attribution = { chain: ACCOUNTS_CHAIN, actorId, verb: ChangeVerb.INVITE, at: clock.now() };
  const invitationId = await write(em, attribution, async (em, chain) => {
    const person = await personNamed(em, chain, name);
    requireOverRoles(viewer, person.role, input.role);
    await requirePerson(em, person, locale);
    if (person.disabledAt) throw new Refusal(new PersonDisabled(name, locale));
    if (input.role && input.role !== person.role) {
      await requireNotLast(em, person, locale);
      person.role = input.role;
    }
    if (input.officeId) person.office = await officeWithId(em, input.officeId);
    await revokeOpenInvitations(em, chain, person);
    const columns = {
      id: newId("invitation"),
      person,
      invitedBy: actorId ? em.getReference(Person, actorId) : null,
      fingerprint: fingerprintOf(token, secret),
      isReset: person.passwordHash !== null,
      expiresAt: new Date(Date.now() + invitationDays * 86_400_000),
    };
    em.persist(em.create(Invitation, columns, { partial: true }));
    return columns.id;
  });
  // A fragment is sent to no server: it is in no log, neither here nor on the way.
  return { invitationId, url: `${ownUrl}/invitation#${token}` };
}

async function personNamed(em: EntityManager, { done }: OpenChain, name: string): Promise<Person> {
  const known = await em.findOne(Person, { name });
  const person = known ?? em.create(Person, { id: newId("person"), name }, { partial: true });
  em.persist(person);
  done.set(person, { verb: known ? ChangeVerb.UPDATE : ChangeVerb.CREATE });
  return person;
}
