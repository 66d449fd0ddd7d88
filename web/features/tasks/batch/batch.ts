import type {
  AssignTasksInput,
  Batch_OutcomeFragment,
  LabelTasksInput,
  MoveTasksInput,
  RescheduleTasksInput,
  StageKind,
} from "../../../gql/graphql";
import { cardTitle, type BoardCard } from "../board-cards";

type Common = "programmeId" | "tasks" | "dryRun" | "mode" | "idempotencyKey";

/** One thing that is done to several cards. */
export type BatchChange =
  | ({ kind: "move" } & Omit<MoveTasksInput, Common>)
  | ({ kind: "reschedule" } & Omit<RescheduleTasksInput, Common>)
  | ({ kind: "assign" } & Omit<AssignTasksInput, Common>)
  | ({ kind: "label" } & Omit<LabelTasksInput, Common>);

export interface BatchTask {
  id: string;
  version: number;
  title: string;
}

/** What is to be done to some cards, before everything that it needs is known. */
export interface Intent {
  kind: BatchChange["kind"];
  tasks: readonly BatchTask[];
  /** Where they are to be moved. */
  stage?: { id: string; kind: StageKind; name: string };
  /** The days that a drop suggests. */
  days?: { startsOn: string | null; dueOn: string };
}

export function batchTasks(cards: readonly BoardCard[]): BatchTask[] {
  return cards.map((card) => ({ id: card.task.id, version: card.task.version, title: cardTitle(card) }));
}

/** What stands against some cards of a batch: the same words once, with the cards that they are about. */
export interface Refused {
  code: string;
  message: string;
  tasks: BatchTask[];
}

/** What a dry run found: who goes, who does not and why, and what is still to be asked for. */
export interface Outlook {
  willGo: number;
  refused: Refused[];
  needsReport: boolean;
  needsReason: boolean;
}

const askable = ["REPORT_REQUIRED", "REASON_REQUIRED"];

/** A missing report or reason is asked for and counts as no refusal. */
export function outlookOf(
  { items }: Pick<Batch_OutcomeFragment, "items">,
  tasks: readonly BatchTask[],
): Outlook {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const refused = new Map<string, Refused>();
  for (const { taskId, problem } of items) {
    const task = byId.get(taskId);
    if (!problem || !task || askable.includes(problem.code)) continue;
    const known = refused.get(problem.message) ?? { code: problem.code, message: problem.message, tasks: [] };
    known.tasks.push(task);
    refused.set(problem.message, known);
  }
  const asks = (code: string) => items.some(({ problem }) => problem?.code === code);
  const groups = [...refused.values()];
  return {
    willGo: items.length - groups.reduce((sum, group) => sum + group.tasks.length, 0),
    refused: groups,
    needsReport: asks("REPORT_REQUIRED"),
    needsReason: asks("REASON_REQUIRED"),
  };
}

const monthEnds = ["03-31", "06-30", "09-30", "12-31"];

/**
 * The days that putting cards into a quarter suggests: its last day, and its first one where each of them lay in one
 * quarter with a first day of its own.
 */
export function daysOfQuarter(quarter: number, year: number, cards: readonly BoardCard[]): Intent["days"] {
  const isWithinOne = cards.every(({ task: { period } }) => period.startsOn && period.quarters.length === 1);
  const month = String(quarter * 3 - 2).padStart(2, "0");
  return {
    startsOn: isWithinOne ? `${year}-${month}-01` : null,
    dueOn: `${year}-${monthEnds[quarter - 1] ?? ""}`,
  };
}
