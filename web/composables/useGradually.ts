import { onScopeDispose, ref, watch, type Ref } from "vue";

/**
 * How many of a long list to show: a first screenful at once, then more with each frame, so that the page answers
 * while the rest arrives. `showAll` is for who needs one of the last at once.
 */
export function useGradually(
  total: () => number,
  first: number,
  step: number,
): { count: Readonly<Ref<number>>; showAll: () => void } {
  const count = ref(Math.min(first, total()));
  let frame = 0;

  function showMore(): void {
    count.value = Math.min(count.value + step, total());
    if (count.value < total()) frame = requestAnimationFrame(showMore);
  }

  function showAll(): void {
    cancelAnimationFrame(frame);
    count.value = total();
  }

  watch(
    total,
    () => {
      cancelAnimationFrame(frame);
      count.value = Math.min(Math.max(count.value, first), total());
      frame = requestAnimationFrame(showMore);
    },
    { immediate: true },
  );
  onScopeDispose(() => cancelAnimationFrame(frame));
  return { count, showAll };
}
