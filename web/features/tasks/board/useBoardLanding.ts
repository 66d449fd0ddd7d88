import { useI18n } from "vue-i18n";
import { useToasts } from "../../../stores/toasts";
import type { Intent } from "../batch/batch";
import type { BoardCard, BoardStage } from "../board-cards";
import { movable } from "../moving/asked-move";
import type { useMoveTask } from "../moving/useMoveTask";
import { daysOfQuarter } from "../rescheduling/days-of-quarter";
import type { NewDays } from "../rescheduling/useReschedule";
import { stageName } from "../task-words";
import { dropAt, type Arrangement } from "./drop-offer";
import type { Landing } from "./useCarriedCards";
import type { useCardRights } from "./useCardRights";

interface LandingPlace {
  arrangement: () => Arrangement;
  year: () => number;
  stages: () => readonly BoardStage[];
  rights: ReturnType<typeof useCardRights>;
  moving: ReturnType<typeof useMoveTask>;
  /** A card as it is by now. */
  cardOf(taskId: string): BoardCard | undefined;
  begin(intent: Intent): void;
  reschedule(card: BoardCard, days: NewDays): void;
}

/** What putting cards down does: another place, another stage, another due date, or nothing, with the reason. */
export function useBoardLanding(board: LandingPlace) {
  const { t } = useI18n();
  const toasts = useToasts();
  const complain = (words: string) => void toasts.show(words, { tone: "problem" });

  async function land({ card, cards, from, place, to }: Landing): Promise<void> {
    const { id, stage } = card.task;
    // An earlier move of it may have been answered meanwhile: what counts is the card as it is by now.
    const now = board.cardOf(id) ?? card;
    if (now.task.stage.id !== stage.id) return complain(changedWords(now));
    const drop = dropAt(place, from, board.arrangement(), await knownRights(card, place.columnId), t);
    const all = cards.map((one) => board.cardOf(one.task.id) ?? one);
    switch (drop.kind) {
      case "refused":
        return complain(drop.reason);
      case "reorder":
        return cards.length > 1 ? moveAll(all, stage.id) : board.moving.reorder(movable(now), to);
      case "move":
        return cards.length > 1 ? moveAll(all, drop.stageId) : moveOne(now, drop.stageId, to);
      case "reschedule":
        return cards.length > 1 ? rescheduleAll(all, drop.quarter) : rescheduleOne(now, drop.quarter);
      case "stay":
    }
  }

  /** A drop may be quicker than the answer to what may be done. */
  async function knownRights({ task }: BoardCard, columnId: string) {
    const { columns, lanes } = board.arrangement();
    const isAboutQuarters = columns === "QUARTER" || lanes === "QUARTER";
    const [moves, mayReschedule] = await Promise.all([
      columns === "STAGE" && columnId !== task.stage.id ? board.rights.load(task.id) : null,
      isAboutQuarters ? board.rights.loadMayReschedule(task.id) : null,
    ]);
    return { moves: new Map((moves ?? []).map((option) => [option.stage.id, option])), mayReschedule };
  }

  async function moveOne(card: BoardCard, stageId: string, to: Landing["to"]): Promise<void> {
    const options = await board.rights.load(card.task.id);
    const option = options?.find(({ stage }) => stage.id === stageId);
    await board.moving.move(movable(board.cardOf(card.task.id) ?? card), option, to);
  }

  function moveAll(cards: readonly BoardCard[], stageId: string): void {
    const stage = board.stages().find(({ id }) => id === stageId);
    if (stage) board.begin({ kind: "move", stage, cards });
  }

  function rescheduleOne(card: BoardCard, quarter: number): void {
    const { startsOn, dueOn } = daysOfQuarter(quarter, board.year(), [card]);
    board.reschedule(card, { startsOn: startsOn ?? card.task.period.startsOn ?? null, dueOn });
  }

  function rescheduleAll(cards: readonly BoardCard[], quarter: number): void {
    board.begin({ kind: "reschedule", cards, days: daysOfQuarter(quarter, board.year(), cards) });
  }

  function changedWords({ task }: BoardCard): string {
    const stage = board.stages().find(({ id }) => id === task.stage.id);
    return t("task.move.changed", { stage: stage ? stageName(stage, t) : "" });
  }

  return { land };
}
