import type { AnyVariables, CombinedError, DocumentInput } from "@urql/core";
import { client } from "../../../api/client";
import {
  Batch_AssignDocument,
  Batch_LabelDocument,
  Batch_MoveDocument,
  Batch_RescheduleDocument,
  Batch_TryAssignDocument,
  Batch_TryLabelDocument,
  Batch_TryMoveDocument,
  Batch_TryRescheduleDocument,
  Batch_UndoDocument,
  type Batch_OutcomeFragment,
} from "../../../gql/graphql";
import { whenSettled } from "../moving/request-move";
import type { BatchChange, BatchTask } from "./batch";

/** Null where no answer could be used. */
export type BatchAnswer = Batch_OutcomeFragment | null;

/** Asks what a change of several cards would do. Nothing is written. */
export function tryBatch(
  programmeId: string,
  tasks: readonly BatchTask[],
  change: BatchChange,
): Promise<BatchAnswer> {
  return request(programmeId, tasks, change, true);
}

/** Changes the cards that may be changed; the answer says which, and why not the others. */
export function runBatch(
  programmeId: string,
  tasks: readonly BatchTask[],
  change: BatchChange,
): Promise<BatchAnswer> {
  return request(programmeId, tasks, change, false);
}

/** Undoes what a batch did, card by card. */
export async function undoBatch(undoToken: string): Promise<BatchAnswer> {
  const { data } = await client.value.mutation(Batch_UndoDocument, { input: { undoToken, mode: "EACH" } });
  return data?.undoTasks ?? null;
}

async function request(
  programmeId: string,
  tasks: readonly BatchTask[],
  change: BatchChange,
  dryRun: boolean,
): Promise<BatchAnswer> {
  await Promise.all(tasks.map(({ id }) => whenSettled(id)));
  const common = {
    programmeId,
    tasks: tasks.map(({ id, version }) => ({ taskId: id, expectedVersion: version })),
    mode: "EACH" as const,
    dryRun,
  };
  switch (change.kind) {
    case "move": {
      const { kind: _, ...input } = change;
      const document = dryRun ? Batch_TryMoveDocument : Batch_MoveDocument;
      return (await send(document, { input: { ...common, ...input } }))?.moveTasks ?? null;
    }
    case "reschedule": {
      const { kind: _, ...input } = change;
      const document = dryRun ? Batch_TryRescheduleDocument : Batch_RescheduleDocument;
      return (await send(document, { input: { ...common, ...input } }))?.rescheduleTasks ?? null;
    }
    case "assign": {
      const { kind: _, ...input } = change;
      const document = dryRun ? Batch_TryAssignDocument : Batch_AssignDocument;
      return (await send(document, { input: { ...common, ...input } }))?.assignTasks ?? null;
    }
    case "label": {
      const { kind: _, ...input } = change;
      const document = dryRun ? Batch_TryLabelDocument : Batch_LabelDocument;
      return (await send(document, { input: { ...common, ...input } }))?.labelTasks ?? null;
    }
  }
}

async function send<Data, Variables extends AnyVariables>(
  document: DocumentInput<Data, Variables>,
  variables: Variables,
): Promise<Data | undefined> {
  const { data, error }: { data?: Data; error?: CombinedError } = await client.value.mutation(
    document,
    variables,
  );
  return error ? undefined : data;
}
