import { computed, ref } from "vue";
import { client } from "../../../api/client";
import { Board_MayRescheduleDocument } from "../../../gql/graphql";
import { useTaskMoves } from "../moving/useTaskMoves";
import type { CardRights } from "./drop-offer";

/** What the viewer may do to the card that is carried, as it becomes known. `usesQuarters`: periods matter as well. */
export function useCardRights(usesQuarters: () => boolean) {
  const { moves, show: showMoves, clear: clearMoves, load, prefetch } = useTaskMoves();
  const mayReschedule = ref<boolean | null>(null);
  let wanted = "";

  async function loadMayReschedule(taskId: string): Promise<boolean | null> {
    const { data } = await client.value.query(Board_MayRescheduleDocument, { id: taskId });
    return data?.task?.viewerCanReschedule ?? null;
  }

  async function show(taskId: string): Promise<void> {
    wanted = taskId;
    mayReschedule.value = null;
    void showMoves(taskId);
    if (!usesQuarters()) return;
    const may = await loadMayReschedule(taskId);
    if (wanted === taskId) mayReschedule.value = may;
  }

  function clear(): void {
    wanted = "";
    mayReschedule.value = null;
    clearMoves();
  }

  return {
    rights: computed<CardRights>(() => ({ moves: moves.value, mayReschedule: mayReschedule.value })),
    show,
    clear,
    load,
    loadMayReschedule,
    prefetch(taskId: string): void {
      prefetch(taskId);
      if (usesQuarters()) void loadMayReschedule(taskId);
    },
  };
}
