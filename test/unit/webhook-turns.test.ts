import { describe, expect, it } from "vitest";
import { FairTurns } from "../../server/features/webhooks/fair-turns.js";

const lane = (ownerId: string, webhook: string, programme: number) => ({
  ownerId,
  webhookId: `${ownerId} ${webhook}`,
  programmeId: `programme ${programme}`,
});

const lanesOf = (ownerId: string, webhook: string, count: number) =>
  Array.from({ length: count }, (_, programme) => lane(ownerId, webhook, programme));

describe("Webhooks take turns", () => {
  it("one lane of each after the other, within the limits of a webhook, an owner and all", () => {
    const turns = new FairTurns({ all: 5, ofOwner: 3, ofWebhook: 2 });
    const due = [
      ...lanesOf("甲", "1", 9),
      ...lanesOf("甲", "2", 9),
      ...lanesOf("乙", "1", 1),
      ...lanesOf("丙", "1", 1),
    ];
    expect(turns.begin(due)).toEqual([
      lane("甲", "1", 0),
      lane("甲", "2", 0),
      lane("乙", "1", 0),
      lane("丙", "1", 0),
      lane("甲", "1", 1),
    ]);
    expect(turns.isCrowded).toBe(true);
    expect(turns.begin(due)).toEqual([]);
  });

  it("and whoever waited longest is next, so that every lane has had one before any has a second", () => {
    const turns = new FairTurns({ all: 3, ofOwner: 3, ofWebhook: 2 });
    const due = [...lanesOf("甲", "1", 8), ...lanesOf("乙", "1", 1)];
    const had: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      const begun = turns.begin(due);
      had.push(...begun.filter(({ ownerId }) => ownerId === "甲").map(({ programmeId }) => programmeId));
      expect(begun.some(({ ownerId }) => ownerId === "乙")).toBe(true);
      for (const one of begun) turns.end(one);
    }
    expect(new Set(had).size).toBe(8);
  });

  it("and nobody ends one early where all that wait are running", () => {
    const turns = new FairTurns({ all: 3, ofOwner: 3, ofWebhook: 2 });
    turns.begin(lanesOf("甲", "1", 2));
    expect(turns.begin(lanesOf("甲", "1", 2))).toEqual([]);
    expect(turns.isCrowded).toBe(false);
  });
});
