import { Worker } from "node:worker_threads";
import { readNotice } from "../notice/read-notice.js";
import { tooMuchMemory, type Answer, type Question } from "./messages.js";
import { partsOf } from "./parts.js";

/** Progress is told no more often than this, in milliseconds. */
const tellEvery = 100;

/**
 * The program of a reading process: reads one document after another for the process that started it, and knows
 * nothing else: no database, no secret, no environment. It goes when that process goes.
 */
process.on("message", (question: Question) => void answer(question));
process.on("disconnect", () => process.exit());
// Whoever presses Ctrl+C means the server, which lets readings end first.
process.on("SIGINT", () => undefined).on("SIGTERM", () => undefined);
const idle = process.memoryUsage.rss();
guardMemory(idle + Number(process.argv[2]) * 1024 * 1024);

async function answer({ input, options }: Question): Promise<void> {
  try {
    const reading = await readNotice(input, { ...options, onProgress: teller() });
    for (const part of partsOf(reading)) await tell({ kind: "part", part });
    await tell({ kind: "done", megabytes: (process.memoryUsage.rss() - idle) / 1024 / 1024 });
  } catch (error) {
    await tell({
      kind: "bug",
      stack: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
}

function teller(): (done: number, total: number) => void {
  let told = performance.now();
  return (done, total) => {
    if (performance.now() - told < tellEvery) return;
    told = performance.now();
    void tell({ kind: "progress", done, total });
  };
}

/** Settles when the message is on its way, so that a large reading does not pile up here. */
function tell(message: Answer): Promise<void> {
  return new Promise((sent) => {
    process.send?.(message, () => sent());
  });
}

/**
 * Kills this process when it holds more than `bytes`, or when nobody is left who asked. V8's own limit knows the
 * heap alone, and neither buffers nor what else is mapped. A thread sees to it, as reading blocks this one.
 */
function guardMemory(bytes: number): void {
  const guard = `
    const { ppid } = process;
    setInterval(() => {
      if (process.ppid !== ppid) process.kill(process.pid, "SIGKILL");
      if (process.memoryUsage.rss() > ${bytes}) process.kill(process.pid, "${tooMuchMemory}");
    }, 10);`;
  new Worker(guard, {
    eval: true,
    resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 },
  }).unref();
}
