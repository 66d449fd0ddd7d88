import type { Board_CardFragment, Board_LoadQuery, LightColour } from "../../gql/graphql";

export type BoardStage = Board_LoadQuery["board"]["stages"][number];
export type BoardProject = Board_LoadQuery["board"]["projects"][number];

/** A task with the project that it belongs to: what a card shows. */
export interface BoardCard {
  task: Board_CardFragment;
  project: BoardProject;
}

const madeCards = new WeakMap<Board_CardFragment, BoardCard>();

/** The same task of the same project gives the same object, so that an unchanged card is not drawn again. */
export function boardCards(projects: readonly BoardProject[]): BoardCard[] {
  return projects.flatMap((project) =>
    project.tasks.map((task) => {
      const made = madeCards.get(task);
      if (made?.project === project) return made;
      const card = { task, project };
      madeCards.set(task, card);
      return card;
    }),
  );
}

/** Board order: ranks compare as plain strings, code unit by code unit, as the server compares them. */
export function compareCards(left: BoardCard, right: BoardCard): number {
  if (left.task.rank !== right.task.rank) return left.task.rank < right.task.rank ? -1 : 1;
  if (left.task.id === right.task.id) return 0;
  return left.task.id < right.task.id ? -1 : 1;
}

/** The cards of each stage in board order; a stage without cards has an empty list. */
export function groupByStage(
  cards: readonly BoardCard[],
  stages: readonly BoardStage[],
): Map<string, BoardCard[]> {
  const groups = new Map<string, BoardCard[]>(stages.map((stage) => [stage.id, []]));
  for (const card of cards) groups.get(card.task.stage.id)?.push(card);
  for (const group of groups.values()) group.sort(compareCards);
  return groups;
}

export function stagesInOrder(stages: readonly BoardStage[]): BoardStage[] {
  return [...stages].sort((left, right) => left.position - right.position);
}

/** A task without words of its own is called by its project's name. */
export function cardTitle(card: BoardCard): string {
  return card.task.title || card.project.name;
}

/** Those who answer for a card: its own handlers where it has some, else the project's responsible persons. */
export function cardPeople(card: BoardCard): string[] {
  const people = card.task.assignees.length > 0 ? card.task.assignees : card.project.owners;
  return people.map((person) => person.name);
}

/** The cards in which some words stand: in their title, their project's, or the names of people and offices. */
export function findCards(cards: readonly BoardCard[], text: string): readonly BoardCard[] {
  const words = text.trim().toLowerCase();
  return words === "" ? cards : cards.filter((card) => searchText(card).includes(words));
}

function searchText({ task, project }: BoardCard): string {
  const people = [...task.assignees, ...project.owners, ...project.leaders].map((person) => person.name);
  const offices = project.offices.map((office) => office.name);
  return [task.title, project.name, project.number ?? "", ...people, ...offices].join("\n").toLowerCase();
}

/** How many cards show each light, for the bar at a column's head. */
export function countLights(cards: readonly BoardCard[]): Record<LightColour, number> {
  const counts = { RED: 0, YELLOW: 0, GREEN: 0, NONE: 0 };
  for (const card of cards) counts[card.task.light.colour]++;
  return counts;
}
