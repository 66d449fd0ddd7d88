import { defineAsyncComponent, type Component } from "vue";
import type { Almanac } from "../../composables/useDates";
import type { TaskGroupKey, ViewLayout } from "../../gql/graphql";
import type { BoardCard, BoardStage } from "./board-cards";
import TaskBoard from "./board/TaskBoard.vue";
import DashboardSkeleton from "./dashboard/DashboardSkeleton.vue";
import type { FilterJson } from "./filtering/filter-json";
import type { LaneKey } from "./group-cards";
import MatrixSkeleton from "./matrix/MatrixSkeleton.vue";
import TableSkeleton from "./table/TableSkeleton.vue";
import TimelineSkeleton from "./timeline/TimelineSkeleton.vue";
import type { SortBy } from "./table/arrange-rows";

/**
 * What every layout is given. Each emits `open` with the id of a task that is to be opened in the drawer. Some emit
 * `filter` with a further condition whose cards are to be shown on the board, or `arrange` with what is to make the
 * columns.
 */
export interface LayoutProps {
  /** The cards that pass the filter. */
  cards: readonly BoardCard[];
  stages: readonly BoardStage[];
  almanac: Almanac & { id: string; title: string; year: number };
  columns: TaskGroupKey;
  lanes: LaneKey | null;
  openId: string | null;
  isFiltered: boolean;
  /** What the page is filtered by. */
  filter?: FilterJson;
  /** The table's columns by their keys, as a saved view has them; the usual ones where it has none. */
  tableColumns?: readonly string[];
  /** What rows are sorted by, as a saved view has it. */
  orderBy?: readonly SortBy[];
  /** Shows a day that is past: to look at, and nothing can be moved. */
  isPast: boolean;
}

/** The board comes with the page; the others when they are first chosen. */
export const layoutComponents: Partial<Record<ViewLayout, Component>> = {
  BOARD: TaskBoard,
  MATRIX: defineAsyncComponent({
    loader: () => import("./matrix/MatrixLayout.vue"),
    loadingComponent: MatrixSkeleton,
  }),
  TIMELINE: defineAsyncComponent({
    loader: () => import("./timeline/TimelineLayout.vue"),
    loadingComponent: TimelineSkeleton,
  }),
  TABLE: defineAsyncComponent({
    loader: () => import("./table/TaskTable.vue"),
    loadingComponent: TableSkeleton,
  }),
  DASHBOARD: defineAsyncComponent({
    loader: () => import("./dashboard/TaskDashboard.vue"),
    loadingComponent: DashboardSkeleton,
  }),
};

/** The shapes of layouts while their tasks are being read; the board has its own. */
export const layoutSkeletons: Partial<Record<ViewLayout, Component>> = {
  MATRIX: MatrixSkeleton,
  TIMELINE: TimelineSkeleton,
  TABLE: TableSkeleton,
  DASHBOARD: DashboardSkeleton,
};

export const layouts = Object.keys(layoutComponents) as ViewLayout[];
