import type { Cell } from "../notice.js";
import { flowCell, type FlowItem, type FlowTable } from "./flow.js";
import type { ReadLimits } from "./limits.js";

/** How a cell goes on from the one above (`vMerge`) or before it (`hMerge`). */
export type Merge = "restart" | "continue" | null;

/** A cell as Word writes it. */
export interface DocxCell {
  span: number;
  vertical: Merge;
  horizontal: Merge;
  /** A deletion of the cell is tracked. */
  isDeleted: boolean;
}

/** A Word table while it is read: places in the grid follow from spans, merged cells from the rows above. */
export class DocxTable {
  private readonly rows: Cell[][] = [];
  private readonly inner = new Map<Cell, FlowItem[]>();
  private rowCount = 0;
  private row: Cell[] = [];
  private column = 1;
  /** The merged cells that may go on in the next row, by their first column. */
  private above = new Map<number, Cell>();
  private here = new Map<number, Cell>();

  constructor(private readonly limits: ReadLimits) {}

  beginRow(): void {
    this.row = [];
    this.column = 1;
    this.here = new Map();
  }

  /** Leaves columns free (`gridBefore`). */
  skip(columns: number): void {
    this.column += columns;
  }

  addCell({ span, vertical, horizontal, isDeleted }: DocxCell, items: FlowItem[]): void {
    const last = this.row.at(-1);
    if (horizontal === "continue" && last) last.colSpan += span;
    else if (!isDeleted && !this.goesOn(vertical, span)) {
      const cell = flowCell({ column: this.column, colSpan: span, rowSpan: 1 }, items, this.inner);
      this.row.push(cell);
      if (vertical) this.here.set(this.column, cell);
    }
    if (!isDeleted) this.column += span;
  }

  /** A cell that goes on from one of the same width above is part of it; the text in it is not shown. */
  private goesOn(vertical: Merge, span: number): boolean {
    const above = this.above.get(this.column);
    if (vertical !== "continue" || above?.colSpan !== span) return false;
    above.rowSpan += 1;
    this.here.set(this.column, above);
    return true;
  }

  endRow(): void {
    this.above = this.here;
    this.rowCount += 1;
    if (this.rowCount <= this.limits.rows) this.rows.push(this.row);
  }

  finish(): FlowTable {
    return {
      rows: this.rows,
      inner: this.inner,
      rowsOverLimit: Math.max(0, this.rowCount - this.limits.rows),
    };
  }
}
