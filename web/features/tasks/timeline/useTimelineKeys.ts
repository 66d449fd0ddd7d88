import { computed, ref, type Ref } from "vue";
import type { BoardCard } from "../board-cards";
import type { TimelineRow } from "./timeline-rows";

interface TimelineKeys {
  root: Readonly<Ref<HTMLElement | null>>;
  rows(): readonly TimelineRow[];
  /** Brings a row near the window, where it is not in the page. */
  bringIntoView(index: number): void;
  onReschedule(card: BoardCard): void;
  onMenu(card: BoardCard, anchor: HTMLElement): void;
}

/** How many frames a row that was out of sight may take to be drawn. */
const patience = 20;

/** The bars by keys: Tab comes to one of them, up and down walk, Enter opens, R asks for other days. */
export function useTimelineKeys({ root, rows, bringIntoView, onReschedule, onMenu }: TimelineKeys) {
  const lastKey = ref<string | null>(null);
  const tabKey = computed(() => {
    const tasks = rows().filter(({ kind }) => kind === "task");
    return (tasks.find(({ key }) => key === lastKey.value) ?? tasks[0])?.key ?? null;
  });

  function barAt(target: EventTarget | null): HTMLElement | null {
    return target instanceof HTMLElement && target.dataset.bar !== undefined ? target : null;
  }

  function onFocus({ target }: FocusEvent): void {
    lastKey.value = barAt(target)?.dataset.bar ?? lastKey.value;
  }

  function onKey(event: KeyboardEvent): void {
    const bar = barAt(event.target);
    const at = rows().findIndex(({ key }) => key === bar?.dataset.bar);
    const row = rows()[at];
    if (!bar || row?.kind !== "task" || event.ctrlKey || event.metaKey || event.altKey) return;
    const isMenu = event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step) void walkTo(nextTask(at, step));
    else if (isMenu) onMenu(row.card, bar);
    else if (event.key.toLowerCase() === "r") onReschedule(row.card);
    else return;
    event.preventDefault();
  }

  function nextTask(from: number, step: number): number {
    let at = from + step;
    while (rows()[at]?.kind === "group") at += step;
    return at;
  }

  async function walkTo(index: number): Promise<void> {
    const row = rows()[index];
    if (!row) return;
    lastKey.value = row.key;
    if (!elementOf(row)) bringIntoView(index);
    for (let frame = 0; frame < patience && !elementOf(row); frame++) {
      await new Promise(requestAnimationFrame);
    }
    elementOf(row)?.focus();
  }

  function elementOf({ key }: TimelineRow): HTMLElement | null {
    return root.value?.querySelector<HTMLElement>(`[data-bar="${CSS.escape(key)}"]`) ?? null;
  }

  return { tabKey, onKey, onFocus };
}
