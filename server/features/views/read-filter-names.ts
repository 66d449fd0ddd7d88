import { placeholders, type Rows } from "../../database/rows.js";
import { visibleProgrammes } from "../programmes/programme.policy.js";
import { fold } from "../../search/fold.js";
import { pinyinWord } from "../../search/pinyin.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import type { FilterNames, NamedKind } from "./filter-language/filter-names.js";
import type { Json } from "./filter-language/filter-shape.js";
import { findNames } from "./find-names.js";
import { nearWords } from "./filter-language/near-words.js";
import type { FilterNode } from "./filter-language/parse-filter-text.js";

const tables = ["person", "office"] as const;
/** How many names are looked through for what was perhaps meant. */
const mostNames = 5000;
/** How many words are looked up by their sound, and how many names are offered for each. */
const mostSounding = 5;
const mostMeant = 3;

/** Looks up the names that a text has and the ids that filters have: a few selects, however many there are. */
export async function readFilterNames(
  rows: Rows,
  viewer: Viewer,
  { ids = [], names = [] }: { ids?: readonly string[]; names?: readonly string[] },
): Promise<FilterNames> {
  const nameOfId = await namesOfIds(rows, viewer, ids);
  const wanted = [...new Set([...names, ...nameOfId.values()])];
  const idsOfName = new Map<string, string[]>();
  const all = new Map<NamedKind, string[]>();
  for (const table of wanted.length > 0 ? tables : []) {
    const select = `select id, name from ${table} where name in (${placeholders(wanted)}) order by id`;
    for (const { id, name } of await rows.all<{ id: string; name: string }>(select, wanted)) {
      const key = `${table} ${name}`;
      idsOfName.set(key, [...(idsOfName.get(key) ?? []), id]);
    }
    if (names.some((name) => !idsOfName.has(`${table} ${name}`)))
      all.set(table, await everyName(rows, table));
  }
  const sounding = await namesSounding(
    rows,
    [...names].filter((name) => !isKnown(idsOfName, name)),
  );
  return {
    idsOf: (kind, name) => idsOfName.get(`${kind} ${name}`) ?? [],
    near: (kind, name) => [
      ...new Set([...(sounding.get(`${kind} ${name}`) ?? []), ...nearWords(name, all.get(kind) ?? [])]),
    ],
    nameOf: (id) => nameOfId.get(id) ?? null,
  };
}

function isKnown(idsOfName: ReadonlyMap<string, unknown>, name: string): boolean {
  return tables.some((table) => idsOfName.has(`${table} ${name}`));
}

/** Of names that nobody has and that are pinyin, those whose sound they are; of more than a few, the first. */
async function namesSounding(rows: Rows, names: readonly string[]): Promise<Map<string, string[]>> {
  const sounding = new Map<string, string[]>();
  const typed = names.filter((name) => pinyinWord(fold(name)) !== null).slice(0, mostSounding);
  for (const table of tables) {
    for (const name of typed) sounding.set(`${table} ${name}`, await findNames(rows, table, name, mostMeant));
  }
  return sounding;
}

async function everyName(rows: Rows, table: NamedKind): Promise<string[]> {
  const found = await rows.all<{ name: string }>(
    `select name from ${table} order by name limit ${mostNames}`,
  );
  return found.map(({ name }) => name);
}

/** Where each kind of id has its name, and which programme may hide it. */
const named: Record<string, { name: string; programme: string | null }> = {
  person: { name: "name", programme: null },
  office: { name: "name", programme: null },
  project: { name: "name", programme: "programme_id" },
  programme: { name: "title", programme: "id" },
  stage: { name: "name", programme: "programme_id" },
  label: { name: "name", programme: "programme_id" },
  task: { name: "title", programme: "programme_id" },
};

async function namesOfIds(rows: Rows, viewer: Viewer, ids: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [table, ofTable] of Map.groupBy(new Set(ids), (id) => id.split("_")[0] ?? "")) {
    const source = Object.hasOwn(named, table) ? named[table] : undefined;
    if (!source) continue;
    const seen = source.programme
      ? visibleProgrammes(viewer, source.programme)
      : { sql: "1 = 1", parameters: [] };
    const select = `select id, ${source.name} "name" from ${table} where id in (${placeholders(ofTable)}) and ${seen.sql}`;
    const parameters = [...ofTable, ...seen.parameters];
    for (const { id, name } of await rows.all<{ id: string; name: string }>(select, parameters))
      found.set(id, name);
  }
  return found;
}

/** Every id in a filter. */
export function idsIn(filter: Json): string[] {
  if (typeof filter === "string") return /^[a-z]{1,20}_[0-9a-z]{26}$/.test(filter) ? [filter] : [];
  if (typeof filter !== "object" || filter === null) return [];
  return Object.values(filter).flatMap(idsIn);
}

/** Every name in a text that is to be looked up, or may be. */
export function namesIn(node: FilterNode): string[] {
  switch (node.is) {
    case "all":
    case "any":
      return node.parts.flatMap(namesIn);
    case "not":
      return namesIn(node.part);
    case "term":
      return /person|people|office/.test(node.term.field.kind)
        ? node.term.values.map(({ from }) => from.text)
        : [];
    default:
      return [];
  }
}
