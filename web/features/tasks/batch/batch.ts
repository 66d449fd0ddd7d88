import type {
  AssignTasksInput,
  Batch_OutcomeFragment,
  BatchTaskInput,
  LabelTasksInput,
  MoveTasksInput,
  RescheduleTasksInput,
} from "../../../gql/graphql";
import type { BoardCard, BoardStage } from "../board-cards";
import type { SuggestedDays } from "../rescheduling/days-of-quarter";

type Common = "programmeId" | "tasks" | "dryRun" | "mode" | "idempotencyKey";

/** One thing that is done to several cards. */
export type BatchChange =
  | ({ kind: "move" } & Omit<MoveTasksInput, Common>)
  | ({ kind: "reschedule" } & Omit<RescheduleTasksInput, Common>)
  | ({ kind: "assign" } & Omit<AssignTasksInput, Common>)
  | ({ kind: "label" } & Omit<LabelTasksInput, Common>);

/** What is to be done to some cards, before everything that it needs is known. */
export interface Intent {
  kind: BatchChange["kind"];
  /** As they were when it was asked for: what others do to them meanwhile is a conflict and no surprise. */
  cards: readonly BoardCard[];
  /** Where they are to be moved. */
  stage?: Pick<BoardStage, "id" | "kind" | "name">;
  /** The days that a drop suggests. */
  days?: SuggestedDays;
}

/** How many cards the server takes at once. */
export const mostAtOnce = 100;

/** Cards as the server is told of them, in portions that it takes. */
export function portionsOf(cards: readonly BoardCard[]): BatchTaskInput[][] {
  const tasks = cards.map(({ task }) => ({ taskId: task.id, expectedVersion: task.version }));
  const portions = [];
  for (let start = 0; start < tasks.length; start += mostAtOnce) {
    portions.push(tasks.slice(start, start + mostAtOnce));
  }
  return portions;
}

/** A change as it can be sent: of those that have been submitted before none takes another report. */
export function partsOf(
  change: BatchChange,
  cards: readonly BoardCard[],
): { change: BatchChange; cards: readonly BoardCard[] }[] {
  if (change.kind !== "move" || !change.report) return [{ change, cards }];
  const { report: _, ...bare } = change;
  const isSubmitted = ({ task }: BoardCard) => task.stage.kind === "SUBMITTED";
  return [
    { change, cards: cards.filter((card) => !isSubmitted(card)) },
    { change: bare, cards: cards.filter(isSubmitted) },
  ];
}

/** What stands against some cards of a batch: the same words once, with the cards that they are about. */
export interface Refused {
  code: string;
  message: string;
  cards: BoardCard[];
}

/** What a trial found: who goes, who does not and why, and what is still to be asked for. */
export interface Outlook {
  willGo: number;
  /** The most frequent reason first. */
  refused: Refused[];
  needsReport: boolean;
  needsReason: boolean;
}

export type BatchItem = Pick<Batch_OutcomeFragment["items"][number], "taskId" | "problem">;

const askable = ["REPORT_REQUIRED", "REASON_REQUIRED"];

/** A missing report or reason is asked for and counts as no refusal. */
export function outlookOf(items: readonly BatchItem[], cards: readonly BoardCard[]): Outlook {
  const byId = new Map(cards.map((card) => [card.task.id, card]));
  const refused = new Map<string, Refused>();
  for (const { taskId, problem } of items) {
    const card = byId.get(taskId);
    if (!problem || !card || askable.includes(problem.code)) continue;
    const known = refused.get(problem.message) ?? { code: problem.code, message: problem.message, cards: [] };
    known.cards.push(card);
    refused.set(problem.message, known);
  }
  const asks = (code: string) => items.some(({ problem }) => problem?.code === code);
  const groups = [...refused.values()].sort((left, right) => right.cards.length - left.cards.length);
  return {
    willGo: items.length - groups.reduce((sum, group) => sum + group.cards.length, 0),
    refused: groups,
    needsReport: asks("REPORT_REQUIRED"),
    needsReason: asks("REASON_REQUIRED"),
  };
}
