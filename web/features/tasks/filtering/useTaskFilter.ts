import { useQuery } from "@urql/vue";
import { computed, shallowRef, watch } from "vue";
import { client } from "../../../api/client";
import { Filter_DescribeDocument, Filter_ReadDocument, type Filter_ReadQuery } from "../../../gql/graphql";
import { useToasts } from "../../../stores/toasts";
import type { FilterJson } from "./filter-json";
import { useI18n } from "vue-i18n";

type Reading = Filter_ReadQuery["parseFilter"];

interface TaskFilterPlace {
  programmeId: () => string;
  /** The filter's text; an empty one lets everything pass. */
  text: () => string;
  asOf: () => string | null;
  /** Holds a changed filter, in the address. */
  keep(text: string): void;
}

/** What was last read, and of which filter. */
interface Read {
  key: string;
  reading: Reading;
  /** The cards that pass; null where the text cannot be read. */
  ids: ReadonlySet<string> | null;
}

/**
 * The filter of a page: what its text means and which cards of the board pass it, as the server says. What was last
 * read stays until the next answer, so that nothing flickers; but a filter that could not be read chooses nothing.
 */
export function useTaskFilter({ programmeId, text, asOf, keep }: TaskFilterPlace) {
  const { t } = useI18n();
  const toasts = useToasts();
  const isEmpty = computed(() => text().trim() === "");
  const variables = () => ({ text: text(), programmeId: programmeId(), asOf: asOf() });
  const query = useQuery({
    query: Filter_ReadDocument,
    variables,
    pause: isEmpty,
    requestPolicy: "cache-and-network",
  });
  const last = shallowRef<Read>();

  // The operation is told after its data: only then is it known of which filter they are.
  watch([query.data, query.operation, isEmpty], note, { immediate: true, flush: "sync" });

  function note(): void {
    if (isEmpty.value) {
      last.value = undefined;
      return;
    }
    const reading = query.data.value?.parseFilter;
    const of = query.operation.value?.variables;
    if (!reading || !of) return;
    const ids = reading.taskIds ? new Set(reading.taskIds) : null;
    last.value = { key: keyOf(of), reading, ids };
  }

  const isCurrent = computed(() => last.value?.key === keyOf(variables()));

  /** Changes the filter to one in its canonical form; `hold` is for whoever changes more of the address with it. */
  async function change(filter: FilterJson, hold = keep): Promise<void> {
    if (Object.keys(filter).length === 0) return hold("");
    const { data, error } = await client.value.query(Filter_DescribeDocument, { filter });
    if (data) hold(data.describeFilter.text);
    else
      toasts.show(t(`filtering.failure.${error?.networkError ? "network" : "broken"}`), { tone: "problem" });
  }

  function refresh(): void {
    if (!isEmpty.value) void query.executeQuery({ requestPolicy: "network-only" });
  }

  return {
    isEmpty,
    reading: computed(() => last.value?.reading),
    json: computed<FilterJson>(() => last.value?.reading.filterJson ?? {}),
    /** The cards that pass; null where all do. */
    ids: computed(() => last.value?.ids ?? null),
    /** Which cards pass is not known yet. */
    isPending: computed(() => !isEmpty.value && !last.value && !query.error.value),
    /** Its text says nothing that can be read: which cards pass cannot be said. */
    isBroken: computed(() => isCurrent.value && last.value?.ids === null),
    /** Why it could not be read at all; a former answer for the same filter still holds. */
    error: computed(() => (isEmpty.value || isCurrent.value ? undefined : query.error.value)),
    change,
    /** Cards have changed: which of them pass is asked again. */
    refresh,
  };
}

function keyOf(variables: unknown): string {
  const { text, programmeId, asOf } = variables as {
    text: string;
    programmeId: string;
    asOf?: string | null;
  };
  return JSON.stringify([text, programmeId, asOf ?? null]);
}

export type TaskFilterState = ReturnType<typeof useTaskFilter>;
