import type { Import_DifferenceFragment } from "../../gql/graphql";

export type Difference = Import_DifferenceFragment;

/** Which differences a person ticked or unticked, by their ids; the others are as suggested. */
export type Ticks = ReadonlyMap<string, boolean>;

export const differenceKinds = ["CHANGED", "ADDED", "REMOVED"] as const;
/** What the list can be narrowed to; `doubtful` are those that are not suggested. */
export type DifferenceFilter = "all" | (typeof differenceKinds)[number] | "doubtful";

export function isTicked({ id, isSuggested, isApplicable }: Difference, ticks: Ticks): boolean {
  return isApplicable && (ticks.get(id) ?? isSuggested);
}

export function ticked(differences: readonly Difference[], ticks: Ticks): Difference[] {
  return differences.filter((difference) => isTicked(difference, ticks));
}

export function filtered(differences: readonly Difference[], filter: DifferenceFilter): Difference[] {
  return differences.filter(
    ({ kind, isSuggested }) => filter === "all" || (filter === "doubtful" ? !isSuggested : filter === kind),
  );
}

export function countKinds(differences: readonly Difference[]): Record<Difference["kind"], number> {
  const counts = { ADDED: 0, CHANGED: 0, REMOVED: 0 };
  for (const { kind } of differences) counts[kind] += 1;
  return counts;
}

export interface DifferenceGroup {
  key: string;
  number: number | null;
  name: string;
  differences: Difference[];
}

/** Differences under the project that they are of, in the order given. */
export function groupByProject(differences: readonly Difference[]): DifferenceGroup[] {
  const groups = new Map<string, DifferenceGroup>();
  for (const difference of differences) {
    const { projectId, projectIndex, projectNumber, projectName } = difference;
    const key = projectId ?? `new ${projectIndex ?? projectName}`;
    const group = groups.get(key) ?? {
      key,
      number: projectNumber ?? null,
      name: projectName,
      differences: [],
    };
    group.differences.push(difference);
    groups.set(key, group);
  }
  return [...groups.values()];
}
