import type { ChangeVerb, SubjectKind } from "../../gql/graphql";

/** The kinds of thing that stand in a programme's log, the most wanted first. */
export const offeredKinds: readonly SubjectKind[] = [
  "TASK",
  "REPORT",
  "PROJECT",
  "LABEL",
  "STAGE",
  "PROGRAMME",
  "NOTICE_IMPORT",
];

/** What can be done to them, in the order of a task's life. */
export const offeredVerbs: readonly ChangeVerb[] = [
  "START",
  "SUBMIT",
  "ACCEPT",
  "RETURN",
  "WITHDRAW",
  "REOPEN",
  "POSTPONE",
  "ASSIGN",
  "RESCHEDULE",
  "LABEL",
  "CREATE",
  "UPDATE",
  "REMOVE",
  "REORDER",
  "UNDO",
  "IMPORT",
];

/** What an event's type says was done; docs/webhooks.md has the table. */
const verbs: Record<string, ChangeVerb> = {
  imported: "IMPORT",
  created: "CREATE",
  updated: "UPDATE",
  reordered: "REORDER",
  removed: "REMOVE",
  started: "START",
  postponed: "POSTPONE",
  submitted: "SUBMIT",
  withdrawn: "WITHDRAW",
  returned: "RETURN",
  accepted: "ACCEPT",
  reopened: "REOPEN",
  assigned: "ASSIGN",
  rescheduled: "RESCHEDULE",
  labelled: "LABEL",
  undone: "UNDO",
};

/** What an event such as `task.returned` tells of; null for a test, and for a type that this page does not know yet. */
export function readEventType(type: string): { kind: SubjectKind; verb: ChangeVerb } | null {
  const [thing = "", deed = ""] = type.split(".");
  const kind = offeredKinds.find((kind) => kind === thing.toUpperCase());
  const verb = Object.hasOwn(verbs, deed) ? verbs[deed] : undefined;
  return kind && verb ? { kind, verb } : null;
}
