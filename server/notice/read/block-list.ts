import { diagnose, type Diagnostic } from "../diagnostics.js";
import type { Block, Cell, TableRow } from "../notice.js";
import { cellSource } from "../source.js";
import { fillGaps } from "./place-cells.js";
import { isPageNumber } from "./page-number.js";
import type { ReadLimits } from "./limits.js";
import { unreadable } from "./unreadable.js";

/** What a reader has found so far. Numbers paragraphs, tables and rows, and holds every reader to the limits. */
export class BlockList {
  private readonly blocks: Block[] = [];
  readonly diagnostics: Diagnostic[] = [];
  private paragraphs = 0;
  private tables = 0;
  private rows = 0;
  private cells = 0;
  private characters = 0;

  constructor(
    readonly limits: ReadLimits,
    private readonly document: string | null,
  ) {}

  /** A paragraph; blank text is none, and neither is a page's number. */
  paragraph(text: string): void {
    const words = text.trim();
    if (words === "" || isPageNumber(words)) return;
    this.spend(words.length);
    this.blocks.push({ kind: "paragraph", paragraph: ++this.paragraphs, text: words });
  }

  /**
   * A table of rows of cells, each cell in the row and column where it begins; places that none covers are filled.
   * No table comes of no rows.
   */
  table(rows: Cell[][], sheet: string | null = null): void {
    this.rows += rows.length;
    if (rows.length === 0 || this.rows > this.limits.rows) return;
    const table = ++this.tables;
    const filled = fillGaps(this.withinColumns(rows, table));
    const limited = filled.map((cells, index): TableRow => {
      const row = index + 1;
      this.count(cells);
      return { row, cells: cells.map((cell) => this.withinText(cell, table, row)) };
    });
    this.blocks.push({ kind: "table", table, sheet, rows: limited });
  }

  /** Counts rows that are not kept, because too many are there already. */
  countRows(rows: number): void {
    this.rows += rows;
  }

  /** Whether further rows are but counted. */
  get isFull(): boolean {
    return this.rows > this.limits.rows;
  }

  note(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
  }

  /** Counts text while it is gathered, so that none grows without bound. */
  spend(characters: number): void {
    this.characters += characters;
    if (this.characters > this.limits.totalText)
      throw unreadable("TOO_MUCH_TEXT", { limit: this.limits.totalText });
  }

  /** All blocks, or the refusal of a document that is too long. */
  finish(): Block[] {
    if (this.rows > this.limits.rows)
      throw unreadable("TOO_MANY_ROWS", { found: this.rows, limit: this.limits.rows });
    return this.blocks;
  }

  private count(cells: Cell[]): void {
    this.cells += cells.length;
    if (this.cells > this.limits.cells) throw unreadable("TOO_MANY_CELLS", { limit: this.limits.cells });
    for (const { text } of cells) this.spend(text.length);
  }

  private withinColumns(rows: Cell[][], table: number): Cell[][] {
    const { columns } = this.limits;
    const widest = rows.reduce((widest, cells) => Math.max(widest, cells.at(-1)?.column ?? 0), 0);
    if (widest > columns) {
      const source = cellSource({ document: this.document, table, row: 1, column: columns, text: "" });
      this.note(diagnose("TOO_MANY_COLUMNS", { found: widest, limit: columns }, source));
    }
    return rows.map((cells) => cells.flatMap((cell) => withinColumn(cell, columns)));
  }

  private withinText(cell: Cell, table: number, row: number): Cell {
    const { cellText } = this.limits;
    const { column, text } = cell;
    if (text.length <= cellText) return cell;
    const kept = text.slice(0, cellText);
    const source = cellSource({ document: this.document, table, row, column, text: kept }, 0, 20);
    this.note(diagnose("CELL_CUT", { found: text.length, limit: cellText }, source));
    return { ...cell, text: kept };
  }
}

function withinColumn(cell: Cell, columns: number): Cell[] {
  if (cell.column > columns) return [];
  const colSpan = Math.min(cell.colSpan, columns - cell.column + 1);
  return [colSpan === cell.colSpan ? cell : { ...cell, colSpan }];
}
