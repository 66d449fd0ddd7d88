/** A year as written: 2022年, or relative to the programme's year (今年 = 0, 次年 = 1, 上年 = -1). */
export type YearReference = { kind: "WRITTEN"; year: number } | { kind: "RELATIVE"; offset: number };

/**
 * One unit of the calendar; its year may be left open for the surrounding text to tell. So may the month of what is
 * finer (`3月上旬…，中旬…`): null is the month told before.
 */
export type Moment = { year: YearReference | null } & (
  | { unit: "YEAR" }
  | { unit: "HALF_YEAR"; half: number }
  | { unit: "QUARTER"; quarter: number }
  | { unit: "MONTH"; month: number | null }
  /** The last day of a month, where a range begins with it: `3月底至5月底`. */
  | { unit: "MONTH_END"; month: number | null }
  | { unit: "HALF_MONTH"; month: number | null; half: number }
  /** `part`: 1 上旬, 2 中旬, 3 下旬. */
  | { unit: "TEN_DAYS"; month: number | null; part: number }
  | { unit: "DAY"; month: number | null; day: number }
);

/** From the first day of one moment to the last day of another (often the same). */
export interface Segment {
  from: Moment;
  to: Moment;
}

/**
 * What stands behind (or, for 截至, before) the moment: BEFORE X前, EVE X开学前 (before X itself), BY_END X底 X末 X底前,
 * FROM X起, AFTER X后, BEGINNING X初, MIDDLE X中; WITHIN when nothing does.
 */
export type Edge = "WITHIN" | "BEFORE" | "EVE" | "BY_END" | "FROM" | "AFTER" | "BEGINNING" | "MIDDLE";

/** A day or season with a name of its own; `events.ts` knows their dates. */
export type EventName = string;

/** Before, during or after the event. */
export type Side = "BEFORE" | "DURING" | "AFTER";

export type TimeExpression = { tokens: { from: number; to: number } } & (
  | {
      kind: "CALENDAR";
      segments: Segment[];
      edge: Edge;
      /** 左右, 前后: about that time. */
      isRough: boolean;
    }
  | { kind: "EVENT"; events: EventName[]; year: YearReference | null; side: Side }
  /** 即日起 [至 …]: from the day of issue to the end of `until`, or of the year. */
  | { kind: "SINCE_ISSUE"; until: Moment | null }
  | { kind: "RECURRING"; recurrence: string }
  | { kind: "WHOLE_YEAR"; word: string }
);

/** A time expression before its place in the text is known. */
export type ExpressionBody<E = TimeExpression> = E extends TimeExpression ? Omit<E, "tokens"> : never;
