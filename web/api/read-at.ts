import { mapExchange, type OperationResult } from "@urql/core";
import type { Board_LoadQuery, MyDay_LoadQuery, Project_LoadQuery, Projects_LoadQuery } from "../gql/graphql";

/** The state of a programme that an answer of the server shows. */
export interface ReadAt {
  programmeId: string;
  revision: number;
}

type Answer = Partial<Board_LoadQuery & Projects_LoadQuery & Project_LoadQuery & MyDay_LoadQuery>;

/**
 * Notes on an answer from the network which revision it was read at. The revision in the cache cannot say that: the
 * cache keeps one for each programme, and another query's answer may have put it there since.
 */
export const noteReadAt = mapExchange({
  onResult(result) {
    const answer: Answer | undefined = result.data ?? undefined;
    const programme = answer?.board?.programme ?? answer?.project?.programme ?? answer?.programme;
    if (typeof programme?.revision !== "number") return result;
    const readAt: ReadAt = { programmeId: programme.id, revision: programme.revision };
    return { ...result, extensions: { ...result.extensions, readAt } };
  },
});

/** What `noteReadAt` noted; undefined for an answer out of the cache. */
export function readAtOf(extensions: OperationResult["extensions"]): ReadAt | undefined {
  const noted: { readAt?: ReadAt } = extensions ?? {};
  return noted.readAt;
}
