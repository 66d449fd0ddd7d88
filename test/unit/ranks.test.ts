import { expect, it } from "vitest";
import { longestRank, ranksAfter, ranksBetween } from "../../server/database/rank.js";

it("10,000 cards put into the same gap keep their order, each with a rank of its own that stays short", () => {
  let ranks = ranksAfter(null, 2);
  let spreads = 0;
  for (let round = 0; round < 10_000; round += 1) {
    const [rank = ""] = ranksBetween(ranks[0] ?? null, ranks[1] ?? null, 1);
    ranks.splice(1, 0, rank);
    if (rank.length <= longestRank) continue;
    ranks = ranksAfter(null, ranks.length);
    spreads += 1;
  }
  expect(new Set(ranks).size).toBe(10_002);
  expect(ranks.every((rank, index) => index === 0 || (ranks[index - 1] ?? "") < rank)).toBe(true);
  expect(Math.max(...ranks.map(({ length }) => length))).toBeLessThanOrEqual(longestRank);
  // Spread anew once in some two hundred: each costs as much as there are cards in the column.
  expect(spreads).toBeLessThan(100);
});

it("any number of cards fits between two neighbours at once", () => {
  const ranks = ranksBetween("a0", "a1", 100);
  const all = ["a0", ...ranks, "a1"];
  expect(all).toEqual(all.toSorted((one, other) => (one < other ? -1 : 1)));
  expect(new Set(all).size).toBe(102);
});
