import type { EntityManager } from "@mikro-orm/core";
import { PostgreSqlDriver } from "@mikro-orm/postgresql";
import { CompiledQuery, type Kysely, type QueryResult } from "kysely";
import { postgresDialect, sqliteDialect } from "./dialect.js";
import type { Parameter, Rows } from "./rows.js";

/** The connection of an open transaction, for statements that are written out: prepared once, with their values apart. */
export interface Statements extends Rows {
  /** Runs a statement that gives no rows. */
  run(sql: string, parameters: readonly Parameter[]): Promise<void>;
}

/**
 * SQL within the transaction of `em`, beside the entities and several times cheaper than by them; `?` for parameters,
 * as in {@link Rows}. What entities have not flushed is not there yet.
 */
export function statementsOf(em: EntityManager): Statements {
  const transaction = em.getTransactionContext<Kysely<unknown>>();
  if (!transaction) throw new Error("Statements run within a transaction: see write()");
  const numbers = em.getDriver() instanceof PostgreSqlDriver;
  const execute = <Row>(sql: string, parameters: readonly Parameter[]): Promise<QueryResult<Row>> =>
    transaction.executeQuery<Row>(
      CompiledQuery.raw(numbers ? numbered(sql) : sql, [...parameters]) as CompiledQuery<Row>,
    );
  return {
    all: async <Row extends object>(sql: string, parameters: readonly Parameter[] = []) =>
      (await execute<Row>(sql, parameters)).rows,
    first: async <Row extends object>(sql: string, parameters: readonly Parameter[] = []) =>
      (await execute<Row>(sql, parameters)).rows[0],
    dialect: numbers ? postgresDialect : sqliteDialect,
    close: () => undefined,
    run: async (sql, parameters) => void (await execute(sql, parameters)),
  };
}

const numberedStatements = new Map<string, string>();

/** The same statement with `$1, $2 …`, as PostgreSQL wants it. Statements are few: they are remembered. */
function numbered(sql: string): string {
  let known = numberedStatements.get(sql);
  if (known === undefined) {
    let count = 0;
    known = sql.replace(/\?/g, () => `$${(count += 1)}`);
    if (numberedStatements.size < 1000) numberedStatements.set(sql, known);
  }
  return known;
}
