import { computed, onScopeDispose, shallowReactive } from "vue";

export interface Shortcut {
  /** The key as its keyboard event names it: `f`, `/`, `?`. */
  key: string;
  /** What it does, in words; asked for each time, because the language may change. */
  label: () => string;
  run: () => void;
}

const known = shallowReactive(new Set<Shortcut>());

/** The keys of what is on the page now. */
export const shortcuts = computed(() => [...known]);

/** Whether what is typed there is text. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input, textarea, select, [role=combobox]"))
  );
}

/** A key alone, outside of texts and of what asks for an answer first. */
export function shortcutFor(event: KeyboardEvent, among: readonly Shortcut[]): Shortcut | undefined {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return undefined;
  if (isTyping(event.target) || document.querySelector("dialog:modal, :popover-open")) return undefined;
  const key = event.key.toLowerCase();
  return among.findLast((shortcut) => shortcut.key === key);
}

function listen(event: KeyboardEvent): void {
  const shortcut = shortcutFor(event, shortcuts.value);
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run();
}

/** Gives keys their meaning as long as the component lives; what came last goes before. */
export function useShortcuts(...added: readonly Shortcut[]): void {
  if (known.size === 0) document.addEventListener("keydown", listen);
  for (const shortcut of added) known.add(shortcut);
  onScopeDispose(() => {
    for (const shortcut of added) known.delete(shortcut);
    if (known.size === 0) document.removeEventListener("keydown", listen);
  });
}
