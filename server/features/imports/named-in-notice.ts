import type { EntityManager } from "@mikro-orm/core";
import { newId } from "../../database/record.entity.js";
import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import type { NoticeProject } from "../../notice/notice.js";
import { OfficeAlias } from "../offices/office-alias.entity.js";
import { Office } from "../offices/office.entity.js";
import { NamesProgram } from "../../graphql/names-program.js";
import { Person } from "../people/person.entity.js";
import { Role } from "../people/role.enum.js";
import { programAmong } from "../tokens/token.policy.js";

/** The names of a row, or of a part of it. */
export type RowNames = Pick<NoticeProject, "leaders" | "owners" | "offices" | "assistingOffices">;

/** Everybody and every office that rows name: found, or made. */
export interface Named {
  people: Map<string, Person>;
  offices: Map<string, Office>;
}

/**
 * Finds the people and offices of rows by their names, and makes whoever is new. Throws a `Refusal` (NamesProgram) where
 * a program's account has a name: nobody stands behind it who could answer for a project.
 */
export async function findNamed(
  em: EntityManager,
  rows: readonly RowNames[],
  locale: Locale,
): Promise<Named> {
  const officeNames = new Set(rows.flatMap((row) => [...row.offices, ...row.assistingOffices]));
  const leaderNames = new Set(rows.flatMap((row) => row.leaders));
  const names = new Set([...leaderNames, ...rows.flatMap((row) => row.owners)]);
  const offices = new Map(
    (await em.find(Office, { name: [...officeNames] })).map((office) => [office.name, office]),
  );
  const people = new Map(
    (await em.find(Person, { name: [...names] })).map((person) => [person.name, person]),
  );
  const program = await programAmong(em, [...people.values()]);
  if (program) throw new Refusal(new NamesProgram(program.name, locale));
  for (const name of officeNames) {
    if (!offices.has(name)) offices.set(name, em.create(Office, { id: newId("office"), name }));
  }
  for (const name of names) {
    if (people.has(name)) continue;
    const role = leaderNames.has(name) ? Role.LEADER : Role.OWNER;
    people.set(name, em.create(Person, { id: newId("person"), name, role }, { partial: true }));
  }
  for (const record of [...offices.values(), ...people.values()]) em.persist(record);
  return { people, offices };
}

/** Remembers the names that a person confirmed as other names of offices. */
export async function rememberAliases(
  em: EntityManager,
  confirmed: ReadonlyMap<string, string>,
  { offices }: Named,
): Promise<void> {
  if (confirmed.size === 0) return;
  const known = new Set(
    (await em.find(OfficeAlias, { name: [...confirmed.keys()] })).map(({ name }) => name),
  );
  const unnamed = new Set([...confirmed.values()].filter((name) => !offices.has(name)));
  const others = new Map(
    (await em.find(Office, { name: [...unnamed] })).map((office) => [office.name, office]),
  );
  for (const [name, officeName] of confirmed) {
    const office = offices.get(officeName) ?? others.get(officeName);
    if (!office || known.has(name)) continue;
    em.persist(em.create(OfficeAlias, { id: newId("alias"), name, office }));
  }
}
