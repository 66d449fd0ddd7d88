import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import type { Locale } from "../../graphql/locale.js";
import { NameTaken } from "../../graphql/name-taken.js";
import { plainName } from "../../graphql/plain-name.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { officeWithId, personWithId, requireNotLast } from "./find-person.js";
import { Person } from "./person.entity.js";
import type { UpdatePersonInput } from "./person.inputs.js";
import { requireOverRoles } from "./person.policy.js";
import { StalePerson } from "./person.problems.js";

/** Changes a person. Throws a Refusal for a name that is taken, for the last administrator, and when it came too late. */
export function updatePerson(
  { em, clock, locale }: Context,
  viewer: Viewer,
  input: UpdatePersonInput,
): Promise<string> {
  const { name, role, officeId, expectedVersion } = input;
  const attribution = {
    chain: ACCOUNTS_CHAIN,
    actorId: viewer.personId,
    verb: ChangeVerb.UPDATE,
    at: clock.now(),
  };
  return write(em, attribution, async (em) => {
    const person = await personWithId(em, input.personId);
    requireOverRoles(viewer, person.role, role);
    if (expectedVersion && person.version !== expectedVersion) throw new Refusal(new StalePerson(locale));
    if (name) await rename(em, person, plainName(name), locale);
    if (role && role !== person.role) {
      await requireNotLast(em, person, locale);
      person.role = role;
    }
    if (officeId !== undefined) person.office = officeId ? await officeWithId(em, officeId) : null;
    return person.id;
  });
}

async function rename(em: EntityManager, person: Person, name: string, locale: Locale): Promise<void> {
  const other = await em.findOne(Person, { name });
  if (other && other.id !== person.id) throw new Refusal(new NameTaken(name, other.id, locale));
  person.name = name;
}
