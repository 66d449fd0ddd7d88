import { computed, shallowReactive, watch } from "vue";

/** An order in which cards are shown, such as a column's: a range lies within one. */
interface Order {
  /** Which of the orders it is, where a page has several. */
  at: string;
  ids: readonly string[];
}

/** Which of the cards are chosen. `shown` gives the ids of those that are shown: no other is meant. */
export function useSelection(shown: () => readonly string[]) {
  const ids = shallowReactive(new Set<string>());
  let last: { id: string; at: string } | null = null;

  const isAll = computed(() => ids.size > 0 && ids.size === shown().length);

  function add(wanted: readonly string[]): void {
    for (const id of wanted) ids.add(id);
  }

  /** Chooses a card, or lets it go. */
  function toggle(id: string, at = ""): void {
    last = { id, at };
    if (!ids.delete(id)) ids.add(id);
  }

  /**
   * Chooses, or lets go, all from the card that was touched last to this one; this one alone where the other stands in
   * another order.
   */
  function toggleThrough(id: string, { at, ids: order }: Order): void {
    const from = last?.at === at ? order.indexOf(last.id) : -1;
    const to = order.indexOf(id);
    const isWanted = !ids.has(id);
    const between = from < 0 || to < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const each of between) {
      if (isWanted) ids.add(each);
      else ids.delete(each);
    }
    last = { id, at };
  }

  function toggleAll(): void {
    if (isAll.value) ids.clear();
    else add(shown());
  }

  function clear(): void {
    ids.clear();
    last = null;
  }

  watch(shown, (now) => {
    if (ids.size === 0) return;
    const known = new Set(now);
    for (const id of ids) if (!known.has(id)) ids.delete(id);
  });

  return { ids: ids as ReadonlySet<string>, isAll, add, toggle, toggleThrough, toggleAll, clear };
}
