import type { IdListEdit, ReportInput } from "../../../gql/graphql";
import type { BoardCard } from "../board-cards";

/** What can be done to many cards at once. */
export const bulkVerbs = ["move", "assign", "reschedule", "label"] as const;
export type BulkVerb = (typeof bulkVerbs)[number];

export type BulkChange =
  | { verb: "move"; stageId: string; reason?: string; report?: ReportInput }
  | { verb: "assign"; assignees: IdListEdit; reason?: string }
  | { verb: "reschedule"; dueOn: string; reason: string }
  | { verb: "label"; labels: IdListEdit };

/** A card that would not be changed, or was not, and why. */
export interface BulkRefusal {
  taskId: string;
  message: string;
}

/** What became of a change of many cards, or would become of it. */
export interface BulkOutcome {
  changedIds: string[];
  refusals: BulkRefusal[];
  /** Cards that stand where they are to go, and so are let be. */
  idleIds: string[];
  /** What undoes it, one for each hundred of cards. */
  undoTokens: string[];
  /** Why it stopped before all were asked; null where it did not. */
  failure: "unreachable" | "failed" | null;
}

/** How many cards the server takes at once. */
export const mostAtOnce = 100;

/** Cards as the server is told of them, in portions that it takes. */
export function portionsOf(cards: readonly BoardCard[]): { taskId: string; expectedVersion: number }[][] {
  const tasks = cards.map(({ task }) => ({ taskId: task.id, expectedVersion: task.version }));
  const portions = [];
  for (let start = 0; start < tasks.length; start += mostAtOnce) {
    portions.push(tasks.slice(start, start + mostAtOnce));
  }
  return portions;
}

/**
 * A change as it can be sent: cards that are in their stage already stay out of it, and of those that have been
 * submitted before none takes another report.
 */
export function partsOf(
  change: BulkChange,
  cards: readonly BoardCard[],
): { change: BulkChange; cards: BoardCard[] }[] {
  if (change.verb !== "move") return [{ change, cards: [...cards] }];
  const going = cards.filter((card) => !isIdle(change, card));
  if (!change.report) return [{ change, cards: going }];
  const { report: _, ...bare } = change;
  const isSubmitted = ({ task }: BoardCard) => task.stage.kind === "SUBMITTED";
  return [
    { change, cards: going.filter((card) => !isSubmitted(card)) },
    { change: bare, cards: going.filter(isSubmitted) },
  ];
}

export function isIdle(change: BulkChange, { task }: BoardCard): boolean {
  return change.verb === "move" && task.stage.id === change.stageId;
}

/** Several refusals for one reason are told once, the most frequent reason first. */
export function byReason(refusals: readonly BulkRefusal[]): { message: string; taskIds: string[] }[] {
  const reasons = new Map<string, string[]>();
  for (const { taskId, message } of refusals) {
    reasons.set(message, [...(reasons.get(message) ?? []), taskId]);
  }
  return [...reasons]
    .map(([message, taskIds]) => ({ message, taskIds }))
    .sort((left, right) => right.taskIds.length - left.taskIds.length);
}
