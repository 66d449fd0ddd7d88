const LEAST_COLUMNS = 3;
const LEAST_ROWS = 3;

/** A line's parts where wide gaps divide it: two spaces or two full-width ones, not the one inside a padded name. */
export function alignedCells(line: string): string[] {
  return line.trim().split(/ {2,}|　{2,}/);
}

/**
 * How many of these lines make a table whose columns are set with spaces; 0 where it is prose. No table is better than
 * a wrong one: all lines have as many parts as the first, which looks like a header.
 */
export function alignedRows(lines: readonly string[]): number {
  const columns = alignedCells(lines[0]!).length;
  if (columns < LEAST_COLUMNS || !looksLikeHeader(lines[0]!)) return 0;
  const other = lines.findIndex((line) => alignedCells(line).length !== columns);
  const rows = other < 0 ? lines.length : other;
  return rows >= LEAST_ROWS ? rows : 0;
}

function looksLikeHeader(line: string): boolean {
  return alignedCells(line).every((cell) => cell.length <= 12 && !/[。；;，,：:]/.test(cell));
}
