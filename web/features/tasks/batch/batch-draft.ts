import type { IdListEdit } from "../../../gql/graphql";
import type { Choice } from "../editing/choice";
import type { MoveDraft } from "../moving/move-drafts";
import { reportOf } from "../moving/report-answers";
import type { BatchChange, Intent } from "./batch";

/** What becomes of a list that many cards have: more in it, less in it, or another one. */
export const listEditModes = ["add", "remove", "set"] as const;
export type ListEditMode = (typeof listEditModes)[number];

/** What somebody has written or chosen for a change of several cards. */
export interface BatchDraft extends Omit<MoveDraft, "help"> {
  /** `YYYY-MM-DD`, or nothing to leave the first days as they are. */
  startsOn: string;
  dueOn: string;
  /** The chosen people or labels. */
  chosen: readonly Choice[];
  mode: ListEditMode;
}

export function emptyDraft(days?: Intent["days"]): BatchDraft {
  return {
    startsOn: days?.startsOn ?? "",
    dueOn: days?.dueOn ?? "",
    reason: "",
    done: "",
    percent: "100",
    obstacles: "",
    chosen: [],
    mode: "add",
  };
}

interface Needs {
  report: boolean;
  reason: boolean;
}

/** The change that was written. */
export function changeOf(intent: Intent, draft: BatchDraft, needs: Needs): BatchChange {
  const reason = draft.reason.trim();
  const list: IdListEdit = { [draft.mode]: draft.chosen.map(({ id }) => id) };
  switch (intent.kind) {
    case "move":
      return {
        kind: "move",
        stageId: intent.stage?.id ?? "",
        ...(needs.report && { report: reportOf(draft) }),
        ...(needs.reason && { reason }),
      };
    case "reschedule":
      return {
        kind: "reschedule",
        dueOn: draft.dueOn,
        reason,
        ...(draft.startsOn && { startsOn: draft.startsOn }),
      };
    case "assign":
      return { kind: "assign", assignees: list };
    case "label":
      return { kind: "label", labels: list };
  }
}

/** The change as it can be tried before it is written: whether a card goes does not hang on the words of a reason. */
export function changeToTry(intent: Intent, draft: BatchDraft): BatchChange | null {
  if (intent.kind === "move") return null;
  if (intent.kind === "reschedule" ? !draft.dueOn : isEmptyEdit(draft)) return null;
  return changeOf(intent, { ...draft, reason: "—" }, { report: false, reason: true });
}

/** Nothing to add or to take away is no change; an empty list in place of what is there is one. */
export function isEmptyEdit({ mode, chosen }: Pick<BatchDraft, "mode" | "chosen">): boolean {
  return mode !== "set" && chosen.length === 0;
}
