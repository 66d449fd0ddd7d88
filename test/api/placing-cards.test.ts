import { beforeAll, expect, it } from "vitest";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";

const owner = "陈美治";

describeApi("Placing a card in its stage", (luoshi) => {
  const { given } = luoshi;
  let client: Client;
  beforeAll(async () => void (client = await given.signedIn(owner)));

  function programmeOf(count: number): Promise<GivenProgramme> {
    return given.programme({
      projects: [{ owners: [owner], tasks: Array.from({ length: count }, () => ({})) }],
    });
  }

  /** The places of the cards of a stage from above, as the board's clients sort them: by code unit. */
  async function orderOf(
    programme: GivenProgramme,
    stage: "PENDING" | "ACTIVE" = "PENDING",
  ): Promise<string[]> {
    const query = `query ($id: ID!) { board(programmeId: $id) { projects { tasks { id rank stage { kind } } } } }`;
    interface Data {
      board: { projects: { tasks: { id: string; rank: string; stage: { kind: string } }[] }[] };
    }
    const { board } = await client.ask<Data>(query, { id: programme.id });
    return board.projects
      .flatMap((project) => project.tasks)
      .filter((task) => task.stage.kind === stage)
      .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
      .map(({ id }) => programme.tasks.find((task) => task.id === id)?.place.slice(2) ?? id);
  }

  it("the cards of a new programme stand in the notice's order", async () => {
    expect(await orderOf(await programmeOf(12))).toEqual(
      Array.from({ length: 12 }, (_, index) => `${index + 1}`),
    );
  });

  it("before a card", async () => {
    const programme = await programmeOf(3);
    await client.move(programme.task("1.3"), "PENDING", { before: programme.task("1.1").id });
    expect(await orderOf(programme)).toEqual(["3", "1", "2"]);
    await client.move(programme.task("1.2"), "PENDING", { before: programme.task("1.1").id });
    expect(await orderOf(programme)).toEqual(["3", "2", "1"]);
  });

  it("after a card", async () => {
    const programme = await programmeOf(3);
    await client.move(programme.task("1.1"), "PENDING", { after: programme.task("1.2").id });
    expect(await orderOf(programme)).toEqual(["2", "1", "3"]);
    await client.move(programme.task("1.2"), "PENDING", { after: programme.task("1.3").id });
    expect(await orderOf(programme)).toEqual(["1", "3", "2"]);
  });

  it("between two cards", async () => {
    const programme = await programmeOf(4);
    const [after, before] = [programme.task("1.1").id, programme.task("1.2").id];
    await client.move(programme.task("1.4"), "PENDING", { after, before });
    expect(await orderOf(programme)).toEqual(["1", "4", "2", "3"]);
  });

  it("with no neighbour, at the end", async () => {
    const programme = await programmeOf(3);
    await client.move(programme.task("1.1"), "PENDING");
    expect(await orderOf(programme)).toEqual(["2", "3", "1"]);
    for (const place of ["1.3", "1.1", "1.2"]) await client.move(programme.task(place), "ACTIVE");
    expect(await orderOf(programme, "ACTIVE")).toEqual(["3", "1", "2"]);
  });

  it("beside a card that has meanwhile left the stage, at the end", async () => {
    const programme = await programmeOf(4);
    await client.move(programme.task("1.2"), "ACTIVE");
    await client.move(programme.task("1.1"), "PENDING", { after: programme.task("1.2").id });
    expect(await orderOf(programme)).toEqual(["3", "4", "1"]);
  });

  it("when one of two neighbours has left the stage, beside the other", async () => {
    const programme = await programmeOf(5);
    await client.move(programme.task("1.3"), "ACTIVE");
    const [after, before] = [programme.task("1.2").id, programme.task("1.3").id];
    await client.move(programme.task("1.5"), "PENDING", { after, before });
    expect(await orderOf(programme)).toEqual(["1", "2", "5", "4"]);
  });

  it("beside itself, where it stands", async () => {
    const programme = await programmeOf(3);
    await client.move(programme.task("1.2"), "PENDING", { after: programme.task("1.2").id });
    expect(await orderOf(programme)).toEqual(["1", "2", "3"]);
  });

  it("beside a card that never was: not found, and nothing moves", async () => {
    const programme = await programmeOf(2);
    const input = { taskId: programme.card.id, stageId: programme.stage("PENDING"), expectedVersion: 1 };
    expect((await client.sendMove({ ...input, beforeTaskId: "task_unknown" })).code).toBe("NOT_FOUND");
    expect(await orderOf(programme)).toEqual(["1", "2"]);
  });

  it(
    "often into the same gap of a long stage: cards that are far from it keep their ranks",
    { timeout: 60_000 },
    async () => {
      const programme = await programmeOf(150);
      const [top, one, other] = [programme.task("1.1"), programme.task("1.2"), programme.task("1.3")];
      const far = programme.tasks.slice(100).map(({ id }) => id);
      const ranksOf = async (ids: string[]) =>
        (
          await luoshi.sql<{ id: string; rank: string }>(`select id, rank from task where programme_id = ?`, [
            programme.id,
          ])
        )
          .filter(({ id }) => ids.includes(id))
          .toSorted((first, second) => (first.id < second.id ? -1 : 1));
      const before = await ranksOf(far);
      let longest = 0;
      let isSpread = false;
      for (let round = 0; round < 300; round += 1) {
        const card = round % 2 === 0 ? one : other;
        await client.move(card, "PENDING", { after: top.id });
        const { length } = (await client.card(card)).rank;
        if (length < longest) isSpread = true;
        longest = Math.max(longest, length);
      }
      expect({ isSpread, longest }).toEqual({ isSpread: true, longest: 48 });
      expect(await ranksOf(far)).toEqual(before);
      expect((await orderOf(programme)).slice(0, 5)).toEqual(["1", "3", "2", "4", "5"]);
    },
  );

  it(
    "300 times into the same gap: the order holds, and ranks stay unique and short",
    { timeout: 60_000 },
    async () => {
      const programme = await programmeOf(4);
      const [top, one, other] = [programme.task("1.1"), programme.task("1.2"), programme.task("1.3")];
      for (let round = 0; round < 300; round += 1) {
        const card = round % 2 === 0 ? one : other;
        const { kind } = await client.move(card, "PENDING", { after: top.id });
        if (kind !== "Task") throw new Error(`Round ${round} was refused: ${kind}`);
      }
      expect(await orderOf(programme)).toEqual(["1", "3", "2", "4"]);
      const ranks = await luoshi.sql<{ rank: string }>(`select rank from task where programme_id = ?`, [
        programme.id,
      ]);
      expect(new Set(ranks.map(({ rank }) => rank)).size).toBe(4);
      expect(Math.max(...ranks.map(({ rank }) => rank.length))).toBeLessThanOrEqual(48);
    },
  );
});
