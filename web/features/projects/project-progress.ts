import type { StageKind } from "../../gql/graphql";

/** How many of a project's tasks are accepted, of how many. */
export function progressOf(tasks: readonly { stage: { kind: StageKind } }[]): {
  accepted: number;
  all: number;
} {
  return { accepted: tasks.filter(({ stage }) => stage.kind === "ACCEPTED").length, all: tasks.length };
}

export interface QuarterSpan {
  /** 1 to 4. */
  first: number;
  last: number;
}

/** The quarters that a task lies in, as one stretch; the whole year for one that names none. */
export function quarterSpan({ quarters }: { quarters: readonly number[] }): QuarterSpan {
  if (quarters.length === 0) return { first: 1, last: 4 };
  return { first: Math.min(...quarters), last: Math.max(...quarters) };
}

/** The quarter (1 to 4) of a day of the plan's year; 0 before it, 5 after it. */
export function quarterOfPlan(day: string, year: number): number {
  const [ownYear = 0, month = 1] = day.split("-").map(Number);
  if (ownYear !== year) return ownYear < year ? 0 : 5;
  return Math.ceil(month / 3);
}
