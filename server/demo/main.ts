import "reflect-metadata";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { createApp } from "../app.js";
import { readConfig, type Config } from "../config.js";
import { ChangeFeed } from "../log/change-feed.js";
import { openDatabase, sqliteFile } from "../orm.config.js";
import { CannotStart, startOrExplain } from "../start-up.js";
import { demoPassword, makeDemo } from "./make-demo.js";

/** The day on which the demo stands still, unless `TODAY` says another. */
const demoDay = "2022-08-15";

await startOrExplain(async () => {
  const today = process.env.TODAY || demoDay;
  const settings = { ...process.env, DATA_DIR: process.env.DATA_DIR || resolve("data/demo"), TODAY: today };
  const config = readConfig({ LOG_LEVEL: "warn", ...settings });
  // Everybody's password is on the sign-in page: this machine alone, and never the database of real work.
  const sessionRules = { ...config.sessionRules, passwordDays: 0 };
  const demo = { ...config, sessionRules, host: "127.0.0.1", databaseUrl: null, demoPassword };
  await fillOnce(demo, today);
  const app = await createApp(demo);
  process.stdout.write(`落实 · Luoshi demo: ${app.url.replace("127.0.0.1", "localhost")}\n`);
  const stop = () => void app.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop).once("SIGINT", stop);
});

/**
 * Makes the demo's data unless they are there, whole. A first start that was interrupted begins anew; a database
 * that is not the demo's is never touched.
 */
async function fillOnce(config: Config, today: string): Promise<void> {
  const mark = join(config.dataDir, "demo");
  const state = existsSync(mark) ? readFileSync(mark, "utf8") : null;
  if (state === "filled") return;
  if (state === null && existsSync(sqliteFile(config))) {
    throw new CannotStart(
      `${config.dataDir} holds a database that is not the demo's: choose another DATA_DIR`,
    );
  }
  for (const ending of ["", "-wal", "-shm"]) rmSync(`${sqliteFile(config)}${ending}`, { force: true });
  mkdirSync(config.dataDir, { recursive: true });
  writeFileSync(mark, "filling");
  const database = await openDatabase(config, new ChangeFeed());
  try {
    await makeDemo(database, today);
  } finally {
    await database.close();
  }
  writeFileSync(mark, "filled");
}
