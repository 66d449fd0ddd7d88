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
