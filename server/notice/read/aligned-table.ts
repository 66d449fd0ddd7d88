const LEAST_COLUMNS = 3;

/** So many lines must agree before they are a table: no table is better than a wrong one. */
export const LEAST_ROWS = 3;

/** A line's parts where wide gaps divide it: two spaces or two full-width ones, not the one inside a padded name. */
export function alignedCells(line: string): string[] {
  return line.trim().split(/ {2,}|　{2,}/);
}

/** How many columns a line that looks like a table's header sets with spaces; 0 for prose. */
export function columnsSetIn(line: string): number {
  const cells = alignedCells(line);
  const isHeader = cells.every((cell) => cell.length <= 12 && !/[。；;，,：:]/.test(cell));
  return isHeader && cells.length >= LEAST_COLUMNS ? cells.length : 0;
}
