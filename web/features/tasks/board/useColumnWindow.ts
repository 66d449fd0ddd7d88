import { defaultRangeExtractor, useVirtualizer } from "@tanstack/vue-virtual";
import { computed, onBeforeUnmount, onMounted, ref, type Ref } from "vue";
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

  const middleOf = (index: number) => {
    const before = columns()
      .slice(0, index)
      .reduce((sum, _, at) => sum + widthOf(at) + gap, 0);
    return padding(scroller.value) + before + widthOf(index) / 2;
  };

  /** The index of the column that is in the middle of the window. */
  const current = ref(0);

  function noteCurrent(): void {
    const { scrollLeft = 0, clientWidth = 0 } = scroller.value ?? {};
    const middles = columns().map((_, index) => Math.abs(middleOf(index) - scrollLeft - clientWidth / 2));
    current.value = Math.max(0, middles.indexOf(Math.min(...middles)));
  }

  /** Scrolls until a column is in the middle of the window. */
  function goTo(index: number): void {
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const left = middleOf(index) - (scroller.value?.clientWidth ?? 0) / 2;
    scroller.value?.scrollTo({ left, behavior: isCalm ? "auto" : "smooth" });
  }

  const isPaged = computed(() => isPhone.value && columns().length > 1);
  const noteScroll = () => isPaged.value && noteCurrent();
  onMounted(() => scroller.value?.addEventListener("scroll", noteScroll, { passive: true }));
  onBeforeUnmount(() => scroller.value?.removeEventListener("scroll", noteScroll));

  return { isVirtual, isPaged, near, width, current, reveal, goTo };
}

function padding(scroller: HTMLElement | null): number {
  return scroller ? Number.parseFloat(getComputedStyle(scroller).paddingInlineStart) : 0;
}

/** The columns of a grid that stand over one another in every lane. */
export function laneTracks(shown: readonly ShownGroup[], isVirtual: boolean, width: number): string {
  return shown
    .map(({ isFolded }) =>
      isFolded ? `${foldedWidth}px` : isVirtual ? `${width}px` : "minmax(var(--lane-cell, 240px), 1fr)",
    )
    .join(" ");
}
