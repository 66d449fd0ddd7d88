import { computed, onScopeDispose, watch } from "vue";
import type { TaskFilterState } from "./filtering/useTaskFilter";
import { boardCards, findCards, type BoardProject } from "./board-cards";

/** How long, in milliseconds, changes are gathered before the filter is run anew. */
const gathering = 300;

/** The cards of a board that pass the page's filter and in which the words that are looked for stand. */
export function useBoardCards(
  projects: () => readonly BoardProject[] | undefined,
  filter: TaskFilterState,
  find: () => string,
) {
  const all = computed(() => boardCards(projects() ?? []));
  const passed = computed(() => {
    const { value: ids } = filter.ids;
    return ids ? all.value.filter(({ task }) => ids.has(task.id)) : all.value;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(all, (_, before) => {
    if (before.length === 0) return;
    clearTimeout(timer);
    timer = setTimeout(filter.refresh, gathering);
  });
  onScopeDispose(() => clearTimeout(timer));

  return { all, cards: computed(() => findCards(passed.value, find())) };
}
