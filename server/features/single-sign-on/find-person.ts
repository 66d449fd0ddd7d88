import type { EntityManager } from "@mikro-orm/core";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { Person } from "../people/person.entity.js";
import { Role } from "../people/role.enum.js";
import { isService } from "../tokens/token.policy.js";
import type { Identity } from "./provider.js";
import { SignInRefused } from "./sign-in-refused.js";

/**
 * Whom a provider means: the person that its subject is linked to, whatever they are called now; the first time the one
 * who has the name, and from then on they are linked. Throws {@link SignInRefused}.
 */
export async function findPerson(em: EntityManager, identity: Identity, at: Date): Promise<Person> {
  const linked = await linkedTo(em, identity);
  return enabled(linked ?? (await linkByName(em, identity, at)));
}

function linkedTo(em: EntityManager, { issuer, subject }: Identity): Promise<Person | null> {
  return em.findOne(Person, { singleSignOnIssuer: issuer, singleSignOnSubject: subject });
}

async function linkByName(em: EntityManager, identity: Identity, at: Date): Promise<Person> {
  const { name, issuer } = identity;
  if (name === null) throw new SignInRefused("SSO_UNKNOWN_PERSON");
  const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.UPDATE, at };
  return write(em, attribution, async (em, attribution) => {
    // The chain is held: whoever came at the same time has linked already, or waits.
    const linked = await linkedTo(em, identity);
    if (linked) return linked;
    const person = await em.findOne(Person, { name }, { refresh: true });
    if (!person || (await isService(em, person.id))) throw new SignInRefused("SSO_UNKNOWN_PERSON");
    if (person.singleSignOnIssuer === issuer) throw new SignInRefused("SSO_LINKED_ELSEWHERE");
    // A name that somebody may choose at the provider must not open what an administrator may do.
    if (person.role === Role.ADMIN) throw new SignInRefused("SSO_ADMINISTRATOR");
    attribution.actorId = enabled(person).id;
    person.linkTo(identity);
    return person;
  });
}

function enabled(person: Person): Person {
  if (person.disabledAt) throw new SignInRefused("SSO_DISABLED");
  return person;
}
