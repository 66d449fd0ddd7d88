import { it } from "vitest";
import { verifyDatabase } from "../../server/log/verify-database.js";
import { longestRank } from "../../server/database/rank.js";
import { describeApi } from "../kit/luoshi.js";
import { conclude, isWhole } from "./report.js";

const owner = "陈美治";
const cards = 60;

describeApi("Many cards into the same gap", (luoshi) => {
  // With all tests go 300: `placing-cards`.
  it.runIf(isWhole)(
    "keep their order, and places that are unique and short enough",
    { timeout: 1_800_000 },
    async () => {
      const tasks = Array.from({ length: cards }, () => ({}));
      const programme = await luoshi.given.programme({ projects: [{ owners: [owner], tasks }] });
      const client = await luoshi.given.signedIn(owner);
      const [top, ...others] = programme.tasks;
      const faults: string[] = [];
      const inserts = 10_000;
      let [longest, refused] = [0, 0];
      // The last one always stands right below the top one: what is to be seen in the end is known.
      let order = others.map(({ id }) => id);
      for (let index = 0; index < inserts; index += 1) {
        const card = others[(index * 7) % others.length]!;
        const { kind } = await client.move(card, "PENDING", { after: top!.id });
        if (kind === "Task") order = [card.id, ...order.filter((id) => id !== card.id)];
        else refused += 1;
        if (index % 500 !== 499 && index !== inserts - 1) continue;
        const stored = await luoshi.sql<{ id: string; rank: string }>(
          `select id, rank from task where programme_id = ?`,
          [programme.id],
        );
        longest = Math.max(longest, ...stored.map(({ rank }) => rank.length));
        const sorted = stored.toSorted((one, other) => (one.rank < other.rank ? -1 : 1)).map(({ id }) => id);
        if (sorted.join() !== [top!.id, ...order].join())
          faults.push(`after ${index + 1}: the order is another`);
        if (new Set(stored.map(({ rank }) => rank)).size !== cards)
          faults.push(`after ${index + 1}: two cards share a place`);
      }
      if (longest > longestRank) faults.push(`a place of ${longest} characters`);
      if (refused > 0) faults.push(`${refused} inserts were refused`);
      const { verdict } = await verifyDatabase(luoshi.app.database);
      faults.push(...[...verdict.broken, ...verdict.wrong].map((problem) => JSON.stringify(problem)));
      conclude(
        `same gap (${luoshi.kind})`,
        `${inserts} inserts, places of ${longest} characters at most`,
        faults,
      );
    },
  );
});
