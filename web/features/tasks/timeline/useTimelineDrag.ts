import { onScopeDispose, shallowRef } from "vue";
import type { Days, Grip } from "./dragged-days";
import { dragDays } from "./dragged-days";

interface TimelineDrag {
  /** The element that scrolls. */
  scroller(): HTMLElement | null;
  /** Pixels of a day. */
  dayWidth(): number;
  /** The days of the task of a row; null for one that cannot be dragged. */
  daysOf(rowKey: string): Days | null;
  /** The bar has left its place: whether it may is asked now. */
  mayLeave(rowKey: string): boolean;
  onDrop(rowKey: string, days: Days): void;
}

export interface DraggedBar {
  rowKey: string;
  days: Days;
}

/** How far, in pixels, a press may tremble before it is a drag; and how near a month's edge draws. */
const tremble = 5;
const pull = 9;
/** At the window's edges it scrolls: how near, and how fast, in pixels. */
const edge = 48;
const pace = 12;

/**
 * Dragging bars, or their ends, with mouse or pen. A finger scrolls: it has the menu. One ear for all bars; Escape
 * puts the bar back.
 */
export function useTimelineDrag(timeline: TimelineDrag) {
  const dragged = shallowRef<DraggedBar | null>(null);
  let press: { rowKey: string; grip: Grip; from: number; days: Days; pointerId: number } | null = null;
  let pointer = 0;
  let frame = 0;
  let swallowsClick = false;

  /** Where the pointer is on the scale, wherever that is scrolled to. */
  const position = () => pointer + (timeline.scroller()?.scrollLeft ?? 0);

  function onPress(event: PointerEvent): void {
    swallowsClick = false;
    if (event.button !== 0 || event.pointerType === "touch" || !(event.target instanceof Element)) return;
    const rowKey = event.target.closest<HTMLElement>("[data-bar]")?.dataset.bar;
    const days = rowKey === undefined ? null : timeline.daysOf(rowKey);
    if (rowKey === undefined || !days) return;
    const grip = event.target.closest<HTMLElement>("[data-grip]")?.dataset.grip;
    pointer = event.clientX;
    press = {
      rowKey,
      grip: (grip as Grip | undefined) ?? "whole",
      from: position(),
      days,
      pointerId: event.pointerId,
    };
    listen();
  }

  function onMove(event: PointerEvent): void {
    if (event.pointerId !== press?.pointerId) return;
    pointer = event.clientX;
    if (!dragged.value && Math.abs(position() - press.from) < tremble) return;
    if (!dragged.value && !timeline.mayLeave(press.rowKey)) {
      swallowsClick = true;
      return end();
    }
    event.preventDefault();
    follow();
    frame ||= requestAnimationFrame(scrollAtEdge);
  }

  function follow(): void {
    if (!press) return;
    const width = timeline.dayWidth();
    const by = Math.round((position() - press.from) / width);
    const days = dragDays(press.days, press.grip, by, Math.floor(pull / width));
    dragged.value = { rowKey: press.rowKey, days };
  }

  function scrollAtEdge(): void {
    frame = 0;
    const scroller = timeline.scroller();
    if (!press || !dragged.value || !scroller) return;
    const box = scroller.getBoundingClientRect();
    const label = scroller.querySelector(".label")?.getBoundingClientRect().width ?? 0;
    const by = pointer > box.right - edge ? pace : pointer < box.left + label + edge ? -pace : 0;
    if (by === 0) return;
    scroller.scrollLeft += by;
    follow();
    frame = requestAnimationFrame(scrollAtEdge);
  }

  function onRelease(event: PointerEvent): void {
    if (event.pointerId !== press?.pointerId) return;
    const found = dragged.value;
    const before = press.days;
    swallowsClick = found !== null;
    end();
    const isElsewhere =
      found && (found.days.startsOn !== before.startsOn || found.days.dueOn !== before.dueOn);
    if (isElsewhere) timeline.onDrop(found.rowKey, found.days);
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape" || !dragged.value) return;
    event.preventDefault();
    event.stopPropagation();
    swallowsClick = true;
    end();
  }

  function listen(): void {
    addEventListener("pointermove", onMove);
    addEventListener("pointerup", onRelease);
    addEventListener("pointercancel", end);
    addEventListener("keydown", onKey, { capture: true });
  }

  function end(): void {
    press = null;
    dragged.value = null;
    cancelAnimationFrame(frame);
    frame = 0;
    removeEventListener("pointermove", onMove);
    removeEventListener("pointerup", onRelease);
    removeEventListener("pointercancel", end);
    removeEventListener("keydown", onKey, { capture: true });
  }

  /** The click that a drag ends with opens nothing. */
  function onClick(event: MouseEvent): void {
    if (!swallowsClick) return;
    swallowsClick = false;
    event.stopPropagation();
    event.preventDefault();
  }

  onScopeDispose(end);
  return { dragged, onPress, onClick };
}
