import type { TaskGroupKey } from "../../../gql/graphql";
import type { BoardCard, BoardStage } from "../board-cards";
import { groupCards, type CardGroup, type LaneKey } from "../group-cards";
import type { ColumnOrder, Standpoint } from "./drop-place";

/** The id of the column or lane of what belongs to none. */
export const noGroup = "none";

export function groupId({ key }: CardGroup): string {
  return key ?? noGroup;
}

/** The cards of a board as columns and lanes. Cells are made when they are first asked for. */
export interface BoardGrid {
  columnsBy: TaskGroupKey;
  lanesBy: LaneKey | null;
  columns: readonly CardGroup[];
  /** Null on a board without lanes. */
  lanes: readonly CardGroup[] | null;
  /** The cards of each column in a lane, by the column's id; of the whole board for null. */
  cells(laneId: string | null): ReadonlyMap<string, readonly BoardCard[]>;
}

export function gridOf(
  cards: readonly BoardCard[],
  columnsBy: TaskGroupKey,
  lanesBy: LaneKey | null,
  stages: readonly BoardStage[],
): BoardGrid {
  const columns = groupCards(cards, columnsBy, stages);
  const lanes = lanesBy ? groupCards(cards, lanesBy, stages) : null;
  const made = new Map<string | null, ReadonlyMap<string, readonly BoardCard[]>>();

  function cells(laneId: string | null) {
    const known = made.get(laneId);
    if (known) return known;
    const lane = lanes?.find((group) => groupId(group) === laneId);
    const groups = laneId === null ? columns : groupCards(lane?.cards ?? [], columnsBy, stages);
    const found = new Map(groups.map((group) => [groupId(group), group.cards]));
    made.set(laneId, found);
    return found;
  }

  return { columnsBy, lanesBy, columns, lanes, cells };
}

/** The order of the cards in some columns of some lanes, row by row. */
export function ordersOf(
  grid: BoardGrid,
  columnIds: readonly string[],
  laneIds: readonly (string | null)[],
): ColumnOrder[] {
  return laneIds.flatMap((laneId) => {
    const cells = grid.cells(laneId);
    return columnIds.map((columnId) => ({
      columnId,
      laneId,
      taskIds: (cells.get(columnId) ?? []).map(({ task }) => task.id),
    }));
  });
}

/** Where the element of a card or a cell stands. */
export function standpointOf(element: Element): Standpoint | null {
  const cell = element.closest<HTMLElement>("[data-column-id]");
  if (!cell?.dataset.columnId) return null;
  return { columnId: cell.dataset.columnId, laneId: cell.dataset.laneId ?? null };
}
