import type { CombinedError } from "@urql/vue";
import { ref, shallowRef, watch } from "vue";
import { pastClient } from "../../../api/client";
import { Board_LoadPastDocument, type Board_LoadPastQuery } from "../../../gql/graphql";

/**
 * The board as it stood at the end of a day; none while no day is given. What was last read stays until the next
 * answer for the same programme.
 */
export function usePastBoard(programmeId: () => string, asOf: () => string | null) {
  const board = shallowRef<Board_LoadPastQuery["board"]>();
  const error = shallowRef<CombinedError>();
  const isReading = ref(false);
  let asked = 0;

  async function read(): Promise<void> {
    const own = ++asked;
    const day = asOf();
    error.value = undefined;
    if (!day) {
      board.value = undefined;
      return;
    }
    isReading.value = true;
    const variables = { programmeId: programmeId(), asOf: day };
    const answer = await pastClient.query(Board_LoadPastDocument, variables).toPromise();
    if (own !== asked) return;
    isReading.value = false;
    board.value = answer.data?.board;
    error.value = answer.data ? undefined : answer.error;
  }

  watch([programmeId, asOf], () => void read(), { immediate: true });

  return { board, error, isReading, reload: () => void read() };
}
