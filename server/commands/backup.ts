import { existsSync } from "node:fs";
import { readConfig } from "../config.js";
import { copyDatabase } from "../database/sqlite.js";
import { sqliteFile } from "../orm.config.js";
import { answer, CommandFailed, onlyFile, readWords } from "./command.js";

/** `luoshi backup`: a consistent copy of the embedded database, made while it is in use. */
export async function backup(words: string[]): Promise<void> {
  const usage = "backup FILE";
  const { values, positionals } = readWords(words, {}, usage);
  const target = onlyFile(positionals, usage);
  const config = readConfig(process.env);
  if (config.databaseUrl) throw new CommandFailed("PostgreSQL is backed up by its own tools: pg_dump");
  const file = sqliteFile(config);
  if (!existsSync(file)) throw new CommandFailed(`${file}: no database here; set DATA_DIR to where it is`);
  if (existsSync(target))
    throw new CommandFailed(`${target}: exists already and was left alone; choose another name`);
  await copyDatabase(file, target);
  answer(values.json, { backup: target }, target);
}
