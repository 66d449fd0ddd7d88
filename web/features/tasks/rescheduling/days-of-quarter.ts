import type { BoardCard } from "../board-cards";

/** The days that a drop suggests. */
export interface SuggestedDays {
  /** Null where each card is to keep its own. */
  startsOn: string | null;
  dueOn: string;
}

const monthEnds = ["03-31", "06-30", "09-30", "12-31"];

/**
 * The days that putting cards into a quarter suggests: its last day, and its first one where each of them lay in one
 * quarter with a first day of its own.
 */
export function daysOfQuarter(quarter: number, year: number, cards: readonly BoardCard[]): SuggestedDays {
  const isWithinOne = cards.every(({ task: { period } }) => period.startsOn && period.quarters.length === 1);
  const month = String(quarter * 3 - 2).padStart(2, "0");
  return {
    startsOn: isWithinOne ? `${year}-${month}-01` : null,
    dueOn: `${year}-${monthEnds[quarter - 1] ?? ""}`,
  };
}
