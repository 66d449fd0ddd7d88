import type { Component } from "vue";
import type { Almanac } from "../../composables/useDates";
import type { TaskGroupKey, ViewLayout } from "../../gql/graphql";
import type { BoardCard, BoardStage } from "./board-cards";
import TaskBoard from "./board/TaskBoard.vue";
import type { LaneKey } from "./group-cards";

/** What every layout is given. Each emits `open` with the id of a task that is to be opened in the drawer. */
export interface LayoutProps {
  /** The cards that pass the filter. */
  cards: readonly BoardCard[];
  stages: readonly BoardStage[];
  almanac: Almanac & { id: string; title: string; year: number };
  columns: TaskGroupKey;
  lanes: LaneKey | null;
  openId: string | null;
  isFiltered: boolean;
  /** Shows a day that is past: to look at, and nothing can be moved. */
  isPast: boolean;
}

/** The board comes with the page; the others when they are first chosen. */
export const layoutComponents: Partial<Record<ViewLayout, Component>> = {
  BOARD: TaskBoard,
};

export const layouts = Object.keys(layoutComponents) as ViewLayout[];
