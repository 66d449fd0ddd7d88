import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import "reflect-metadata";
import { createReader } from "../../server/reader/reader.js";
import { noticeFixtures } from "../kit/notice-fixtures.js";
import { runRequests } from "./requests-main.js";
import { faultsOfReading, fuzz, type Failure } from "./fuzz.js";

/** The built program lies in `dist/fuzzer/test/fuzz/`. */
const root = resolve(import.meta.dirname, "../../../..");
const folder = join(root, "dist/fuzz");

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: "string" }, seed: { type: "string" }, replay: { type: "string" } },
});

const [seconds, seed] = [Number(values.seconds ?? 60), Number(values.seed ?? Date.now() % 1_000_000)];

if (values.replay) await replay(values.replay);
else if (positionals[0] === "requests") await requests();
else await run(seconds, seed);

/** `npm run fuzz -- requests`: mutated requests instead of mutated notices. */
async function requests(): Promise<void> {
  say(`Seed ${seed}, ${seconds} seconds of requests`);
  process.exitCode = (await runRequests(seconds, seed, say)) ? 0 : 1;
}

async function run(seconds: number, seed: number): Promise<void> {
  say(`Seed ${seed}, ${seconds} seconds`);
  const end = performance.now() + seconds * 1000;
  const result = await fuzz(
    noticeFixtures(join(root, "test/fixtures/notices")),
    seed,
    () => performance.now() >= end,
    (failure) => report(failure, seed),
  );
  const { count, slowest, outcomes, failures } = result;
  for (const [outcome, times] of [...outcomes].toSorted(([, one], [, other]) => other - one)) {
    say(`${String(times).padStart(7)}  ${outcome}`);
  }
  say(`${count} documents, the slowest in ${Math.round(slowest.milliseconds)} ms (${slowest.name})`);
  say(`${failures.length} failed`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

/** Keeps what failed, and says how to see it fail again. */
function report({ number, name, steps, bytes, faults }: Failure, seed: number): void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${basename(name, extname(name))}.${seed}.${number}${extname(name)}`);
  writeFileSync(path, bytes);
  say(`FAILED ${path}\n  made by ${steps.join(", ")}\n  ${faults.slice(0, 5).join("\n  ").slice(0, 2000)}`);
  say(`  again: npm run fuzz -- --replay ${path}`);
}

async function replay(path: string): Promise<void> {
  const reader = createReader();
  const found = await faultsOfReading(reader, { name: basename(path), bytes: readFileSync(path) });
  await reader.stop();
  if (Array.isArray(found)) say(found.join("\n"));
  else say(`Nothing is wrong: ${found.notice ? "a notice" : found.diagnostics[0]?.code}`);
  process.exitCode = Array.isArray(found) ? 1 : 0;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
