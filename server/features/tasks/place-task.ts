import type { EntityManager } from "@mikro-orm/core";
import { statementsOf } from "../../database/statements.js";
import { notFound } from "../../graphql/coded-error.js";
import { longestRank, rankBetween, ranksAfter } from "./rank.js";
import { Task } from "./task.entity.js";

/** Where a card is to go within a stage: beside a neighbour, or to the end. */
export interface Neighbours {
  beforeTaskId?: string | null;
  afterTaskId?: string | null;
}

interface Gap {
  above: string | null;
  below: string | null;
}

/**
 * The rank of a card's new place in a stage. A neighbour that has meanwhile left the stage is passed over; one that
 * never was is NOT_FOUND. When a gap has become too narrow, the stage is spread anew in the same transaction.
 */
export async function rankAt(
  em: EntityManager,
  taskId: string,
  stageId: string,
  neighbours: Neighbours,
): Promise<string> {
  const { above, below } = await gapAt(em, taskId, stageId, neighbours);
  const rank = rankBetween(above, below);
  if (rank.length <= longestRank) return rank;
  await spread(em, taskId, stageId);
  const wider = await gapAt(em, taskId, stageId, neighbours);
  return rankBetween(wider.above, wider.below);
}

async function gapAt(
  em: EntityManager,
  taskId: string,
  stageId: string,
  neighbours: Neighbours,
): Promise<Gap> {
  const below = await rankOfNeighbour(em, stageId, neighbours.beforeTaskId);
  if (below !== null) return { above: await nearest(em, taskId, stageId, "above", below), below };
  const above = await rankOfNeighbour(em, stageId, neighbours.afterTaskId);
  if (above !== null) return { above, below: await nearest(em, taskId, stageId, "below", above) };
  return { above: await nearest(em, taskId, stageId, "above", null), below: null };
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
  taskId: string,
  stageId: string,
  side: "above" | "below",
  of: string | null,
) {
  const [comparison, order] = side === "above" ? ["<", "desc"] : [">", "asc"];
  const beyond = of === null ? "" : `and rank ${comparison} ?`;
  const found = await statementsOf(em).first<{ rank: string }>(
    `select rank from task where stage_id = ? and id <> ? ${beyond} order by rank ${order} limit 1`,
    of === null ? [stageId, taskId] : [stageId, taskId, of],
  );
  return found?.rank ?? null;
}

async function spread(em: EntityManager, taskId: string, stageId: string): Promise<void> {
  const cards = await em.find(Task, { stage: stageId, id: { $ne: taskId } }, { orderBy: { rank: "asc" } });
  const ranks = ranksAfter(null, cards.length);
  cards.forEach((card, index) => (card.rank = ranks[index] ?? card.rank));
  await em.flush();
}
