/** A gap in a column, counted before the carried card is taken out: 0 is above the first card. */
export interface Place {
  stageId: string;
  index: number;
}

/** The ids of a column's cards as they are shown. */
export interface ColumnOrder {
  stageId: string;
  taskIds: readonly string[];
}

export interface Neighbours {
  /** The card directly above the place, if any. */
  afterTaskId: string | null;
  /** The card directly below it, if any. */
  beforeTaskId: string | null;
}

/** The cards on both sides of a gap, without the card that is being carried there. */
export function neighboursAt(taskIds: readonly string[], index: number, carriedId: string): Neighbours {
  const from = taskIds.indexOf(carriedId);
  const others = taskIds.filter((id) => id !== carriedId);
  const at = from >= 0 && from < index ? index - 1 : index;
  return { afterTaskId: others[at - 1] ?? null, beforeTaskId: others[at] ?? null };
}

/** Where a card lies now. */
export function placeOf(columns: readonly ColumnOrder[], taskId: string): Place | null {
  for (const column of columns) {
    const index = column.taskIds.indexOf(taskId);
    if (index >= 0) return { stageId: column.stageId, index };
  }
  return null;
}

/** True where putting the card down changes nothing: in the gap right above or right below itself. */
export function isSamePlace(columns: readonly ColumnOrder[], taskId: string, place: Place): boolean {
  const now = placeOf(columns, taskId);
  return now?.stageId === place.stageId && (place.index === now.index || place.index === now.index + 1);
}

export type Step = "up" | "down" | "left" | "right";

/** The next gap in a direction; the same one at an edge. Steps over the two gaps that leave the card where it is. */
export function stepPlace(columns: readonly ColumnOrder[], taskId: string, place: Place, step: Step): Place {
  const at = columns.findIndex((column) => column.stageId === place.stageId);
  const column = columns[at];
  if (!column) return place;
  if (step === "left" || step === "right") {
    const next = columns[step === "left" ? at - 1 : at + 1];
    if (!next) return place;
    const home = placeOf(columns, taskId);
    if (home?.stageId === next.stageId) return home;
    return { stageId: next.stageId, index: Math.min(place.index, next.taskIds.length) };
  }
  const own = column.taskIds.indexOf(taskId);
  let index = place.index + (step === "up" ? -1 : 1);
  if (own >= 0 && index === own + 1) index += step === "up" ? -1 : 1;
  return index < 0 || index > column.taskIds.length ? place : { ...place, index };
}
