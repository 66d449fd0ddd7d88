import { computed, shallowRef } from "vue";

/**
 * Which of the cards that are shown are chosen. `order` gives the ids as they are shown, from the first to the last:
 * what is not shown any more is not chosen either.
 */
export function useSelection(order: () => readonly string[]) {
  const marked = shallowRef<ReadonlySet<string>>(new Set());
  let anchor: string | null = null;

  const chosen = computed(() => order().filter((id) => marked.value.has(id)));
  const ids = computed<ReadonlySet<string>>(() => new Set(chosen.value));
  const isAll = computed(() => chosen.value.length > 0 && chosen.value.length === order().length);

  /** Chooses a card, or lets it go; with `throughHere` all from the last one that was touched to this one. */
  function toggle(id: string, throughHere = false): void {
    const wanted = !ids.value.has(id);
    const next = new Set(chosen.value);
    for (const each of throughHere ? between(order(), anchor, id) : [id]) {
      if (wanted) next.add(each);
      else next.delete(each);
    }
    marked.value = next;
    anchor = id;
  }

  function toggleAll(): void {
    marked.value = new Set(isAll.value ? [] : order());
  }

  function clear(): void {
    marked.value = new Set();
    anchor = null;
  }

  return { chosen, ids, isAll, toggle, toggleAll, clear };
}

/** The ids from one to another, both included, whichever comes first. */
function between(order: readonly string[], from: string | null, to: string): readonly string[] {
  const start = from === null ? -1 : order.indexOf(from);
  const end = order.indexOf(to);
  if (start < 0) return [to];
  return order.slice(Math.min(start, end), Math.max(start, end) + 1);
}
