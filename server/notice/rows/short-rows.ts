import { dealOut, fit } from "./align.js";
import type { Field } from "./columns.js";
import type { GridCell, GridRow } from "./spread-cells.js";
import type { Header } from "./header.js";

/**
 * A row with fewer cells than its header, as merged cells leave it in plain text: each cell goes to the column it
 * fits best, if that is clearly better than reading from the left. Left-out columns are blank.
 */
export function realigned(row: GridRow, header: Header): GridRow {
  const cells = row.cells.filter((cell): cell is GridCell => cell !== undefined);
  const fields = fieldsOf(header);
  if (cells.length >= fields.length || cells.length === 0 || cells.some(({ colSpan }) => colSpan > 1))
    return row;
  const dealt = dealOut(
    cells.map(({ text }) => text),
    fields,
  );
  if (dealt.some((indexes) => indexes.length > 1)) return row;
  const inPlace = cells.reduce((sum, { text }, index) => sum + fit(text, fields[index]!), 0);
  const moved = dealt.reduce((sum, [index], column) => {
    return index === undefined ? sum : sum + fit(cells[index]!.text, fields[column]!);
  }, 0);
  if (moved < inPlace + CLEARLY) return row;
  return { row: row.row, cells: dealt.map(([index]) => (index === undefined ? undefined : cells[index])) };
}

const CLEARLY = 1.5;

function fieldsOf({ columns, width }: Header): Field[] {
  return Array.from({ length: width }, (_, index) => {
    return columns.find(({ column }) => column === index + 1)?.field ?? "other";
  });
}
