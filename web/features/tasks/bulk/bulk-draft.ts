import type { IdListEdit, StageKind } from "../../../gql/graphql";
import { isReportBegun, reportOf } from "../moving/report-answers";
import type { BulkChange, BulkVerb } from "./bulk-change";

export type ListEditMode = "add" | "remove" | "set";

interface Named {
  id: string;
  name: string;
}

/** What stands in the form of a change of many cards. */
export interface BulkDraft {
  stageId: string;
  done: string;
  percent: string;
  obstacles: string;
  reason: string;
  dueOn: string;
  mode: ListEditMode;
  people: readonly Named[];
  labels: readonly Named[];
}

export function emptyDraft(): BulkDraft {
  return {
    stageId: "",
    done: "",
    percent: "100",
    obstacles: "",
    reason: "",
    dueOn: "",
    mode: "add",
    people: [],
    labels: [],
  };
}

/** What a draft asks for; null while something is missing that the server would miss on every card. */
export function changeOf(
  verb: BulkVerb,
  draft: BulkDraft,
  kindOf: (stageId: string) => StageKind | undefined,
): BulkChange | null {
  const reason = draft.reason.trim();
  switch (verb) {
    case "move": {
      const kind = kindOf(draft.stageId);
      if (!kind) return null;
      const report = kind === "SUBMITTED" && isReportBegun(draft) ? reportOf(draft) : undefined;
      return {
        verb,
        stageId: draft.stageId,
        ...(report && { report }),
        ...(reason && kind !== "SUBMITTED" && { reason }),
      };
    }
    case "assign":
      return isEmptyEdit(draft.mode, draft.people)
        ? null
        : { verb, assignees: listEdit(draft.mode, draft.people) };
    case "label":
      return isEmptyEdit(draft.mode, draft.labels)
        ? null
        : { verb, labels: listEdit(draft.mode, draft.labels) };
    case "reschedule":
      return draft.dueOn && reason ? { verb, dueOn: draft.dueOn, reason } : null;
  }
}

/** Nothing to add or to take away is no change; an empty list in place of what is there is one. */
function isEmptyEdit(mode: ListEditMode, things: readonly Named[]): boolean {
  return mode !== "set" && things.length === 0;
}

function listEdit(mode: ListEditMode, things: readonly Named[]): IdListEdit {
  return { [mode]: things.map(({ id }) => id) };
}
