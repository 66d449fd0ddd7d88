import { ref, watch } from "vue";

/** How many of the days after `from`, up to and with `to`, are worked on; negative where `to` is the earlier. */
export type CountWorkingDays = (from: string, to: string) => number;

const dayMilliseconds = 86_400_000;

/**
 * China's working days, by the same calendar that the server counts by: its holidays come with it when they are first
 * needed. Null until then.
 */
export async function loadWorkingDays(): Promise<CountWorkingDays> {
  const { default: calendar } = await import("chinese-days");
  const countAfter = (from: string, to: string) => {
    let count = 0;
    for (let time = Date.parse(from) + dayMilliseconds; time <= Date.parse(to); time += dayMilliseconds) {
      if (calendar.isWorkday(new Date(time).toISOString().slice(0, 10))) count += 1;
    }
    return count;
  };
  return (from, to) => (from <= to ? countAfter(from, to) : -countAfter(to, from));
}

/** How many working days lie between two days that may change; null while it cannot be said. */
export function useWorkingDays(from: () => string | null, to: () => string | null) {
  const count = ref<number | null>(null);
  watch(
    [from, to],
    async ([start, end]) => {
      const counted = await loadWorkingDays();
      if (start === from() && end === to()) count.value = start && end ? counted(start, end) : null;
    },
    { immediate: true },
  );
  return count;
}
