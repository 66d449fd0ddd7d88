import { onScopeDispose, watch } from "vue";
import { client, errorCode } from "../../api/client";
import type { FreshQuery } from "../../composables/useFreshQuery";
import { Live_ChangesDocument } from "../../gql/graphql";
import { startRetries } from "./start-retries";

/**
 * Follows the log of the programme that a page shows, from the revision at which the server answered this very page:
 * what comes out of the cache may be older, and is made good by that answer. After a broken connection it resumes from
 * the last revision seen, so nothing is missed; what arrives goes into the cache, and is told to `onChange`.
 */
export function useProgrammeChanges(
  page: Pick<FreshQuery<unknown>, "readAt" | "error" | "reload">,
  onChange?: () => void,
): void {
  const following = startRetries();
  const reading = startRetries();
  let hangUp = () => {};
  let followed = "";
  let lastSeen = 0;

  function follow(): void {
    hangUp();
    const { unsubscribe } = client.value
      .subscription(Live_ChangesDocument, { programmeId: followed, sinceRevision: lastSeen })
      .subscribe(({ data, error, hasNext }) => {
        lastSeen = Math.max(lastSeen, data?.changes.revision ?? 0);
        if (data) following.settle();
        if (data) onChange?.();
        if (errorCode(error) === "BAD_USER_INPUT") readAnew();
        else if (error || !hasNext) following.plan(follow);
      });
    hangUp = () => {
      following.cancel();
      unsubscribe();
    };
  }

  /** The log ends before what was last seen, as after a restore: only a new reading says where to go on. */
  function readAnew(): void {
    hangUp();
    followed = "";
    reading.plan(page.reload);
  }

  watch(
    page.readAt,
    (answer) => {
      if (!answer || answer.programmeId === followed) return;
      followed = answer.programmeId;
      lastSeen = answer.revision;
      follow();
    },
    { immediate: true, flush: "sync" },
  );

  watch(page.error, (error) => {
    if (error?.networkError) reading.plan(page.reload);
  });

  onScopeDispose(() => {
    hangUp();
    following.stop();
    reading.stop();
  });
}
