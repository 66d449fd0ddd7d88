import { defineStore } from "pinia";
import { reactive } from "vue";
import type { Move } from "./asked-move";

/** A report that is being written. */
export interface ReportDraft {
  done: string;
  /** As it stands in its field. */
  percent: string;
  obstacles: string;
  help: string;
}

export interface MoveDraft extends ReportDraft {
  reason: string;
}

/**
 * What somebody has written for a move that was not made yet: still there when the dialog was closed by mistake, or the
 * session ended meanwhile. Kept in this page only, never written down.
 */
export const useMoveDrafts = defineStore("move-drafts", () => {
  const drafts = new Map<string, MoveDraft>();
  /** Reports without a move and answers to reports, by what they are about. */
  const reports = new Map<string, ReportDraft>();
  const answers = new Map<string, string>();
  /** Reasons for other days, by task. */
  const reasons = new Map<string, string>();
  let ownerId = "";

  /** Drafts are their writer's: for anybody else there are none. */
  function openFor(personId: string): void {
    if (personId !== ownerId) {
      drafts.clear();
      reports.clear();
      answers.clear();
      reasons.clear();
    }
    ownerId = personId;
  }

  function draftOf(move: Move): MoveDraft {
    const known = drafts.get(keyOf(move));
    if (known) return known;
    const draft = reactive({ done: "", percent: "100", obstacles: "", help: "", reason: "" });
    drafts.set(keyOf(move), draft);
    return draft;
  }

  /** What was written for a task's next report, or of a report anew; at first what `start` gives. */
  function reportOf(id: string, start: () => ReportDraft): ReportDraft {
    const known = reports.get(id);
    if (known) return known;
    const draft = reactive(start());
    reports.set(id, draft);
    return draft;
  }

  return {
    openFor,
    draftOf,
    reportOf,
    forgetReport: (id: string) => reports.delete(id),
    answerOf: (reportId: string) => answers.get(reportId) ?? "",
    keepAnswer: (reportId: string, words: string) => void answers.set(reportId, words),
    forgetAnswer: (reportId: string) => answers.delete(reportId),
    forget: (move: Move) => drafts.delete(keyOf(move)),
    reasonOf: (taskId: string) => reasons.get(taskId) ?? "",
    keepReason: (taskId: string, reason: string) => void reasons.set(taskId, reason),
    forgetReason: (taskId: string) => void reasons.delete(taskId),
  };
});

function keyOf({ task, option }: Move): string {
  return `${task.id} ${option.stage.id}`;
}
