import type { Source } from "./notice.js";

/** Where a text stands: a cell or a part of it, or (with `paragraph`) a paragraph or a part of it. */
export interface CellPlace {
  document: string | null;
  table: number | null;
  row: number | null;
  column: number | null;
  paragraph?: number | null;
  /** Where `text` begins in its cell or paragraph, in UTF-16 units; 0 where not given. */
  offset?: number;
  text: string;
  /** The cells that `text` was put together from, where a page break cut it. */
  pieces?: readonly CellPlace[];
}

/** The part of a place's text from `start` to `end` (all of it where not given); of a cut text, the part before the cut. */
export function cellSource(place: CellPlace, start = 0, end = place.text.length): Source {
  if (place.pieces) return sourceInPieces(place.pieces, start, end);
  const { document, table, row, column, paragraph = null, offset = 0, text } = place;
  const slice = text.slice(start, end);
  return { document, table, row, column, paragraph, start: offset + start, end: offset + end, text: slice };
}

function sourceInPieces(pieces: readonly CellPlace[], start: number, end: number): Source {
  let before = 0;
  for (const piece of pieces) {
    const { length } = piece.text;
    if (start < before + length || piece === pieces.at(-1))
      return cellSource(piece, start - before, Math.min(end - before, length));
    before += length;
  }
  throw new Error("A text without pieces has no place");
}

/** A part of a place as a place of its own. */
export function partOf(place: CellPlace, start: number, end = place.text.length): CellPlace {
  if (start === 0 && end >= place.text.length) return place;
  if (place.pieces) return { ...place, ...cellSourceAsPlace(cellSource(place, start, end)) };
  return { ...place, offset: (place.offset ?? 0) + start, text: place.text.slice(start, end) };
}

function cellSourceAsPlace({ start, text, ...place }: Source): CellPlace & { pieces: undefined } {
  return { ...place, offset: start, text, pieces: undefined };
}

/** A text and its continuation in a cell of the next page, read as one. */
export function goingOn(place: CellPlace, rest: CellPlace): CellPlace {
  return { ...place, text: place.text + rest.text, pieces: [...(place.pieces ?? [place]), rest] };
}
