/** A year as written: 2022年, or relative to the programme's year (今年 = 0, 次年 = 1, 上年 = -1). */
export type YearReference = { kind: "WRITTEN"; year: number } | { kind: "RELATIVE"; offset: number };

/** One unit of the calendar; its year may be left open for the surrounding text to tell. */
export type Moment = { year: YearReference | null } & (
  | { unit: "YEAR" }
  | { unit: "HALF_YEAR"; half: number }
  | { unit: "QUARTER"; quarter: number }
  | { unit: "MONTH"; month: number }
  /** `part`: 1 上旬, 2 中旬, 3 下旬. */
  | { unit: "TEN_DAYS"; month: number; part: number }
  | { unit: "DAY"; month: number; day: number }
);

/** From the first day of one moment to the last day of another (often the same). */
export interface Segment {
  from: Moment;
  to: Moment;
}

/**
 * What stands behind (or, for 截至, before) the moment: BEFORE X前, BY_END X底 X末 X底前, FROM X起, AFTER X后,
 * BEGINNING X初, MIDDLE X中; WITHIN when nothing does.
 */
export type Edge = "WITHIN" | "BEFORE" | "BY_END" | "FROM" | "AFTER" | "BEGINNING" | "MIDDLE";

/** A day or season with a name of its own; `events.ts` knows their dates. */
export type EventName = string;

export type TimeExpression = { tokens: { from: number; to: number } } & (
  | { kind: "CALENDAR"; segments: Segment[]; edge: Edge }
  | { kind: "EVENT"; event: EventName; year: YearReference | null; before: boolean }
  | { kind: "RECURRING"; recurrence: string }
  | { kind: "WHOLE_YEAR"; word: string }
);
