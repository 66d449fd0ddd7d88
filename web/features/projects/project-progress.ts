import type { LightColour, StageKind } from "../../gql/graphql";

/** How many of a project's tasks are accepted, of how many. */
export function progressOf(tasks: readonly { stage: { kind: StageKind } }[]): {
  accepted: number;
  all: number;
} {
  return { accepted: tasks.filter(({ stage }) => stage.kind === "ACCEPTED").length, all: tasks.length };
}

const urgency: Readonly<Record<LightColour, number>> = { RED: 0, YELLOW: 1, GREEN: 2, NONE: 3 };

interface Judged {
  stage: { kind: StageKind };
  light: { colour: LightColour };
  period: { dueOn?: string | null };
}

/** What of a project is to be looked at first: the worst light, then the earliest due; null where all is accepted. */
export function mostUrgent<Task extends Judged>(tasks: readonly Task[]): Task | null {
  const open = tasks.filter(({ stage }) => stage.kind !== "ACCEPTED");
  const dueOf = ({ period }: Task) => period.dueOn ?? "9999";
  const [first] = open.toSorted(
    (one, other) =>
      urgency[one.light.colour] - urgency[other.light.colour] || (dueOf(one) < dueOf(other) ? -1 : 1),
  );
  return first ?? null;
}
