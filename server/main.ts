import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { dataDirOf } from "./data-dir.js";

// Compiled code is kept from one start to the next, of what is imported from here on.
enableCompileCache(join(dataDirOf(process.env), "compiled"));
const { startOrExplain } = await import("./start-up.js");

await startOrExplain(async () => {
  const [{ createApp }, { readConfig }, { setUpWords }] = await Promise.all([
    import("./app.js"),
    import("./config.js"),
    import("./set-up-words.js"),
  ]);
  const app = await createApp(readConfig(process.env));
  process.stdout.write(`Luoshi serves at ${app.url}\n`);
  if (app.setUpLink) process.stderr.write(setUpWords(app.setUpLink));
  const stop = () => void app.stop().then(() => process.exit(0));
  process.once("SIGTERM", stop).once("SIGINT", stop);
});
