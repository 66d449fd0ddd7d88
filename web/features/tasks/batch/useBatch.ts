import { computed, shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { useToasts } from "../../../stores/toasts";
import { stageName } from "../task-words";
import { outlookOf, type BatchChange, type Intent, type Outlook } from "./batch";
import { runBatch, tryBatch, undoBatch, type BatchAnswer } from "./request-batch";

/** An intent that waits for what it needs, or for somebody to see what will not go. */
export interface AskedIntent extends Intent {
  /** What is known of a move before anything is asked; null where the answers decide. */
  outlook: Outlook | null;
  isSending: boolean;
  trouble: string | null;
}

/** One thing done to several cards: tried first, then done, and undone within ten seconds. `onDone` ends the selection. */
export function useBatch(programmeId: () => string, onDone: () => void) {
  const { t } = useI18n();
  const toasts = useToasts();
  const asked = shallowRef<AskedIntent | null>(null);
  const sent = shallowRef<ReadonlySet<string>>(new Set());

  /** Does it at once where all cards go and nothing is needed; else asks. */
  async function begin(intent: Intent): Promise<void> {
    const { kind, stage, tasks } = intent;
    if (kind !== "move" || !stage) return ask(intent, null);
    mark(intent);
    const change: BatchChange = { kind: "move", stageId: stage.id };
    const tried = await tryBatch(programmeId(), tasks, change);
    if (!tried) return fail(intent);
    const outlook = outlookOf(tried, tasks);
    const needsNothing = !outlook.needsReport && !outlook.needsReason;
    if (needsNothing && outlook.refused.length === 0) return finish(intent, await run(intent, change));
    unmark();
    ask(intent, outlook);
  }

  function ask(intent: Intent, outlook: Outlook | null): void {
    asked.value = { ...intent, outlook, isSending: false, trouble: null };
  }

  /** Sends what was asked for; it stays, with what was written, until the server has answered. */
  async function answer(change: BatchChange): Promise<void> {
    const waiting = asked.value;
    if (!waiting || waiting.isSending) return;
    const sending = { ...waiting, isSending: true, trouble: null };
    asked.value = sending;
    mark(waiting);
    const result = await run(waiting, change);
    if (result?.applied || !result) unmark();
    if (!result) {
      if (asked.value === sending) asked.value = { ...waiting, trouble: t("board.batch.unreachable") };
      return;
    }
    if (asked.value === sending) asked.value = null;
    finish(waiting, result);
  }

  const run = ({ tasks }: Intent, change: BatchChange) => runBatch(programmeId(), tasks, change);

  function finish(intent: Intent, result: BatchAnswer): void {
    unmark();
    if (!result) return fail(intent);
    const { refused, willGo } = outlookOf(result, intent.tasks);
    const { undoToken } = result;
    if (refused.length > 0) complain(refused.map((group) => wordsOf(group.tasks.length, group.message)));
    if (!undoToken || !result.applied) return;
    onDone();
    toasts.show(doneWords(intent, willGo), {
      action: { label: t("task.move.undo"), run: () => void undo(intent, undoToken) },
    });
  }

  async function undo(intent: Intent, token: string): Promise<void> {
    const result = await undoBatch(token);
    if (!result) return fail(intent);
    const { refused } = outlookOf(result, intent.tasks);
    if (refused.length > 0) complain(refused.map((group) => wordsOf(group.tasks.length, group.message)));
  }

  function doneWords({ kind, stage, tasks }: Intent, count: number): string {
    const named = { count, stage: stage ? stageName(stage, t) : "", task: tasks[0]?.title ?? "" };
    const isOne = tasks.length === 1;
    return isOne ? t(`board.batch.doneOne.${kind}`, named) : t(`board.batch.done.${kind}`, named, count);
  }

  const wordsOf = (count: number, message: string) => t("board.batch.notDone", { count, message }, count);

  function fail(_intent: Intent): void {
    unmark();
    complain([t("board.batch.unreachable")]);
  }

  function complain(words: string[]): void {
    toasts.show(words.join(" "), { tone: "problem" });
  }

  function mark({ tasks }: Intent): void {
    sent.value = new Set(tasks.map(({ id }) => id));
  }

  function unmark(): void {
    sent.value = new Set();
  }

  return {
    asked,
    /** The cards whose change is on its way. */
    sent: computed(() => sent.value),
    begin,
    answer,
    cancel: () => (asked.value = null),
  };
}
