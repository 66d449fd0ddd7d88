import { computed } from "vue";
import { useRoute, useRouter, type LocationQueryRaw } from "vue-router";
import type { TaskGroupKey, ViewLayout } from "../../gql/graphql";
import { columnKeys, laneKeys } from "./group-cards";

const layouts: readonly ViewLayout[] = ["BOARD", "MATRIX", "TIMELINE", "TABLE", "DASHBOARD"];

/**
 * What the address of a programme's page holds, so that a link shows the same to another: the saved view, what is
 * different from it (filter, layout, columns, lanes), the words that are looked for, the day it is seen as of, and
 * the open card. Null where the address says nothing.
 */
export function useTasksAddress() {
  const route = useRoute();
  const router = useRouter();

  const word = (key: string) => route.query[key]?.toString() ?? null;
  const oneOf = <Value extends string>(key: string, allowed: readonly Value[]) =>
    allowed.find((value) => value.toLowerCase() === word(key)?.replace("-", "_")) ?? null;
  const said = (value: string | null) => value?.toLowerCase().replace("_", "-");

  /** One change of the address, however much of it changes; `remember` makes the browser's back button undo it. */
  function put(change: LocationQueryRaw, remember = false): void {
    const query = { ...route.query, ...change };
    void (remember ? router.push({ query }) : router.replace({ query }));
  }

  return {
    put,
    find: computed({ get: () => word("q") ?? "", set: (value) => put({ q: value || undefined }) }),
    /** The text of the filter; an empty one says that there is none, whatever the view has. */
    filterText: computed({ get: () => word("filter"), set: (value) => put({ filter: value ?? undefined }) }),
    viewId: computed(() => word("view")),
    /** Shows a view as it is saved; null the whole board. */
    openView: (id: string | null) =>
      void router.push({ query: { view: id ?? undefined, "as-of": word("as-of") ?? undefined } }),
    layout: computed({
      get: () => oneOf("layout", layouts),
      set: (value) => put({ layout: said(value) }, true),
    }),
    columns: computed<TaskGroupKey | null>({
      get: () => oneOf("columns", columnKeys),
      set: (value) => put({ columns: said(value) }),
    }),
    /** `NONE` where there are to be no lanes, whatever the view has. */
    lanes: computed<TaskGroupKey | "NONE" | null>({
      get: () => oneOf("lanes", [...laneKeys, "NONE"] as const),
      set: (value) => put({ lanes: said(value) }),
    }),
    /** A day as `YYYY-MM-DD`. */
    asOf: computed({
      get: () => (/^\d{4}-\d{2}-\d{2}$/.test(word("as-of") ?? "") ? word("as-of") : null),
      set: (value) => put({ "as-of": value ?? undefined }, true),
    }),
    openTaskId: computed<string | null>({
      get: () => word("task"),
      set: (value) => put({ task: value ?? undefined }, value !== null),
    }),
  };
}
