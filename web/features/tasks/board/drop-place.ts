/** A gap in a column, counted before the carried card is taken out: 0 is above the first card. */
export interface Place {
  columnId: string;
  /** Null on a board without lanes. */
  laneId: string | null;
  /** Beyond the last card where no gap was chosen. */
  index: number;
}

/** Where a card stands: the same card may stand in several columns, such as its quarters. */
export type Standpoint = Omit<Place, "index">;

/** The ids of a column's cards as they are shown, of one lane where there are lanes. */
export interface ColumnOrder extends Standpoint {
  taskIds: readonly string[];
}

export interface Neighbours {
  /** The card directly above the place, if any. */
  afterTaskId: string | null;
  /** The card directly below it, if any. */
  beforeTaskId: string | null;
}

export function isSameStandpoint(one: Standpoint, other: Standpoint): boolean {
  return one.columnId === other.columnId && one.laneId === other.laneId;
}

/** The cards on both sides of a gap, without the card that is being carried there. */
export function neighboursAt(taskIds: readonly string[], index: number, carriedId: string): Neighbours {
  const from = taskIds.indexOf(carriedId);
  const others = taskIds.filter((id) => id !== carriedId);
  const at = from >= 0 && from < index ? index - 1 : index;
  return { afterTaskId: others[at - 1] ?? null, beforeTaskId: others[at] ?? null };
}

/** The gap above a card where it stands. */
export function placeOf(orders: readonly ColumnOrder[], taskId: string, from: Standpoint): Place | null {
  const index = orders.find((order) => isSameStandpoint(order, from))?.taskIds.indexOf(taskId) ?? -1;
  return index >= 0 ? { columnId: from.columnId, laneId: from.laneId, index } : null;
}

/** True where putting the card down changes nothing: in the gap right above or right below itself. */
export function isSamePlace(
  orders: readonly ColumnOrder[],
  taskId: string,
  from: Standpoint,
  place: Place,
): boolean {
  if (!isSameStandpoint(from, place)) return false;
  const now = placeOf(orders, taskId, from);
  return now !== null && (place.index === now.index || place.index === now.index + 1);
}

export type Step = "up" | "down" | "left" | "right";

/**
 * The next gap in a direction; the same one at an edge. Steps over the two gaps that leave the card where it is, and
 * from the end of a lane's cell into the next lane, of those whose orders are given.
 */
export function stepPlace(
  orders: readonly ColumnOrder[],
  taskId: string,
  from: Standpoint,
  place: Place,
  step: Step,
): Place {
  return step === "left" || step === "right"
    ? stepAside(orders, taskId, from, place, step)
    : stepAlong(orders, taskId, from, place, step);
}

function stepAside(
  orders: readonly ColumnOrder[],
  taskId: string,
  from: Standpoint,
  place: Place,
  step: "left" | "right",
): Place {
  const lane = orders.filter(({ laneId }) => laneId === place.laneId);
  const at = lane.findIndex(({ columnId }) => columnId === place.columnId);
  const next = at < 0 ? undefined : lane[step === "left" ? at - 1 : at + 1];
  if (!next) return place;
  const { columnId, laneId } = next;
  const home = isSameStandpoint(next, from) ? placeOf(orders, taskId, from) : null;
  return home ?? { columnId, laneId, index: Math.min(place.index, next.taskIds.length) };
}

function stepAlong(
  orders: readonly ColumnOrder[],
  taskId: string,
  from: Standpoint,
  place: Place,
  step: "up" | "down",
): Place {
  const column = orders.filter(({ columnId }) => columnId === place.columnId);
  const at = column.findIndex((order) => isSameStandpoint(order, place));
  const order = column[at];
  if (!order) return place;
  const by = step === "up" ? -1 : 1;
  const own = isSameStandpoint(order, from) ? order.taskIds.indexOf(taskId) : -1;
  let index = place.index + by;
  if (own >= 0 && index === own + 1) index += by;
  if (index >= 0 && index <= order.taskIds.length) return { ...place, index };
  const next = column[at + by];
  if (!next) return place;
  const { columnId, laneId } = next;
  const home = isSameStandpoint(next, from) ? placeOf(orders, taskId, from) : null;
  return home ?? { columnId, laneId, index: step === "up" ? next.taskIds.length : 0 };
}
