import { client, errorCode } from "../../api/client";
import { Board_MoveTaskDocument, type Board_MoveTaskMutation, type MoveTaskInput } from "../../gql/graphql";

export type MoveAnswer = Board_MoveTaskMutation["moveTask"];

/** No answer that could be used; the kind is the key of its words. */
export interface MoveFailure {
  __typename: "MoveFailure";
  kind: "unreachable" | "forbidden" | "failed";
}

const patience = 30_000;
const underWay = new Map<string, Promise<unknown>>();

/** Waits until our own last move of a card is answered, if one is on its way: only then is known where it may go next. */
export async function whenSettled(taskId: string): Promise<void> {
  await underWay.get(taskId);
}

/**
 * Moves a card: on the page at once, put back when it is refused. No answer within half a minute is a failure, and so
 * is `stop`: whether the server has moved the card is then not known here, and the log will tell.
 */
export async function requestMove(
  input: MoveTaskInput,
  stop = new AbortController(),
): Promise<MoveAnswer | MoveFailure> {
  const answer = send(input, stop);
  underWay.set(input.taskId, answer);
  try {
    return await answer;
  } finally {
    if (underWay.get(input.taskId) === answer) underWay.delete(input.taskId);
  }
}

async function send(input: MoveTaskInput, stop: AbortController): Promise<MoveAnswer | MoveFailure> {
  const { data, error } = await client.value.mutation(
    Board_MoveTaskDocument,
    { input },
    { fetch: (address, options) => fetchUntil(stop, address, options) },
  );
  if (data?.moveTask) return data.moveTask;
  const isForbidden = errorCode(error) === "FORBIDDEN";
  return {
    __typename: "MoveFailure",
    kind: error?.networkError ? "unreachable" : isForbidden ? "forbidden" : "failed",
  };
}

async function fetchUntil(
  stop: AbortController,
  address: RequestInfo | URL,
  options: RequestInit | undefined,
): Promise<Response> {
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    return await fetch(address, { ...options, signal: stop.signal });
  } finally {
    clearTimeout(timer);
  }
}
