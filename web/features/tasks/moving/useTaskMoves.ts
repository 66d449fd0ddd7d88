import { ref } from "vue";
import { client } from "../../../api/client";
import { Board_TaskMovesDocument, type Task_MovesFragment } from "../../../gql/graphql";
import { whenSettled } from "./request-move";

export type NextStage = Task_MovesFragment["nextStages"][number];

/**
 * Where a card may go, as the server says for this viewer. Boards do not carry it for every card: it is asked for
 * when a card is pointed at, so that it is usually here before a drag begins.
 */
export function useTaskMoves() {
  const moves = ref<ReadonlyMap<string, NextStage>>(new Map());
  const readAnew = new Map<string, Promise<NextStage[] | null>>();
  let wanted = "";

  /** What an earlier page left in the cache may be out of date; what this page has read is kept up by the log. */
  async function load(taskId: string): Promise<NextStage[] | null> {
    await whenSettled(taskId);
    const known = readAnew.get(taskId);
    if (known && (await known)) return read(taskId, "cache-first");
    const reading = read(taskId, "network-only");
    readAnew.set(taskId, reading);
    return reading;
  }

  async function read(
    taskId: string,
    requestPolicy: "cache-first" | "network-only",
  ): Promise<NextStage[] | null> {
    const { data } = await client.value.query(Board_TaskMovesDocument, { id: taskId }, { requestPolicy });
    return data?.task?.nextStages ?? null;
  }

  /** Loads and shows the moves of one card. */
  async function show(taskId: string): Promise<void> {
    wanted = taskId;
    moves.value = new Map();
    const next = await load(taskId);
    if (wanted === taskId && next) moves.value = new Map(next.map((option) => [option.stage.id, option]));
  }

  function clear(): void {
    wanted = "";
    moves.value = new Map();
  }

  return { moves, show, clear, load, prefetch: (taskId: string) => void load(taskId) };
}
