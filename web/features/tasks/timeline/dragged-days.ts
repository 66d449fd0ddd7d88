import { dayAt, dayNumber, nearestMonthEdge } from "./time-scale";

/** The days of a task, as `YYYY-MM-DD`. */
export interface Days {
  startsOn: string | null;
  dueOn: string;
}

/** By what a bar is held: all of it, or one of its ends. */
export type Grip = "whole" | "start" | "end";

/**
 * The days of a bar that was drawn `by` days to the right. An end that stood at the edge of a month is drawn to one
 * again where it comes within `reach` days of it, because plans are made by months. An end stops at the other.
 */
export function dragDays({ startsOn, dueOn }: Days, grip: Grip, by: number, reach: number): Days {
  const start = startsOn === null ? null : dayNumber(startsOn);
  const due = dayNumber(dueOn);
  const newStart = start === null || grip === "end" ? start : drawn(start, by, "first", reach);
  const newDue = grip === "start" ? due : drawn(due, by, "last", reach);
  if (newStart === null) return { startsOn: null, dueOn: dayAt(newDue) };
  if (grip === "start") return { startsOn: dayAt(Math.min(newStart, due)), dueOn };
  return { startsOn: dayAt(newStart), dueOn: dayAt(Math.max(newDue, newStart)) };
}

function drawn(day: number, by: number, edge: "first" | "last", reach: number): number {
  const moved = day + by;
  if (by === 0 || nearestMonthEdge(day, edge) !== day) return moved;
  const near = nearestMonthEdge(moved, edge);
  return Math.abs(near - moved) <= reach ? near : moved;
}
