import { computed, nextTick, shallowReactive, shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { useToasts } from "../../../stores/toasts";
import { cardTitle, type BoardCard } from "../board-cards";
import { whenSettled } from "../moving/request-move";
import { stageName } from "../task-words";
import { mostAtOnce, outlookOf, type BatchChange, type Intent, type Outlook, type Refused } from "./batch";
import { requestBatch, requestBatchUndo, type BatchAnswer } from "./request-batch";

/** An intent that waits for what it needs, or for somebody to see what will not go. */
export interface AskedIntent extends Intent {
  /** What is known of a move before anything is asked; null where the answers decide. */
  outlook: Outlook | null;
  isSending: boolean;
  trouble: string | null;
}

interface Page {
  programmeId: () => string;
  /** A card as it is by now; undefined where it is not shown any more. */
  cardOf(taskId: string): BoardCard | undefined;
  /** Ends the selection. */
  onDone(): void;
}

/** One thing done to several cards: tried first, then done, and undone within ten seconds. */
export function useBatch({ programmeId, cardOf, onDone }: Page) {
  const { t } = useI18n();
  const toasts = useToasts();
  const asked = shallowRef<AskedIntent | null>(null);
  const sent = shallowReactive(new Set<string>());
  const progress = shallowRef<{ done: number; all: number } | null>(null);

  /** Does it at once where all cards go and nothing is needed; else asks. */
  async function begin(wanted: Intent): Promise<void> {
    if (sent.size > 0) return;
    const intent = await settled(wanted);
    if (intent.cards.length === 0) return void toasts.show(t("batch.allThere"));
    if (intent.kind !== "move" || !intent.stage) return ask(intent, null);
    mark(intent);
    const change: BatchChange = { kind: "move", stageId: intent.stage.id };
    const tried = await requestBatch(programmeId(), intent.cards, change, { isTrial: true });
    const outlook = outlookOf(tried.items, intent.cards);
    const needsNothing = !outlook.needsReport && !outlook.needsReason && outlook.refused.length === 0;
    if (!tried.failure && needsNothing) return finish(intent, await run(intent, change));
    unmark();
    if (tried.failure) complain(t(`batch.${tried.failure}`));
    else ask(intent, outlook);
  }

  /** Once our own moves are answered, with the cards as they then are; without those that stand where they are to go. */
  async function settled(intent: Intent): Promise<Intent> {
    await Promise.all(intent.cards.map(({ task }) => whenSettled(task.id)));
    await nextTick();
    const cards = intent.cards.map((card) => cardOf(card.task.id) ?? card);
    const { stage } = intent;
    return { ...intent, cards: stage ? cards.filter(({ task }) => task.stage.id !== stage.id) : cards };
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
    const isWaitedFor = asked.value === sending;
    if (result.failure && result.items.length === 0 && isWaitedFor) {
      unmark();
      asked.value = { ...waiting, trouble: t(`batch.${result.failure}`) };
      return;
    }
    if (isWaitedFor) asked.value = null;
    finish(waiting, result);
  }

  function run({ cards }: Intent, change: BatchChange): Promise<BatchAnswer> {
    const note = (done: number) => (progress.value = { done, all: cards.length });
    if (cards.length > mostAtOnce) note(0);
    return requestBatch(programmeId(), cards, change, {
      isTrial: false,
      onProgress: (done) => cards.length > mostAtOnce && note(done),
    });
  }

  /** Says what was done and what was not. Where it stopped half way, what it did can be undone as well. */
  function finish(intent: Intent, { items, undoTokens, failure }: BatchAnswer): void {
    unmark();
    const { refused, willGo } = outlookOf(items, intent.cards);
    tellRefused(refused);
    if (failure) complain(t(items.length > 0 ? "batch.stopped" : `batch.${failure}`));
    if (undoTokens.length === 0) return;
    onDone();
    toasts.show(doneWords(intent, willGo), {
      action: { label: t("task.move.undo"), run: () => void undo(intent, undoTokens) },
    });
  }

  async function undo(intent: Intent, undoTokens: readonly string[]): Promise<void> {
    const { items, failure } = await requestBatchUndo(undoTokens);
    tellRefused(outlookOf(items, intent.cards).refused);
    if (failure) complain(t(items.length > 0 ? "batch.stopped" : `batch.${failure}`));
  }

  function doneWords({ kind, stage, cards: [first, ...others] }: Intent, count: number): string {
    const task = first ? cardTitle(first) : "";
    const named = { count, stage: stage ? stageName(stage, t) : "", task };
    return others.length === 0 ? t(`batch.doneOne.${kind}`, named) : t(`batch.done.${kind}`, named, count);
  }

  function tellRefused(refused: readonly Refused[]): void {
    const words = refused.map(({ cards: { length: count }, message }) =>
      t("batch.notDone", { count, message }, count),
    );
    if (words.length > 0) complain(words.join(" "));
  }

  function complain(words: string): void {
    toasts.show(words, { tone: "problem" });
  }

  function mark({ cards }: Intent): void {
    for (const { task } of cards) sent.add(task.id);
  }

  function unmark(): void {
    sent.clear();
    progress.value = null;
  }

  return {
    asked: computed(() => asked.value),
    /** The cards whose change is on its way. */
    sent: sent as ReadonlySet<string>,
    /** How many of the cards are done, where there are too many to be changed in one go. */
    progress: computed(() => progress.value),
    begin,
    answer,
    /** What is on its way is done nevertheless. */
    cancel: () => void (asked.value = null),
  };
}
