import { flowCell, type FlowItem, type FlowTable } from "./flow.js";
import type { Cell } from "../notice.js";
import { placeCells, keepColumns } from "./place-cells.js";
import { KeptPlaces } from "./kept-places.js";
import type { ReadLimits } from "./limits.js";

interface RowGroup {
  isFoot: boolean;
  rows: Cell[][];
}

/** An HTML table while it is read (HTML, 4.9.12): row groups of cells that find their places at the end. */
export class HtmlTable {
  private readonly groups: RowGroup[] = [];
  private readonly columns = new KeptPlaces();
  private readonly inner = new Map<Cell, FlowItem[]>();
  private group: RowGroup | null = null;
  private row: Cell[] | null = null;
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

  addCell(colSpan: number, rowSpan: number, items: FlowItem[]): void {
    if (!this.row) this.beginRow();
    this.row!.push(flowCell({ column: 0, colSpan, rowSpan }, items, this.inner));
  }

  /** A foot is printed last, wherever it is written. */
  finish(): FlowTable {
    const groups = [
      ...this.groups.filter(({ isFoot }) => !isFoot),
      ...this.groups.filter(({ isFoot }) => isFoot),
    ];
    const written = groups.flatMap(({ rows }) => rows);
    const lengths = groups.map(({ rows }) => rows.length);
    placeCells(written, lengths, this.limits.columns);
    const rowsOverLimit = Math.max(0, this.rows - this.limits.rows);
    return { rows: keepColumns(written, this.columns), inner: this.inner, rowsOverLimit };
  }
}
