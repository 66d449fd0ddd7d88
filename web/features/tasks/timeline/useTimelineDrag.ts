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
  /** A finger has held a bar and lifted without moving it. */
  onHold(rowKey: string, bar: HTMLElement): void;
}

export interface DraggedBar {
  rowKey: string;
  days: Days;
}

interface Press {
  rowKey: string;
  grip: Grip;
  /** Where on the scale it began, in pixels. */
  from: number;
  days: Days;
  pointerId: number;
  bar: HTMLElement;
  isFinger: boolean;
}

/** How far, in pixels, a press may tremble before it is a drag; and how near a month's edge draws. */
const tremble = 5;
const pull = 9;
/** How long, in milliseconds, a finger holds a bar to take it up; and how near its end takes that end, in pixels. */
const hold = 400;
const fingertip = 22;
/** At the window's edges it scrolls: how near, and how fast, in pixels. */
const edge = 48;
const pace = 12;

/**
 * Dragging bars, or their ends, with mouse, pen, or a finger after a long press: a swipe scrolls. One ear for all bars;
 * Escape puts the bar back.
 */
export function useTimelineDrag(timeline: TimelineDrag) {
  const dragged = shallowRef<DraggedBar | null>(null);
  let press: Press | null = null;
  let holding: ReturnType<typeof setTimeout> | undefined;
  let pointer = 0;
  let frame = 0;
  let swallowsClick = false;

  /** Where the pointer is on the scale, wherever that is scrolled to. */
  const position = () => pointer + (timeline.scroller()?.scrollLeft ?? 0);

  function onPress(event: PointerEvent): void {
    swallowsClick = false;
    if (event.button !== 0 || !event.isPrimary || !(event.target instanceof Element)) return;
    const bar = event.target.closest<HTMLElement>("[data-bar]");
    const rowKey = bar?.dataset.bar;
    const days = rowKey === undefined ? null : timeline.daysOf(rowKey);
    if (!bar || rowKey === undefined || !days) return;
    end();
    pointer = event.clientX;
    const isFinger = event.pointerType === "touch";
    const grip = isFinger ? gripUnder(event.clientX, bar) : gripOf(event.target);
    press = { rowKey, grip, from: position(), days, pointerId: event.pointerId, bar, isFinger };
    if (isFinger) holding = setTimeout(takeUp, hold);
    listen();
  }

  /** The finger has held long enough: what it does from now on moves the bar. */
  function takeUp(): void {
    if (!press) return;
    if (timeline.mayLeave(press.rowKey)) follow();
    else end();
  }

  function onMove(event: PointerEvent): void {
    if (event.pointerId !== press?.pointerId) return;
    pointer = event.clientX;
    if (!dragged.value && Math.abs(position() - press.from) < tremble) return;
    if (!dragged.value && press.isFinger) return end();
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
    const { days: before, bar, isFinger } = press;
    swallowsClick = found !== null;
    end();
    if (!found) return;
    const isElsewhere = found.days.startsOn !== before.startsOn || found.days.dueOn !== before.dueOn;
    if (isElsewhere) timeline.onDrop(found.rowKey, found.days);
    else if (isFinger) timeline.onHold(found.rowKey, bar);
  }

  /** While a bar is carried by a finger nothing scrolls beneath it, and no menu of the browser comes. */
  function onTouch(event: Event): void {
    if (dragged.value || (event.type === "contextmenu" && press?.isFinger)) event.preventDefault();
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
    clearTimeout(holding);
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
  return { dragged, onPress, onClick, onTouch };
}

function gripOf(target: Element): Grip {
  const grip = target.closest<HTMLElement>("[data-grip]")?.dataset.grip;
  return (grip as Grip | undefined) ?? "whole";
}

/** A fingertip is broader than the ends that a mouse takes; a short bar has none for it. */
function gripUnder(x: number, bar: HTMLElement): Grip {
  const box = bar.getBoundingClientRect();
  if (box.width < 4 * fingertip || !bar.querySelector("[data-grip]")) return "whole";
  if (x < box.left + fingertip) return "start";
  return x > box.right - fingertip ? "end" : "whole";
}
