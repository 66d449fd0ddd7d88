import type { CombinedError } from "@urql/core";
import { client } from "../../../api/client";
import { once, until } from "../../../api/once";
import {
  Bulk_AssignDocument,
  Bulk_LabelDocument,
  Bulk_MoveDocument,
  Bulk_RescheduleDocument,
  Bulk_UndoDocument,
  type BatchTaskInput,
  type Bulk_MoveMutation,
} from "../../../gql/graphql";
import type { BoardCard } from "../board-cards";
import { isIdle, partsOf, portionsOf, type BulkChange, type BulkOutcome } from "./bulk-change";

type Batch = Bulk_MoveMutation["moveTasks"];
type Answer = { data?: Batch; isUnreachable: boolean };
interface Common {
  programmeId: string;
  tasks: BatchTaskInput[];
  mode: "EACH";
  dryRun: boolean;
}

/**
 * Changes many cards, each that may be; or only says what would happen. What went wrong with one hundred of them leaves
 * those before it changed, and those behind it as they are.
 */
export async function requestBulk(
  change: BulkChange,
  programmeId: string,
  cards: readonly BoardCard[],
  isTrial: boolean,
  onProgress: (asked: number) => void,
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = {
    changedIds: [],
    refusals: [],
    idleIds: cards.filter((card) => isIdle(change, card)).map(({ task }) => task.id),
    undoTokens: [],
    failure: null,
  };
  for (const part of partsOf(change, cards)) {
    for (const tasks of portionsOf(part.cards)) {
      const answer = await send(part.change, { programmeId, tasks, mode: "EACH", dryRun: isTrial });
      if (!answer.data) return { ...outcome, failure: answer.isUnreachable ? "unreachable" : "failed" };
      note(answer.data, outcome);
      onProgress(outcome.changedIds.length + outcome.refusals.length);
    }
  }
  return outcome;
}

function note({ items, undoToken }: Batch, outcome: BulkOutcome): void {
  if (undoToken) outcome.undoTokens.push(undoToken);
  for (const { taskId, problem } of items) {
    if (problem) outcome.refusals.push({ taskId, message: problem.message });
    else outcome.changedIds.push(taskId);
  }
}

/** Undoes a change of many cards; says how many could not be put back, or null where there was no answer. */
export async function requestBulkUndo(undoTokens: readonly string[]): Promise<number | null> {
  let left = 0;
  for (const undoToken of undoTokens) {
    const { data } = await client.value.mutation(
      Bulk_UndoDocument,
      once({ undoToken, mode: "EACH" as const }),
      until(),
    );
    if (!data) return null;
    left += data.undoTasks.items.filter(({ problem }) => problem).length;
  }
  return left;
}

async function send(change: BulkChange, common: Common): Promise<Answer> {
  const isTrial = common.dryRun;
  switch (change.verb) {
    case "move": {
      const { verb: _, ...words } = change;
      const input = { ...words, ...common };
      const { data, error } = await client.value.mutation(
        Bulk_MoveDocument,
        { ...once(input), isTrial },
        until(),
      );
      return answerOf(data?.moveTasks, error);
    }
    case "assign": {
      const { verb: _, ...words } = change;
      const input = { ...words, ...common };
      const { data, error } = await client.value.mutation(
        Bulk_AssignDocument,
        { ...once(input), isTrial },
        until(),
      );
      return answerOf(data?.assignTasks, error);
    }
    case "reschedule": {
      const { verb: _, ...words } = change;
      const input = { ...words, ...common };
      const { data, error } = await client.value.mutation(
        Bulk_RescheduleDocument,
        { ...once(input), isTrial },
        until(),
      );
      return answerOf(data?.rescheduleTasks, error);
    }
    case "label": {
      const { verb: _, ...words } = change;
      const input = { ...words, ...common };
      const { data, error } = await client.value.mutation(
        Bulk_LabelDocument,
        { ...once(input), isTrial },
        until(),
      );
      return answerOf(data?.labelTasks, error);
    }
  }
}

function answerOf(data: Batch | undefined, error: CombinedError | undefined): Answer {
  return { data, isUnreachable: Boolean(error?.networkError) };
}
