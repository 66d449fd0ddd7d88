import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { faultsOfHistory } from "../kit/history-checker.js";
import { temporaryFolder } from "../kit/program.js";
import { endServer, startServer } from "../kit/running-server.js";
import { Load } from "./load.js";
import { cannotRun, conclude, times } from "./report.js";
import { aftermathOf, makeTownship, readBoard } from "./township.js";

it("a full disk refuses writes by a code, boards are read, and it goes on when there is room", async (context) => {
  const dataDir = join(await temporaryFolder(), "small");
  mkdirSync(dataDir);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", dataDir], { stdio: "ignore" });
  } catch {
    cannotRun(context, "full disk", "no small file system may be mounted here");
  }
  onTestFinished(() => void execFileSync("umount", ["-l", dataDir]));
  const town = await makeTownship({ dataDir });
  const server = await startServer(town.settings);
  const load = new Load(town, () => [server.url], "full-disk");
  const ballast = join(dataDir, "ballast");
  const refused = () => load.codes.get("STORAGE_FULL") ?? 0;
  const rounds = times(2, 10);
  for (let round = 0; round < rounds; round += 1) {
    const [okBefore, refusedBefore] = [load.okCount, refused()];
    const running = load.run(4, { goOn: true });
    await expect.poll(() => load.okCount, { interval: 5 }).toBeGreaterThan(okBefore + 20);
    fill(ballast);
    await expect.poll(refused, { interval: 5 }).toBeGreaterThan(refusedBefore + 20);
    expect((await readBoard(server.url, town)).length).toBeGreaterThanOrEqual(town.cards.length);
    rmSync(ballast);
    const okFull = load.okCount;
    await expect.poll(() => load.okCount, { interval: 5 }).toBeGreaterThan(okFull + 20);
    load.stop();
    await running;
  }
  expect(await endServer(server, "SIGTERM")).toBe(0);
  const ends = [...load.codes].map(([end, count]) => `${end} ${count}`).join(", ");
  const faults = faultsOfHistory(load.history, await aftermathOf(town.settings));
  const others = [...load.codes.keys()].filter(
    (end) => !["Task", "StaleVersion", "STORAGE_FULL"].includes(end),
  );
  faults.push(...others.map((end) => `an answer of another kind: ${end}`));
  conclude("full disk", `${rounds} times full: ${ends}`, faults);
});

/** Takes all the room that is left. */
function fill(file: string): void {
  const { blocks, bsize } = statfsSync(dirname(file));
  try {
    writeFileSync(file, Buffer.alloc(blocks * bsize));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
