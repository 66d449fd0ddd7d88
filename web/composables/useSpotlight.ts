import {
  inject,
  onScopeDispose,
  provide,
  readonly,
  shallowReactive,
  shallowRef,
  type InjectionKey,
  type Ref,
} from "vue";

/** One thing lit up wherever it is shown. Its places carry `data-spot="<id>"`. */
export interface Spotlight {
  litId: Readonly<Ref<string | null>>;
  /** Whether it is this one. Asked thus, only what is lit or goes out is drawn anew, however long the page. */
  isLit: (id: string) => boolean;
}

const spotlightKey: InjectionKey<Spotlight> = Symbol("spotlight");
const beforeScroll = 140;

/**
 * Links two sides of a page that show the same things. Pointing at one, or focusing it, lights up the other and, after
 * a moment's rest, brings it into view.
 */
export function provideSpotlight() {
  const litId = shallowRef<string | null>(null);
  const lit = shallowReactive(new Set<string>());
  const isLit = (id: string) => lit.has(id);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isShowing = false;
  let lastPoint = "";

  function light(id: string | null): void {
    clearTimeout(timer);
    if (litId.value !== null) lit.delete(litId.value);
    if (id !== null) lit.add(id);
    litId.value = id;
  }

  /** Hears `pointerover` and `focusin` of one side; `other` is the side that follows. */
  function follow(event: Event, other: HTMLElement | null): void {
    if (isShowing || isUnmoved(event)) return;
    const id = spotOf(event.target);
    if (id === litId.value && event.type !== "focusin") return;
    light(id);
    if (id && other) timer = setTimeout(() => bringIntoView(other, id, "nearest"), beforeScroll);
  }

  /** Hears `pointerleave` of a side. */
  function leave(event: MouseEvent): void {
    if (pointOf(event) !== lastPoint) light(null);
  }

  /** What moves beneath a pointer that rests, because the page scrolls or changes, has not been pointed at. */
  function isUnmoved(event: Event): boolean {
    if (!(event instanceof MouseEvent)) return false;
    const isSame = pointOf(event) === lastPoint;
    lastPoint = pointOf(event);
    return isSame;
  }

  /** Lights a thing up and shows it at once, in the middle of one side and with the focus on it where it takes one. */
  function show(id: string, side: HTMLElement | null, other: HTMLElement | null): void {
    light(id);
    const spot = side && bringIntoView(side, id, "center");
    if (other) bringIntoView(other, id, "nearest");
    const focusable = spot && focusableOf(spot);
    isShowing = true;
    focusable?.focus({ preventScroll: true });
    isShowing = false;
  }

  onScopeDispose(() => clearTimeout(timer));
  provide(spotlightKey, { litId: readonly(litId), isLit });
  return { litId: readonly(litId), follow, leave, show };
}

export function useSpotlight(): Spotlight {
  const spotlight = inject(spotlightKey);
  if (!spotlight) throw new Error("Linked things stand on a page that calls provideSpotlight().");
  return spotlight;
}

/** Where there is something to choose, that is gone to before links to other places. */
function focusableOf(spot: HTMLElement): HTMLElement | null {
  if (spot.matches("a, button")) return spot;
  const [first] = ["input:checked", "input", "a, button"].flatMap((kind) => [
    ...spot.querySelectorAll<HTMLElement>(kind),
  ]);
  return first ?? null;
}

function pointOf({ clientX, clientY }: MouseEvent): string {
  return `${clientX} ${clientY}`;
}

function spotOf(target: EventTarget | null): string | null {
  const spot = target instanceof Element ? target.closest<HTMLElement>("[data-spot]") : null;
  return spot?.dataset.spot?.split(" ")[0] ?? null;
}

function bringIntoView(side: HTMLElement, id: string, block: "nearest" | "center"): HTMLElement | null {
  const spot = side.querySelector<HTMLElement>(`[data-spot~="${CSS.escape(id)}"]`);
  if (!spot) return null;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const isFar =
    Math.abs(spot.getBoundingClientRect().top - side.getBoundingClientRect().top) > 2 * innerHeight;
  spot.scrollIntoView({ block, inline: "nearest", behavior: calm || isFar ? "auto" : "smooth" });
  // What was left out while it was out of sight has its real height only now.
  if (isFar) requestAnimationFrame(() => spot.scrollIntoView({ block, inline: "nearest", behavior: "auto" }));
  return spot;
}
