import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { openForReading } from "../database/sqlite.js";
import type { Head } from "../log/heads.js";
import { verifyDatabase, type Verdict } from "../log/verify-database.js";
import { answer, BadUsage, CommandFailed, readWords, withDatabase } from "./command.js";

const usage = "verify [--note FILE] [--against FILE] [--json]";

/**
 * `luoshi verify`: checks every chain of the change log, and everything that is stored against it; exit 1 where
 * something does not hold. `--note FILE` keeps where each chain stands, for a place outside this machine; `--against FILE`
 * compares with such a note, or with a backup.
 */
export async function verify(words: string[]): Promise<void> {
  const options = { note: { type: "string" }, against: { type: "string" } } as const;
  const { values, positionals } = readWords(words, options, usage);
  if (positionals.length > 0) throw new BadUsage(`Expected no words\nUsage: luoshi ${usage}`);
  const noted = values.against === undefined ? [] : readNoted(placeOf(values.against));
  const { verdict, heads } = await withDatabase((database) => verifyDatabase(database, noted));
  if (values.note !== undefined) keepNote(placeOf(values.note), heads);
  answer(values.json, verdict, lookedThrough(verdict));
  const places = [
    ...[...verdict.broken, ...verdict.lost].map(
      ({ chain, revision, problem }) => `${problem} in ${chain} at revision ${revision}`,
    ),
    ...verdict.wrong.map(({ problem, id, field }) => `${problem} ${id}${field === null ? "" : `.${field}`}`),
  ];
  if (places.length > 0)
    throw new CommandFailed(`变更记录与数据不符 · The log does not hold:\n${places.join("\n")}`);
}

/** How much was looked through, in both languages. */
function lookedThrough({ changes, chains }: Verdict): string {
  const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? "" : "s"}`;
  return `${chains} 条链，共 ${changes} 条变更记录 · ${counted(changes, "change")} in ${counted(chains, "chain")}`;
}

/** From where the person stands: npm runs scripts from the project's root. */
function placeOf(file: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), file);
}

/** One head a line: `revision hash chain`. A file that is there is left alone: a note is worth what its age is. */
function keepNote(file: string, heads: readonly Head[]): void {
  if (existsSync(file))
    throw new CommandFailed(`${file}: exists already and was left alone; choose another name`);
  writeFileSync(file, heads.map(({ chain, revision, hash }) => `${revision} ${hash} ${chain}\n`).join(""));
}

function readNoted(file: string): Head[] {
  if (!existsSync(file)) throw new CommandFailed(`${file}: no such file`);
  const bytes = readFileSync(file);
  if (bytes.subarray(0, 15).toString("latin1") === "SQLite format 3") return headsOfBackup(file);
  const lines = bytes
    .toString("utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "");
  return lines.map((line) => {
    const [, revision, hash, chain] = /^(\d+) ([0-9a-f]{64}) (\S+)$/.exec(line) ?? [];
    if (!revision || !hash || !chain)
      throw new CommandFailed(`${file}: neither a note of \`verify --note\` nor a backup`);
    return { revision: Number(revision), hash, chain };
  });
}

function headsOfBackup(file: string): Head[] {
  const database = openForReading(file);
  try {
    const heads = database.prepare<[], Head>(`select chain, revision, hash from log_head where revision > 0`);
    return heads.all();
  } catch {
    throw new CommandFailed(`${file}: not a backup of a Luoshi database`);
  } finally {
    database.close();
  }
}
