import { JsonType, type EntityMetadata, type EntityProperty, type MetadataStorage } from "@mikro-orm/core";
import type { Rows } from "../database/rows.js";
import { LoggedRecord, unlogged } from "./logged-record.entity.js";
import type { LoggedThings, LoggedThing } from "./logged-things.js";

/** A stored thing that is not as the log tells. */
export interface WrongThing {
  table: string;
  id: string;
  /** The field that is not what the log last made it; null where it is not about one. */
  field: string | null;
  problem: "UNLOGGED" | "MISSING" | "WRONG_VERSION" | "WRONG_FIELD";
}

type Row = Record<string, unknown> & { id: string; version: number };

const pageSize = 1000;

/**
 * Compares everything that is stored with what the log last said of it: each thing, its version (the number of its
 * rows), each field, and who and what it is linked to. Shows what was changed beside the log, and a log whose end
 * was cut off while what it told of still stands.
 */
export async function verifyThings(
  rows: Rows,
  metadata: MetadataStorage,
  things: LoggedThings,
): Promise<WrongThing[]> {
  const wrong: WrongThing[] = [];
  const seen = new Set<string>();
  for (const meta of metadata.getAll().values()) {
    if (meta.abstract || !(meta.prototype instanceof LoggedRecord)) continue;
    for (let after = ""; ;) {
      const page = await readPage(rows, meta, after);
      for (const row of page) {
        seen.add(row.id);
        wrong.push(...faultsOf(meta, row, things));
      }
      if (page.length < pageSize) break;
      after = page.at(-1)?.id ?? "";
    }
  }
  for (const id of things.ids) {
    if (seen.has(id) || things.isGone(id)) continue;
    wrong.push({ table: id.slice(0, id.lastIndexOf("_")), id, field: null, problem: "MISSING" });
  }
  return wrong;
}

/** A page of a table by ids, each row with its fields by name and its links as lists of ids. */
async function readPage(rows: Rows, meta: EntityMetadata, after: string): Promise<Row[]> {
  const columns = storedFields(meta).map(({ name, fieldNames: [column] }) => `"${column}" "${name}"`);
  const { dialect } = rows;
  const page = await rows.all<Row>(
    `select ${columns.join(", ")}, version from "${meta.tableName}"
      where ${dialect.byCode("id")} > ? order by ${dialect.byCode("id")} limit ${pageSize}`,
    [after],
  );
  const byId = new Map(page.map((row) => [row.id, row]));
  const last = page.at(-1)?.id;
  if (last === undefined) return page;
  for (const { name, pivotTable, joinColumns, inverseJoinColumns } of links(meta)) {
    for (const row of page) row[name] = [];
    const owner = `"${joinColumns[0]}"`;
    const linked = await rows.all<{ owner: string; item: string }>(
      `select ${owner} "owner", "${inverseJoinColumns[0]}" "item" from "${pivotTable}"
        where ${dialect.byCode(owner)} > ? and ${dialect.byCode(owner)} <= ?`,
      [after, last],
    );
    for (const { owner, item } of linked) (byId.get(owner)?.[name] as string[] | undefined)?.push(item);
  }
  return page;
}

function faultsOf(meta: EntityMetadata, row: Row, things: LoggedThings): WrongThing[] {
  const of = { table: meta.tableName, id: row.id, field: null };
  const thing = things.get(row.id);
  if (!thing) return [{ ...of, problem: "UNLOGGED" }];
  const wrong: WrongThing[] = [];
  if (row.version !== thing.changes) wrong.push({ ...of, problem: "WRONG_VERSION" });
  for (const property of [...storedFields(meta), ...links(meta)]) {
    if (unlogged[property.name] === "left out") continue;
    if (!isAsLogged(meta, property, row[property.name], thing, things))
      wrong.push({ ...of, field: property.name, problem: "WRONG_FIELD" });
  }
  return wrong;
}

function isAsLogged(
  meta: EntityMetadata,
  property: EntityProperty,
  stored: unknown,
  thing: LoggedThing,
  things: LoggedThings,
): boolean {
  const now = comparable(property, stored);
  const logged = [...(thing.fields.get(property.name)?.values() ?? [])];
  // A field that came with a later version of the program has its first value without a row of the log.
  if (logged.length === 0) return now === null || now === firstValue(meta, property);
  if (unlogged[property.name] === "secret")
    return logged.some((value) => (value === null) === (now === null));
  return logged.some((value) => {
    // What was linked and then taken away went without a word of its own.
    const still = Array.isArray(value) ? value.filter((id) => !things.isGone(String(id))) : value;
    return comparable(property, still) === now;
  });
}

/** A value as text that is equal for equal values, whether it comes from the log or from either database; null for none. */
function comparable({ type, kind, customType }: EntityProperty, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (kind === "m:n") return JSON.stringify([...(value as string[])].sort());
  if (type === "datetime" || value instanceof Date) return new Date(value as string | number).toISOString();
  if (type === "boolean") return String(Boolean(value));
  if (customType instanceof JsonType)
    return JSON.stringify(inOrder(typeof value === "string" ? parsed(value) : value));
  return JSON.stringify(value);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** PostgreSQL keeps the fields of JSON in an order of its own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const fields = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, inOrder(field)]));
}

function firstValue(meta: EntityMetadata, property: EntityProperty): string | null {
  const fresh = new (meta.class as new () => Record<string, unknown>)();
  const value = property.kind === "m:n" ? [] : fresh[property.name];
  return comparable(property, value);
}

function storedFields(meta: EntityMetadata): EntityProperty[] {
  return meta.props.filter(
    ({ name, kind, persist }) =>
      persist !== false &&
      (kind === "scalar" || kind === "m:1") &&
      (name === "id" || !unlogged[name] || unlogged[name] === "secret"),
  );
}

function links(meta: EntityMetadata): EntityProperty[] {
  return meta.props.filter(({ kind, owner }) => kind === "m:n" && owner);
}
