import { createApp } from "./app.js";
import { readConfig } from "./config.js";
import { setUpWords } from "./set-up-words.js";
import { startOrExplain } from "./start-up.js";

await startOrExplain(async () => {
  const app = await createApp(readConfig(process.env));
  process.stdout.write(`Luoshi serves at ${app.url}\n`);
  if (app.setUpLink) process.stderr.write(setUpWords(app.setUpLink));
  const stop = () => void app.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop).once("SIGINT", stop);
});
