import { computed, nextTick, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref } from "vue";
import { dayNumber, daysShown, windowStart, type Stretch, type Zoom } from "./time-scale";

interface TimelineWindow {
  /** The element that scrolls; its corner is as wide as the tasks' names. */
  scroller: Readonly<Ref<HTMLElement | null>>;
  range(): Stretch;
  zoom(): Zoom;
  almanac(): { today: string; year: number };
}

/** What of the scale is seen: how wide a day is, and from which day to which the window reaches. */
export function useTimelineWindow({ scroller, range, zoom, almanac }: TimelineWindow) {
  const room = ref(1000);
  const dayWidth = computed(() => room.value / daysShown[zoom()]);
  const view = shallowRef<Stretch>(range());
  let observer: ResizeObserver | undefined;

  function noteView(): void {
    const first = range().first + (scroller.value?.scrollLeft ?? 0) / dayWidth.value;
    view.value = { first, last: first + daysShown[zoom()] };
  }

  function measure(): void {
    const names = scroller.value?.querySelector(".corner")?.clientWidth ?? 0;
    room.value = Math.max(240, (scroller.value?.clientWidth ?? 0) - names - 1);
    noteView();
  }

  /** Shows the year, half or quarter that today lies in; the programme's own where that is another year. */
  async function show(): Promise<void> {
    await nextTick();
    const { first, last } = range();
    const { today, year } = almanac();
    const isOnScale = first <= dayNumber(today) && dayNumber(today) <= last;
    const from = windowStart(isOnScale ? today : `${year}-01-01`, zoom());
    scroller.value?.scrollTo({ left: (from - first) * dayWidth.value });
    noteView();
  }

  watch(zoom, show);
  onMounted(() => {
    measure();
    void show();
    observer = new ResizeObserver(measure);
    if (scroller.value) observer.observe(scroller.value);
    scroller.value?.addEventListener("scroll", noteView, { passive: true });
  });
  onBeforeUnmount(() => observer?.disconnect());

  return { dayWidth, view };
}
