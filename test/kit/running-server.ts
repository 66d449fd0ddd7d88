import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { onTestFinished } from "vitest";
import { environment } from "./program.js";

/** A server as it was built, in a process of its own. */
export interface Running {
  url: string;
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** Everything it printed so far. */
  printed: string[];
}

/** Starts one on a free port; it goes with the test. */
export async function startServer(settings: Record<string, string>): Promise<Running> {
  return heard(spawnProgram("main.js", settings), (child) =>
    onTestFinished(() => void child.kill("SIGKILL")),
  );
}

/** Starts the demo on a free port; `endServer` ends it. */
export function startDemo(settings: Record<string, string>): Promise<Running> {
  return heard(spawnProgram("demo/main.js", settings));
}

function spawnProgram(program: string, settings: Record<string, string>): Running["child"] {
  return spawn(process.execPath, [new URL(`../../dist/server/${program}`, import.meta.url).pathname], {
    env: environment({ PORT: "0", ...settings }),
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Waits until a server says where it serves. */
async function heard(child: Running["child"], tidy: (child: Running["child"]) => void = () => undefined) {
  tidy(child);
  const printed: string[] = [];
  child.stderr.on("data", (bytes: Buffer) => printed.push(bytes.toString()));
  const url = await new Promise<string>((ready, failed) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      printed.push(line);
      const address = /^(?:Luoshi serves at|落实 · Luoshi demo:) (http:\S+)$/.exec(line)?.[1];
      if (address) ready(address);
    });
    child.once("exit", (code) =>
      failed(new Error(`The server ended with ${code ?? "a signal"}: ${printed.join("\n")}`)),
    );
  });
  return { url, child, printed };
}

/** Sends it a signal and waits for its end; gives the exit code, null where the signal ended it. */
export async function endServer({ child }: Running, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, "exit");
  child.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
}
