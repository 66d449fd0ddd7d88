import { computed, nextTick, ref, type Ref } from "vue";
import type { MatrixRow } from "./matrix-rows";
import { stepFrom, stopsOf, type Step, type Stop } from "./matrix-walk";

interface MatrixKeys {
  root: Readonly<Ref<HTMLElement | null>>;
  rows(): readonly MatrixRow[];
  /** Brings a project's row near the window, where it is not in the page. */
  bringIntoView(row: number): void;
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
  Home: "first",
  End: "last",
};

/** How many frames a row that was out of sight may take to be drawn. */
const patience = 20;

/** The table by keys: Tab comes to one place in it, from which the arrows walk; Enter opens, as it does of every link. */
export function useMatrixKeys({ root, rows, bringIntoView }: MatrixKeys) {
  const stops = computed(() => stopsOf(rows()));
  const lastKey = ref<string | null>(null);
  let column = -1;

  const here = computed(() => stops.value.find(({ key }) => key === lastKey.value) ?? stops.value[0] ?? null);

  function onFocus({ target }: FocusEvent): void {
    const key = target instanceof HTMLElement ? target.dataset.stop : undefined;
    if (key === undefined || key === lastKey.value) return;
    lastKey.value = key;
    column = here.value?.from ?? -1;
  }

  function onKey(event: KeyboardEvent): void {
    const step = steps[event.key];
    const isStop = event.target instanceof HTMLElement && event.target.dataset.stop !== undefined;
    if (!step || !isStop || !here.value || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = stepFrom(stops.value, here.value, step, column);
    if (next) void walkTo(next, step === "up" || step === "down");
  }

  async function walkTo(stop: Stop, keepsColumn: boolean): Promise<void> {
    if (!keepsColumn) column = stop.from;
    lastKey.value = stop.key;
    if (!elementOf(stop)) bringIntoView(stop.row);
    for (let frame = 0; frame < patience && !elementOf(stop); frame++) {
      await new Promise(requestAnimationFrame);
    }
    await nextTick();
    elementOf(stop)?.focus();
  }

  function elementOf({ key }: Stop): HTMLElement | null {
    return root.value?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(key)}"]`) ?? null;
  }

  return { tabKey: computed(() => here.value?.key ?? null), onKey, onFocus };
}
