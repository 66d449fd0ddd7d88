import type { TaskGroupKey, ViewLayout, View_SavedFragment } from "../../gql/graphql";

export type SavedView = View_SavedFragment;

/** How a page shows its tasks now: what a view keeps of it. */
export interface Arrangement {
  layout: ViewLayout;
  columns: TaskGroupKey;
  lanes: TaskGroupKey | null;
  filterText: string;
}

/** Whether a page shows its tasks otherwise than the view says. */
export function differs(shown: Arrangement, view: SavedView): boolean {
  return (
    shown.layout !== view.layout ||
    shown.columns !== view.columns ||
    shown.lanes !== (view.lanes ?? null) ||
    shown.filterText.trim() !== view.filterText.trim()
  );
}

export const viewGroupNames = ["mine", "readyMade", "office", "everyone"] as const;

export interface ViewGroup {
  name: (typeof viewGroupNames)[number];
  views: SavedView[];
}

/** The views of a programme by whose they are, each group in the viewer's own order; empty groups are left out. */
export function groupViews(views: readonly SavedView[], programmeId: string): ViewGroup[] {
  const here = views.filter(({ programme }) => !programme || programme.id === programmeId);
  return viewGroupNames
    .map((name) => ({ name, views: here.filter((view) => groupOf(view) === name) }))
    .filter((group) => group.views.length > 0);
}

/** What somebody follows is among their own. */
function groupOf(view: SavedView): ViewGroup["name"] {
  if (view.isMine || (view.isFollowed && !view.isReadyMade)) return "mine";
  if (view.isReadyMade) return "readyMade";
  return view.sharing === "OFFICE" ? "office" : "everyone";
}

/** Between which views of its group one comes to lie when it is moved a place up or down; null at the end. */
export function placeAfterStep(
  group: readonly { id: string }[],
  viewId: string,
  by: 1 | -1,
): { afterViewId?: string; beforeViewId?: string } | null {
  const at = group.findIndex(({ id }) => id === viewId);
  const neighbour = group[at + by];
  if (at < 0 || !neighbour) return null;
  return by === 1 ? { afterViewId: neighbour.id } : { beforeViewId: neighbour.id };
}
