import { join } from "node:path";
import { mkdirSync } from "node:fs";
import { IsolationLevel, MikroORM, type Options } from "@mikro-orm/core";
import { ReflectMetadataProvider } from "@mikro-orm/decorators/legacy";
import { Migrator } from "@mikro-orm/migrations";
import { WritingPostgresDriver } from "./database/postgres.js";
import { SqliteDriver } from "@mikro-orm/sqlite";
import type { Config } from "./config.js";
import { migrations as postgresqlMigrations } from "./database/migrations/postgresql/list.js";
import { migrations as sqliteMigrations } from "./database/migrations/sqlite/list.js";
import { postgresRows, sqliteMoment, sqliteRows, type Rows } from "./database/rows.js";
import { WritingSqliteDialect } from "./database/sqlite.js";
import { statementsOf } from "./database/statements.js";
import { NoticeImport } from "./features/imports/notice-import.entity.js";
import { OfficeAlias } from "./features/offices/office-alias.entity.js";
import { Invitation } from "./features/invitations/invitation.entity.js";
import { Label } from "./features/labels/label.entity.js";
import { Office } from "./features/offices/office.entity.js";
import { Person } from "./features/people/person.entity.js";
import { Programme } from "./features/programmes/programme.entity.js";
import { Stage } from "./features/programmes/stage.entity.js";
import { Project } from "./features/projects/project.entity.js";
import { Evidence } from "./features/evidence/evidence.entity.js";
import { Report } from "./features/reports/report.entity.js";
import { NameTries } from "./features/sessions/name-tries.entity.js";
import { Session } from "./features/sessions/session.entity.js";
import { Task } from "./features/tasks/task.entity.js";
import { AccessToken } from "./features/tokens/access-token.entity.js";
import { ViewPlace } from "./features/views/view-place.entity.js";
import { View } from "./features/views/view.entity.js";
import { Webhook } from "./features/webhooks/webhook.entity.js";
import { WebhookCursor } from "./features/webhooks/webhook-cursor.entity.js";
import { WebhookDeadLetter } from "./features/webhooks/webhook-dead-letter.entity.js";
import { WebhookDelivery } from "./features/webhooks/webhook-delivery.entity.js";
import { WebhookLease } from "./features/webhooks/webhook-lease.entity.js";
import { ChangeFeed } from "./log/change-feed.js";
import { CannotStart } from "./start-up.js";
import { ChangeLogSubscriber } from "./log/change-log.subscriber.js";
import { Change } from "./log/change.entity.js";
import { KeptAnswer } from "./log/kept-answer.entity.js";
import { LogHead } from "./log/log-head.entity.js";
import { refreshIndex } from "./search/refresh-index.js";
import { SearchIndexSubscriber } from "./search/search-index.subscriber.js";

const entities = [
  Office,
  OfficeAlias,
  Person,
  Session,
  NameTries,
  Invitation,
  Programme,
  Stage,
  Project,
  Label,
  Task,
  Evidence,
  Report,
  NoticeImport,
  AccessToken,
  View,
  ViewPlace,
  Webhook,
  WebhookCursor,
  WebhookDeadLetter,
  WebhookDelivery,
  WebhookLease,
  Change,
  LogHead,
  KeptAnswer,
];

/** The database as everything uses it: the ORM for writing, rows for reading. */
export interface Database {
  orm: MikroORM;
  rows: Rows;
  /** Runs `work` with rows that all are of one moment, whoever writes meanwhile. */
  atOneMoment<Result>(work: (rows: Rows) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

type Where = Pick<Config, "dataDir" | "databaseUrl">;

/** The embedded database's file. */
export function sqliteFile({ dataDir }: Pick<Config, "dataDir">): string {
  return join(dataDir, "luoshi.sqlite");
}

/**
 * Opens the database and brings its tables and its search index up to date. Where `readSeconds` is given, PostgreSQL
 * ends any statement of `rows` that takes longer; whatever brings up to date or writes takes the time it needs.
 */
export async function openDatabase(
  where: Where,
  feed: ChangeFeed,
  { readSeconds }: { readSeconds?: number } = {},
): Promise<Database> {
  if (!where.databaseUrl) mkdirSync(where.dataDir, { recursive: true });
  const orm = await MikroORM.init(ormOptions(where, feed, readSeconds));
  await reachable(orm);
  await orm.migrator.up();
  const rows = where.databaseUrl ? postgresRows(orm) : sqliteRows(sqliteFile(where));
  await refreshIndex(orm.em.fork(), where.databaseUrl ? postgresRows(orm, "write") : rows);
  const close = async () => {
    rows.close();
    await orm.close(true);
  };
  const atOneMoment = <Result>(work: (rows: Rows) => Promise<Result>) =>
    where.databaseUrl
      ? orm.em.fork().transactional((em) => work(statementsOf(em)), {
          isolationLevel: IsolationLevel.REPEATABLE_READ,
          readOnly: true,
        })
      : sqliteMoment(sqliteFile(where), work);
  return { orm, rows, atOneMoment, close };
}

/** Opens a database that exists, for reading, as it stands; null where it does not answer. */
export async function openRows(
  where: Where,
): Promise<{ rows: Rows; isCurrent: boolean; close(): Promise<void> } | null> {
  const orm = where.databaseUrl ? await MikroORM.init(ormOptions(where, new ChangeFeed())) : null;
  try {
    const rows = orm ? postgresRows(orm) : sqliteRows(sqliteFile(where));
    const close = async () => {
      rows.close();
      await orm?.close(true);
    };
    return { rows, isCurrent: await isCurrent(rows), close };
  } catch {
    await orm?.close(true);
    return null;
  }
}

/** Whether every migration has been run. */
async function isCurrent(rows: Rows): Promise<boolean> {
  try {
    const run = await rows.all<{ name: string }>(`select name from mikro_orm_migrations`);
    const names = new Set(run.map(({ name }) => name));
    return sqliteMigrations.every(({ name }) => names.has(name));
  } catch {
    return false;
  }
}

/** Throws {@link CannotStart} when the database does not answer; the address is not repeated: it holds a password. */
async function reachable(orm: MikroORM): Promise<void> {
  try {
    await orm.connect();
    await orm.em.getConnection().execute(`select 1`);
  } catch (error) {
    await orm.close(true);
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`The database does not answer (${reason}): check DATABASE_URL or DATA_DIR`);
  }
}

/** The ORM's options: SQLite in `dataDir`, or PostgreSQL, where `readSeconds` gives reading a pool of its own. */
export function ormOptions(where: Where, feed: ChangeFeed, readSeconds?: number): Options {
  const shared = {
    entities,
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    subscribers: [new ChangeLogSubscriber(feed), new SearchIndexSubscriber()],
    loadStrategy: "joined",
    // Not made of entities: the schema generator cannot read virtual tables.
    schemaGenerator: { skipTables: [/^search_/] },
    // Every write happens in a transaction of its own request; a request has its own fork.
    allowGlobalContext: false,
  } as const;
  if (where.databaseUrl) {
    const migrations = { migrationsList: postgresqlMigrations, snapshot: false, silent: true };
    return {
      ...shared,
      driver: WritingPostgresDriver,
      clientUrl: where.databaseUrl,
      migrations,
      ...(readSeconds && {
        replicas: [readingPool(where.databaseUrl, readSeconds)],
        preferReadReplicas: false,
      }),
    } as unknown as Options;
  }
  const file = sqliteFile(where);
  return {
    ...shared,
    driver: SqliteDriver,
    dbName: file,
    driverOptions: () => new WritingSqliteDialect(file),
    migrations: { migrationsList: sqliteMigrations, snapshot: false, silent: true },
  } as unknown as Options;
}

/**
 * Connections that only read, and whose statements PostgreSQL itself ends after so many seconds. Reading waits for no
 * connection that a writer holds.
 */
function readingPool(clientUrl: string, seconds: number) {
  const driverOptions = {
    // Later than the operation's own end, which says to the caller what happened.
    statement_timeout: (seconds + 1) * 1000,
    options: "-c default_transaction_read_only=on",
    application_name: "luoshi reading",
  };
  return { clientUrl, driverOptions };
}
