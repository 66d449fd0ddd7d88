import { defineStore } from "pinia";
import { ref, watch } from "vue";
import type { PaletteItem } from "./palette-items";

/** What was chosen in the palette last, in this tab: gone with it, and when its person signs out. */
export const useRecentItems = defineStore("recent-items", () => {
  const key = "luoshi.recent";
  const items = ref<PaletteItem[]>(kept());

  function kept(): PaletteItem[] {
    try {
      return JSON.parse(sessionStorage.getItem(key) ?? "[]") as PaletteItem[];
    } catch {
      return [];
    }
  }

  watch(items, (chosen) => {
    try {
      sessionStorage.setItem(key, JSON.stringify(chosen));
    } catch {
      // Storage may be forbidden: they then last as long as the page.
    }
  });

  return { items, forget: () => (items.value = []) };
});
