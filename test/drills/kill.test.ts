import { setTimeout as later } from "node:timers/promises";
import { describe, it } from "vitest";
import { faultsOfHistory } from "../kit/history-checker.js";
import { createDatabase } from "../kit/postgres.js";
import { endServer, startServer } from "../kit/running-server.js";
import { Load } from "./load.js";
import { conclude, times } from "./report.js";
import { aftermathOf, makeTownship } from "./township.js";

describe.each(["SQLite", "PostgreSQL"])("A server killed under load (%s)", (kind) => {
  it(
    "lost nothing that it answered, and acts once for what is sent again",
    { timeout: 600_000 },
    async () => {
      const databaseUrl = kind === "PostgreSQL" ? await createDatabase() : undefined;
      const town = await makeTownship({ databaseUrl });
      let url = "";
      const load = new Load(town, () => [url], `kill-${kind}`);
      const faults: string[] = [];
      const rounds = times(1, 30);
      let repeated = 0;
      for (let round = 0; round < rounds; round += 1) {
        const server = await startServer(town.settings);
        url = server.url;
        repeated += await load.repeat();
        const running = load.run(6);
        await later(200 + Math.random() * 300);
        await endServer(server, "SIGKILL");
        await running;
        // Looked at as it was left, without a server: what opens it next is what recovers it.
        const found = faultsOfHistory(load.history, await aftermathOf(town.settings));
        faults.push(...found.map((fault) => `round ${round}: ${fault}`));
      }
      const server = await startServer(town.settings);
      url = server.url;
      repeated += await load.repeat();
      await endServer(server, "SIGTERM");
      const after = await aftermathOf(town.settings);
      faults.push(...load.faults, ...faultsOfHistory(load.history, after));
      const done = `${rounds} kills, ${load.okCount} ok, ${repeated} sent again, ${after.changes.length} changes`;
      conclude(`kill (${kind})`, done, faults);
    },
  );
});
