import type { EntityManager } from "@mikro-orm/core";
import { notFound } from "../../graphql/coded-error.js";
import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import type { OpenChain } from "../../log/write.js";
import { Invitation } from "../invitations/invitation.entity.js";
import { Office } from "../offices/office.entity.js";
import { isService } from "../tokens/token.policy.js";
import { Person } from "./person.entity.js";
import { hasOtherAdministrator } from "./person.policy.js";
import { LastAdministrator, PersonIsService } from "./person.problems.js";
import { Role } from "./role.enum.js";

/** The person with this id. Throws NOT_FOUND. */
export async function personWithId(em: EntityManager, id: string): Promise<Person> {
  const person = await em.findOne(Person, { id }, { refresh: true });
  if (!person) throw notFound("person");
  return person;
}

/** The office with this id. Throws NOT_FOUND. */
export async function officeWithId(em: EntityManager, id: string): Promise<Office> {
  const office = await em.findOne(Office, { id });
  if (!office) throw notFound("office");
  return office;
}

/** Throws a Refusal when the person is the last administrator: they can be nothing else, nor disabled. */
export async function requireNotLast(em: EntityManager, person: Person, locale: Locale): Promise<void> {
  if (person.role !== Role.ADMIN || person.disabledAt) return;
  if (!(await hasOtherAdministrator(em, person.id))) throw new Refusal(new LastAdministrator(locale));
}

/** Throws a Refusal for the account of a program: it has tokens, and nobody who could choose a password. */
export async function requirePerson(em: EntityManager, { id, name }: Person, locale: Locale): Promise<void> {
  if (await isService(em, id)) throw new Refusal(new PersonIsService(name, locale));
}

/** Makes the links useless that a person still has. */
export async function revokeOpenInvitations(
  em: EntityManager,
  { done }: OpenChain,
  person: Person,
): Promise<void> {
  const open = { person: person.id, acceptedAt: null, revokedAt: null };
  for (const invitation of await em.find(Invitation, open)) {
    invitation.revokedAt = new Date();
    done.set(invitation, { verb: ChangeVerb.REVOKE });
  }
}
