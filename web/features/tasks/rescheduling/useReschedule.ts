import { computed, shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { useToasts } from "../../../stores/toasts";
import { cardTitle, type BoardCard } from "../board-cards";
import { useMoveDrafts } from "../moving/move-drafts";
import { requestUndo } from "../moving/request-move";
import { requestReschedule, type RescheduleAnswer } from "./request-reschedule";
import { useReschedulePermission } from "./reschedule-permission";

export interface NewDays {
  startsOn: string | null;
  dueOn: string;
}

/** Other days for a task, which wait for a reason, or for the answer to it. */
export interface AskedReschedule {
  task: BoardCard["task"];
  title: string;
  /** Where a bar was dragged to; none where only the dialog was asked for. */
  days: NewDays | null;
  isSending: boolean;
  /** Why the last try was not taken. */
  trouble: string | null;
}

/** Giving tasks other days: asked for with a reason, shown at once, put back when refused, undone within ten seconds. */
export function useReschedule(permission = useReschedulePermission()) {
  const { t } = useI18n();
  const toasts = useToasts();
  const drafts = useMoveDrafts();
  const asked = shallowRef<AskedReschedule | null>(null);
  let stop = new AbortController();

  /** Opens the dialog, for whoever may; says why not to others. */
  async function ask(card: BoardCard, days: NewDays | null = null): Promise<void> {
    const { task } = card;
    if (permission.isRefused(task.id)) return refuse();
    asked.value = { task, title: cardTitle(card), days, isSending: false, trouble: null };
    const opened = asked.value;
    const allowed = await permission.ask(task.id);
    if (allowed === true || asked.value !== opened) return;
    asked.value = null;
    refuse(allowed === null ? t("rescheduling.unreachable") : undefined);
  }

  function refuse(problem = t("rescheduling.forbidden")): void {
    toasts.show(problem, { tone: "problem" });
  }

  /** Sends what was asked for; it goes on waiting until the task has its new days. */
  async function answer(days: NewDays, reason: string): Promise<void> {
    const waiting = asked.value;
    if (!waiting || waiting.isSending) return;
    stop = new AbortController();
    const sending: AskedReschedule = { ...waiting, days, isSending: true, trouble: null };
    asked.value = sending;
    const { id, version, period } = waiting.task;
    const isStartKept = (period.startsOn ?? null) === days.startsOn;
    const result = await requestReschedule(
      {
        taskId: id,
        expectedVersion: version,
        dueOn: days.dueOn,
        reason,
        ...(isStartKept ? {} : { startsOn: days.startsOn }),
      },
      stop,
    );
    if (result.__typename === "Task") {
      if (asked.value === sending) asked.value = null;
      drafts.forgetReason(id);
      return confirm(sending, reason);
    }
    if (asked.value === sending) asked.value = afterRefusal(sending, result);
  }

  function afterRefusal(
    sending: AskedReschedule,
    result: Exclude<RescheduleAnswer, { __typename: "Task" }>,
  ): AskedReschedule {
    if (result.__typename === "RescheduleFailure") {
      return { ...sending, isSending: false, trouble: t(`rescheduling.${result.kind}`) };
    }
    const { message, task } = result;
    return { ...sending, task, isSending: false, trouble: t("task.move.kept", { problem: message }) };
  }

  function confirm({ task, title }: AskedReschedule, reason: string): void {
    toasts.show(t("rescheduling.done", { task: title }), {
      action: { label: t("task.move.undo"), run: () => void undo(task.id, reason) },
    });
  }

  async function undo(taskId: string, reason: string): Promise<void> {
    const result = await requestUndo(taskId);
    if (result.__typename === "Task") drafts.keepReason(taskId, reason);
    else refuse(result.__typename === "MoveFailure" ? t("rescheduling.failed") : result.message);
  }

  /** Gives it up, also while it is on its way; the reason that was written is kept. */
  function cancel(): void {
    asked.value = null;
    stop.abort();
  }

  return {
    asked: computed(() => asked.value),
    ask,
    answer,
    cancel,
    refuse,
    permission,
  };
}
