import type { LoggingOptions, MikroORM } from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
import type { Database, Statement } from "better-sqlite3";
import { LRUCache } from "lru-cache";
import { postgresDialect, sqliteDialect, type Dialect } from "./dialect.js";
import { openForReading } from "./sqlite.js";

export type Parameter = string | number | null;

/**
 * The read path: flat rows by SQL, beside the entities. On SQLite over a connection of its own that can only
 * read and keeps its statements prepared; on PostgreSQL over the pool. SQL is written for both: `?` for
 * parameters, `"quoted"` names for columns. With a signal, PostgreSQL gives up what it is at when that aborts.
 */
export interface Rows {
  all<Row extends object>(
    sql: string,
    parameters?: readonly Parameter[],
    signal?: AbortSignal,
  ): Promise<Row[]>;
  first<Row extends object>(
    sql: string,
    parameters?: readonly Parameter[],
    signal?: AbortSignal,
  ): Promise<Row | undefined>;
  /** The words of this database. */
  readonly dialect: Dialect;
  close(): void;
}

/** Rows from an SQLite file. */
export function sqliteRows(file: string): Rows {
  return rowsOf(openForReading(file));
}

/** Runs `work` with rows of an SQLite file as it stands at one moment. */
export async function sqliteMoment<Result>(
  file: string,
  work: (rows: Rows) => Promise<Result>,
): Promise<Result> {
  const database = openForReading(file);
  try {
    database.exec("begin");
    return await work(rowsOf(database));
  } finally {
    database.close();
  }
}

function rowsOf(database: Database): Rows {
  const statements = new LRUCache<string, Statement<unknown[], object>>({ max: 200 });
  const prepared = (sql: string) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare<unknown[], object>(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  return {
    all: async <Row extends object>(sql: string, parameters: readonly Parameter[] = []) =>
      prepared(sql).all(...parameters) as Row[],
    first: async <Row extends object>(sql: string, parameters: readonly Parameter[] = []) =>
      prepared(sql).get(...parameters) as Row | undefined,
    dialect: sqliteDialect,
    close: () => database.close(),
  };
}

/** Rows from PostgreSQL: over the ORM's own pool, or over the pool for reading where it has one. */
export function postgresRows(orm: MikroORM, pool: "write" | "read" = "read"): Rows {
  const connection = (orm.em as SqlEntityManager).getConnection(pool);
  const all = <Row extends object>(
    sql: string,
    parameters: readonly Parameter[] = [],
    signal?: AbortSignal,
  ): Promise<Row[]> => {
    // The ORM takes what stops a statement in place of what to log of it.
    const stopping = signal && ({ signal, inflightQueryAbortStrategy: "cancel query" } as LoggingOptions);
    return connection.execute<Row[]>(sql, parameters.map(sendable), "all", undefined, stopping);
  };
  return {
    all,
    first: async <Row extends object>(sql: string, parameters?: readonly Parameter[], signal?: AbortSignal) =>
      (await all<Row>(sql, parameters, signal))[0],
    dialect: postgresDialect,
    close: () => undefined,
  };
}

/** PostgreSQL takes no text with U+0000, and holds none: what is looked for with one is never found. */
function sendable(parameter: Parameter): Parameter {
  return typeof parameter === "string" ? parameter.replaceAll("\0", "\ufffd") : parameter;
}

/** A JSON column as it comes from either database: text from SQLite, ready-made from PostgreSQL. */
export function fromJson<Value>(column: unknown): Value {
  return (typeof column === "string" ? JSON.parse(column) : column) as Value;
}

/** `?, ?, ?` for an IN list; an empty list gives `null`, which matches nothing. */
export function placeholders(values: readonly unknown[]): string {
  return values.length ? values.map(() => "?").join(", ") : "null";
}
