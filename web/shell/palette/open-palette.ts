import { ref } from "vue";

/** Whether the palette is open: several places open it. */
export const isPaletteOpen = ref(false);

/** Opens it, but not over a question that waits for its answer. */
export function openPalette(): void {
  if (!document.querySelector("dialog:modal:not(.drawer)")) isPaletteOpen.value = true;
}

/** The keys that open it anywhere, as this machine's keyboard names them. */
export const paletteKeys = [/Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl", "K"] as const;
