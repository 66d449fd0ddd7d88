import type { EntityManager } from "@mikro-orm/core";
import type { Parameter } from "../database/rows.js";
import { statementsOf } from "../database/statements.js";
import { append } from "./append.js";
import type { FieldDifference } from "./change.entity.js";
import type { LogSubject } from "./logged-record.entity.js";
import { nextChange } from "./next-change.js";
import type { OpenChain } from "./write.js";

/** A value of a logged field: what a relation leads to is its id. */
export type FieldValue = string | number | Date | null;

/** A stored thing as far as a statement writes it. */
export interface LoggedRow {
  table: string;
  subject: LogSubject & { id: string };
  /** Of each field that may be written, its column. */
  columns: Readonly<Record<string, string>>;
}

/**
 * Writes the fields of a logged record that differ, with their row of the log, by two statements: for what is done all
 * day, beside the entities, which do the same many times slower. Nothing is written where nothing differs. The
 * record's entity, if one was read in the same transaction, knows nothing of it.
 */
export async function updateLogged<State extends { [Field in keyof State]: FieldValue }>(
  em: EntityManager,
  chain: OpenChain,
  { table, subject, columns }: LoggedRow,
  before: State,
  after: State,
): Promise<void> {
  const fields: Record<string, FieldDifference> = {};
  const written: string[] = [];
  const values: Parameter[] = [];
  const storable = storableIn(em);
  for (const [field, column] of Object.entries(columns).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [from, to] = [before, after].map((state) => state[field as keyof State] as FieldValue);
    if (plain(from ?? null) === plain(to ?? null)) continue;
    fields[field] = { before: plain(from ?? null), after: plain(to ?? null) };
    written.push(`${column} = ?`);
    values.push(storable(to ?? null));
  }
  if (written.length === 0) return;
  const statements = statementsOf(em);
  const set = [...written, "version = version + 1", "updated_at = ?"].join(", ");
  await statements.run(`update ${table} set ${set} where id = ?`, [
    ...values,
    storable(chain.at),
    subject.id,
  ]);
  await append(statements, chain, [nextChange(chain, subject, fields)]);
}

/** A value as the database keeps it: the ORM reads the same columns. */
function storableIn(em: EntityManager): (value: FieldValue) => Parameter {
  const platform = em.getPlatform();
  return (value) => (value instanceof Date ? (platform.processDateProperty(value) as Parameter) : value);
}

function plain(value: FieldValue): Exclude<FieldValue, Date> {
  return value instanceof Date ? value.toISOString() : value;
}
