import { columnsOf, countColumnNames, type Column } from "./columns.js";
import { diagnose, type Diagnostic } from "./diagnostics.js";
import type { Block, Cell, TableBlock, TableRow } from "./notice.js";
import { rowSource } from "./source.js";

/** A row below a header, whichever page it stands on. */
export interface FoundRow {
  table: number;
  row: number;
  cells: Cell[];
  columns: Column[];
  /** The section heading above it (一、…). */
  category: string | null;
}

export interface FoundTables {
  rows: FoundRow[];
  diagnostics: Diagnostic[];
}

/**
 * The rows of all responsibility tables in order. A header holds until the next one, so a table that goes on
 * after a page break, with its header repeated or not, is one list.
 */
export function findTables(blocks: readonly Block[], document: string | null): FoundTables {
  const state: { columns: Column[] | null; category: string | null } = { columns: null, category: null };
  const rows: FoundRow[] = [];
  for (const block of blocks) {
    if (block.kind === "paragraph") {
      state.category = sectionTitle(block.text) ?? state.category;
      continue;
    }
    for (const row of block.rows) {
      const header = columnsOf(row.cells);
      if (header) {
        if (!state.columns) state.category = null;
        state.columns = header;
        continue;
      }
      const section = onlyCell(row);
      if (section && sectionTitle(section)) state.category = sectionTitle(section);
      else if (state.columns && !isBlank(row)) rows.push(foundRow(block, row, state.columns, state.category));
    }
  }
  return { rows, diagnostics: problemsOf(blocks, rows, document) };
}

function foundRow(
  { table }: TableBlock,
  { row, cells }: TableRow,
  columns: Column[],
  category: string | null,
): FoundRow {
  return { table, row, cells, columns, category };
}

function problemsOf(blocks: readonly Block[], rows: FoundRow[], document: string | null): Diagnostic[] {
  const tables = blocks.filter((block) => block.kind === "table");
  if (tables.length === 0) return [diagnose("NO_TABLE", {}, null)];
  const allRows = tables.flatMap((block) => block.rows.map((row) => ({ table: block.table, row })));
  const header = allRows.find(({ row }) => columnsOf(row.cells));
  if (!header) {
    const likeliest = allRows.reduce((best, next) =>
      countColumnNames(next.row.cells) > countColumnNames(best.row.cells) ? next : best,
    );
    const source = rowSource(document, likeliest.table, likeliest.row);
    return [diagnose("NO_PROJECT_NAME_COLUMN", { found: listed(likeliest.row) }, source)];
  }
  const source = rowSource(document, header.table, header.row);
  if (rows.length === 0) return [diagnose("NO_PROJECTS", { found: listed(header.row) }, source)];
  const hasProgress = rows[0]!.columns.some(({ field }) => field === "progress" || field === "period");
  return hasProgress ? [] : [diagnose("NO_PROGRESS_COLUMN", {}, source)];
}

const sectionNumber = /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])/;

/** `一、社会事业` or `（一）社会事业`, short and without a full stop. */
function sectionTitle(text: string): string | null {
  const number = sectionNumber.exec(text);
  if (!number) return null;
  const title = text.slice(number[0].length).trim();
  return title.length > 0 && title.length <= 30 && !/[。；;]/.test(title) ? title : null;
}

function onlyCell({ cells }: TableRow): string | null {
  const filled = cells.filter(({ text }) => text !== "");
  return filled.length === 1 ? filled[0]!.text : null;
}

function isBlank({ cells }: TableRow): boolean {
  return cells.every(({ text }) => text === "");
}

function listed({ cells }: TableRow): string {
  const texts = cells.map(({ text }) => text.slice(0, 20)).filter((text) => text !== "");
  return texts.slice(0, 12).join("、");
}
