import type { Rows } from "../../database/rows.js";
import { readAllOfficeAliases } from "../offices/read-office-aliases.js";
import { readOffices, readPeople } from "../people/read-people.js";
import type { Roster } from "../../notice/read-notice.js";
import type { KnownNames } from "./known-names.js";
import type { KnownOffices } from "./office-names.js";

/** What names are known: see {@link KnownNames}. */
export async function readKnownNames(rows: Rows): Promise<KnownNames> {
  return { ...(await readKnownOffices(rows)), programs: await readPrograms(rows) };
}

async function readKnownOffices(rows: Rows): Promise<KnownOffices> {
  return { offices: await readOffices(rows), aliases: await readAllOfficeAliases(rows) };
}

async function readPrograms(rows: Rows): Promise<Set<string>> {
  const select = `select distinct p.name from access_token t join person p on p.id = t.person_id where t.is_service`;
  return new Set((await rows.all<{ name: string }>(select)).map(({ name }) => name));
}

/** Everybody's name and all names of offices: the reader tells names in a cell apart by them. */
export async function readRoster(rows: Rows): Promise<Roster> {
  const [people, { offices, aliases }] = [await readPeople(rows), await readKnownOffices(rows)];
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  return { people: names(people), offices: [...names(offices), ...names(aliases)] };
}
