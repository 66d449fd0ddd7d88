import { diagnose, type Diagnostic } from "../diagnostics.js";
import type { Block, TableRow } from "../notice.js";
import { cellSource } from "../source.js";
import { countColumnNames, type Field } from "./columns.js";
import type { FoundRow, FoundRows } from "./found-row.js";
import { gridOf } from "./spread-cells.js";
import { headerAt } from "./header.js";
import { findListedCells } from "./listed-cells.js";
import { findProse } from "./prose.js";
import { findTables } from "./tables.js";

/** The rows of a document's responsibility table, in whatever layout it came: a grid, a list of cells, prose. */
export function findRows(blocks: readonly Block[], document: string | null): FoundRows {
  const tables = findTables(blocks, document);
  if (tables.rows.length > 0) return ofOneKind(tables);
  const listed = findListedCells(blocks, document);
  if (listed.rows.length > 0) return listed;
  const prose = findProse(blocks, document);
  if (prose.rows.length > 0) return prose;
  return { ...tables, diagnostics: problemsOf(blocks, document) };
}

const telling: ReadonlySet<Field> = new Set<Field>([
  "progress",
  "deadline",
  "start",
  "period",
  "leader",
  "owner",
  "office",
  "officeAndOwner",
]);

/** Where one table says who is responsible or when, a list of projects that says neither is another kind of table. */
function ofOneKind(found: FoundRows): FoundRows {
  const tells = ({ columns }: FoundRow) => [...columns].filter((field) => telling.has(field)).length;
  const most = found.rows.reduce((best, row) => Math.max(best, tells(row)), 0);
  if (most < 2) return found;
  const others = found.rows.filter((row) => tells(row) === 0);
  const tables = [...Map.groupBy(others, ({ place }) => place.table).values()].map(([first]) => first!);
  const notes = tables.map(({ place, words }) =>
    diagnose("TABLE_SKIPPED", { found: words }, cellSource(place)),
  );
  return {
    ...found,
    rows: found.rows.filter((row) => tells(row) > 0),
    diagnostics: [...found.diagnostics, ...notes],
  };
}

/** Why no row was found: what was looked for, and the likeliest place. */
function problemsOf(blocks: readonly Block[], document: string | null): Diagnostic[] {
  const tables = blocks.filter((block) => block.kind === "table");
  if (tables.length === 0) return [diagnose("NO_TABLE", {}, null)];
  for (const block of tables) {
    const grid = gridOf(block);
    const index = grid.findIndex((_, at) => headerAt(grid, at) !== null);
    if (index < 0) continue;
    const row = block.rows[index]!;
    return [diagnose("NO_PROJECTS", { found: listed(row) }, sourceOf(row, block.table, document))];
  }
  const rows = tables.flatMap((block) => block.rows.map((row) => ({ table: block.table, row })));
  const likeliest = rows.reduce(
    (best, next) => (namesIn(next.row) > namesIn(best.row) ? next : best),
    rows[0]!,
  );
  const source = sourceOf(likeliest.row, likeliest.table, document);
  return [diagnose("NO_PROJECT_NAME_COLUMN", { found: listed(likeliest.row) }, source)];
}

function namesIn({ cells }: TableRow): number {
  return countColumnNames(cells.map(({ text }) => text));
}

function sourceOf({ row, cells }: TableRow, table: number, document: string | null) {
  const cell = cells.find(({ text }) => text !== "") ?? cells[0];
  return cellSource({ document, table, row, column: cell?.column ?? 1, text: cell?.text ?? "" });
}

function listed({ cells }: TableRow): string {
  const texts = cells.map(({ text }) => text.slice(0, 20)).filter((text) => text !== "");
  return texts.slice(0, 12).join("、");
}
