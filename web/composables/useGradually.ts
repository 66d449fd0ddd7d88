import { onScopeDispose, readonly, ref, watch, type Ref, type ShallowRef } from "vue";

interface Pace {
  /** Shown at once. */
  first: number;
  /** How many more with each frame. */
  step: number;
  /** Beyond this many, more come only when the end of those shown comes near. */
  most: number;
}

/** How near the end of what is shown must come before more is added, in pixels. */
const near = "1500px";

/**
 * How many of a long list to show: a first screenful at once, then more with each frame, so that the page answers while
 * the rest arrives. `end` is an element behind the last one shown. `showUpTo` is for who needs one
 * that may not be there yet.
 */
export function useGradually(
  total: () => number,
  end: Readonly<ShallowRef<HTMLElement | null>>,
  { first, step, most }: Pace,
) {
  const count = ref(Math.min(first, total()));
  const isNear = ref(false);
  let frame = 0;

  function showMore(): void {
    count.value = Math.min(count.value + step, total());
    next();
  }

  function next(): void {
    cancelAnimationFrame(frame);
    if (count.value < total() && (count.value < most || isNear.value))
      frame = requestAnimationFrame(showMore);
  }

  function showUpTo(wanted: number): void {
    count.value = Math.min(Math.max(count.value, wanted), total());
    next();
  }

  watch(total, () => {
    count.value = Math.min(Math.max(count.value, first), total());
    next();
  });
  const observer = watchEnd(end, isNear, next);
  next();
  onScopeDispose(() => {
    cancelAnimationFrame(frame);
    observer?.disconnect();
  });
  return { count: readonly(count), showUpTo };
}

function watchEnd(
  end: Readonly<ShallowRef<HTMLElement | null>>,
  isNear: Ref<boolean>,
  onChange: () => void,
): IntersectionObserver | null {
  if (!("IntersectionObserver" in globalThis)) return null;
  const observer = new IntersectionObserver(
    (entries) => {
      isNear.value = entries.at(-1)?.isIntersecting ?? false;
      onChange();
    },
    { rootMargin: near, scrollMargin: near } as IntersectionObserverInit,
  );
  watch(end, (element, before) => {
    if (before) observer.unobserve(before);
    if (element) observer.observe(element);
  });
  return observer;
}
