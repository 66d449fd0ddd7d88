import { defineStore } from "pinia";
import { ref, shallowReactive, watch } from "vue";

const key = "luoshi.board-display";
/** Of more columns and lanes than this, the ones folded first unfold again. */
const mostFolded = 300;

interface Kept {
  folded?: unknown;
  hidesEmpty?: unknown;
}

function kept(): Kept {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? "{}") ?? {}) as Kept;
  } catch {
    return {};
  }
}

/** How this browser likes its boards: which columns and lanes are folded, and whether empty ones are shown. */
export const useBoardDisplay = defineStore("board-display", () => {
  const { folded: before, hidesEmpty: hid } = kept();
  const folded = shallowReactive(
    new Set<string>(Array.isArray(before) ? before.filter((id): id is string => typeof id === "string") : []),
  );
  const hidesEmpty = ref(hid === true);

  function fold(id: string, wanted: boolean): void {
    if (wanted) folded.add(id);
    else folded.delete(id);
  }

  watch([() => [...folded], hidesEmpty], ([ids]) => {
    try {
      const value: Kept = { folded: ids.slice(-mostFolded), hidesEmpty: hidesEmpty.value };
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Storage may be forbidden: it then lasts as long as the page.
    }
  });

  return { folded, hidesEmpty, fold, unfoldAll: () => folded.clear() };
});
