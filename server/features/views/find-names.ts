import { sqlOf, valueSql } from "../../database/conditions.js";
import type { Rows } from "../../database/rows.js";
import { fold } from "../../search/fold.js";
import { foundBy } from "../../search/found.js";
import type { NamedKind } from "./filter-language/filter-names.js";

/** Names longer than this nobody types. */
const longest = 100;

/** Names of people or offices that have a text in them or sound so (`zzw`), the best first; the first of all without one. */
export async function findNames(
  rows: Rows,
  kind: NamedKind,
  written: string,
  most: number,
): Promise<string[]> {
  const word = fold(written.slice(0, longest));
  if (word === "") {
    const first = await rows.all<{ name: string }>(`select name from ${kind} order by name limit ${most}`);
    return first.map(({ name }) => name);
  }
  const entryKind = kind === "person" ? "PERSON" : "OFFICE";
  const { tables, found } = foundBy(word, [entryKind], rows.dialect, "1");
  const { sql, parameters } = sqlOf`with ${tables} select n.name from ${found} f join ${kind} n on n.id = f.id
    order by f.rank, length(n.name), n.name limit ${valueSql(most)}`;
  const names = await rows.all<{ name: string }>(sql, parameters);
  return names.map(({ name }) => name);
}
