import type { BoardCard } from "../board-cards";
import type { ChartModel, ChartRow, ChartSeries } from "./chart-model";

interface Calendar {
  year: number;
  /** The programme's day, as `YYYY-MM-DD`. */
  today: string;
  /** The day in the programme's time zone that an instant falls on. */
  dayOf: (instant: string) => string;
  /** What a month is called, by its first day. */
  monthName: (day: string) => string;
}

/** How many cards are due by the end of each month, and how many of all were accepted by then; of months to come nobody knows. */
export function acceptedOverTime(
  cards: readonly BoardCard[],
  [due, accepted]: [due: ChartSeries, accepted: ChartSeries],
  { year, today, dayOf, monthName }: Calendar,
): ChartModel {
  const dueDays = cards.flatMap(({ task }) => task.period.dueOn ?? []);
  const acceptedDays = cards.flatMap(({ task }) => (task.acceptedAt ? dayOf(task.acceptedAt) : []));
  const rows = Array.from({ length: 12 }, (_, index): ChartRow => {
    const month = String(index + 1).padStart(2, "0");
    const first = `${year}-${month}-01`;
    const last = `${year}-${month}-${daysIn(year, index + 1)}`;
    const isToCome = first > today;
    return {
      key: month,
      name: monthName(first),
      cells: [
        { value: countUntil(dueDays, last), filter: { dueOn: { lte: last } } },
        isToCome
          ? { value: null }
          : { value: countUntil(acceptedDays, last), filter: { acceptedOn: { lte: last } } },
      ],
    };
  });
  return { series: [due, accepted], rows };
}

function countUntil(days: readonly string[], last: string): number {
  return days.filter((day) => day <= last).length;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** How many days lie between two days. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
