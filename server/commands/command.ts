import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { systemClock, type Clock } from "../clock.js";
import { readConfig, readPlaceOfData, type Config } from "../config.js";
import { ChangeFeed } from "../log/change-feed.js";
import type { Rows } from "../database/rows.js";
import { openDatabase, openRows, sqliteFile, type Database } from "../orm.config.js";

/** The words after the verb are not as they should be: exit 2. */
export class BadUsage extends Error {}

/** What was asked for cannot be done with what was given: exit 1. */
export class CommandFailed extends Error {}

/** Reads a verb's words; every verb takes `--json`. Throws {@link BadUsage}, with the verb's own usage. */
export function readWords<Options extends ParseArgsOptionsConfig>(
  words: string[],
  options: Options,
  usage: string,
) {
  try {
    const all = { ...options, json: { type: "boolean" } } as const;
    return parseArgs({ args: words, options: all, allowPositionals: true, strict: true });
  } catch (error) {
    throw new BadUsage(`${error instanceof Error ? error.message : String(error)}\nUsage: luoshi ${usage}`);
  }
}

/** The one file that a verb takes, from where the person stands (npm runs scripts from the project's root). */
export function onlyFile(positionals: string[], usage: string): string {
  const [file, ...more] = positionals;
  if (!file || more.length > 0) throw new BadUsage(`Expected one file\nUsage: luoshi ${usage}`);
  return resolve(process.env.INIT_CWD ?? process.cwd(), file);
}

/** Runs `work` with the configured database, and closes it. */
export async function withDatabase<Result>(
  work: (database: Database, config: Config, clock: Clock) => Promise<Result>,
): Promise<Result> {
  const config = readConfig(process.env);
  const database = await openDatabase(config, new ChangeFeed());
  try {
    return await work(database, config, systemClock(config.today));
  } finally {
    await database.close();
  }
}

/**
 * Runs `work` with the rows of the configured database as it stands: nothing is made, and nothing brought up to date.
 * Gives null where there is no database, or none of today's tables.
 */
export async function withRowsThatExist<Result>(
  work: (rows: Rows) => Promise<Result>,
): Promise<Result | null> {
  const place = readPlaceOfData(process.env);
  if (!place.databaseUrl && !existsSync(sqliteFile(place))) return null;
  const opened = await openRows(place);
  if (!opened) return null;
  try {
    return opened.isCurrent ? await work(opened.rows) : null;
  } finally {
    await opened.close();
  }
}

/** Prints a verb's answer: as one line of JSON, or in words. */
export function answer(asJson: boolean | undefined, facts: object, words: string): void {
  print(asJson ? JSON.stringify(facts) : words);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
