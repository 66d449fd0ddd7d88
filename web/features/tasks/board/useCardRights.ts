import { computed, ref } from "vue";
import { useTaskMoves } from "../moving/useTaskMoves";
import type { ReschedulePermission } from "../rescheduling/reschedule-permission";
import type { CardRights } from "./drop-offer";

/** What the viewer may do to the card that is carried, as it becomes known. `usesQuarters`: periods matter as well. */
export function useCardRights(usesQuarters: () => boolean, permission: ReschedulePermission) {
  const { moves, show: showMoves, clear: clearMoves, load, prefetch } = useTaskMoves();
  const mayReschedule = ref<boolean | null>(null);
  let wanted = "";

  async function show(taskId: string): Promise<void> {
    wanted = taskId;
    mayReschedule.value = null;
    void showMoves(taskId);
    if (!usesQuarters()) return;
    const may = await permission.ask(taskId);
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
    loadMayReschedule: permission.ask,
    prefetch(taskId: string): void {
      prefetch(taskId);
      if (usesQuarters()) void permission.ask(taskId);
    },
  };
}
