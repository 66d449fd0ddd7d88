import type { BoardCard } from "../board-cards";

/**
 * Lists longer than this keep only what is near the window in the page. On a board of many cards, where many lists are
 * in the page at once, and in the cells of lanes that is fewer.
 */
export function longList(boardSize: number, isCell: boolean): number {
  return isCell || boardSize > 300 ? 16 : 60;
}

/** How high a card without labels usually is, and the room between two, in pixels. */
export const cardHeight = 124;
export const cardGap = 8;

/** What labels usually add to a card's height. */
const labelsHeight = 22;

/** How high a card is taken to be until it is measured. */
export function guessHeight({ task }: BoardCard): number {
  return cardHeight + (task.labels.length > 0 ? labelsHeight : 0);
}
