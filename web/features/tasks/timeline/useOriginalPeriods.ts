import { computed } from "vue";
import { useFreshQuery } from "../../../composables/useFreshQuery";
import { Timeline_OriginalPeriodsDocument } from "../../../gql/graphql";
import type { BoardCard } from "../board-cards";

export type Period = BoardCard["task"]["period"];

/**
 * When tasks that were given other days were to be done at first, by task. Cards do not carry it: few tasks have one,
 * and no other layout shows it.
 */
export function useOriginalPeriods(programmeId: () => string) {
  const { data } = useFreshQuery(Timeline_OriginalPeriodsDocument, () => ({ programmeId: programmeId() }));
  return computed<ReadonlyMap<string, Period>>(
    () =>
      new Map(
        (data.value?.board.projects ?? []).flatMap(({ tasks }) =>
          tasks.flatMap(({ id, originalPeriod }) => (originalPeriod ? [[id, originalPeriod] as const] : [])),
        ),
      ),
  );
}
