import type { EntityManager } from "@mikro-orm/core";
import type { Rows } from "../database/rows.js";
import { entryEdition, entryKinds, type EntryKind } from "./search-entry.js";
import { refreshEntries } from "./write-entries.js";

const tables: Record<EntryKind, string> = {
  PROJECT: "project",
  TASK: "task",
  PERSON: "person",
  OFFICE: "office",
};

/** How many entries are made in one transaction: whoever else writes waits no longer than for these. */
const together = 1_000;

/**
 * Makes what is missing in the search index, or is of another edition, and takes out what is gone: after a migration,
 * or where somebody wrote beside the program. With `all`, everything. Gives the number of entries made.
 */
export async function refreshIndex(
  em: EntityManager,
  rows: Pick<Rows, "all">,
  { all = false }: { all?: boolean } = {},
): Promise<number> {
  let made = 0;
  for (const kind of entryKinds) {
    const ids = await readStale(rows, kind, all);
    for (let start = 0; start < ids.length; start += together) {
      const some = ids.slice(start, start + together);
      await em.transactional((transaction) => refreshEntries(transaction, kind, some));
    }
    made += ids.length;
  }
  return made;
}

async function readStale(rows: Pick<Rows, "all">, kind: EntryKind, all: boolean): Promise<string[]> {
  const table = tables[kind];
  const missing = all ? "" : "where e.id is null or e.edition <> ?";
  const found = await rows.all<{ id: string }>(
    `select x.id from ${table} x left join search_entry e on e.id = x.id ${missing}
      union all select e.id from search_entry e where e.kind = ? and not exists (select 1 from ${table} x where x.id = e.id)
      order by 1`,
    [...(all ? [] : [entryEdition]), kind],
  );
  return found.map(({ id }) => id);
}
