import { standpointOf } from "./board-grid";
import type { Place } from "./drop-place";

/** The gap under a point of the window: the column or cell, and by the middles of its cards the position in it. */
export function placeAtPoint(board: HTMLElement, x: number, y: number): Place | null {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-column-id]");
  const standpoint = cell && standpointOf(cell);
  if (!cell || !standpoint || !board.contains(cell)) return null;
  if (cell.dataset.folded !== undefined) return { ...standpoint, index: Infinity };
  const rows = [...cell.querySelectorAll<HTMLElement>("li[data-index]")].map((row) => ({
    index: Number(row.dataset.index),
    box: row.getBoundingClientRect(),
  }));
  const below = rows.filter(({ box }) => y < box.top + box.height / 2);
  const last = Math.max(-1, ...rows.map(({ index }) => index));
  return { ...standpoint, index: below.length > 0 ? Math.min(...below.map(({ index }) => index)) : last + 1 };
}
