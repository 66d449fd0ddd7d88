import { onScopeDispose, watch } from "vue";
import { client } from "../../api/client";
import { Live_ChangesDocument, type Live_ChangesSubscription } from "../../gql/graphql";

export type LiveChange = Live_ChangesSubscription["changes"];

const longestWait = 15_000;

/**
 * Follows a programme's log from the revision that the page was read at. After a broken connection it
 * resumes from the last revision seen, so nothing is missed; what arrives goes into the cache.
 */
export function useProgrammeChanges(
  programmeId: () => string | undefined,
  readRevision: () => number | undefined,
  onChange?: (change: LiveChange) => void,
): void {
  let hangUp = () => {};
  let failures = 0;
  let lastSeen = 0;

  function follow(id: string): void {
    hangUp();
    const startedAt = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tryAgain = () => {
      if (timer) return;
      failures = Date.now() - startedAt > longestWait ? 0 : failures + 1;
      const wait = Math.min(longestWait, 300 * 2 ** failures) * (0.75 + Math.random() / 2);
      timer = setTimeout(() => follow(id), wait);
    };
    const { unsubscribe } = client.value
      .subscription(Live_ChangesDocument, { programmeId: id, sinceRevision: lastSeen })
      .subscribe((result) => {
        const change = result.data?.changes;
        if (change && change.revision > lastSeen) {
          lastSeen = change.revision;
          onChange?.(change);
        }
        if (result.error || !result.hasNext) tryAgain();
      });
    const hurry = () => {
      if (timer && !document.hidden) follow(id);
    };
    addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    hangUp = () => {
      clearTimeout(timer);
      removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
      unsubscribe();
    };
  }

  watch(
    [programmeId, () => readRevision() !== undefined],
    ([id, isRead], [formerId]) => {
      if (!id || !isRead) return;
      if (id !== formerId) lastSeen = 0;
      lastSeen = Math.max(lastSeen, readRevision() ?? 0);
      follow(id);
    },
    { immediate: true },
  );
  onScopeDispose(() => hangUp());
}
