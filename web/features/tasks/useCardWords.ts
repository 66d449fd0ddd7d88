import { useI18n } from "vue-i18n";
import { useDates, type Almanac } from "../../composables/useDates";
import type { Board_CardFragment, LightColour } from "../../gql/graphql";
import { cardPeople, type BoardCard, type BoardStage } from "./board-cards";
import { isOfWholeQuarters, periodWords, stageName, standingWords } from "./task-words";

type Task = Board_CardFragment;

/**
 * The words of many cards, from one place: a layout of thousands of tasks makes this once and hands it to each of
 * its parts.
 */
export function useCardWords(almanac: () => Almanac, stages: () => readonly BoardStage[]) {
  const { t, locale } = useI18n();
  const dates = useDates(almanac);

  const period = (task: Task) => periodWords(task.period, locale.value, t, dates);

  /** The period, where it says more than the quarters under whose heads the task stands. */
  const nearerPeriod = (task: Task) => (isOfWholeQuarters(task.period) ? "" : period(task));

  /** Where the task was given another time: when it was to be done at first. */
  function originalPeriod({ period: now }: Task, first: Task["period"] | undefined): string {
    const isSame = first?.startsOn === now.startsOn && first?.dueOn === now.dueOn;
    return first && !isSame ? periodWords(first, locale.value, t, dates) : "";
  }

  /** The column of the board that it stands in; not where the standing says it already. */
  function stage(task: Task): string {
    const { kind } = task.stage;
    const found = stages().find(({ id }) => id === task.stage.id);
    return found && kind !== "SUBMITTED" && kind !== "ACCEPTED" ? stageName(found, t) : "";
  }

  return {
    t,
    dates,
    period,
    nearerPeriod,
    originalPeriod,
    stage,
    standing: (task: Task) => standingWords(task, t, dates),
    light: (colour: LightColour) => t(`task.light.${colour}`),
    people: (card: BoardCard) => cardPeople(card).join(t("app.listSeparator")),
    names: (things: readonly { name: string }[]) =>
      things.map(({ name }) => name).join(t("app.listSeparator")),
  };
}

export type CardWords = ReturnType<typeof useCardWords>;
