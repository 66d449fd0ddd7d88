import { computed, shallowReactive, watch } from "vue";
import type { BoardCard } from "../board-cards";
import { isSameStandpoint, type ColumnOrder, type Standpoint } from "./drop-place";

/** How many cards the server changes at once. */
export const mostSelected = 100;

/**
 * The cards that are selected, to do one thing to all of them. `onFull` is called when more were asked for than can be
 * changed at once.
 */
export function useBoardSelection(cards: () => readonly BoardCard[], onFull: () => void) {
  const ids = shallowReactive(new Set<string>());
  let last: { taskId: string; at: Standpoint } | null = null;

  function add(taskIds: readonly string[]): void {
    for (const id of taskIds) {
      if (ids.has(id)) continue;
      if (ids.size >= mostSelected) return onFull();
      ids.add(id);
    }
  }

  function toggle(taskId: string, at: Standpoint): void {
    last = { taskId, at };
    if (!ids.delete(taskId)) add([taskId]);
  }

  /** Selects from the card that was chosen last to this one; the card alone where that stands in another column. */
  function extendTo(taskId: string, at: Standpoint, orders: readonly ColumnOrder[]): void {
    const order = orders.find((known) => isSameStandpoint(known, at))?.taskIds ?? [];
    const isNear = last !== null && isSameStandpoint(last.at, at);
    const from = isNear && last ? order.indexOf(last.taskId) : -1;
    const to = order.indexOf(taskId);
    if (from < 0 || to < 0) return ids.has(taskId) ? undefined : toggle(taskId, at);
    add(order.slice(Math.min(from, to), Math.max(from, to) + 1));
  }

  function clear(): void {
    ids.clear();
    last = null;
  }

  // What is not shown any more cannot be meant.
  watch(cards, (shown) => {
    if (ids.size === 0) return;
    const known = new Set(shown.map(({ task }) => task.id));
    for (const id of ids) if (!known.has(id)) ids.delete(id);
  });

  return {
    ids: ids as ReadonlySet<string>,
    selected: computed(() => (ids.size === 0 ? [] : cards().filter(({ task }) => ids.has(task.id)))),
    add,
    toggle,
    extendTo,
    clear,
  };
}
