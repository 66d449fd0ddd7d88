import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { readConfig } from "../config.js";
import { openForWriting } from "../database/sqlite.js";
import { sqliteFile } from "../orm.config.js";
import { answer, CommandFailed, onlyFile, readWords } from "./command.js";

/** What a restored database brings back besides. */
const oldAccess =
  "备份之后作废的登录、令牌和链接又会生效，可用 luoshi revoke-all 全部作废 · Sessions, tokens and links that were revoked since are good again: luoshi revoke-all revokes all of them";

/** `luoshi restore`: puts a backup in the database's place; what was there is kept beside it, its name ending in `.before-restore-` and the time. */
export function restore(words: string[]): Promise<void> {
  const usage = "restore FILE";
  const { values, positionals } = readWords(words, {}, usage);
  const source = onlyFile(positionals, usage);
  const config = readConfig(process.env);
  if (config.databaseUrl) throw new CommandFailed("PostgreSQL is restored by its own tools: pg_restore");
  requireBackup(source);
  const file = sqliteFile(config);
  mkdirSync(config.dataDir, { recursive: true });
  const incoming = `${file}.incoming`;
  copyFileSync(source, incoming);
  if (existsSync(file)) {
    setAside(file);
    renameSync(file, `${file}.before-restore-${new Date().toISOString().replaceAll(":", "")}`);
  }
  renameSync(incoming, file);
  answer(values.json, { restored: file }, `${file}\n${oldAccess}`);
  return Promise.resolve();
}

function requireBackup(source: string): void {
  if (!existsSync(source)) throw new CommandFailed(`${source}: no such file`);
  try {
    const database = new Database(source, { readonly: true });
    const intact = database.pragma("integrity_check", { simple: true }) === "ok";
    const ours = database.prepare(`select count(*) from sqlite_master where name in ('programme', 'change')`);
    const whole = intact && ours.pluck().get() === 2;
    database.close();
    if (whole) return;
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
  }
  throw new CommandFailed(`${source}: not a whole backup of a Luoshi database; nothing was changed`);
}

/** Folds the write-ahead log into the file. Fails when a server still has it open. */
function setAside(file: string): void {
  const database = openForWriting(file);
  try {
    database.pragma("busy_timeout = 500");
    database.pragma("locking_mode = EXCLUSIVE");
    database.exec("begin exclusive; commit");
    database.pragma("journal_mode = DELETE");
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    throw new CommandFailed("The database is in use: stop the server first; nothing was changed");
  } finally {
    database.close();
  }
  for (const ending of ["-wal", "-shm"]) rmSync(`${file}${ending}`, { force: true });
}
