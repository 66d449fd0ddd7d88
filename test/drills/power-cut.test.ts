import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it } from "vitest";
import { faultsOfHistory, type HistoryEvent } from "../kit/history-checker.js";
import { temporaryFolder } from "../kit/program.js";
import { endServer, startServer } from "../kit/running-server.js";
import { Load } from "./load.js";
import { contentAfterCut, readRecord, type RecordedCall } from "./recorded-writes.js";
import { cannotRun, conclude, keptFile, times } from "./report.js";
import { aftermathOf, makeTownship } from "./township.js";

/** How far apart the clocks of the server's record and of the history may be, in milliseconds. */
const apart = 5;

it(
  "a power cut loses nothing that was answered, at whatever moment and whatever of the rest reached the disk",
  { timeout: 600_000 },
  async (context) => {
    const recorder = await compileRecorder();
    if (!recorder)
      return cannotRun(context, "power cut", "no C compiler is here, or nothing can be preloaded");
    const runs = times(1, 3);
    const cuts = times(2, 20);
    const found: string[] = [];
    let [calls, lies, noticed, oks] = [0, 0, 0, 0];
    for (let run = 0; run < runs; run += 1) {
      const recorded = await recordLoad(recorder, times(25, 150), `power-cut-${run}`);
      calls += recorded.calls.length;
      oks += recorded.history.filter(({ event }) => event === "ok").length;
      for (let cut = 0; cut < cuts; cut += 1) {
        const end = 1 + Math.floor(Math.random() * recorded.calls.length);
        const share = [0.5, 0, 0.9, 1][cut % 4]!;
        const faults = await faultsAfterCut(recorded, end, { share });
        found.push(...faults.map((fault) => `run ${run}, before call ${end}, ${share}: ${fault}`));
      }
      // The same on a disk that does not do as it says. Late in the record: something was answered by then.
      for (let lie = 0; lie < times(1, 5); lie += 1) {
        const end = Math.floor(recorded.calls.length * (0.8 + Math.random() * 0.2));
        const faults = await faultsAfterCut(recorded, end, { share: 0.5, isHonest: false });
        lies += 1;
        if (faults.length > 0) noticed += 1;
      }
    }
    if (noticed === 0) found.push("nothing was lost on a disk that lies: the drill drilled nothing");
    const done = `${runs * cuts} cuts in ${calls} calls, ${oks} ok; ${noticed} of ${lies} noticed on a disk that lies`;
    conclude("power cut", done, found);
  },
);

interface Recorded {
  settings: Record<string, string>;
  before: Buffer;
  calls: RecordedCall[];
  history: (HistoryEvent & { at: number })[];
}

/** A server under load whose writes and syncs are recorded until it is killed. */
async function recordLoad(recorder: string, enough: number, name: string): Promise<Recorded> {
  const town = await makeTownship();
  const file = join(town.settings.DATA_DIR!, "luoshi.sqlite");
  // What is there before counts as on the disk.
  expect(existsSync(`${file}-wal`)).toBe(false);
  const before = readFileSync(file);
  const record = join(await temporaryFolder(), "record");
  const recording = { LD_PRELOAD: recorder, RECORDED_FILE: file, RECORD: record };
  const server = await startServer({ ...town.settings, ...recording });
  const load = new Load(town, () => [server.url], name);
  const running = load.run(4);
  await expect.poll(() => load.okCount, { interval: 5, timeout: 120_000 }).toBeGreaterThan(enough);
  await endServer(server, "SIGKILL");
  await running;
  const lines = readFileSync(keptFile(`${name}.history.jsonl`), "utf8")
    .trim()
    .split("\n");
  const history = lines.map((line) => JSON.parse(line) as Recorded["history"][number]);
  return { settings: town.settings, before, calls: readRecord(record), history };
}

async function faultsAfterCut(
  { settings, before, calls, history }: Recorded,
  end: number,
  disk: { share: number; isHonest?: boolean },
): Promise<string[]> {
  const { database, log } = contentAfterCut(before, calls, end, disk);
  const folder = await temporaryFolder();
  const file = join(folder, "luoshi.sqlite");
  writeFileSync(file, database);
  writeFileSync(`${file}-wal`, log);
  const at = calls[end]?.at ?? Infinity;
  try {
    const after = await aftermathOf({ ...settings, DATA_DIR: folder });
    return [...faultsOfHistory(upTo(history, at), after), ...faultsOfFile(file)];
  } catch (error) {
    return [`it does not open: ${String(error)}`];
  }
}

/** A history as it stood: what was answered about the moment of the cut may be there or not. */
function upTo(history: Recorded["history"], at: number): HistoryEvent[] {
  return history
    .filter((line) => line.at <= at + apart)
    .map(({ mark, event, at: heard }) => ({
      mark,
      event: event === "ok" && heard >= at - apart ? "unknown" : event,
    }));
}

function faultsOfFile(file: string): string[] {
  const database = new Database(file, { readonly: true });
  try {
    const said = database.pragma("integrity_check", { simple: true });
    return said === "ok" ? [] : [`the file is not whole: ${String(said)}`];
  } finally {
    database.close();
  }
}

/** What records a server's writes, made by the machine's compiler; null where there is none. */
async function compileRecorder(): Promise<string | null> {
  if (process.platform !== "linux") return null;
  const recorder = join(await temporaryFolder(), "record-writes.so");
  const source = new URL("record-writes.c", import.meta.url).pathname;
  try {
    execFileSync("cc", ["-O2", "-shared", "-fPIC", "-o", recorder, source, "-ldl"], { stdio: "ignore" });
    return recorder;
  } catch {
    return null;
  }
}
