import { headerAt, headerLikeness, type Header } from "./header.js";
import { rowNumber } from "./row-words.js";
import { filledCells, type GridRow } from "./spread-cells.js";

/** Whether a table without a header goes on with the one before: as wide, and no list of something else. */
export function goesOnWith(grid: readonly GridRow[], header: Header): boolean {
  if (hasTitleRows(grid, header)) return false;
  const width = Math.max(...grid.map(({ cells }) => cells.length));
  const first = grid.find((row) => filledCells(row).length > 0);
  if (!first) return false;
  const isOther =
    filledCells(first).filter(({ text }) => otherHeaders.has(text.replace(/\s/g, ""))).length >= 2;
  const numberColumn = header.columns.find(({ field }) => field === "number")?.column;
  const hasNumbers =
    numberColumn !== undefined &&
    grid.some(({ cells }) => rowNumber(cells[numberColumn - 1]?.text ?? "") !== null);
  return !isOther && headerLikeness(first) < 2 && (width === header.width || (hasNumbers && width > 2));
}

const MOST_TITLE_ROWS = 6;

/** Titles and units above a header of its own: no rows of the table before. */
function hasTitleRows(grid: readonly GridRow[], { columns }: Header): boolean {
  const own = grid.slice(0, MOST_TITLE_ROWS + 1).findIndex((_, index) => headerAt(grid, index) !== null);
  const named = columns.find(({ field }) => field === "number")?.column;
  const isNumbered = ({ cells }: GridRow) =>
    named !== undefined && rowNumber(cells[named - 1]?.text ?? "") !== null;
  return own > 0 && grid.slice(0, own).every((row) => filledCells(row).length <= 2 && !isNumbered(row));
}

const otherHeaders = new Set(
  "姓名 职务 单位 电话 联系电话 手机 组长 副组长 成员 时间 地点 文号 日期 主题".split(" "),
);
