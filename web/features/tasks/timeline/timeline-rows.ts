import type { BoardCard } from "../board-cards";
import type { CardGroup } from "../group-cards";
import { dayNumber, type Stretch } from "./time-scale";

/** Where a task lies on the scale; a deadline is a point. */
export interface Bar extends Stretch {
  isPoint: boolean;
}

export interface GroupRow {
  kind: "group";
  key: string;
  group: CardGroup;
}

export interface TaskRow {
  kind: "task";
  /** A task stands in every group that it belongs to. */
  key: string;
  card: BoardCard;
}

export type TimelineRow = GroupRow | TaskRow;

type Period = Pick<BoardCard["task"]["period"], "startsOn" | "dueOn" | "kind">;

/** Null where neither a first nor a last day is stated. */
export function barOf({ startsOn, dueOn, kind }: Period): Bar | null {
  const last = dueOn ?? startsOn;
  if (!last) return null;
  const isPoint = kind === "DEADLINE" || !startsOn || !dueOn;
  return { first: dayNumber(isPoint ? last : (startsOn ?? last)), last: dayNumber(last), isPoint };
}

/** Where a task was to lie at first, if it was given other days since. */
export function originalBarOf(period: Period, first: Period | undefined): Bar | null {
  if (!first) return null;
  const isSame = first.startsOn === period.startsOn && first.dueOn === period.dueOn;
  return isSame ? null : barOf(first);
}

/** All days that the scale must reach. */
export function daysOf(cards: readonly BoardCard[], originals: ReadonlyMap<string, Period>): string[] {
  return cards.flatMap(({ task }) =>
    [task.period, originals.get(task.id)].flatMap((period) =>
      [period?.startsOn, period?.dueOn].filter((day) => typeof day === "string"),
    ),
  );
}

/** Groups with their tasks beneath them: what begins first comes first, what has no days comes last. */
export function rowsOf(groups: readonly CardGroup[]): TimelineRow[] {
  return groups.flatMap((group): TimelineRow[] => {
    if (group.cards.length === 0) return [];
    const key = group.key ?? "";
    const tasks = [...group.cards].sort(compareInTime);
    return [
      { kind: "group", key: `group ${key}`, group },
      ...tasks.map((card) => ({ kind: "task" as const, key: `${key} ${card.task.id}`, card })),
    ];
  });
}

function compareInTime(left: BoardCard, right: BoardCard): number {
  const [one, other] = [barOf(left.task.period), barOf(right.task.period)];
  if (!one || !other) return Number(!one) - Number(!other);
  return one.first - other.first || one.last - other.last;
}

export interface Month {
  /** Its first day; null for the tasks that have none. */
  day: string | null;
  cards: BoardCard[];
}

/** The months in which tasks are due, in order; those without a day last. */
export function monthsOf(cards: readonly BoardCard[]): Month[] {
  const months = new Map<string, BoardCard[]>();
  for (const card of [...cards].sort(compareByDue)) {
    const key = dueDay(card)?.slice(0, 7) ?? "";
    const own = months.get(key);
    if (own) own.push(card);
    else months.set(key, [card]);
  }
  return [...months].map(([month, own]) => ({ day: month ? `${month}-01` : null, cards: own }));
}

export function dueDay({ task }: BoardCard): string | null {
  return task.period.dueOn ?? task.period.startsOn ?? null;
}

function compareByDue(left: BoardCard, right: BoardCard): number {
  const [one, other] = [dueDay(left) ?? "9999", dueDay(right) ?? "9999"];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Where a bar's words stand: in it, or beside it where there is more room. `days` is how many they are wide. */
export function wordsPlace(bar: Bar, range: Stretch, days: number): "inside" | "after" | "before" {
  if (!bar.isPoint && bar.last - bar.first + 1 >= days) return "inside";
  return range.last - bar.last >= days ? "after" : "before";
}
