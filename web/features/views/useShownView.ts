import { computed } from "vue";
import type { TaskGroupKey, View_SavedFragment, ViewLayout } from "../../gql/graphql";
import { usePreferences } from "../../stores/preferences";
import { laneKeys, type LaneKey } from "../tasks/group-cards";
import { layouts } from "../tasks/layouts";
import type { useViewAddress } from "./useViewAddress";

export type SavedView = View_SavedFragment;

/** How a page lays its cards out: as the address says, else as the saved view does, else as this browser is used to. */
export function useShownView(address: ReturnType<typeof useViewAddress>, views: () => readonly SavedView[]) {
  const preferences = usePreferences();
  const view = computed(() => views().find(({ id }) => id === address.viewId.value) ?? null);

  const layout = computed<ViewLayout>({
    get: () => shownLayout(address.layout.value ?? view.value?.layout ?? "BOARD"),
    set: (value) => (address.layout.value = value),
  });
  const columns = computed<TaskGroupKey>({
    get: () => address.columns.value ?? view.value?.columns ?? "STAGE",
    set: (value) => (address.columns.value = value),
  });
  const lanes = computed<LaneKey | null>({
    get: () => {
      const said = address.lanes.value ?? (view.value ? (view.value.lanes ?? "NONE") : preferences.lanes);
      return laneKeys.find((key) => key === said) ?? null;
    },
    set: (value) => {
      if (!view.value) preferences.lanes = value ?? "NONE";
      address.lanes.value = value ?? "NONE";
    },
  });
  const filterText = computed(() => address.filterText.value ?? view.value?.filterText ?? "");

  /** Keeps a changed filter in the address, unless it is the view's own. */
  function keepFilter(text: string): void {
    const own = view.value?.filterText ?? "";
    address.filterText.value = text === own ? null : text;
  }

  return { view, layout, columns, lanes, filterText, keepFilter };
}

function shownLayout(wanted: ViewLayout): ViewLayout {
  return layouts.includes(wanted) ? wanted : "BOARD";
}
