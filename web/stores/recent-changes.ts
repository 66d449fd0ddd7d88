import { defineStore } from "pinia";
import { shallowReactive } from "vue";

/** How long, in milliseconds, what somebody else has changed is marked. */
const lasts = 2000;

/** The ids of what other people have changed just now, for a soft mark on the page. */
export const useRecentChanges = defineStore("recent-changes", () => {
  const ids = shallowReactive(new Set<string>());
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function note(id: string): void {
    clearTimeout(timers.get(id));
    ids.add(id);
    timers.set(
      id,
      setTimeout(() => {
        ids.delete(id);
        timers.delete(id);
      }, lasts),
    );
  }

  return { ids, note };
});
