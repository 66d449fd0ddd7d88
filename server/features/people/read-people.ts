import { placeholders, type Rows } from "../../database/rows.js";
import type { Context } from "../../context.js";
import { loaderOf } from "../../graphql/loader.js";
import { officeColumns, OfficeRow, type OfficeColumns } from "../offices/office.row.js";
import { personColumns, personJoins, PersonRow, type PersonColumns } from "./person.row.js";

const personSelect = `select ${personColumns} from person p ${personJoins}`;

/** Everybody, by name. */
export async function readPeople(rows: Rows): Promise<PersonRow[]> {
  return (await rows.all<PersonColumns>(`${personSelect} order by p.name`)).map(
    (columns) => new PersonRow(columns),
  );
}

/** The person with this id, or null; asked once a request. */
export function readPerson(context: Context, id: string): Promise<PersonRow | null> {
  const read = async (ids: readonly string[]) =>
    (await context.rows.all<PersonColumns>(`${personSelect} where p.id in (${placeholders(ids)})`, ids)).map(
      (columns) => new PersonRow(columns),
    );
  return loaderOf(context, "person", read, (person) => person.id).load(id);
}

/** All offices, by name. */
export async function readOffices(rows: Rows): Promise<OfficeRow[]> {
  const found = await rows.all<OfficeColumns>(`select ${officeColumns} from office o order by o.name`);
  return found.map((columns) => new OfficeRow(columns));
}

/** The office with this id, or null; asked once a request. */
export function readOffice(context: Context, id: string): Promise<OfficeRow | null> {
  const select = `select ${officeColumns} from office o where o.id in`;
  const read = async (ids: readonly string[]) =>
    (await context.rows.all<OfficeColumns>(`${select} (${placeholders(ids)})`, ids)).map(
      (columns) => new OfficeRow(columns),
    );
  return loaderOf(context, "office", read, (office) => office.id).load(id);
}
