import { format } from "node:util";
import type { runVerb as RunVerb } from "../../server/commands/run-verb.js";
import type { Outcome } from "./program.js";

/** What `luoshi` is asked for: its words, and the environment it finds. */
export interface AskedVerb {
  words: string[];
  environment: NodeJS.ProcessEnv;
}

/** A process that has loaded `luoshi` as it was built, and runs one verb after the other as if each had a process of its own. */
const built = new URL("../../dist/server/commands/run-verb.js", import.meta.url).href;
const { runVerb } = (await import(built)) as {
  runVerb: typeof RunVerb;
};

process.on("message", (asked: AskedVerb) => {
  void run(asked).then((outcome) => process.send?.(outcome));
});
process.send?.("ready");

async function run({ words, environment }: AskedVerb): Promise<Outcome> {
  process.env = environment;
  const printed = { stdout: "", stderr: "" };
  const restore = (["stdout", "stderr"] as const).map((name) => {
    const stream = process[name];
    const write = stream.write.bind(stream);
    stream.write = (text: string | Uint8Array) => {
      printed[name] += Buffer.from(text as string).toString();
      return true;
    };
    return () => void (stream.write = write);
  });
  try {
    return { code: await runVerb(words), ...printed };
  } catch (error) {
    return { code: 1, stdout: printed.stdout, stderr: `${printed.stderr}${format(error)}` };
  } finally {
    for (const one of restore) one();
  }
}
