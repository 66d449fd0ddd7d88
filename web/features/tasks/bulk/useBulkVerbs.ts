import { shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { useToasts } from "../../../stores/toasts";
import type { BoardCard } from "../board-cards";
import type { BulkChange, BulkOutcome, BulkVerb } from "./bulk-change";
import { requestBulk, requestBulkUndo } from "./request-bulk";

/** A change of many cards that is being put together. */
export interface AskedBulk {
  verb: BulkVerb;
  /** As they were when it was asked for: what happens meanwhile is a conflict, not a surprise. */
  cards: readonly BoardCard[];
  /** What a trial has found; null before there was one, and after the change has been changed. */
  trial: BulkOutcome | null;
  isBusy: boolean;
  /** How many cards the server has answered for, while it is busy. */
  progress: number;
  trouble: string | null;
}

/** Changing many cards: asked, tried without writing anything, done, and undone within ten seconds. */
export function useBulkVerbs(programmeId: () => string, onDone: () => void) {
  const { t } = useI18n();
  const toasts = useToasts();
  const asked = shallowRef<AskedBulk | null>(null);

  function ask(verb: BulkVerb, cards: readonly BoardCard[]): void {
    asked.value = { verb, cards, trial: null, isBusy: false, progress: 0, trouble: null };
  }

  function close(): void {
    asked.value = null;
  }

  /** The change was changed: what the trial found holds no more. */
  function reconsider(): void {
    if (asked.value?.trial) asked.value = { ...asked.value, trial: null, trouble: null };
  }

  async function tryOut(change: BulkChange): Promise<void> {
    const found = await run(change, true);
    if (found) asked.value = { ...found.asked, trial: found.outcome, isBusy: false };
  }

  async function carryOut(change: BulkChange): Promise<void> {
    const found = await run(change, false);
    if (!found) return;
    const { changedIds, refusals, undoTokens } = found.outcome;
    asked.value = null;
    onDone();
    const words =
      refusals.length > 0
        ? t("bulk.doneSome", { done: changedIds.length, left: refusals.length })
        : t("bulk.done", { count: changedIds.length }, changedIds.length);
    const action = { label: t("task.move.undo"), run: () => void undo(undoTokens) };
    toasts.show(words, undoTokens.length > 0 ? { action } : { tone: "problem" });
  }

  /** Null where it was closed meanwhile, or went wrong: the trouble then stands in the dialog. */
  async function run(change: BulkChange, isTrial: boolean) {
    const waiting = asked.value;
    if (!waiting || waiting.isBusy) return null;
    let sending: AskedBulk = { ...waiting, isBusy: true, progress: 0, trouble: null };
    asked.value = sending;
    const outcome = await requestBulk(change, programmeId(), waiting.cards, isTrial, (progress) => {
      if (asked.value === sending) asked.value = sending = { ...sending, progress };
    });
    if (outcome.failure && (isTrial || outcome.changedIds.length === 0)) {
      if (asked.value === sending)
        asked.value = { ...sending, isBusy: false, trouble: t(`bulk.${outcome.failure}`) };
      return null;
    }
    return isTrial && asked.value !== sending ? null : { asked: sending, outcome };
  }

  async function undo(undoTokens: readonly string[]): Promise<void> {
    const left = await requestBulkUndo(undoTokens);
    if (left === null) toasts.show(t("bulk.unreachable"), { tone: "problem" });
    else if (left > 0) toasts.show(t("bulk.undoneSome", { count: left }, left), { tone: "problem" });
    else toasts.show(t("bulk.undone"));
  }

  return { asked, ask, close, reconsider, tryOut, carryOut };
}
