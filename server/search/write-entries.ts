import type { EntityManager } from "@mikro-orm/core";
import { PostgreSqlDriver } from "@mikro-orm/postgresql";
import { placeholders } from "../database/rows.js";
import { statementsOf, type Statements } from "../database/statements.js";
import { readEntries } from "./entry-sources.js";
import { entryEdition, type EntryKind, type SearchEntry } from "./search-entry.js";

/** How many entries go in with one statement. */
const together = 100;

/** Brings the entries of some things of a kind up to date, within the transaction of `em`. */
export async function refreshEntries(
  em: EntityManager,
  kind: EntryKind,
  ids: readonly string[],
): Promise<void> {
  const statements = statementsOf(em);
  const write = em.getDriver() instanceof PostgreSqlDriver ? writeToPostgres : writeToSqlite;
  for (let start = 0; start < ids.length; start += together) {
    const some = ids.slice(start, start + together);
    const entries = await readEntries(statements, kind, some);
    const there = new Set(entries.map(({ id }) => id));
    const gone = some.filter((id) => !there.has(id));
    if (gone.length > 0)
      await statements.run(`delete from search_entry where id in (${placeholders(gone)})`, gone);
    if (entries.length > 0) await write(statements, entries);
  }
}

const columns = `id, kind, programme_id, name, body, pinyin, edition`;
const updates = `programme_id = excluded.programme_id, name = excluded.name, body = excluded.body,
  pinyin = excluded.pinyin, edition = excluded.edition`;

function valuesOf({ id, kind, programmeId, name, body, pinyin }: SearchEntry) {
  return [id, kind, programmeId, name, body, pinyin, entryEdition];
}

async function writeToPostgres({ run }: Statements, entries: readonly SearchEntry[]): Promise<void> {
  const rows = entries.map(() => `(?, ?, ?, ?, ?, ?, ?, string_to_array(?, ' '))`).join(", ");
  await run(
    `insert into search_entry (${columns}, grams) values ${rows}
      on conflict (id) do update set ${updates}, grams = excluded.grams`,
    entries.flatMap((entry) => [...valuesOf(entry), entry.grams]),
  );
}

/** On SQLite the grams are in an index of their own, which keeps no text. */
async function writeToSqlite({ all, run }: Statements, entries: readonly SearchEntry[]): Promise<void> {
  const written = await all<{ number: number; id: string }>(
    `insert into search_entry (${columns}) values ${entries.map(() => `(?, ?, ?, ?, ?, ?, ?)`).join(", ")}
      on conflict (id) do update set ${updates} returning number, id`,
    entries.flatMap(valuesOf),
  );
  const numbers = new Map(written.map(({ id, number }) => [id, number]));
  await run(
    `insert or replace into search_grams (rowid, grams) values ${entries.map(() => `(?, ?)`).join(", ")}`,
    entries.flatMap(({ id, grams }) => [numbers.get(id) ?? null, grams]),
  );
}
