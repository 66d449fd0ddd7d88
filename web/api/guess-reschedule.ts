import type { Cache } from "@urql/exchange-graphcache";
import type { Reschedule_TaskMutationVariables } from "../gql/graphql";

type Input = Reschedule_TaskMutationVariables["input"];

/** What other days will most likely give; the server's own answer replaces it. The light is the server's to say. */
export function guessRescheduledTask({ taskId, startsOn, dueOn }: Input, cache: Cache) {
  const task = { __typename: "Task", id: taskId };
  const now = periodIn(cache, cache.resolve(task, "period"));
  const first = periodIn(cache, cache.resolve(task, "originalPeriod"));
  const newStart = startsOn === undefined ? (now?.startsOn ?? null) : startsOn;
  return {
    ...task,
    period: {
      __typename: "Period",
      startsOn: newStart,
      dueOn,
      kind: newStart === null ? "DEADLINE" : "SPAN",
      quarters: quartersOf(newStart ?? dueOn, dueOn, (now?.dueOn ?? dueOn).slice(0, 4)),
      words: null,
    },
    originalPeriod: first ?? now,
  };
}

interface KnownPeriod {
  startsOn: string | null;
  dueOn: string | null;
}

function periodIn(cache: Cache, key: unknown): KnownPeriod | null {
  if (typeof key !== "string") return null;
  const fields = ["startsOn", "dueOn", "kind", "quarters", "words"] as const;
  const values = fields.map((field) => [field, cache.resolve(key, field) ?? null]);
  return { __typename: "Period", ...Object.fromEntries(values) } as unknown as KnownPeriod;
}

/** The quarters of a year that some days lie in. */
function quartersOf(from: string, to: string, year: string): number[] {
  return [1, 2, 3, 4].filter((quarter) => {
    const month = (number: number) => `${year}-${String(number).padStart(2, "0")}`;
    return from.slice(0, 7) <= month(quarter * 3) && to.slice(0, 7) >= month(quarter * 3 - 2);
  });
}
