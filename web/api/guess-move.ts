import type { Cache } from "@urql/exchange-graphcache";
import { generateKeyBetween } from "fractional-indexing";
import type { Board_MoveTaskMutationVariables } from "../gql/graphql";

type Input = Board_MoveTaskMutationVariables["input"];

/** What a move will most likely give; the server's own answer replaces it. */
export function guessMovedTask(input: Input, cache: Cache) {
  return {
    __typename: "Task",
    id: input.taskId,
    stage: { __typename: "Stage", id: input.stageId },
    rank: guessRank(input, cache),
  };
}

/** Between its new neighbours; without any, the server puts a card after the stage's last one. */
function guessRank({ taskId, stageId, afterTaskId, beforeTaskId }: Input, cache: Cache): string {
  const isPlaced = Boolean(afterTaskId ?? beforeTaskId);
  const above = isPlaced ? rankOf(afterTaskId, cache) : lastRank(stageId, taskId, cache);
  const below = rankOf(beforeTaskId, cache);
  try {
    return generateKeyBetween(above, below);
  } catch {
    // Neighbours of equal rank: right beside one of them is near enough until the server answers.
    return above ?? below ?? "a0";
  }
}

function rankOf(taskId: string | null | undefined, cache: Cache): string | null {
  const rank = taskId ? cache.resolve({ __typename: "Task", id: taskId }, "rank") : null;
  return typeof rank === "string" ? rank : null;
}

/** The rank of a stage's last card, of all that any page has read; null where there is none besides `exceptId`. */
function lastRank(stageId: string, exceptId: string, cache: Cache): string | null {
  let last: string | null = null;
  for (const task of knownTasks(cache)) {
    if (task === `Task:${exceptId}` || cache.resolve(task, "stage") !== `Stage:${stageId}`) continue;
    const rank = cache.resolve(task, "rank");
    if (typeof rank === "string" && (last === null || rank > last)) last = rank;
  }
  return last;
}

/** The keys of the tasks of every board and project in the cache. */
function knownTasks(cache: Cache): Set<string> {
  const projects = cache.inspectFields("Query").flatMap(({ fieldKey, fieldName }) => {
    const found = cache.resolve("Query", fieldKey);
    if (typeof found !== "string") return [];
    if (fieldName === "project") return [found];
    return fieldName === "board" ? keysIn(cache.resolve(found, "projects")) : [];
  });
  return new Set(projects.flatMap((project) => keysIn(cache.resolve(project, "tasks"))));
}

function keysIn(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((key): key is string => typeof key === "string") : [];
}
