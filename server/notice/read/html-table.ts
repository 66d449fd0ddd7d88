import { weightOf, type FlowCell, type FlowTable } from "./flow.js";
import { placeCells, withinColumns } from "./grid.js";
import { KeptPlaces } from "./kept-places.js";
import type { ReadLimits } from "./limits.js";

interface RowGroup {
  isFoot: boolean;
  rows: FlowCell[][];
}

/** An HTML table while it is read (HTML, 4.9.12): row groups of cells that find their places at the end. */
export class HtmlTable {
  private readonly groups: RowGroup[] = [];
  private readonly columns = new KeptPlaces();
  private group: RowGroup | null = null;
  private row: FlowCell[] | null = null;
  private rows = 0;
  private column = 0;

  constructor(private readonly limits: ReadLimits) {}

  /** A column; Excel writes hidden ones as such. */
  addColumn(span: number, isHidden: boolean): void {
    if (isHidden) this.columns.remove(this.column + 1, this.column + span);
    this.column += span;
  }

  beginGroup(isFoot: boolean): void {
    this.group = { isFoot, rows: [] };
    this.groups.push(this.group);
  }

  endGroup(): void {
    this.group = null;
  }

  beginRow(): void {
    this.row = [];
    this.rows += 1;
    if (this.rows > this.limits.rows) return;
    if (!this.group) this.beginGroup(false);
    this.group!.rows.push(this.row);
  }

  endRow(): void {
    this.row = null;
  }

  addCell(cell: FlowCell): void {
    if (!this.row) this.beginRow();
    this.row!.push(cell);
  }

  /** A foot is printed last, wherever it is written. */
  finish(): FlowTable {
    const groups = [
      ...this.groups.filter(({ isFoot }) => !isFoot),
      ...this.groups.filter(({ isFoot }) => isFoot),
    ];
    const written = groups.flatMap(({ rows }) => rows);
    const lengths = groups.map(({ rows }) => rows.length);
    const rows = withinColumns(placeCells(written, lengths, this.limits.columns), this.columns);
    const rowsOverLimit = Math.max(0, this.rows - this.limits.rows);
    return { rows, weight: weightOf(rows), rowsOverLimit };
  }
}
