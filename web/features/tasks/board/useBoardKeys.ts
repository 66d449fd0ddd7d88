import { nextTick, onMounted, ref, watch, type Ref } from "vue";
import { useI18n } from "vue-i18n";
import { cardTitle, type BoardCard } from "../board-cards";
import { standpointOf } from "./board-grid";
import type { Drop } from "./drop-offer";
import { isSameStandpoint, type ColumnOrder, type Standpoint, type Step } from "./drop-place";
import type { Carry, useCarriedCards } from "./useCarriedCards";

interface BoardKeys {
  root: Readonly<Ref<HTMLElement | null>>;
  hand: ReturnType<typeof useCarriedCards>;
  cardOf(taskId: string): BoardCard | undefined;
  /** Every column of every lane, row by row. */
  orders(): readonly ColumnOrder[];
  nameOf(place: Standpoint): string;
  dropAt(place: Standpoint): Drop | null;
  /** Why the columns take nothing that is dragged, if they do not. */
  fixedWords(): string | null;
  /** Brings a column and a lane into the page. */
  reveal(place: Standpoint): void;
  onPickUp(card: BoardCard, from: Standpoint, by: Carry["by"]): void;
  /** Resolves when the move is over or asks for something. */
  onPutDown(): Promise<void>;
  onLetGo(): void;
  onSelect(card: BoardCard, at: Standpoint, isRange: boolean): void;
  onSelectColumn(at: Standpoint): void;
  /** Whether there was a selection to give up. */
  onClear(): boolean;
}

const steps: Readonly<Record<string, Step>> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/**
 * The board by keys: space takes a card up and puts it down, the arrows carry it or walk from card to card, Escape
 * lets go; x selects, and Enter opens a card that is not carried. What happens is said in `spoken`, for a live region.
 */
export function useBoardKeys(board: BoardKeys) {
  const { t } = useI18n();
  const { hand } = board;
  const spoken = ref("");

  function onKey(event: KeyboardEvent): void {
    const link = event.target;
    if (!(link instanceof HTMLElement) || !link.matches(".title")) return;
    const card = board.cardOf(link.closest<HTMLElement>("[data-task-id]")?.dataset.taskId ?? "");
    const at = standpointOf(link);
    const action = card && at && actionFor(event, card, at);
    if (!action) return;
    event.preventDefault();
    action();
  }

  function actionFor(event: KeyboardEvent, card: BoardCard, at: Standpoint): (() => void) | null {
    const { key } = event;
    const step = steps[key];
    if (hand.carry.value?.by === "keys") {
      if (key === " " || key === "Enter") return () => void putDown(card);
      if (key === "Escape") return () => letGo(card);
      return step ? () => carryOn(step) : null;
    }
    if (key === " ") return () => takeUp(card, at);
    if (key === "Escape") return board.onClear() ? () => {} : null;
    if (key.toLowerCase() === "x") return () => board.onSelect(card, at, event.shiftKey);
    if (key === "a" && (event.ctrlKey || event.metaKey)) return () => board.onSelectColumn(at);
    return step ? () => walk(card, at, step) : null;
  }

  function takeUp(card: BoardCard, at: Standpoint): void {
    const fixed = board.fixedWords();
    if (fixed) {
      spoken.value = fixed;
      return;
    }
    board.onPickUp(card, at, "keys");
    const count = hand.carry.value?.cards.length ?? 1;
    const named = { task: cardTitle(card), stage: board.nameOf(at), count };
    spoken.value = count > 1 ? t("board.speak.pickedUpMany", named) : t("task.speak.pickedUp", named);
  }

  function carryOn(step: Step): void {
    hand.step(step);
    const over = hand.heldOver.value;
    if (!over) return;
    spoken.value =
      wordsIfBlocked(over) ?? t("task.speak.over", { stage: board.nameOf(over), position: over.index + 1 });
    board.reveal(over);
    void nextTick(() => cellAt(over)?.scrollIntoView({ block: "nearest", inline: "nearest" }));
  }

  async function putDown(card: BoardCard): Promise<void> {
    const over = hand.heldOver.value;
    if (!over) return;
    spoken.value =
      wordsIfBlocked(over) ?? t("task.speak.putDown", { task: cardTitle(card), stage: board.nameOf(over) });
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

  function wordsIfBlocked(place: Standpoint): string | null {
    const drop = board.dropAt(place);
    if (drop?.kind !== "refused") return null;
    return t("task.speak.blocked", { stage: board.nameOf(place), reason: drop.reason });
  }

  function walk(card: BoardCard, at: Standpoint, step: Step): void {
    const next = step === "left" || step === "right" ? beside(card, at, step) : along(card, at, step);
    if (!next) return;
    board.reveal(next.at);
    void nextTick(() => focusCard(next.taskId, next.at));
  }

  /** The card at the same height of the next column that has cards, in the same lane. */
  function beside(card: BoardCard, at: Standpoint, step: "left" | "right") {
    const row = board.orders().filter(({ laneId, taskIds }) => laneId === at.laneId && taskIds.length > 0);
    const here = row.findIndex((order) => isSameStandpoint(order, at));
    const index = row[here]?.taskIds.indexOf(card.task.id) ?? 0;
    const next = row[here + (step === "left" ? -1 : 1)];
    const taskId = next?.taskIds[Math.min(index, next.taskIds.length - 1)];
    return next && taskId !== undefined ? { taskId, at: next } : null;
  }

  /** The next card of the column, through all lanes. */
  function along(card: BoardCard, at: Standpoint, step: "up" | "down") {
    const column = board
      .orders()
      .filter(({ columnId }) => columnId === at.columnId)
      .flatMap((order) => order.taskIds.map((taskId) => ({ taskId, at: order as Standpoint })));
    const here = column.findIndex((one) => one.taskId === card.task.id && isSameStandpoint(one.at, at));
    return column[here + (step === "up" ? -1 : 1)] ?? null;
  }

  function cellAt({ columnId, laneId }: Standpoint): HTMLElement | null {
    const lane = laneId === null ? "" : `[data-lane-id="${CSS.escape(laneId)}"]`;
    return board.root.value?.querySelector(`[data-column-id="${CSS.escape(columnId)}"]${lane}`) ?? null;
  }

  function focusCard(taskId: string, at?: Standpoint): void {
    const within = (at && cellAt(at)) ?? board.root.value;
    const card = within?.querySelector(`[data-task-id="${CSS.escape(taskId)}"]`);
    card?.querySelector<HTMLElement>(".title")?.focus();
  }

  // What may be done to a card is asked for when it is taken up: the answer may come after the arrows got there.
  watch(
    () => {
      const over = hand.carry.value?.by === "keys" ? hand.heldOver.value : null;
      return over && wordsIfBlocked(over);
    },
    (words) => {
      if (words) spoken.value = words;
    },
  );

  // One ear for all cards, instead of one on each of thousands.
  onMounted(() => {
    board.root.value?.addEventListener("keydown", onKey);
    board.root.value?.addEventListener("focusout", () => {
      if (hand.carry.value?.by === "keys") board.onLetGo();
    });
  });

  return { spoken, focusCard };
}
