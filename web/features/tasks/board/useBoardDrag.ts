import { onMounted, onScopeDispose } from "vue";
import type { BoardDragging, PointerDrag } from "./board-dragging";

/**
 * Dragging for a board. What it takes is loaded once the board is there to be seen: nobody drags before, and the first
 * load stays small.
 */
export function useBoardDrag(drag: PointerDrag) {
  let dragging: BoardDragging | null = null;
  let near: [taskId: string, element: HTMLElement] | null = null;
  let isOver = false;

  async function load(): Promise<void> {
    const { startDragging } = await import("./board-dragging");
    if (isOver || dragging) return;
    dragging = startDragging(drag);
    if (near) dragging.approach(...near);
  }

  onMounted(() => requestAnimationFrame(() => void load()));
  onScopeDispose(() => {
    isOver = true;
    dragging?.stop();
  });

  return {
    /** The pointer has come to a card: it may be taken. */
    approach(taskId: string, element: HTMLElement): void {
      near = [taskId, element];
      dragging?.approach(taskId, element);
    },
  };
}
