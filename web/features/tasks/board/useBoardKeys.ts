import { nextTick, onMounted, ref, type Ref } from "vue";
import { useI18n } from "vue-i18n";
import { cardTitle, type BoardCard } from "../board-cards";
import type { ColumnOrder, Step } from "./drop-place";
import type { useCarriedCard } from "./useCarriedCard";
import type { NextStage } from "../moving/useTaskMoves";

interface BoardKeys {
  root: Readonly<Ref<HTMLElement | null>>;
  hand: ReturnType<typeof useCarriedCard>;
  moves: Readonly<Ref<ReadonlyMap<string, NextStage>>>;
  columnsFor(card: BoardCard): readonly ColumnOrder[];
  cardOf(taskId: string): BoardCard | undefined;
  stageName(stageId: string): string;
  /** Nothing can be moved: the arrows still walk from card to card. */
  isPast(): boolean;
  onPickUp(card: BoardCard): void;
  /** Resolves when the move is over or asks for something. */
  onPutDown(): Promise<void>;
  onLetGo(): void;
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/**
 * The board by keys: space takes a card up and puts it down, the arrows carry it or walk from card to card, Escape
 * lets go; Enter opens a card that is not carried. What happens is said in `spoken`, for a live region.
 */
export function useBoardKeys(board: BoardKeys) {
  const { t } = useI18n();
  const { hand } = board;
  const spoken = ref("");

  function onKey(event: KeyboardEvent): void {
    const link = event.target;
    if (!(link instanceof HTMLElement) || !link.matches(".title")) return;
    const card = board.cardOf(link.closest<HTMLElement>("[data-task-id]")?.dataset.taskId ?? "");
    const action = card && actionFor(event.key, card);
    if (!action) return;
    event.preventDefault();
    action();
  }

  function actionFor(key: string, card: BoardCard): (() => void) | null {
    const step = steps[key];
    const isHeld = hand.carriedBy.value === "keys";
    if (!isHeld && key === " " && !board.isPast()) return () => takeUp(card);
    if (!isHeld) return step ? () => walk(card, step) : null;
    if (key === " " || key === "Enter") return () => void putDown(card);
    if (key === "Escape") return () => letGo(card);
    return step ? () => carryOn(step) : null;
  }

  function takeUp(card: BoardCard): void {
    hand.pickUp(card, "keys");
    board.onPickUp(card);
    spoken.value = t("task.speak.pickedUp", {
      task: cardTitle(card),
      stage: board.stageName(card.task.stage.id),
    });
  }

  function carryOn(step: Step): void {
    hand.step(step);
    const over = hand.heldOver.value;
    if (!over) return;
    spoken.value =
      wordsIfBlocked(over.stageId) ??
      t("task.speak.over", { stage: board.stageName(over.stageId), position: over.index + 1 });
    void nextTick(() =>
      board.root.value
        ?.querySelector(`.target, [data-stage-id="${CSS.escape(over.stageId)}"]`)
        ?.scrollIntoView({ block: "nearest", inline: "nearest" }),
    );
  }

  async function putDown(card: BoardCard): Promise<void> {
    const stageId = hand.heldOver.value?.stageId ?? card.task.stage.id;
    spoken.value =
      wordsIfBlocked(stageId) ??
      t("task.speak.putDown", { task: cardTitle(card), stage: board.stageName(stageId) });
    const landed = board.onPutDown();
    await nextTick();
    focusCard(card.task.id);
    await landed;
    await nextTick();
    if (document.activeElement === document.body) focusCard(card.task.id);
  }

  function letGo(card: BoardCard): void {
    board.onLetGo();
    spoken.value = t("task.speak.letGo", { task: cardTitle(card) });
  }

  function wordsIfBlocked(stageId: string): string | null {
    const option = board.moves.value.get(stageId);
    if (option?.allowed !== false) return null;
    const reason = option.reason ?? t("task.move.refused");
    return t("task.speak.blocked", { stage: board.stageName(stageId), reason });
  }

  function walk(card: BoardCard, step: Step): void {
    const columns = board.columnsFor(card).filter(({ taskIds }) => taskIds.length > 0);
    const at = columns.findIndex(({ taskIds }) => taskIds.includes(card.task.id));
    const index = columns[at]?.taskIds.indexOf(card.task.id) ?? 0;
    if (step === "up" || step === "down") {
      focusCard(columns[at]?.taskIds[index + (step === "up" ? -1 : 1)]);
      return;
    }
    const next = columns[at + (step === "left" ? -1 : 1)]?.taskIds;
    focusCard(next?.[Math.min(index, next.length - 1)]);
  }

  function focusCard(taskId: string | undefined): void {
    if (!taskId) return;
    const card = board.root.value?.querySelector(`[data-task-id="${CSS.escape(taskId)}"]`);
    card?.querySelector<HTMLElement>(".title")?.focus();
  }

  // One ear for all cards, instead of one on each of thousands.
  onMounted(() => {
    board.root.value?.addEventListener("keydown", onKey);
    board.root.value?.addEventListener("focusout", () => {
      if (hand.carriedBy.value === "keys") board.onLetGo();
    });
  });

  return { spoken };
}
