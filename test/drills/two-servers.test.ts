import { describe, expect, it } from "vitest";
import { faultsOfHistory } from "../kit/history-checker.js";
import { createDatabase } from "../kit/postgres.js";
import { endServer, startServer } from "../kit/running-server.js";
import { Load } from "./load.js";
import { conclude, isWhole, times } from "./report.js";
import { aftermathOf, makeTownship } from "./township.js";

describe.each(isWhole ? ["SQLite", "PostgreSQL"] : ["SQLite"])("Two servers on one database (%s)", (kind) => {
  it(
    "lose nothing of what is written to the same cards, and give the loser the card as it stands",
    { timeout: 600_000 },
    async () => {
      const databaseUrl = kind === "PostgreSQL" ? await createDatabase() : undefined;
      const town = await makeTownship({ databaseUrl, cards: 2 });
      const servers = [await startServer(town.settings), await startServer(town.settings)];
      const load = new Load(town, () => servers.map(({ url }) => url), `two-servers-${kind}`);
      const enough = times(100, 2000);
      const running = load.run(8);
      await expect.poll(() => load.okCount, { interval: 10, timeout: 300_000 }).toBeGreaterThan(enough);
      load.stop();
      await running;
      const codes = await Promise.all(servers.map((server) => endServer(server, "SIGTERM")));
      expect(codes).toEqual([0, 0]);
      const faults = [...load.faults, ...faultsOfHistory(load.history, await aftermathOf(town.settings))];
      const others = [...load.codes.keys()].filter((end) => !["Task", "StaleVersion"].includes(end));
      faults.push(...others.map((end) => `an answer of another kind: ${end}`));
      if (!load.codes.has("StaleVersion")) faults.push("nobody came second: the drill drilled nothing");
      const ends = [...load.codes].map(([end, count]) => `${end} ${count}`).join(", ");
      conclude(`two servers (${kind})`, ends, faults);
    },
  );
});
