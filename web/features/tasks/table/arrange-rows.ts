import type { TaskGroupKey } from "../../../gql/graphql";
import type { BoardCard, BoardStage } from "../board-cards";
import { groupCards, type CardGroup } from "../group-cards";
import { sortValue, type CellWords, type ColumnKey, type SortWords } from "./table-columns";

export interface SortBy {
  key: ColumnKey;
  isDescending: boolean;
}

export type TableRow =
  | { kind: "group"; key: string; group: CardGroup; isClosed: boolean }
  | { kind: "card"; key: string; card: BoardCard };

/** By the first column, then by the second, …; what is not there comes last whichever the direction, equals as they were. */
export function sortCards(
  cards: readonly BoardCard[],
  sort: readonly SortBy[],
  words: SortWords & Pick<CellWords, "locale">,
): readonly BoardCard[] {
  if (sort.length === 0) return cards;
  const compare = new Intl.Collator(words.locale, { numeric: true }).compare;
  const rows = cards.map((card) => ({ card, values: sort.map(({ key }) => sortValue(card, key, words)) }));
  rows.sort((left, right) => {
    for (const [index, { isDescending }] of sort.entries()) {
      const found = compareValues(left.values[index], right.values[index], isDescending, compare);
      if (found !== 0) return found;
    }
    return 0;
  });
  return rows.map(({ card }) => card);
}

type Value = string | number | null | undefined;

function compareValues(
  left: Value,
  right: Value,
  isDescending: boolean,
  compareTexts: (left: string, right: string) => number,
): number {
  if (left === right) return 0;
  if (left === null || left === undefined) return 1;
  if (right === null || right === undefined) return -1;
  const isText = typeof left === "string" && typeof right === "string";
  const found = isText ? compareTexts(left, right) : Number(left) - Number(right);
  return isDescending ? -found : found;
}

/** What a click on a column's name makes of the order: up, down, none; with `adds` beside the columns already chosen. */
export function nextSort(sort: readonly SortBy[], key: ColumnKey, adds: boolean): SortBy[] {
  const known = sort.find((by) => by.key === key);
  const next = !known
    ? [{ key, isDescending: false }]
    : known.isDescending
      ? []
      : [{ key, isDescending: true }];
  if (!adds) return next;
  if (known) return sort.flatMap((by) => (by.key === key ? next : [by]));
  return [...sort, ...next];
}

/** Stages are told in every row: only what else cards are put together by makes groups of rows. */
export function isGrouped(by: TaskGroupKey): boolean {
  return by !== "STAGE";
}

/**
 * Rows as they are shown: a head for each group with its cards below it, unless it is closed. Groups lie as the board
 * has them, whatever their rows are sorted by.
 */
export function arrangeRows(
  cards: readonly BoardCard[],
  sorted: readonly BoardCard[],
  by: TaskGroupKey,
  stages: readonly BoardStage[],
  closed: ReadonlySet<string>,
): TableRow[] {
  if (!isGrouped(by)) return sorted.map((card) => ({ kind: "card", key: card.task.id, card }));
  const places = new Map(sorted.map((card, index) => [card.task.id, index]));
  const placeOf = ({ task }: BoardCard) => places.get(task.id) ?? 0;
  return groupCards(cards, by, stages)
    .filter((group) => group.cards.length > 0)
    .flatMap((group) => {
      const key = `group ${group.key ?? ""}`;
      const isClosed = closed.has(key);
      const head: TableRow = { kind: "group", key, group, isClosed };
      const own = [...group.cards].sort((left, right) => placeOf(left) - placeOf(right));
      const rows = own.map((card): TableRow => ({ kind: "card", key: `${key} ${card.task.id}`, card }));
      return isClosed ? [head] : [head, ...rows];
    });
}
