import { ref } from "vue";
import { client } from "../../api/client";
import { Board_TaskMovesDocument, type Task_MovesFragment } from "../../gql/graphql";

export type NextStage = Task_MovesFragment["nextStages"][number];

/**
 * Where a card may go, as the server says for this viewer. Boards do not carry it for every card: it is asked for
 * when a card is pointed at, so that it is usually here before a drag begins.
 */
export function useTaskMoves() {
  const moves = ref<ReadonlyMap<string, NextStage>>(new Map());
  let wanted = "";

  async function load(taskId: string): Promise<NextStage[] | null> {
    const { data } = await client.value.query(Board_TaskMovesDocument, { id: taskId });
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
