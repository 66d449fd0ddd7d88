import { generateNKeysBetween } from "fractional-indexing";

/** `count` ranks in order after `above`. */
export function ranksAfter(above: string | null, count: number): string[] {
  return generateNKeysBetween(above, null, count);
}

/** `count` ranks in order between two others, either of which may be missing. */
export function ranksBetween(above: string | null, below: string | null, count: number): string[] {
  return generateNKeysBetween(above, below, count);
}

/** Ranks grow when cards are put into the same gap over and over; past this length neighbours are spread anew. */
export const longestRank = 48;

/** What ranks that were spread anew have at most, while the column has further cards: room for a hundred more in one gap. */
export const roomyRank = 24;
