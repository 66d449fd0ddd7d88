import Database, { type Statement } from "better-sqlite3";
import {
  CompiledQuery,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type QueryResult,
  type SqliteDialectConfig,
} from "kysely";
import { LRUCache } from "lru-cache";
import { dayIn } from "../clock.js";

/**
 * Opens an SQLite file for writing with what several processes and a power cut ask for: WAL, a busy timeout,
 * foreign keys and `synchronous=FULL` (NORMAL loses acknowledged commits when the power goes).
 */
export function openForWriting(file: string): Database.Database {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("busy_timeout = 5000");
  database.pragma("foreign_keys = ON");
  addFunctions(database);
  return database;
}

/** Opens the same file for reading only, so that boards are read beside an open write transaction. */
export function openForReading(file: string): Database.Database {
  const database = new Database(file, { readonly: true });
  database.pragma("busy_timeout = 5000");
  addFunctions(database);
  return database;
}

/**
 * Copies a database file as it stands at one moment, while others write; `afterStep` hears of every 100 pages. Outside a
 * transaction the copy would begin anew whenever another process has written, and might never come to its end.
 */
export async function copyDatabase(
  file: string,
  target: string,
  afterStep: () => void = () => undefined,
): Promise<void> {
  const database = new Database(file, { readonly: true });
  try {
    database.exec("begin");
    // The moment is that of the first look.
    database.prepare(`select count(*) from sqlite_master`).get();
    await database.backup(target, {
      progress() {
        afterStep();
        return 100;
      },
    });
  } finally {
    database.close();
  }
}

/** Statements may call `day_in(milliseconds, time zone)`: SQLite knows no time zones. */
function addFunctions(database: Database.Database): void {
  database.function("day_in", { deterministic: true }, (milliseconds, timeZone) =>
    milliseconds === null ? null : dayIn(new Date(Number(milliseconds)), String(timeZone)),
  );
}

/**
 * Kysely's connection, but a statement with parameters is prepared once and kept. The ORM writes its values into the
 * statements and so has a new one each time: those are handed on.
 */
class PreparingConnection implements DatabaseConnection {
  readonly #statements = new LRUCache<string, Statement>({ max: 200 });

  constructor(
    readonly database: Database.Database,
    readonly plain: DatabaseConnection,
  ) {}

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { sql, parameters } = query;
    if (parameters.length === 0) return this.plain.executeQuery<Row>(query);
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    if (statement.reader) return { rows: statement.all(...parameters) as Row[] };
    return { rows: [], numAffectedRows: BigInt(statement.run(...parameters).changes) };
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    return this.plain.streamQuery<Row>(query, chunkSize);
  }
}

/** Kysely's SQLite dialect whose transactions take the write lock at once: every transaction here writes. */
export class WritingSqliteDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;

  constructor(file: string) {
    const config = { database: openForWriting(file) };
    super(config);
    this.#config = config;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config);
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  #connection: DatabaseConnection | undefined;

  constructor(readonly config: SqliteDialectConfig) {
    super(config);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    this.#connection ??= new PreparingConnection(
      this.config.database as Database.Database,
      await super.acquireConnection(),
    );
    return this.#connection;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  /**
   * Where storing fails (a full disk, say), SQLite rolls back by itself, and to roll back once more is an error: after
   * it the connection would never be given back, and nobody could write any more.
   */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    const database = this.config.database as Database.Database;
    if (database.inTransaction) await super.rollbackTransaction(connection);
  }
}
