import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { notFound } from "../../graphql/coded-error.js";
import type { Locale } from "../../graphql/locale.js";
import { NameTaken } from "../../graphql/name-taken.js";
import { plainName } from "../../graphql/plain-name.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { Person } from "../people/person.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { Office } from "./office.entity.js";
import type { CreateOfficeInput, UpdateOfficeInput } from "./office.inputs.js";
import { OfficeInCircle, StaleOffice } from "./office.problems.js";

/** Makes an office. Throws a Refusal for a name that is taken. Gives its id. */
export function createOffice(context: Context, viewer: Viewer, input: CreateOfficeInput): Promise<string> {
  return write(context.em, attribution(context, viewer, ChangeVerb.CREATE), async (em) => {
    const name = plainName(input.name);
    const id = newId("office");
    await requireFree(em, name, id, context.locale);
    // Found before it is made: a search would write a half-made office first.
    const parent = input.parentId ? await officeWithId(em, input.parentId) : null;
    const head = input.headId ? await personWithId(em, input.headId) : null;
    em.persist(em.create(Office, { id, name, parent, head }, { partial: true }));
    return id;
  });
}

/** Changes an office. Throws a Refusal for a name that is taken, a circle, and when it came too late. */
export function updateOffice(context: Context, viewer: Viewer, input: UpdateOfficeInput): Promise<string> {
  const { parentId, headId, expectedVersion } = input;
  const { locale } = context;
  return write(context.em, attribution(context, viewer, ChangeVerb.UPDATE), async (em) => {
    const office = await officeWithId(em, input.officeId);
    if (expectedVersion && office.version !== expectedVersion) throw new Refusal(new StaleOffice(locale));
    if (input.name) {
      const name = plainName(input.name);
      await requireFree(em, name, office.id, locale);
      office.name = name;
    }
    if (parentId !== undefined)
      office.parent = parentId ? await parentFor(em, office, parentId, locale) : null;
    if (headId !== undefined) office.head = headId ? await personWithId(em, headId) : null;
    return office.id;
  });
}

function attribution({ clock }: Context, { personId: actorId }: Viewer, verb: ChangeVerb) {
  return { chain: ACCOUNTS_CHAIN, actorId, verb, at: clock.now() };
}

async function requireFree(em: EntityManager, name: string, id: string, locale: Locale): Promise<void> {
  const other = await em.findOne(Office, { name });
  if (other && other.id !== id) throw new Refusal(new NameTaken(name, other.id, locale));
}

/** The office with this id as another's parent: not that itself, nor one below it. */
async function parentFor(em: EntityManager, office: Office, id: string, locale: Locale): Promise<Office> {
  const parent = await officeWithId(em, id);
  const seen = new Set<string>();
  for (let above: Office | null = parent; above && !seen.has(above.id);) {
    if (above.id === office.id) throw new Refusal(new OfficeInCircle(locale));
    seen.add(above.id);
    above = above.parent && (await officeWithId(em, above.parent.id));
  }
  return parent;
}

async function officeWithId(em: EntityManager, id: string): Promise<Office> {
  const office = await em.findOne(Office, { id }, { refresh: true });
  if (!office) throw notFound("office");
  return office;
}

async function personWithId(em: EntityManager, id: string): Promise<Person> {
  const person = await em.findOne(Person, { id });
  if (!person) throw notFound("person");
  return person;
}
