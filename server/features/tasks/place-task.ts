import type { EntityManager } from "@mikro-orm/core";
import { placeholders } from "../../database/rows.js";
import { statementsOf } from "../../database/statements.js";
import { notFound } from "../../graphql/coded-error.js";
import { longestRank, ranksBetween, roomyRank } from "../../database/rank.js";
import { Task } from "./task.entity.js";

/** Where a card is to go within a stage: beside a neighbour, or to the end. */
export interface Neighbours {
  beforeTaskId?: string | null;
  afterTaskId?: string | null;
}

/** How many cards on each side of a gap are spread at first. */
const firstReach = 16;

interface Gap {
  above: string | null;
  below: string | null;
}

/**
 * The ranks of some cards' new places in a stage, one behind the other. A neighbour that has meanwhile left the stage is
 * passed over; one that never was is NOT_FOUND. When a gap has become too narrow, the cards around it are spread anew in
 * the same transaction: call it before anything else is changed.
 */
export async function ranksAt(
  em: EntityManager,
  ids: readonly string[],
  stageId: string,
  neighbours: Neighbours,
): Promise<string[]> {
  const gap = await gapAt(em, ids, stageId, neighbours);
  const ranks = ranksBetween(gap.above, gap.below, ids.length);
  return ranks.every((rank) => rank.length <= longestRank) ? ranks : spreadAround(em, ids, stageId, gap);
}

/** A card's old rank in a stage, or the nearest place behind it where another card has that rank now. */
export async function rankFreeAt(
  em: EntityManager,
  taskId: string,
  stageId: string,
  rank: string,
): Promise<string> {
  const taken = `select id from task where stage_id = ? and rank = ? and id <> ? limit 1`;
  const other = await statementsOf(em).first<{ id: string }>(taken, [stageId, rank, taskId]);
  if (!other) return rank;
  return (await ranksAt(em, [taskId], stageId, { afterTaskId: other.id }))[0] ?? rank;
}

async function gapAt(
  em: EntityManager,
  ids: readonly string[],
  stageId: string,
  neighbours: Neighbours,
): Promise<Gap> {
  const below = await rankOfNeighbour(em, stageId, neighbours.beforeTaskId);
  if (below !== null) return { above: await nearest(em, ids, stageId, "above", below), below };
  const above = await rankOfNeighbour(em, stageId, neighbours.afterTaskId);
  if (above !== null) return { above, below: await nearest(em, ids, stageId, "below", above) };
  return { above: await nearest(em, ids, stageId, "above", null), below: null };
}

async function rankOfNeighbour(
  em: EntityManager,
  stageId: string,
  id?: string | null,
): Promise<string | null> {
  if (!id) return null;
  const select = `select rank, stage_id "stageId" from task where id = ?`;
  const neighbour = await statementsOf(em).first<{ rank: string; stageId: string }>(select, [id]);
  if (!neighbour) throw notFound("neighbour");
  return neighbour.stageId === stageId ? neighbour.rank : null;
}

async function nearest(
  em: EntityManager,
  ids: readonly string[],
  stageId: string,
  side: "above" | "below",
  of: string | null,
) {
  const [comparison, order] = side === "above" ? ["<", "desc"] : [">", "asc"];
  const beyond = of === null ? "" : `and rank ${comparison} ?`;
  const found = await statementsOf(em).first<{ rank: string }>(
    `select rank from task where stage_id = ? and id not in (${placeholders(ids)}) ${beyond}
      order by rank ${order} limit 1`,
    of === null ? [stageId, ...ids] : [stageId, ...ids, of],
  );
  return found?.rank ?? null;
}

/**
 * Spreads the cards around a gap anew, and gives ranks in it. First those nearest to it; where these stand as close
 * themselves, more of them, and in the end the whole stage: what it takes goes by how crowded the place is, and not by
 * how many cards the stage has.
 */
async function spreadAround(
  em: EntityManager,
  ids: readonly string[],
  stageId: string,
  gap: Gap,
): Promise<string[]> {
  for (let reach = firstReach; ; reach *= 4) {
    const [above, below] = [
      await cardsBeside(em, ids, stageId, "above", gap.above, reach),
      await cardsBeside(em, ids, stageId, "below", gap.below, reach),
    ];
    const cards = [...above.cards.toReversed(), ...below.cards];
    const ranks = ranksBetween(above.beyond, below.beyond, cards.length + ids.length);
    const isWhole = above.beyond === null && below.beyond === null;
    if (!isWhole && ranks.some((rank) => rank.length > roomyRank)) continue;
    const free = ranks.splice(above.cards.length, ids.length);
    cards.forEach((card, index) => (card.rank = ranks[index] ?? card.rank));
    await em.flush();
    return free;
  }
}

/** Up to `reach` cards from a side of a gap on, the nearest first, and the rank beyond them; null where the stage ends. */
async function cardsBeside(
  em: EntityManager,
  ids: readonly string[],
  stageId: string,
  side: keyof Gap,
  from: string | null,
  reach: number,
): Promise<{ cards: Task[]; beyond: string | null }> {
  if (from === null) return { cards: [], beyond: null };
  const [rank, order] =
    side === "above" ? [{ $lte: from }, "desc" as const] : [{ $gte: from }, "asc" as const];
  const others = { stage: stageId, id: { $nin: [...ids] }, rank };
  const cards = await em.find(Task, others, { orderBy: { rank: order }, limit: reach + 1 });
  return { cards: cards.slice(0, reach), beyond: cards[reach]?.rank ?? null };
}
