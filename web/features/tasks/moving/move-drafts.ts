import { defineStore } from "pinia";
import { reactive } from "vue";
import type { Move } from "./asked-move";

export interface MoveDraft {
  done: string;
  /** As it stands in its field. */
  percent: string;
  obstacles: string;
  reason: string;
}

/**
 * What somebody has written for a move that was not made yet: still there when the dialog was closed by mistake, or the
 * session ended meanwhile. Kept in this page only, never written down.
 */
export const useMoveDrafts = defineStore("move-drafts", () => {
  const drafts = new Map<string, MoveDraft>();
  /** Reasons for other days, by task. */
  const reasons = new Map<string, string>();
  let ownerId = "";

  /** Drafts are their writer's: for anybody else there are none. */
  function openFor(personId: string): void {
    if (personId !== ownerId) {
      drafts.clear();
      reasons.clear();
    }
    ownerId = personId;
  }

  function draftOf(move: Move): MoveDraft {
    const known = drafts.get(keyOf(move));
    if (known) return known;
    const draft = reactive({ done: "", percent: "100", obstacles: "", reason: "" });
    drafts.set(keyOf(move), draft);
    return draft;
  }

  return {
    openFor,
    draftOf,
    forget: (move: Move) => drafts.delete(keyOf(move)),
    reasonOf: (taskId: string) => reasons.get(taskId) ?? "",
    keepReason: (taskId: string, reason: string) => void reasons.set(taskId, reason),
    forgetReason: (taskId: string) => void reasons.delete(taskId),
  };
});

function keyOf({ task, option }: Move): string {
  return `${task.id} ${option.stage.id}`;
}
