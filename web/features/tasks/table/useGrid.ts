import { computed, nextTick, shallowRef, type Ref, type ShallowRef } from "vue";

/** A cell: its row's key (`head` for the columns' names), and its column's place. */
export interface GridPlace {
  row: string;
  column: number;
}

interface GridParts {
  root: Readonly<ShallowRef<HTMLElement | null>>;
  /** The keys of the rows below the head, as they are shown. */
  rows: () => readonly string[];
  columnCount: () => number;
  /** How many rows a page is. */
  page: () => number;
  scrollTo(index: number): void;
}

/** Where a key leads from a cell; null for keys that lead nowhere. Rows count from 0, -1 is the head. */
export function stepFrom(
  { row, column }: { row: number; column: number },
  key: string,
  isControl: boolean,
  { rows, columns, page }: { rows: number; columns: number; page: number },
): { row: number; column: number } | null {
  const inRows = (to: number) => Math.min(Math.max(to, -1), rows - 1);
  const inColumns = (to: number) => Math.min(Math.max(to, 0), columns - 1);
  switch (key) {
    case "ArrowDown":
      return { row: isControl ? rows - 1 : inRows(row + 1), column };
    case "ArrowUp":
      return { row: isControl ? -1 : inRows(row - 1), column };
    case "ArrowRight":
      return { row, column: isControl ? columns - 1 : inColumns(column + 1) };
    case "ArrowLeft":
      return { row, column: isControl ? 0 : inColumns(column - 1) };
    case "PageDown":
      return { row: inRows(row + page), column };
    case "PageUp":
      return { row: Math.max(inRows(row - page), 0), column };
    case "Home":
      return { row: isControl ? 0 : row, column: 0 };
    case "End":
      return { row: isControl ? rows - 1 : row, column: columns - 1 };
    default:
      return null;
  }
}

/**
 * A grid that one Tab leads into and the arrow keys lead about in. One cell is active; with Shift the cells from where
 * it began up to it are a range. What has the attribute `data-cell` in a cell takes the focus.
 */
export function useGrid({ root, rows, columnCount, page, scrollTo }: GridParts) {
  const active = shallowRef<GridPlace>({ row: "head", column: 1 });
  const anchor = shallowRef<GridPlace>(active.value);
  const indexes = computed(() => new Map(rows().map((key, index) => [key, index])));
  const indexOf = (row: string) => (row === "head" ? -1 : (indexes.value.get(row) ?? -1));
  /** A row that has gone is no place to be: then the head is. */
  const here = computed<GridPlace>(() =>
    active.value.row === "head" || indexes.value.has(active.value.row)
      ? { ...active.value, column: Math.min(active.value.column, columnCount() - 1) }
      : { row: "head", column: Math.min(active.value.column, columnCount() - 1) },
  );
  const activeIndex = computed(() => indexOf(here.value.row));
  const range = computed(() => {
    const [one, other] = [activeIndex.value, indexOf(anchor.value.row)];
    const [left, right] = [here.value.column, anchor.value.column];
    if (one < 0 || other < 0) return null;
    return {
      firstRow: Math.min(one, other),
      lastRow: Math.max(one, other),
      firstColumn: Math.min(left, right),
      lastColumn: Math.max(left, right),
    };
  });
  const isRange = computed(
    () =>
      range.value !== null &&
      (range.value.firstRow < range.value.lastRow || range.value.firstColumn < range.value.lastColumn),
  );

  /** Makes a cell the active one; `extends` stretches the range to it. */
  function point(place: GridPlace, extend = false): void {
    active.value = place;
    if (!extend) anchor.value = place;
  }

  async function go(place: GridPlace, extend = false): Promise<void> {
    point(place, extend);
    const index = indexOf(place.row);
    if (index >= 0) scrollTo(index);
    await focus();
  }

  /** Gives the active cell the focus, once it is there. */
  async function focus(): Promise<void> {
    await nextTick();
    const cell = () => root.value?.querySelector<HTMLElement>(selectorOf(here.value));
    if (!cell()) await new Promise((resolve) => requestAnimationFrame(resolve));
    cell()?.focus({ preventScroll: activeIndex.value >= 0 && here.value.column < 2 });
  }

  /** Whether the key was one that leads about. */
  function step(event: KeyboardEvent): boolean {
    const from = { row: activeIndex.value, column: here.value.column };
    const size = { rows: rows().length, columns: columnCount(), page: page() };
    const to = stepFrom(from, event.key, event.ctrlKey || event.metaKey, size);
    if (!to) return false;
    event.preventDefault();
    void go({ row: rows()[to.row] ?? "head", column: to.column }, event.shiftKey && to.row >= 0);
    return true;
  }

  return { active: here as Readonly<Ref<GridPlace>>, activeIndex, range, isRange, point, go, focus, step };
}

function selectorOf({ row, column }: GridPlace): string {
  return `[data-cell="${CSS.escape(row)}:${column}"]`;
}
