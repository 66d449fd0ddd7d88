import { useI18n } from "vue-i18n";
import { useToasts } from "../../../stores/toasts";
import { cardTitle, type BoardCard, type BoardStage } from "../board-cards";
import { batchTasks, daysOfQuarter, type Intent } from "../many/batch";
import type { useMoveTask } from "../moving/useMoveTask";
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
  begin(intent: Intent): Promise<void>;
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
        return board.begin({
          kind: "reschedule",
          tasks: batchTasks(all),
          days: daysOfQuarter(drop.quarter, board.year(), all),
        });
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

  async function moveAll(cards: readonly BoardCard[], stageId: string): Promise<void> {
    const stage = board.stages().find(({ id }) => id === stageId);
    const others = cards.filter(({ task }) => task.stage.id !== stageId);
    if (stage && others.length > 0) await board.begin({ kind: "move", stage, tasks: batchTasks(others) });
  }

  function changedWords({ task }: BoardCard): string {
    const stage = board.stages().find(({ id }) => id === task.stage.id);
    return t("task.move.changed", { stage: stage ? stageName(stage, t) : "" });
  }

  return { land };
}

export function movable(card: BoardCard) {
  const { id, version, stage } = card.task;
  return { id, version, title: cardTitle(card), stage };
}
