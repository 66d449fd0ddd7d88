import { join } from "node:path";
import { expect, it } from "vitest";
import { faultsOfHistory, type HistoryEvent } from "../kit/history-checker.js";
import { luoshi, temporaryFolder } from "../kit/program.js";
import { endServer, startServer } from "../kit/running-server.js";
import { Load } from "./load.js";
import { conclude, isWhole } from "./report.js";
import { aftermathOf, makeTownship } from "./township.js";

it.runIf(isWhole)(
  "a backup made under load is of one moment: restored, it holds all that was answered before it began",
  { timeout: 600_000 },
  async () => {
    const town = await makeTownship();
    // Large enough that copying it takes many steps, between which others write.
    await luoshi(["seed", "--projects", "500", "--tasks", "5000"], town.settings);
    const server = await startServer(town.settings);
    const load = new Load(town, () => [server.url], "backup");
    const running = load.run(4);
    const faults: string[] = [];
    const rounds = 6;
    let [longest, during] = [0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const folder = await temporaryFolder();
      const [copy, restored] = [
        join(folder, "copy.sqlite"),
        { ...town.settings, DATA_DIR: join(folder, "data") },
      ];
      await expect.poll(() => load.okCount, { interval: 5 }).toBeGreaterThan(20 * (round + 1));
      const [begun, okBefore, started] = [load.history.length, load.okCount, performance.now()];
      const made = await luoshi(["backup", copy], town.settings);
      longest = Math.max(longest, performance.now() - started);
      during += load.okCount - okBefore;
      const history = upTo(load.history, begun);
      const verdicts = [
        made,
        await luoshi(["restore", copy], restored),
        await luoshi(["verify", "--against", copy], restored),
        // The backup is a note of what goes on as well.
        await luoshi(["verify", "--against", copy], town.settings),
      ];
      for (const { code, stderr } of verdicts) if (code !== 0) faults.push(`round ${round}: ${stderr}`);
      const found = faultsOfHistory(history, await aftermathOf(restored));
      faults.push(...found.map((fault) => `round ${round}: ${fault}`));
    }
    load.stop();
    await running;
    expect(await endServer(server, "SIGTERM")).toBe(0);
    faults.push(...load.faults, ...faultsOfHistory(load.history, await aftermathOf(town.settings)));
    const done = `${rounds} backups restored, ${during} writes while they were made, ${Math.round(longest)} ms at most`;
    conclude("backup under writes", done, faults);
  },
);

/** A history as it stood: of what ended after `begun`, nobody can say whether the copy has it. */
function upTo(history: readonly HistoryEvent[], begun: number): HistoryEvent[] {
  return history.map(({ mark, event }, index) =>
    index >= begun && event === "ok" ? { mark, event: "unknown" } : { mark, event },
  );
}
