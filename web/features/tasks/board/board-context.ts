import { inject, type ComputedRef, type InjectionKey } from "vue";
import type { ComposerTranslation } from "vue-i18n";
import type { Dates } from "../../../composables/useDates";
import type { BoardCard } from "../board-cards";

/**
 * What every card of a board needs and none owns; provided by TaskBoard, because a board of thousands of cards
 * cannot afford a composer and a menu for each.
 */
export interface BoardContext {
  t: ComposerTranslation;
  locale: ComputedRef<string>;
  dates: Dates;
  /** The card that is being carried, by pointer or by keys. */
  carriedId: ComputedRef<string | null>;
  /** The card that lies open in the drawer. */
  openId: ComputedRef<string | null>;
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
