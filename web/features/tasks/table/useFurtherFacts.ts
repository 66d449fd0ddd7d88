import { useQuery } from "@urql/vue";
import { computed, shallowRef, watch } from "vue";
import { Table_UpdatedAtDocument } from "../../../gql/graphql";
import { loadWorkingDays, type CountWorkingDays } from "../rescheduling/working-days";
import type { FurtherFacts } from "./table-columns";

/** What cards do not carry, because few tables show it or are sorted by it: it comes when one does. */
export function useFurtherFacts(programmeId: () => string, isWanted: (key: keyof FurtherFacts) => boolean) {
  const countWorkingDays = shallowRef<CountWorkingDays | null>(null);
  watch(
    () => isWanted("countWorkingDays"),
    async (wanted) => {
      if (wanted) countWorkingDays.value ??= await loadWorkingDays();
    },
    { immediate: true },
  );

  const { data } = useQuery({
    query: Table_UpdatedAtDocument,
    variables: () => ({ programmeId: programmeId() }),
    pause: () => !isWanted("updatedAt"),
    requestPolicy: "cache-and-network",
  });
  const updatedAt = computed(
    () =>
      new Map(
        (data.value?.board.projects ?? []).flatMap(({ tasks }) =>
          tasks.flatMap(({ id, updatedAt: at }) => (at ? [[id, at] as const] : [])),
        ),
      ),
  );

  return computed<FurtherFacts>(() => ({
    countWorkingDays: countWorkingDays.value,
    updatedAt: updatedAt.value,
  }));
}
