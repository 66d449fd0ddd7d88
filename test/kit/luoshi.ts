import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import type { Parameter } from "../../server/database/rows.js";
import { createApp, type App } from "../../server/app.js";
import { readConfig, type Config } from "../../server/config.js";
import { Client } from "./client.js";
import { Given } from "./given.js";
import { createDatabase } from "./postgres.js";
import { TestClock } from "./test-clock.js";

export const databases = ["SQLite", "PostgreSQL"] as const;
export type DatabaseKind = (typeof databases)[number];

/** When every test begins: a Monday of the third quarter, 9 o'clock in China. */
const firstInstant = "2022-08-15T01:00:00.000Z";

/** Tests of the whole API: the same ones run on SQLite and on PostgreSQL, each against a server of its own. */
export function describeApi(
  title: string,
  tests: (luoshi: Luoshi) => void,
  settings: Partial<Config> = {},
): void {
  describe.each(databases)(`${title} (%s)`, (kind) => {
    const luoshi = new Luoshi(kind);
    beforeAll(() => luoshi.start(settings));
    afterAll(() => luoshi.stop());
    tests(luoshi);
  });
}

/** The real server on a free port, over an empty database. */
export class Luoshi {
  readonly clock = new TestClock(firstInstant);
  readonly given = new Given(this);
  /** Nobody: a client without a cookie. */
  readonly stranger = new Client(this);
  #app: App | undefined;
  #config: Config | undefined;

  constructor(readonly kind: DatabaseKind) {}

  get app(): App {
    if (!this.#app) throw new Error("The server is not running: start() first");
    return this.#app;
  }

  get config(): Config {
    if (!this.#config) throw new Error("The server is not running: start() first");
    return this.#config;
  }

  get url(): string {
    return this.app.url;
  }

  async start(settings: Partial<Config> = {}): Promise<void> {
    const environment = {
      PORT: "0",
      DATA_DIR: await mkdtemp(join(tmpdir(), "luoshi-test-")),
      DATABASE_URL: this.kind === "PostgreSQL" ? await createDatabase() : undefined,
      SECRET: "the secret of the tests",
      LOG_LEVEL: "silent",
    };
    this.#config = { ...readConfig(environment), pageDir: null, ...settings };
    this.#app = await createApp(this.#config, this.clock);
  }

  async stop(): Promise<void> {
    await this.#app?.stop();
    if (this.#config) await rm(this.#config.dataDir, { recursive: true, force: true });
  }

  /** Runs SQL behind the server's back, with `?` for parameters. Gives the rows of a select. */
  async sql<Row extends object>(statement: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
    const connection = this.app.database.orm.em.fork().getConnection();
    const result: unknown = await connection.execute(statement, [...parameters], "all");
    return result as Row[];
  }

  /** Every row of every table as text: equal before and after means that nothing was written. */
  async dump(): Promise<Record<string, string[]>> {
    const tables = [...this.app.database.orm.getMetadata().getAll().values()]
      .filter((meta) => meta.tableName && !meta.abstract)
      .map((meta) => meta.tableName);
    const contents: Record<string, string[]> = {};
    for (const table of new Set(tables)) {
      const rows = await this.sql(`select * from "${table}"`);
      contents[table] = rows.map((row) => JSON.stringify(row)).toSorted();
    }
    return contents;
  }
}
