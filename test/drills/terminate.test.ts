import { setTimeout as later } from "node:timers/promises";
import { it } from "vitest";
import { faultsOfHistory, operationsOf } from "../kit/history-checker.js";
import { endServer, startServer } from "../kit/running-server.js";
import { Load } from "./load.js";
import { conclude, times } from "./report.js";
import { aftermathOf, makeTownship } from "./township.js";

/** How long a server may take to end, in milliseconds. */
const mostEnding = 5000;

it("a server told to end answers what it took, and ends in time", { timeout: 600_000 }, async () => {
  const town = await makeTownship();
  let url = "";
  const load = new Load(town, () => [url], "terminate");
  const faults: string[] = [];
  const rounds = times(2, 20);
  let longest = 0;
  for (let round = 0; round < rounds; round += 1) {
    const server = await startServer(town.settings);
    url = server.url;
    const running = load.run(6);
    await later(200 + Math.random() * 200);
    const begun = performance.now();
    const code = await endServer(server, "SIGTERM");
    const took = performance.now() - begun;
    await running;
    longest = Math.max(longest, took);
    if (code !== 0) faults.push(`round ${round}: it ended with ${code}`);
    if (took > mostEnding) faults.push(`round ${round}: it took ${Math.round(took)} ms to end`);
  }
  const after = await aftermathOf(town.settings);
  faults.push(...faultsOfHistory(load.history, after));
  // Whoever came too late is refused the connection. Nobody whose request was acted on goes without an answer.
  const acted = new Set(after.changes.map(({ mark }) => mark));
  const unheard = operationsOf(load.history).filter(({ mark, end }) => end === "unknown" && acted.has(mark));
  faults.push(...unheard.map(({ mark }) => `${mark} was done, and nobody was told`));
  const ends = [...load.codes].map(([end, count]) => `${end} ${count}`).join(", ");
  conclude("terminate", `${rounds} ends of ${Math.round(longest)} ms at most: ${ends}`, faults);
});
