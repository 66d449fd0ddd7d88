import { defineStore } from "pinia";
import { ref, watch } from "vue";
import type { SortBy } from "./arrange-rows";
import { columnKeys, narrowest, widest, type ColumnKey } from "./table-columns";

const place = "luoshi.table";

interface Kept {
  columns: ColumnKey[];
  widths: Partial<Record<ColumnKey, number>>;
  sort: SortBy[];
}

/** How somebody likes their tables: which columns, in which order, how wide, sorted by what. Kept in this browser. */
export const useTableSettings = defineStore("table-settings", () => {
  const kept = readKept();
  /** None where nobody has chosen: the usual ones. */
  const columns = ref<ColumnKey[]>(kept.columns);
  const widths = ref<Partial<Record<ColumnKey, number>>>(kept.widths);
  const sort = ref<SortBy[]>(kept.sort);

  watch([columns, widths, sort], keep, { deep: true });

  function keep(): void {
    try {
      const now: Kept = { columns: columns.value, widths: widths.value, sort: sort.value };
      localStorage.setItem(place, JSON.stringify(now));
    } catch {
      // Storage may be forbidden: the choice then lasts as long as the page.
    }
  }

  function widen(key: ColumnKey, width: number): void {
    widths.value = { ...widths.value, [key]: Math.round(Math.min(Math.max(width, narrowest), widest)) };
  }

  function forget(): void {
    columns.value = [];
    widths.value = {};
    sort.value = [];
  }

  return { columns, widths, sort, widen, forget };
});

/** What was kept, without whatever an older page or another hand has left there. */
function readKept(): Kept {
  const found = parsed();
  const isKey = (key: unknown): key is ColumnKey => (columnKeys as readonly unknown[]).includes(key);
  const columns = Array.isArray(found.columns) ? found.columns.filter(isKey) : [];
  const widths = Object.entries(found.widths ?? {}).filter(
    ([key, width]) => isKey(key) && typeof width === "number" && width >= narrowest && width <= widest,
  );
  const sort = Array.isArray(found.sort) ? found.sort.filter((by) => isKey(by?.key)) : [];
  return {
    columns,
    widths: Object.fromEntries(widths),
    sort: sort.map(({ key, isDescending }) => ({ key, isDescending: isDescending === true })),
  };
}

function parsed(): Partial<Kept> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? "{}");
    return typeof found === "object" && found !== null ? found : {};
  } catch {
    return {};
  }
}
