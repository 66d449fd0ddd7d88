import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { faultsOfHistory } from "../kit/history-checker.js";
import { temporaryFolder } from "../kit/program.js";
import { endServer, startServer, type Running } from "../kit/running-server.js";
import { Load } from "./load.js";
import { cannotRun, conclude, isWhole } from "./report.js";
import { aftermathOf, makeTownship, readBoard } from "./township.js";

/** What the kernel answers, to which calls on the database's files, and what the server then says of writes. */
interface Fault {
  calls: string;
  error: "ENOSPC" | "EIO";
  /** As strace counts: from the first such call on, every so many. */
  when: string;
  code: "STORAGE_FULL" | "STORAGE_FAILED";
}

const faults: Fault[] = [
  { calls: "pwrite64", error: "ENOSPC", when: "1+", code: "STORAGE_FULL" },
  { calls: "fdatasync,fsync", error: "EIO", when: "1+", code: "STORAGE_FAILED" },
  { calls: "pwrite64", error: "ENOSPC", when: "2+5", code: "STORAGE_FULL" },
  { calls: "pwrite64", error: "EIO", when: "1+", code: "STORAGE_FAILED" },
  { calls: "pwrite64", error: "EIO", when: "3+7", code: "STORAGE_FAILED" },
  { calls: "fdatasync,fsync", error: "EIO", when: "1+3", code: "STORAGE_FAILED" },
  { calls: "fdatasync,fsync", error: "ENOSPC", when: "1+2", code: "STORAGE_FAILED" },
];

it(
  "calls that fail refuse writes by a code, boards are read, and it goes on once they do not",
  { timeout: 600_000 },
  async (context) => {
    const folder = await temporaryFolder();
    const town = await makeTownship({ dataDir: folder });
    const state = { server: await startServer(town.settings) };
    const load = new Load(town, () => [state.server.url], "storage-faults");
    const found: string[] = [];
    let injected = 0;
    for (const [round, fault] of (isWhole ? faults : faults.slice(0, 2)).entries()) {
      const running = load.run(4, { goOn: true });
      await oks(load, 10);
      const refused = () => load.codes.get(fault.code) ?? 0;
      const before = refused();
      const tracing = await inject(state.server, folder, fault);
      if (!tracing) {
        load.stop();
        await running;
        return cannotRun(context, "storage faults", "strace is not here, or may not look at the server");
      }
      await expect.poll(refused, { interval: 5, timeout: 20_000 }).toBeGreaterThan(before + 5);
      expect((await readBoard(state.server.url, town)).length).toBeGreaterThanOrEqual(town.cards.length);
      // Every other time it is killed while storing fails: what was half-written then must not be taken for whole.
      const isKilled = round % 2 === 1;
      if (isKilled) await endServer(state.server, "SIGKILL");
      injected += await tracing.end();
      if (isKilled) {
        load.stop();
        await running;
        const left = faultsOfHistory(load.history, await aftermathOf(town.settings));
        found.push(...left.map((one) => `${fault.calls} ${fault.error}, then killed: ${one}`));
        state.server = await startServer(town.settings);
        continue;
      }
      await oks(load, 10);
      load.stop();
      await running;
    }
    const repeated = await load.repeat();
    expect(await endServer(state.server, "SIGTERM")).toBe(0);
    found.push(...load.faults, ...faultsOfHistory(load.history, await aftermathOf(town.settings)));
    const known = ["Task", "StaleVersion", "STORAGE_FULL", "STORAGE_FAILED", "ECONNREFUSED", "ECONNRESET"];
    const others = [...load.codes.keys()].filter((end) => ![...known, "UND_ERR_SOCKET"].includes(end));
    found.push(...others.map((end) => `an answer of another kind: ${end}`));
    const ends = [...load.codes].map(([end, count]) => `${end} ${count}`).join(", ");
    conclude("storage faults", `${injected} calls failed; ${ends}; ${repeated} sent again`, found);
  },
);

/** Waits until so many more operations came to something. */
async function oks(load: Load, count: number): Promise<void> {
  const before = load.okCount;
  await expect.poll(() => load.okCount, { interval: 5, timeout: 20_000 }).toBeGreaterThan(before + count);
}

/** Has calls of the running server on its database's files fail; null where that cannot be done. `end` says how many did. */
async function inject({ child }: Running, dataDir: string, { calls, error, when }: Fault) {
  const log = join(await temporaryFolder(), "strace.txt");
  const files = ["", "-wal"].flatMap((ending) => ["-P", join(dataDir, `luoshi.sqlite${ending}`)]);
  const tracing = ["-f", "-p", `${child.pid}`, "-o", log, "-e", `trace=${calls}`, ...files];
  const strace = spawn("strace", [...tracing, "-e", `inject=${calls}:error=${error}:when=${when}`], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(strace, "exit").catch(() => undefined);
  const isAttached = await new Promise<boolean>((known) => {
    strace.stderr.on("data", (bytes: Buffer) => bytes.toString().includes("attached") && known(true));
    strace.once("error", () => known(false));
    strace.once("exit", () => known(false));
  });
  if (!isAttached) return null;
  return {
    async end(): Promise<number> {
      strace.kill("SIGINT");
      await ended;
      return readFileSync(log, "utf8").split("(INJECTED)").length - 1;
    },
  };
}
