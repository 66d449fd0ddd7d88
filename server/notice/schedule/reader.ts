import type { CellPlace } from "../source.js";
import type { ScheduleContext } from "./schedule.js";
import type { Token } from "./tokens.js";
import { trimmed } from "./trim.js";

/** What one cell is read with: its place, its tokens, the numbers of its list and the context. */
export interface Reader {
  place: CellPlace;
  tokens: readonly Token[];
  enumerators: ReadonlySet<number>;
  context: ScheduleContext;
}

/** Stands for an unknown year while reading; its dates are taken out again. */
export const UNKNOWN_YEAR = 2000;

/** The offsets of these tokens (`to` exclusive) in the cell's text, without outer punctuation. */
export function rangeOf({ place, tokens }: Reader, from: number, to: number): { start: number; end: number } {
  if (from >= to) return { start: 0, end: 0 };
  return trimmed(place.text, tokens[from]!.start, tokens[to - 1]!.end);
}

/** These tokens' text, without outer punctuation. */
export function wordsBetween(reader: Reader, from: number, to: number): string {
  const { start, end } = rangeOf(reader, from, to);
  return reader.place.text.slice(start, end);
}
