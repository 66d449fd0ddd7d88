import type { Context } from "../../context.js";
import { placeholders, type Rows } from "../../database/rows.js";
import { loaderOf } from "../../graphql/loader.js";
import { OfficeAliasRow, officeAliasSelect } from "./office-alias.row.js";

interface AliasesOfOffice {
  officeId: string;
  aliases: OfficeAliasRow[];
}

/** All other names of all offices, by name. */
export async function readAllOfficeAliases(rows: Rows): Promise<OfficeAliasRow[]> {
  return (await rows.all<object>(`${officeAliasSelect} order by a.name`)).map(aliasOf);
}

/** An office's other names, by name; those of many offices are read in one go. */
export async function readOfficeAliases(context: Context, officeId: string): Promise<OfficeAliasRow[]> {
  const loader = loaderOf<AliasesOfOffice>(
    context,
    "office aliases",
    (officeIds) => readOf(context.rows, officeIds),
    (found) => found.officeId,
  );
  return (await loader.load(officeId))?.aliases ?? [];
}

async function readOf(rows: Rows, officeIds: readonly string[]): Promise<AliasesOfOffice[]> {
  const where = `where a.office_id in (${placeholders(officeIds)}) order by a.name`;
  const found = (await rows.all<object>(`${officeAliasSelect} ${where}`, officeIds)).map(aliasOf);
  const byOffice = Map.groupBy(found, ({ officeId }) => officeId);
  return [...byOffice].map(([officeId, aliases]) => ({ officeId, aliases }));
}

function aliasOf(columns: object): OfficeAliasRow {
  return Object.assign(new OfficeAliasRow(), columns);
}
