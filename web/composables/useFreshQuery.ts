import { useQuery, type AnyVariables, type CombinedError, type DocumentInput } from "@urql/vue";
import { shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { readAtOf, type ReadAt } from "../api/read-at";

export interface FreshQuery<Data> {
  /** What was last read; a reading that fails leaves it as it is. */
  data: Readonly<ShallowRef<Data | undefined>>;
  /** Why the last reading failed. */
  error: Ref<CombinedError | undefined>;
  /** The state that the server last answered with; what comes out of the cache leaves it as it is. */
  readAt: Readonly<ShallowRef<ReadAt | undefined>>;
  /** Reads it from the server again. */
  reload: () => void;
}

/** Shows at once what the cache holds, and always asks the server as well. */
export function useFreshQuery<Data, Variables extends AnyVariables>(
  query: DocumentInput<Data, Variables>,
  variables: () => Variables,
): FreshQuery<Data> {
  const latest = useQuery<Data, AnyVariables>({ query, variables, requestPolicy: "cache-and-network" });
  const data = shallowRef<Data>();
  const readAt = shallowRef<ReadAt>();

  // At once: an answer of the server may be followed by one of the cache before the page is next drawn.
  watch(latest.data, (found) => (data.value = found ?? data.value), { immediate: true, flush: "sync" });
  watch(latest.extensions, (noted) => (readAt.value = readAtOf(noted) ?? readAt.value), {
    immediate: true,
    flush: "sync",
  });

  const reload = () => void latest.executeQuery({ requestPolicy: "network-only" });
  return { data, error: latest.error, readAt, reload };
}
