import { inject, type ComputedRef, type InjectionKey } from "vue";
import type { ComposerTranslation } from "vue-i18n";
import type { Dates } from "../../../composables/useDates";
import type { TaskGroupKey } from "../../../gql/graphql";
import type { BoardCard, BoardStage } from "../board-cards";
import type { BoardGrid } from "./board-grid";
import type { Drop } from "./drop-offer";
import type { Standpoint } from "./drop-place";

/**
 * What every card and column of a board needs and none owns; provided by TaskBoard, because a board of thousands of
 * cards cannot afford a composer and a menu for each.
 */
export interface BoardContext {
  t: ComposerTranslation;
  locale: ComputedRef<string>;
  dates: Dates;
  /** How many cards it has. */
  size: ComputedRef<number>;
  grid: ComputedRef<BoardGrid>;
  stages: ComputedRef<readonly BoardStage[]>;
  columnsBy: ComputedRef<TaskGroupKey>;
  isFiltered: ComputedRef<boolean>;
  hidesProject: ComputedRef<boolean>;
  /** The card that was taken up, by pointer or by keys. */
  carriedId: ComputedRef<string | null>;
  /** Whether a card goes with the one that was taken up, or is it. */
  isCarried(taskId: string): boolean;
  /** Whether the place among a column's cards counts: one card is carried over columns that keep an order. */
  isPlaced: ComputedRef<boolean>;
  /** What putting the carried card down there would do; null while none is carried. */
  dropAt(place: Standpoint): Drop | null;
  /** The card that lies open in the drawer. */
  openId: ComputedRef<string | null>;
  /** Whether somebody else has changed it just now. */
  isFresh(taskId: string): boolean;
  /** Whether a change of several cards, this one among them, is on its way. */
  isSent(taskId: string): boolean;
  isSelecting: ComputedRef<boolean>;
  isSelected(taskId: string): boolean;
  select(card: BoardCard, element: HTMLElement): void;
  selectAll(cards: readonly BoardCard[]): void;
  fold(side: "column" | "lane", id: string, wanted: boolean): void;
  /** Nothing can be moved. */
  isPast: ComputedRef<boolean>;
  open(card: BoardCard): void;
  showMoves(card: BoardCard, anchor: HTMLElement): void;
}

export const boardKey: InjectionKey<BoardContext> = Symbol("board");

export function useBoard(): BoardContext {
  const board = inject(boardKey);
  if (!board) throw new Error("A card stands on a board: provide boardKey.");
  return board;
}
