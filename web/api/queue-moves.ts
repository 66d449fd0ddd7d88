import { makeOperation, type Exchange, type Operation, type OperationResult } from "@urql/core";
import { filter, fromPromise, map, merge, mergeMap, pipe, share } from "wonka";
import type { Board_MoveTaskMutation, Board_MoveTaskMutationVariables } from "../gql/graphql";

type Move = Operation<Board_MoveTaskMutation, Board_MoveTaskMutationVariables>;

/** What our own moves have made of a card's version: from `first` on, nobody else has changed it. */
interface OwnVersions {
  first: number;
  latest: number;
}

/**
 * Sends the moves of one card one after the other. They all show at once; but a move made before the former one was
 * answered was decided on a version that we ourselves have since replaced, so it is sent with that answer's version.
 */
export const queueMoves: Exchange =
  ({ forward }) =>
  (operations) => {
    const ownVersions = new Map<string, OwnVersions>();
    const queues = new Map<string, Promise<void>>();
    const underWay = new Map<number, { asMade: Move; asSent: Move; release: () => void }>();

    async function whenFree(move: Move): Promise<Operation> {
      const { taskId } = move.variables.input;
      const former = queues.get(taskId);
      const { promise, resolve: release } = settleable();
      queues.set(taskId, promise);
      await former;
      const asSent = uponOwnMoves(move, ownVersions.get(taskId));
      underWay.set(move.key, { asMade: move, asSent, release });
      return asSent;
    }

    function settle(result: OperationResult<unknown>): OperationResult<unknown> {
      const move = underWay.get(result.operation.key);
      if (!move) return result;
      underWay.delete(result.operation.key);
      noteVersion(move.asSent, (result as OperationResult<Board_MoveTaskMutation>).data?.moveTask);
      move.release();
      return { ...result, operation: move.asMade };
    }

    function noteVersion(move: Move, answer: Board_MoveTaskMutation["moveTask"] | undefined): void {
      const { taskId, expectedVersion } = move.variables.input;
      const known = ownVersions.get(taskId);
      if (answer?.__typename !== "Task") ownVersions.delete(taskId);
      else {
        const first = known?.latest === expectedVersion ? known.first : expectedVersion;
        ownVersions.set(taskId, { first, latest: answer.version });
      }
    }

    const shared = share(operations);
    const moves = pipe(
      shared,
      filter(isMove),
      mergeMap((move) => fromPromise(whenFree(move as Move))),
    );
    const others = pipe(
      shared,
      filter((operation) => !isMove(operation)),
    );
    return pipe(merge([moves, others]), forward, map(settle));
  };

function isMove({ kind, variables }: Operation): boolean {
  const { input } = (variables ?? {}) as Partial<Board_MoveTaskMutationVariables>;
  return kind === "mutation" && typeof input?.taskId === "string" && "expectedVersion" in input;
}

function uponOwnMoves(move: Move, own: OwnVersions | undefined): Move {
  const { input } = move.variables;
  if (!own || input.expectedVersion < own.first || input.expectedVersion >= own.latest) return move;
  const variables = { input: { ...input, expectedVersion: own.latest } };
  return makeOperation(move.kind, { ...move, variables }, move.context);
}

function settleable(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}
