import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { MikroORM, type Options } from "@mikro-orm/core";
import { describe, it } from "vitest";
import { readConfig } from "../../server/config.js";
import type { Rows } from "../../server/database/rows.js";
import { ChangeFeed } from "../../server/log/change-feed.js";
import { verifyLog } from "../../server/log/verify-log.js";
import { openDatabase, openRows, ormOptions } from "../../server/orm.config.js";
import { createDatabase } from "../kit/postgres.js";
import { environment, temporaryFolder } from "../kit/program.js";
import { conclude, isWhole } from "./report.js";

const run = promisify(execFile);
const program = new URL("../../dist/server/cli.js", import.meta.url).pathname;

/** What a database is before: nothing at all, or one of the first version with somebody in it. */
const beginnings = { empty: async () => undefined, "first version": makeFirst } as const;

/** The short form kills once: each kill takes two starts. */
const [kinds, starts] = isWhole
  ? [["SQLite", "PostgreSQL"] as const, Object.keys(beginnings) as (keyof typeof beginnings)[]]
  : [["SQLite"] as const, ["first version"] as const];

describe.each(kinds)("A migration killed at a statement (%s)", (kind) => {
  it.each(starts)(
    "is completed by the next start, and leaves no half schema (from: %s)",
    { timeout: 1_800_000 },
    async (beginning) => {
      const place = async () => {
        const settings: Record<string, string> = {
          DATA_DIR: await temporaryFolder(),
          ...(kind === "PostgreSQL" && { DATABASE_URL: await createDatabase() }),
        };
        await beginnings[beginning](settings);
        return settings;
      };
      const whole = await place();
      const before = await schemaOf(whole);
      const statements = await migrate(whole);
      const after = await schemaOf(whole);
      const lefts = { untouched: 0, "in between": 0, complete: 0 };
      const faults: string[] = [];
      const points = isWhole
        ? Array.from({ length: statements }, (_, index) => index + 1)
        : [Math.floor(statements / 2)];
      for (const point of points) {
        const settings = await place();
        if ((await migrate(settings, point)) !== -1) faults.push(`it was not killed at ${point}`);
        const left = await schemaOf(settings);
        const like = left === before ? "untouched" : left === after ? "complete" : "in between";
        lefts[like] += 1;
        const found = await faultsOfStart(settings, beginning, after);
        faults.push(...found.map((fault) => `killed at ${point} of ${statements} (${like}): ${fault}`));
      }
      const done = `${points.length} kills; left ${JSON.stringify(lefts)}`;
      conclude(`migration (${kind}, ${beginning})`, done, faults);
    },
  );
});

/** Brings a database up to date by the command; -1 where it was killed, else how many statements it took. */
async function migrate(settings: Record<string, string>, dieAt?: number): Promise<number> {
  const count = join(await temporaryFolder(), "count");
  const words = ["--import", new URL("die-at.mjs", import.meta.url).pathname, program, "migrate"];
  const dying: Record<string, string> = dieAt === undefined ? { DIE_COUNT: count } : { DIE_AT: `${dieAt}` };
  try {
    await run(process.execPath, words, { env: environment({ ...settings, ...dying }) });
  } catch (error) {
    if ((error as { signal?: string }).signal === "SIGKILL") return -1;
    throw error;
  }
  return dieAt === undefined ? Number(readFileSync(count, "utf8")) : 0;
}

/** What is wrong once the next start has opened it. */
async function faultsOfStart(
  settings: Record<string, string>,
  beginning: keyof typeof beginnings,
  wanted: string,
): Promise<string[]> {
  try {
    const database = await openDatabase(readConfig(settings), new ChangeFeed());
    const { broken } = await verifyLog(database.rows);
    const people = await database.rows.all<{ name: string }>(`select name from person`);
    await database.close();
    const faults = broken.map(({ problem }) => problem as string);
    if (beginning !== "empty" && people[0]?.name !== "先来的人") faults.push("the person of before is gone");
    if ((await schemaOf(settings)) !== wanted) faults.push("the schema is another than without the kill");
    return faults;
  } catch (error) {
    return [`the next start fails: ${String(error)}`];
  }
}

/** A database of the first version, as its own migration makes it. */
async function makeFirst(settings: Record<string, string>): Promise<void> {
  const orm = await MikroORM.init(ormOptions(readConfig(settings), new ChangeFeed()) as Options);
  await orm.migrator.up({ to: "2026-11-24-first-tables" });
  const at = settings.DATABASE_URL ? `now()` : `0`;
  await orm.em
    .getConnection()
    .execute(
      `insert into person (id, created_at, updated_at, name) values ('person_1', ${at}, ${at}, '先来的人')`,
    );
  await orm.close(true);
}

const schemas = {
  SQLite: [`select type, name, tbl_name, sql from sqlite_master order by type, name`],
  PostgreSQL: [
    `select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns
      where table_schema = 'public' order by 1, 2`,
    `select indexdef from pg_indexes where schemaname = 'public' order by 1`,
    `select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace order by 1, 2`,
    `select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
    `select tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal order by 1`,
  ],
};

/** A database's tables and what goes with them, as text. */
async function schemaOf(settings: Record<string, string>): Promise<string> {
  const opened = await openRows(readConfig(settings));
  // No file yet: nothing was made.
  if (!opened) return "[[]]";
  try {
    return JSON.stringify(await read(opened.rows, settings.DATABASE_URL ? "PostgreSQL" : "SQLite"));
  } finally {
    await opened.close();
  }
}

function read(rows: Rows, kind: keyof typeof schemas): Promise<object[][]> {
  return Promise.all(schemas[kind].map((select) => rows.all(select)));
}
