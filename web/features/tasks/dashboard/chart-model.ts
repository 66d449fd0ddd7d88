import type { FilterJson } from "../filtering/filter-json";

/** What a series is painted as: a light's colour, a stage's, or the one quiet blue. */
export type Tone =
  "RED" | "YELLOW" | "GREEN" | "NONE" | "PENDING" | "ACTIVE" | "SUBMITTED" | "ACCEPTED" | "plain" | "faint";

export interface ChartSeries {
  key: string;
  name: string;
  tone: Tone;
}

/** A number of a chart, and what it leads to: the cards that it counts, or the one card that it tells of. */
export interface ChartCell {
  /** Null where there is nothing to tell yet, such as of days to come. */
  value: number | null;
  filter?: FilterJson;
  taskId?: string;
}

export interface ChartRow {
  key: string;
  name: string;
  /** One for each series. */
  cells: ChartCell[];
}

/** Numbers as they are drawn, and as they stand in the table beside the drawing. */
export interface ChartModel {
  series: ChartSeries[];
  rows: ChartRow[];
}

export function isEmptyModel({ rows }: ChartModel): boolean {
  return rows.every(({ cells }) => cells.every(({ value }) => !value));
}
