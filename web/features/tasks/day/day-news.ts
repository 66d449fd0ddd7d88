import type { ChangeVerb, MyDay_LoadQuery } from "../../../gql/graphql";
import type { DayKind } from "./day-blocks";

type Change = NonNullable<MyDay_LoadQuery["programme"]>["changes"]["nodes"][number];
/** A change of a task that is still there. */
export type News = Change & { task: NonNullable<Change["task"]> };

/** What is worth telling; the rest is how the board is kept. */
export const told: ChangeVerb[] = [
  "START",
  "SUBMIT",
  "WITHDRAW",
  "RETURN",
  "ACCEPT",
  "REOPEN",
  "ASSIGN",
  "RESCHEDULE",
  "POSTPONE",
];

/** What others did since somebody was last here with what concerns them, the newest first. */
export function newsFor(
  changes: readonly Change[],
  who: { personId: string; kind: DayKind },
  seen: number | null,
): News[] {
  return (
    changes
      // A report that is sent with a task is told of once.
      .filter((change): change is News => Boolean(change.task) && change.subjectKind === "TASK")
      .filter(({ verb }) => told.includes(verb))
      .filter(({ actor }) => actor?.id !== who.personId)
      .filter(({ revision }) => seen === null || revision > seen)
      .filter(({ task: { project } }) => {
        if (who.kind === "watch") return true;
        const people = who.kind === "lead" ? project.leaders : project.owners;
        return people.some(({ id }) => id === who.personId);
      })
      .sort((left, right) => right.revision - left.revision)
  );
}
