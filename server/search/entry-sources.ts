import { placeholders, type Rows } from "../database/rows.js";
import { entryOf, type EntryKind, type SearchEntry } from "./search-entry.js";

interface Columns {
  id: string;
  programmeId: string | null;
  name: string;
  [text: `text${number}`]: string | null;
}

/** Where the texts of each kind stand; a name first. */
const selects: Record<EntryKind, string> = {
  PROJECT: `select id, programme_id "programmeId", name, content "text1", progress_text "text2", remarks "text3"
    from project where id in`,
  TASK: `select id, programme_id "programmeId", title "name" from task where id in`,
  PERSON: `select id, null "programmeId", name from person where id in`,
  OFFICE: `select id, null "programmeId", name from office where id in`,
};

/** Reads some things of a kind and makes their entries; what is not there has none. */
export async function readEntries(
  rows: Pick<Rows, "all">,
  kind: EntryKind,
  ids: readonly string[],
): Promise<SearchEntry[]> {
  const found = await rows.all<Columns>(`${selects[kind]} (${placeholders(ids)})`, ids);
  const aliases = kind === "OFFICE" ? await readAliases(rows, ids) : new Map<string, string[]>();
  return found.map(({ id, programmeId, name, ...texts }) =>
    entryOf(kind, { id, programmeId, name, texts: [...Object.values(texts), ...(aliases.get(id) ?? [])] }),
  );
}

/** The other names that notices give offices. */
async function readAliases(rows: Pick<Rows, "all">, ids: readonly string[]): Promise<Map<string, string[]>> {
  const found = await rows.all<{ officeId: string; name: string }>(
    `select office_id "officeId", name from office_alias where office_id in (${placeholders(ids)}) order by name`,
    ids,
  );
  const byOffice = Map.groupBy(found, ({ officeId }) => officeId);
  return new Map([...byOffice].map(([id, aliases]) => [id, aliases.map(({ name }) => name)]));
}
