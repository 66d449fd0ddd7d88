import { createApp } from "./app.js";
import { InvalidSetting, readConfig } from "./config.js";

try {
  const app = await createApp(readConfig(process.env));
  process.stdout.write(`Luoshi serves at ${app.url}\n`);
  const stop = () => void app.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop).once("SIGINT", stop);
} catch (error) {
  if (!(error instanceof InvalidSetting)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
