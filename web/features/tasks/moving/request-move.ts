import type { CombinedError } from "@urql/core";
import { client, errorCode } from "../../../api/client";
import { once, until } from "../../../api/once";
import {
  Board_MoveTaskDocument,
  Board_UndoTaskDocument,
  type Board_MoveTaskMutation,
  type Board_UndoTaskMutation,
  type MoveTaskInput,
} from "../../../gql/graphql";

export type MoveAnswer = Board_MoveTaskMutation["moveTask"];
export type UndoAnswer = Board_UndoTaskMutation["undoTask"];

/** No answer that could be used; the kind is the key of its words. */
export interface MoveFailure {
  __typename: "MoveFailure";
  kind: "unreachable" | "forbidden" | "failed";
}

const underWay = new Map<string, Promise<unknown>>();

/** Waits until our own last move of a card is answered, if one is on its way: only then is known where it may go next. */
export async function whenSettled(taskId: string): Promise<void> {
  await underWay.get(taskId);
}

/**
 * Moves a card: on the page at once, put back when it is refused. A lost answer is asked for again, by the key that makes
 * the move happen once. No answer within half a minute is a failure, and so is `stop`: whether the server has moved the
 * card is then not known here, and the log will tell.
 */
export function requestMove(
  input: MoveTaskInput,
  stop = new AbortController(),
): Promise<MoveAnswer | MoveFailure> {
  return remembered(input.taskId, sendMove(input, stop));
}

/** Undoes our own last move of a card. Shows when it is answered: where the card lay before, the server knows. */
export function requestUndo(taskId: string): Promise<UndoAnswer | MoveFailure> {
  return remembered(taskId, sendUndo(taskId, new AbortController()));
}

async function remembered<Answer>(taskId: string, answer: Promise<Answer>): Promise<Answer> {
  underWay.set(taskId, answer);
  try {
    return await answer;
  } finally {
    if (underWay.get(taskId) === answer) underWay.delete(taskId);
  }
}

async function sendMove(input: MoveTaskInput, stop: AbortController): Promise<MoveAnswer | MoveFailure> {
  const { data, error } = await client.value.mutation(Board_MoveTaskDocument, once(input), until(stop));
  return data?.moveTask ?? failureOf(error);
}

async function sendUndo(taskId: string, stop: AbortController): Promise<UndoAnswer | MoveFailure> {
  const { data, error } = await client.value.mutation(Board_UndoTaskDocument, once({ taskId }), until(stop));
  return data?.undoTask ?? failureOf(error);
}

function failureOf(error: CombinedError | undefined): MoveFailure {
  const isForbidden = errorCode(error) === "FORBIDDEN";
  return {
    __typename: "MoveFailure",
    kind: error?.networkError ? "unreachable" : isForbidden ? "forbidden" : "failed",
  };
}
