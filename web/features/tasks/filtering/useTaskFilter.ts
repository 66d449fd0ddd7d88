import { useQuery } from "@urql/vue";
import { computed, shallowRef, watch, type Ref } from "vue";
import { client } from "../../../api/client";
import { Filter_DescribeDocument, Filter_ReadDocument, type Filter_ReadQuery } from "../../../gql/graphql";
import type { FilterJson } from "./filter-json";

type Reading = Filter_ReadQuery["parseFilter"];

interface TaskFilterPlace {
  programmeId: () => string;
  /** The filter's text; an empty one lets everything pass. */
  text: () => string;
  asOf: () => string | null;
  /** Holds a changed filter, in the address. */
  keep(text: string): void;
}

/**
 * The filter of a page: what its text means and which cards of the board pass it, as the server says. What was last
 * read stays until the next answer, so that nothing flickers.
 */
export function useTaskFilter({ programmeId, text, asOf, keep }: TaskFilterPlace) {
  const isEmpty = computed(() => text().trim() === "");
  const query = useQuery({
    query: Filter_ReadDocument,
    variables: () => ({ text: text(), programmeId: programmeId(), asOf: asOf() }),
    pause: isEmpty,
    requestPolicy: "cache-and-network",
  });
  const reading = shallowRef<Reading>();
  const ids = shallowRef<ReadonlySet<string> | null>(null);

  watch([query.data, isEmpty], read, { immediate: true, flush: "sync" });

  function read(): void {
    if (isEmpty.value) {
      reading.value = undefined;
      ids.value = null;
      return;
    }
    const found = query.data.value?.parseFilter;
    if (!found) return;
    reading.value = found;
    // What cannot be read chooses nothing anew.
    if (found.taskIds) ids.value = new Set(found.taskIds);
  }

  /** Changes the filter to one in its canonical form; `hold` is for whoever changes more of the address with it. */
  async function change(filter: FilterJson, hold = keep): Promise<void> {
    if (Object.keys(filter).length === 0) return hold("");
    const { data } = await client.value.query(Filter_DescribeDocument, { filter });
    if (data) hold(data.describeFilter.text);
  }

  return {
    isEmpty,
    reading: reading as Readonly<Ref<Reading | undefined>>,
    json: computed<FilterJson>(() => reading.value?.filterJson ?? {}),
    /** The cards that pass; null where all do. */
    ids: ids as Readonly<Ref<ReadonlySet<string> | null>>,
    /** Which cards pass is not known yet. */
    isPending: computed(
      () => !isEmpty.value && ids.value === null && !query.error.value && !reading.value?.errors.length,
    ),
    /** Why it could not be read at all. */
    error: query.error,
    change,
    /** Cards have changed: which of them pass is asked again. */
    refresh(): void {
      if (!isEmpty.value) void query.executeQuery({ requestPolicy: "network-only" });
    },
  };
}

export type TaskFilterState = ReturnType<typeof useTaskFilter>;
