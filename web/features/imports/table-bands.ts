import type { Import_TableFragment } from "../../gql/graphql";

type Row = Import_TableFragment["rows"][number];

/**
 * Cuts a long table into bands of at least `size` rows, so that a browser can leave out what is not looked at. No
 * merged cell reaches over a cut.
 */
export function bandsOf(rows: readonly Row[], size: number): Row[][] {
  const bands: Row[][] = [];
  let band: Row[] = [];
  let reach = 0;
  rows.forEach((row, index) => {
    if (band.length >= size && reach <= index) {
      bands.push(band);
      band = [];
    }
    band.push(row);
    for (const { rowSpan } of row.cells) reach = Math.max(reach, index + rowSpan);
  });
  if (band.length > 0) bands.push(band);
  return bands;
}

/** How wide each column wants to be, in characters, by the longest text that stands in it alone. */
export function columnWidths(rows: readonly Row[]): number[] {
  const longest: number[] = [];
  for (const { cells } of rows) {
    for (const { column, colSpan, text } of cells) {
      while (longest.length < column + colSpan - 1) longest.push(0);
      if (colSpan === 1) longest[column - 1] = Math.max(longest[column - 1] ?? 0, text.length);
    }
  }
  return longest.map(wantedWidth);
}

/** Short words stay on a line; long texts get room to be read. */
function wantedWidth(length: number): number {
  if (length <= 6) return Math.max(length, 2);
  if (length < 30) return 6;
  return length < 80 ? 8 : 11;
}
