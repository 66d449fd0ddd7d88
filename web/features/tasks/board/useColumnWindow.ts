import { defaultRangeExtractor, useVirtualizer } from "@tanstack/vue-virtual";
import { computed, type Ref } from "vue";
import { useMedia } from "../../../composables/useMedia";
import type { ShownGroup } from "./useBoardGrid";

/** More columns than this, and only those near the window are in the page, each as wide as the others. */
const manyColumns = 14;
const gap = 12;
const foldedWidth = 44;

interface Widths {
  /** In pixels. */
  wide: number;
  /** On a narrow window, what is left of it beside a column, in pixels. */
  besideOnPhone: number;
}

/** Of many columns those near the window, and how much room the others take on both sides, in pixels. */
export function useColumnWindow(
  columns: () => readonly ShownGroup[],
  scroller: Readonly<Ref<HTMLElement | null>>,
  { wide, besideOnPhone }: Widths,
) {
  const isPhone = useMedia("(max-width: 719px)");
  const isVirtual = computed(() => columns().length > manyColumns);
  const width = computed(() => (isPhone.value ? innerWidth - besideOnPhone : wide));
  const widthOf = (index: number) => (columns()[index]?.isFolded ? foldedWidth : width.value);

  const virtualizer = useVirtualizer(
    computed(() => ({
      horizontal: true,
      count: isVirtual.value ? columns().length : 0,
      getScrollElement: () => scroller.value,
      getItemKey: (index: number) => `${columns()[index]?.id} ${widthOf(index)}`,
      estimateSize: widthOf,
      gap,
      overscan: 2,
      rangeExtractor: defaultRangeExtractor,
    })),
  );

  const near = computed(() => {
    const all = columns();
    if (!isVirtual.value) return { shown: all, before: 0, after: 0 };
    const items = virtualizer.value.getVirtualItems();
    const shown = items.flatMap(({ index }) => all[index] ?? []);
    const before = items[0]?.start ?? 0;
    return { shown, before, after: virtualizer.value.getTotalSize() - (items.at(-1)?.end ?? 0) };
  });

  /** Brings a column into the page, if it is left out. */
  function reveal(id: string): void {
    const index = columns().findIndex((column) => column.id === id);
    if (isVirtual.value && index >= 0) virtualizer.value.scrollToIndex(index, { align: "auto" });
  }

  return { isVirtual, near, width, reveal };
}

/** The columns of a grid that stand over one another in every lane. */
export function laneTracks(shown: readonly ShownGroup[], isVirtual: boolean, width: number): string {
  return shown
    .map(({ isFolded }) =>
      isFolded ? `${foldedWidth}px` : isVirtual ? `${width}px` : "minmax(var(--lane-cell, 240px), 1fr)",
    )
    .join(" ");
}
