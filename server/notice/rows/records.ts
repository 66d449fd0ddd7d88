import type { CellPlace } from "../source.js";
import { headerWords, isColumnName, isExactHeader, type Field } from "./columns.js";
import { wordsOf, type FieldText, type FoundRow } from "./found-row.js";
import { filledCells, type GridCell, type GridRow } from "./spread-cells.js";

const FEWEST_LABELS = 3;
const LONGEST_LABEL = 12;

/**
 * Whether a table is one project's (or several projects') form, labels beside values, and no list with a header:
 * most of its rows begin with a label, and one of the labels is the name's.
 */
export function isRecordTable(grid: readonly GridRow[]): boolean {
  const firsts = grid.map((row) => filledCells(row)[0]).filter((cell) => cell !== undefined);
  const labels = new Set(firsts.filter(({ text }) => isLabel(text)));
  const hasName = grid.some(
    (row) =>
      labels.has(filledCells(row)[0]!) &&
      filledCells(row).some(({ text }) => isLabel(text) && headerWords(text)?.field === "name"),
  );
  const rows = firsts.filter((cell) => labels.has(cell)).length;
  return hasName && labels.size >= FEWEST_LABELS && rows * 2 > firsts.length && !isHeaderRow(grid[0]);
}

/** The columns whose cells are labels, mostly: in these a label may be one that nobody knows. */
function labelColumns(grid: readonly GridRow[]): Set<number> {
  const cells = new Set(grid.flatMap(filledCells));
  const byColumn = Map.groupBy(cells, ({ column }) => column);
  const isOfLabels = (own: GridCell[]) =>
    own.filter(({ text }) => isLabel(text)).length * 5 >= own.length * 3;
  return new Set([...byColumn].filter(([, own]) => isOfLabels(own)).map(([column]) => column));
}

/** A list's header is labels and nothing else; a form's row has a value beside its label. */
function isHeaderRow(row: GridRow | undefined): boolean {
  const cells = row ? filledCells(row) : [];
  return cells.length > 2 && cells.every(({ text }) => isLabel(text));
}

function isLabel(text: string): boolean {
  return text.length <= 20 && isColumnName(text);
}

/** The projects of a form: a new one begins where the name's label comes again, or in each further column of values. */
export function readRecords(grid: readonly GridRow[], table: number, document: string | null): FoundRow[] {
  const records: FieldText[][] = [[]];
  const ofLabels = labelColumns(grid);
  /** The first of the records that stand beside each other. */
  let first = 0;
  for (const row of grid) {
    for (const { labels, values } of pairsOf(filledCells(row), ofLabels)) {
      const field = fieldOf(labels);
      const begins = field === "name" || field === "number";
      if (begins && records[first]!.some((text) => text.field === field)) first = records.push([]) - 1;
      for (const [index, cell] of values.filter((value) => value.row === row.row).entries()) {
        (records[first + index] ??= []).push(textOf(cell, field, labels, table, document));
      }
    }
  }
  return records.filter((texts) => texts.length > 0).map(rowOf);
}

/**
 * `label value`, `label label value` (进度安排 over 第一季度), `label value label value`. A time right behind a label is
 * its value (完成时限, 6月底前), unless it has one of its own behind it.
 */
function pairsOf(
  cells: readonly GridCell[],
  ofLabels: ReadonlySet<number>,
): { labels: GridCell[]; values: GridCell[] }[] {
  const pairs: { labels: GridCell[]; values: GridCell[] }[] = [];
  for (const [index, cell] of cells.entries()) {
    const last = pairs.at(-1);
    const next = cells[index + 1];
    const hasValue = next !== undefined && !isLabel(next.text);
    const isTime = last?.values.length === 0 && !isExactHeader(cell.text) && !hasValue;
    const isNamed = isLabel(cell.text) || (ofLabels.has(cell.column) && cell.text.length <= LONGEST_LABEL);
    if (!isNamed || isTime) last?.values.push(cell);
    else if (last && last.values.length === 0) last.labels.push(cell);
    else pairs.push({ labels: [cell], values: [] });
  }
  return pairs;
}

function fieldOf(labels: readonly GridCell[]): Field {
  const words = labels.map(({ text }) => headerWords(text)?.field ?? "other");
  return words.includes("actual") ? "actual" : words.at(-1)!;
}

function textOf(
  cell: GridCell,
  field: Field,
  labels: readonly GridCell[],
  table: number,
  document: string | null,
): FieldText {
  const place: CellPlace = { document, table, row: cell.row, column: cell.column, text: cell.text };
  return { field, headers: [labels.at(-1)!.text], place, isShared: false };
}

function rowOf(texts: FieldText[]): FoundRow {
  const { place } = texts.find(({ field }) => field === "name") ?? texts[0]!;
  return {
    joining: "NEW",
    isForm: true,
    texts,
    columns: new Set(texts.map(({ field }) => field)),
    category: null,
    leaders: null,
    place,
    words: wordsOf(texts),
    length: null,
  };
}
