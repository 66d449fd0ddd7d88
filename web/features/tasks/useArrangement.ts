import { computed } from "vue";
import type { TaskGroupKey, ViewLayout } from "../../gql/graphql";
import { usePreferences } from "../../stores/preferences";
import { laneKeys, type LaneKey } from "./group-cards";
import { layouts } from "./layouts";
import type { useTasksAddress } from "./useTasksAddress";

/** What a saved view says of how its tasks are shown. */
export interface SavedArrangement {
  layout: ViewLayout;
  columns: TaskGroupKey;
  lanes?: TaskGroupKey | null;
  filterText: string;
}

/** How a page shows its tasks: as the address says, else as the saved view does, else as this browser is used to. */
export function useArrangement(
  address: ReturnType<typeof useTasksAddress>,
  view: () => SavedArrangement | null,
) {
  const preferences = usePreferences();

  const layout = computed<ViewLayout>({
    get: () => shownLayout(address.layout.value ?? view()?.layout ?? "BOARD"),
    set: (value) => (address.layout.value = value),
  });
  const columns = computed<TaskGroupKey>({
    get: () => address.columns.value ?? view()?.columns ?? "STAGE",
    set: (value) => (address.columns.value = value),
  });
  const lanes = computed<LaneKey | null>({
    get: () => {
      const saved = view();
      const said = address.lanes.value ?? (saved ? (saved.lanes ?? "NONE") : preferences.lanes);
      return laneKeys.find((key) => key === said) ?? null;
    },
    set: (value) => {
      if (!view()) preferences.lanes = value ?? "NONE";
      address.lanes.value = value ?? "NONE";
    },
  });
  const filterText = computed(() => address.filterText.value ?? view()?.filterText ?? "");

  /** Keeps a changed filter in the address, unless it is the view's own. */
  function keepFilter(text: string): void {
    address.filterText.value = text === (view()?.filterText ?? "") ? null : text;
  }

  return { layout, columns, lanes, filterText, keepFilter };
}

function shownLayout(wanted: ViewLayout): ViewLayout {
  return layouts.includes(wanted) ? wanted : "BOARD";
}
