import Database from "better-sqlite3";
import {
  CompiledQuery,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDialectConfig,
} from "kysely";

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
  return database;
}

/** Opens the same file for reading only, so that boards are read beside an open write transaction. */
export function openForReading(file: string): Database.Database {
  const database = new Database(file, { readonly: true });
  database.pragma("busy_timeout = 5000");
  return database;
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
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
}
