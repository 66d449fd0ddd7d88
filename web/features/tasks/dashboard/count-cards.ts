import type { TaskGroupKey } from "../../../gql/graphql";
import { cardTitle, type BoardCard, type BoardStage } from "../board-cards";
import { groupCards, type CardGroup } from "../group-cards";
import { withAlso } from "../filtering/filter-json";
import { groupFilter } from "./card-filters";
import type { ChartModel, ChartRow, ChartSeries, Tone } from "./chart-model";

/** How groups and series are called. */
export type GroupNames = (group: CardGroup, by: TaskGroupKey) => string;

/** The numbers on top. */
export interface Figures {
  tasks: number;
  accepted: number;
  /** A whole number of percent; null where there are no tasks. */
  acceptedPercent: number | null;
  red: number;
  yellow: number;
  waiting: number;
}

export function figuresOf(cards: readonly BoardCard[]): Figures {
  const count = (passes: (card: BoardCard) => boolean) => cards.filter(passes).length;
  const accepted = count(({ task }) => task.stage.kind === "ACCEPTED");
  return {
    tasks: cards.length,
    accepted,
    acceptedPercent: cards.length === 0 ? null : Math.round((accepted / cards.length) * 100),
    red: count(({ task }) => task.light.colour === "RED"),
    yellow: count(({ task }) => task.light.colour === "YELLOW"),
    waiting: count(({ task }) => task.stage.kind === "SUBMITTED"),
  };
}

/**
 * Cards by one thing, each number of them divided by another. A card that has several (leaders, quarters) counts with
 * each, as the API counts it.
 */
export function stackOf(
  cards: readonly BoardCard[],
  by: TaskGroupKey,
  then: "LIGHT" | "STAGE",
  stages: readonly BoardStage[],
  nameOf: GroupNames,
): ChartModel {
  const parts = groupCards(cards, then, stages);
  const series = parts.map((part): ChartSeries => ({
    key: part.key ?? "",
    name: nameOf(part, then),
    tone: (part.stage?.kind ?? part.key ?? "plain") as Tone,
  }));
  const rows = groupCards(cards, by, stages)
    .filter((group) => group.cards.length > 0 || by === "QUARTER")
    .map((group): ChartRow => ({
      key: group.key ?? "",
      name: nameOf(group, by),
      cells: groupCards(group.cards, then, stages).map((part) => ({
        value: part.cards.length,
        filter: withAlso(groupFilter(by, group.key), groupFilter(then, part.key)),
      })),
    }));
  return { series, rows };
}

/** Those who stand worst first: by red, then by yellow, then by how much they have at all. */
export function worstFirst({ series, rows }: ChartModel): ChartModel {
  const weigh = ({ cells }: ChartRow) => cells.map(({ value }) => value ?? 0);
  const sum = (row: ChartRow) => weigh(row).reduce((total, value) => total + value, 0);
  const sorted = [...rows].sort((left, right) => {
    const [one, other] = [weigh(left), weigh(right)];
    return (other[0] ?? 0) - (one[0] ?? 0) || (other[1] ?? 0) - (one[1] ?? 0) || sum(right) - sum(left);
  });
  return { series, rows: sorted };
}

/** The same with its series the other way round. */
export function turned({ series, rows }: ChartModel): ChartModel {
  return {
    series: series.toReversed(),
    rows: rows.map((row) => ({ ...row, cells: row.cells.toReversed() })),
  };
}

/** How many cards of each leader are late, the most first; who has none is left out. */
export function lateByLeader(
  cards: readonly BoardCard[],
  stages: readonly BoardStage[],
  series: ChartSeries,
  nameOf: GroupNames,
): ChartModel {
  const late = cards.filter(({ task }) => task.light.colour === "RED");
  const rows = groupCards(late, "LEADER", stages).map((group): ChartRow => ({
    key: group.key ?? "",
    name: nameOf(group, "LEADER"),
    cells: [
      {
        value: group.cards.length,
        filter: withAlso(groupFilter("LEADER", group.key), groupFilter("LIGHT", "RED")),
      },
    ],
  }));
  rows.sort((left, right) => (right.cells[0]?.value ?? 0) - (left.cells[0]?.value ?? 0));
  return { series: [series], rows };
}

/** Cards with the largest of some number, the largest first; those that have none are left out. */
export function topCards(
  cards: readonly BoardCard[],
  series: ChartSeries,
  valueOf: (card: BoardCard) => number | null,
  most: number,
): ChartModel {
  const rows = cards
    .map((card) => ({ card, value: valueOf(card) ?? 0 }))
    .filter(({ value }) => value > 0)
    .sort((left, right) => right.value - left.value)
    .slice(0, most)
    .map(({ card, value }): ChartRow => ({
      key: card.task.id,
      name: cardTitle(card),
      cells: [{ value, taskId: card.task.id }],
    }));
  return { series: [series], rows };
}
