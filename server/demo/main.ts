import { resolve } from "node:path";
import "reflect-metadata";
import { createApp } from "../app.js";
import { readConfig } from "../config.js";
import { ChangeFeed } from "../log/change-feed.js";
import { openDatabase } from "../orm.config.js";
import { demoPassword, makeDemo } from "./make-demo.js";

/** The day on which the demo stands still, unless `TODAY` says another. */
const demoDay = "2022-08-15";

const config = readConfig({
  ...process.env,
  DATA_DIR: process.env.DATA_DIR ?? resolve("data/demo"),
  TODAY: process.env.TODAY ?? demoDay,
  LOG_LEVEL: process.env.LOG_LEVEL ?? "warn",
});
const database = await openDatabase(config, new ChangeFeed());
await makeDemo(database);
await database.close();
const app = await createApp({ ...config, demoPassword });
process.stdout.write(`落实 · Luoshi demo: ${app.url.replace("127.0.0.1", "localhost")}\n`);
const stop = () => void app.stop().then(() => process.exit(0));
process.once("SIGTERM", stop).once("SIGINT", stop);
