import { shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { useToasts } from "../../../stores/toasts";
import type { BoardCard } from "../board-cards";
import { requestUndo } from "../moving/request-move";
import { requestEdit, type CardEdit } from "./request-edit";

/** Saving one field of a card: confirmed, or refused with the reason, and undone within ten seconds. */
export function useSaving() {
  const { t } = useI18n();
  const toasts = useToasts();
  const isBusy = shallowRef(false);
  const trouble = shallowRef<string | null>(null);

  /** Whether it was saved; else `trouble` says why not. */
  async function save(card: BoardCard, edit: CardEdit): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    const problem = await requestEdit(card, edit);
    isBusy.value = false;
    trouble.value = problem && ("message" in problem ? problem.message : t(`editing.${problem.failure}`));
    if (problem) return false;
    toasts.show(t("editing.saved"), {
      action: { label: t("task.move.undo"), run: () => void undo(card.task.id) },
    });
    return true;
  }

  async function undo(taskId: string): Promise<void> {
    const answer = await requestUndo(taskId);
    if (answer.__typename === "Task") return;
    const words = answer.__typename === "MoveFailure" ? t(`editing.${answer.kind}`) : answer.message;
    toasts.show(words, { tone: "problem" });
  }

  return { isBusy, trouble, save };
}
