import type { Rows } from "../../database/rows.js";
import { readAllOfficeAliases } from "../offices/read-office-aliases.js";
import { readOffices, readPeople } from "../people/read-people.js";
import type { Roster } from "../../notice/read-notice.js";
import type { KnownOffices } from "./office-names.js";

/** The offices that there are, with their other names. */
export async function readKnownOffices(rows: Rows): Promise<KnownOffices> {
  return { offices: await readOffices(rows), aliases: await readAllOfficeAliases(rows) };
}

/** Everybody's name and all names of offices: the reader tells names in a cell apart by them. */
export async function readRoster(rows: Rows): Promise<Roster> {
  const [people, { offices, aliases }] = [await readPeople(rows), await readKnownOffices(rows)];
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  return { people: names(people), offices: [...names(offices), ...names(aliases)] };
}
