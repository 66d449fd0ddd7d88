import { defineStore } from "pinia";
import { ref } from "vue";

const key = "luoshi.start-pages";

function kept(): Record<string, string> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "{}") as Record<string, string>;
  } catch {
    return {};
  }
}

/** Where each person who uses this browser begins, as the path of a page; my day where nothing was chosen. */
export const useStartPage = defineStore("start-page", () => {
  const pages = ref<Record<string, string>>(kept());

  function choose(personId: string, path: string | null): void {
    const { [personId]: _, ...others } = pages.value;
    pages.value = path ? { ...others, [personId]: path } : others;
    try {
      localStorage.setItem(key, JSON.stringify(pages.value));
    } catch {
      // Storage may be forbidden: the choice then lasts as long as the page.
    }
  }

  return { of: (personId: string): string | null => pages.value[personId] ?? null, choose };
});
