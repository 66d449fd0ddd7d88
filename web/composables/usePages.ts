import { computed, ref, watch, type WatchSource } from "vue";

interface PageInfo {
  hasNextPage: boolean;
  endCursor?: string | null;
}

/** Walks a connection page by page. Whatever `restartsOn` holds, another value begins at the first page again. */
export function usePages(restartsOn: WatchSource<unknown>) {
  /** Where each page so far begins; the first has no cursor. */
  const beginnings = ref<(string | null)[]>([null]);

  watch(restartsOn, () => (beginnings.value = [null]), { flush: "sync" });

  return {
    /** From 1. */
    page: computed(() => beginnings.value.length),
    after: computed(() => beginnings.value.at(-1) ?? null),
    next: ({ hasNextPage, endCursor }: PageInfo) => {
      if (hasNextPage && endCursor) beginnings.value = [...beginnings.value, endCursor];
    },
    previous: () => {
      if (beginnings.value.length > 1) beginnings.value = beginnings.value.slice(0, -1);
    },
  };
}
