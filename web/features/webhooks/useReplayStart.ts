import { useQuery } from "@urql/vue";
import { computed, ref } from "vue";
import { Webhooks_SinceDocument, type Webhooks_WebhookFragment } from "../../gql/graphql";
import { dayStart } from "./day-start";

/** A programme's change, by its number. */
export interface ReplayFrom {
  programmeId: string;
  revision: number;
}

/** Where events are sent again from: a day, whose first change is looked up, or a change by its number. */
export function useReplayStart(progress: () => Webhooks_WebhookFragment["progress"], from?: ReplayFrom) {
  const programmeId = ref(from?.programmeId ?? progress()[0]?.programme.id ?? "");
  const by = ref(from ? "REVISION" : "DAY");
  const day = ref("");
  const revision = ref(from ? String(from.revision) : "");

  const standing = computed(() => progress().find(({ programme }) => programme.id === programmeId.value));
  const since = computed(() =>
    by.value === "DAY" && day.value && standing.value
      ? dayStart(day.value, standing.value.programme.timeZone)
      : null,
  );
  const { data, fetching } = useQuery({
    query: Webhooks_SinceDocument,
    variables: () => ({ programmeId: programmeId.value, since: since.value ?? "" }),
    pause: () => since.value === null,
    requestPolicy: "network-only",
  });
  const found = computed(() => (since.value && !fetching.value ? data.value?.programme?.changes : undefined));
  const head = computed(() => (standing.value ? standing.value.revision + standing.value.waiting : 0));

  /** The first change that is sent again; null while it is not known. */
  const first = computed(() => {
    if (by.value === "DAY") return found.value?.nodes[0]?.revision ?? null;
    const number = /^[1-9]\d*$/.test(revision.value.trim()) ? Number(revision.value) : null;
    return number !== null && number <= head.value ? number : null;
  });

  return {
    programmeId,
    by,
    day,
    revision,
    first,
    /** How many changes there are from there on. */
    count: computed(() => (first.value === null ? null : Math.max(0, head.value - first.value + 1))),
    /** Nothing was changed on that day or later. */
    isNothing: computed(() => found.value?.totalCount === 0),
    /** The last change that is done with: what is after it goes out anyhow. */
    lastSent: computed(() => standing.value?.revision ?? 0),
    /** The programme's own day. */
    today: computed(() => standing.value?.programme.today),
  };
}
