import type { AnyVariables, DocumentInput } from "@urql/core";
import { client, errorCode } from "../../../api/client";
import { once, until } from "../../../api/once";
import {
  Batch_AssignDocument,
  Batch_LabelDocument,
  Batch_MoveDocument,
  Batch_RescheduleDocument,
  Batch_UndoDocument,
  type Batch_OutcomeFragment,
  type BatchTaskInput,
} from "../../../gql/graphql";
import type { BoardCard } from "../board-cards";
import { partsOf, portionsOf, type BatchChange, type BatchItem } from "./batch";

/** What became of a change of several cards, or would become of it. */
export interface BatchAnswer {
  /** Of the cards that the server has answered for. */
  items: BatchItem[];
  /** What undoes it, one for each hundred of cards. */
  undoTokens: string[];
  /** Why it stopped before all were asked, as the key of its words; null where it did not. */
  failure: "unreachable" | "forbidden" | "failed" | null;
}

interface Manner {
  /** Only says what would happen: nothing is written. */
  isTrial: boolean;
  /** Told, after each portion, how many cards were answered for. */
  onProgress?: (done: number) => void;
  /** Whether the answer is still waited for: what was begun stops before its next portion where it is not. */
  isWanted?: () => boolean;
}

/**
 * Changes many cards, each that may be. What goes wrong with one hundred of them leaves those before it changed, and
 * those behind it as they are.
 */
export async function requestBatch(
  programmeId: string,
  cards: readonly BoardCard[],
  change: BatchChange,
  { isTrial, onProgress = () => {}, isWanted = () => true }: Manner,
): Promise<BatchAnswer> {
  const sum: BatchAnswer = { items: [], undoTokens: [], failure: null };
  for (const part of partsOf(change, cards)) {
    for (const tasks of portionsOf(part.cards)) {
      if (!isWanted()) return sum;
      const answer = await send(part.change, { programmeId, tasks, mode: "EACH", dryRun: isTrial });
      if (typeof answer === "string") return { ...sum, failure: answer };
      note(answer, sum);
      onProgress(sum.items.length);
    }
  }
  return sum;
}

/** Undoes a change of many cards, card by card and the last one first. */
export async function requestBatchUndo(undoTokens: readonly string[]): Promise<BatchAnswer> {
  const sum: BatchAnswer = { items: [], undoTokens: [], failure: null };
  for (const undoToken of undoTokens.toReversed()) {
    const variables = { ...once({ undoToken, mode: "EACH" as const }), isTrial: false };
    const answer = await ask(Batch_UndoDocument, variables, (data) => data.undoTasks);
    if (typeof answer === "string") return { ...sum, failure: answer };
    note(answer, sum);
  }
  return sum;
}

function note({ items, undoToken }: Batch_OutcomeFragment, sum: BatchAnswer): void {
  sum.items.push(...items);
  if (undoToken) sum.undoTokens.push(undoToken);
}

interface Common {
  programmeId: string;
  tasks: BatchTaskInput[];
  mode: "EACH";
  dryRun: boolean;
}

function send(change: BatchChange, common: Common): Promise<Batch_OutcomeFragment | Failure> {
  const isTrial = common.dryRun;
  switch (change.kind) {
    case "move": {
      const { kind: _, ...words } = change;
      const variables = { ...once({ ...words, ...common }), isTrial };
      return ask(Batch_MoveDocument, variables, (data) => data.moveTasks);
    }
    case "reschedule": {
      const { kind: _, ...words } = change;
      const variables = { ...once({ ...words, ...common }), isTrial };
      return ask(Batch_RescheduleDocument, variables, (data) => data.rescheduleTasks);
    }
    case "assign": {
      const { kind: _, ...words } = change;
      const variables = { ...once({ ...words, ...common }), isTrial };
      return ask(Batch_AssignDocument, variables, (data) => data.assignTasks);
    }
    case "label": {
      const { kind: _, ...words } = change;
      const variables = { ...once({ ...words, ...common }), isTrial };
      return ask(Batch_LabelDocument, variables, (data) => data.labelTasks);
    }
  }
}

type Failure = NonNullable<BatchAnswer["failure"]>;

async function ask<Data, Variables extends AnyVariables>(
  document: DocumentInput<Data, Variables>,
  variables: Variables,
  resultOf: (data: Data) => Batch_OutcomeFragment,
): Promise<Batch_OutcomeFragment | Failure> {
  const { data, error } = await client.value.mutation(document, variables, until());
  if (data && !error) return resultOf(data);
  if (error?.networkError) return "unreachable";
  return errorCode(error) === "FORBIDDEN" ? "forbidden" : "failed";
}
