import type { EntityManager } from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
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
  task: Task,
  stageId: string,
  neighbours: Neighbours,
): Promise<string> {
  const { above, below } = await gapAt(em, task, stageId, neighbours);
  const rank = rankBetween(above, below);
  if (rank.length <= longestRank) return rank;
  await spread(em, task, stageId);
  const wider = await gapAt(em, task, stageId, neighbours);
  return rankBetween(wider.above, wider.below);
}

async function gapAt(em: EntityManager, task: Task, stageId: string, neighbours: Neighbours): Promise<Gap> {
  const below = await rankOfNeighbour(em, stageId, neighbours.beforeTaskId);
  if (below !== null) return { above: await nearest(em, task, stageId, "above", below), below };
  const above = await rankOfNeighbour(em, stageId, neighbours.afterTaskId);
  if (above !== null) return { above, below: await nearest(em, task, stageId, "below", above) };
  return { above: await nearest(em, task, stageId, "above", null), below: null };
}

async function rankOfNeighbour(
  em: EntityManager,
  stageId: string,
  id?: string | null,
): Promise<string | null> {
  if (!id) return null;
  const neighbour = await em.findOne(Task, { id });
  if (!neighbour) throw notFound("neighbour");
  return neighbour.stage.id === stageId ? neighbour.rank : null;
}

async function nearest(
  em: EntityManager,
  task: Task,
  stageId: string,
  side: "above" | "below",
  of: string | null,
) {
  const [comparison, order] = side === "above" ? ["<", "desc"] : [">", "asc"];
  const beyond = of === null ? "" : `and rank ${comparison} ?`;
  const found = await (em as SqlEntityManager).execute<{ rank: string }[]>(
    `select rank from task where stage_id = ? and id <> ? ${beyond} order by rank ${order} limit 1`,
    of === null ? [stageId, task.id] : [stageId, task.id, of],
  );
  return found[0]?.rank ?? null;
}

async function spread(em: EntityManager, task: Task, stageId: string): Promise<void> {
  const cards = await em.find(Task, { stage: stageId, id: { $ne: task.id } }, { orderBy: { rank: "asc" } });
  const ranks = ranksAfter(null, cards.length);
  cards.forEach((card, index) => (card.rank = ranks[index] ?? card.rank));
  await em.flush();
}
