import type { Place } from "./drop-place";

/**
 * The gap under a point of the window: the column (with lanes, the card's own lane) and, by the middles of the cards
 * that are in the page, the position in it.
 */
export function placeAtPoint(board: HTMLElement, x: number, y: number, laneId: string | null): Place | null {
  const under = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-stage-id]");
  const stageId = under?.dataset.stageId;
  if (!under || !stageId || !board.contains(under)) return null;
  const isOtherLane = laneId !== null && under.dataset.laneId !== laneId;
  const column = isOtherLane ? ownCell(board, stageId, laneId) : under;
  const rows = [...(column?.querySelectorAll<HTMLElement>("li[data-index]") ?? [])].map((row) => ({
    index: Number(row.dataset.index),
    box: row.getBoundingClientRect(),
  }));
  const below = rows.filter(({ box }) => y < box.top + box.height / 2);
  const last = Math.max(-1, ...rows.map(({ index }) => index));
  return { stageId, index: below.length > 0 ? Math.min(...below.map(({ index }) => index)) : last + 1 };
}

function ownCell(board: HTMLElement, stageId: string, laneId: string): HTMLElement | null {
  return board.querySelector(
    `[data-stage-id="${CSS.escape(stageId)}"][data-lane-id="${CSS.escape(laneId)}"]`,
  );
}
