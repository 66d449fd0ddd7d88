import { computed } from "vue";
import { useRoute, useRouter, type LocationQueryRaw } from "vue-router";
import type { LightColour } from "../../gql/graphql";
import { usePreferences, type Lanes } from "../../stores/preferences";

const colours: readonly LightColour[] = ["RED", "YELLOW", "GREEN", "NONE"];

/** What the board's address holds: the filter, the lanes and the open card, so that a link shows the same to another. */
export function useBoardAddress() {
  const route = useRoute();
  const router = useRouter();
  const preferences = usePreferences();

  const word = (key: string) => route.query[key]?.toString() ?? "";

  function put(change: LocationQueryRaw, remember = false): void {
    const query = { ...route.query, ...change };
    void (remember ? router.push({ query }) : router.replace({ query }));
  }

  const text = computed({ get: () => word("q"), set: (value) => put({ q: value || undefined }) });
  const mine = computed({
    get: () => word("mine") === "1",
    set: (value) => put({ mine: value ? "1" : undefined }),
  });
  const lights = computed<readonly LightColour[]>({
    get: () => {
      const chosen = word("light").split(",");
      return colours.filter((colour) => chosen.includes(colour));
    },
    set: (value) => put({ light: value.join(",") || undefined }),
  });
  const lanes = computed<Lanes>({
    get: () =>
      word("lanes") === "project" ? "project" : word("lanes") === "none" ? "none" : preferences.lanes,
    set: (value) => {
      preferences.lanes = value;
      put({ lanes: value });
    },
  });
  const openTaskId = computed<string | null>({
    get: () => word("task") || null,
    set: (value) => put({ task: value ?? undefined }, value !== null),
  });

  /** One change of the address, not three that overtake each other. */
  function resetFilter(): void {
    put({ q: undefined, mine: undefined, light: undefined });
  }

  return { resetFilter, text, mine, lights, lanes, openTaskId };
}
