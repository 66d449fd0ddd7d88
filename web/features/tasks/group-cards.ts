import type { LightColour, TaskGroupKey } from "../../gql/graphql";
import { compareCards, type BoardCard, type BoardStage } from "./board-cards";

/** What cards can stand in columns by. */
export const columnKeys = [
  "STAGE",
  "QUARTER",
  "LEAD_OFFICE",
  "OWNER",
  "LEADER",
  "LIGHT",
  "PROJECT",
] as const satisfies readonly TaskGroupKey[];

/** What cards can stand in lanes by. */
export const laneKeys = [
  "PROJECT",
  "LEAD_OFFICE",
  "LEADER",
  "QUARTER",
] as const satisfies readonly TaskGroupKey[];

export type LaneKey = (typeof laneKeys)[number];

/** Cards that have something in common. */
export interface CardGroup {
  /** What they have in common, as the API's groups tell it: an id, a quarter, a light; null for none. */
  key: string | null;
  /** Its name, where it has one of its own: a person's, an office's, a project's. */
  name: string | null;
  stage: BoardStage | null;
  cards: BoardCard[];
}

const lightOrder: readonly LightColour[] = ["RED", "YELLOW", "GREEN", "NONE"];
const quarterOrder = ["1", "2", "3", "4"];

type Named = [key: string, name: string | null];

/** The groups that a card belongs to; of several (quarters, people) each, as the API counts them. */
function groupsOf({ task, project }: BoardCard, by: TaskGroupKey): Named[] {
  const named = (things: readonly { id: string; name: string }[]): Named[] =>
    things.map(({ id, name }) => [id, name]);
  switch (by) {
    case "STAGE":
      return [[task.stage.id, null]];
    case "LIGHT":
      return [[task.light.colour, null]];
    case "QUARTER":
      return task.period.quarters.map((quarter) => [String(quarter), null]);
    case "PROJECT":
      return named([project]);
    case "LEAD_OFFICE":
      return named(project.offices.slice(0, 1));
    case "LEADER":
      return named(project.leaders);
    case "OWNER":
      return named(project.owners);
    default:
      throw new Error(`Cards cannot be grouped by ${by}`);
  }
}

/**
 * Cards in groups: stages, lights and quarters in their own order and also where they are empty, the rest in the order
 * of the notice; what belongs to none comes last. Within a group cards lie in board order.
 */
export function groupCards(
  cards: readonly BoardCard[],
  by: TaskGroupKey,
  stages: readonly BoardStage[],
): CardGroup[] {
  const groups = new Map<string | null, CardGroup>();
  const open = (key: string | null, name: string | null, stage: BoardStage | null = null) => {
    const group = groups.get(key) ?? { key, name, stage, cards: [] };
    groups.set(key, group);
    return group;
  };
  if (by === "STAGE") for (const stage of stages) open(stage.id, stage.name, stage);
  if (by === "LIGHT") for (const colour of lightOrder) open(colour, null);
  if (by === "QUARTER") for (const quarter of quarterOrder) open(quarter, null);
  const none: BoardCard[] = [];
  for (const card of cards) {
    const own = groupsOf(card, by);
    if (own.length === 0) none.push(card);
    for (const [key, name] of own) open(key, name).cards.push(card);
  }
  if (none.length > 0) open(null, null).cards.push(...none);
  for (const group of groups.values()) group.cards.sort(compareCards);
  return [...groups.values()];
}
