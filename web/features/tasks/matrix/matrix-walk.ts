import type { MatrixRow } from "./matrix-rows";

/** Something that can be opened: a task in a cell, or a project's name before the first column. */
export interface Stop {
  /** A task stands more than once where its quarters do not follow upon each other. */
  key: string;
  /** The project's row, counted from 0. */
  row: number;
  /** What lies lower has a higher one. */
  line: number;
  /** The columns that it covers; -1 for a project's name. */
  from: number;
  to: number;
}

export type Step = "up" | "down" | "left" | "right" | "first" | "last";

export const projectKey = (projectId: string) => `project ${projectId}`;
export const taskKey = (taskId: string, from: number) => `${taskId} ${from}`;

/** All stops of a table, from the top and the left. */
export function stopsOf(rows: readonly MatrixRow[]): Stop[] {
  const stops: Stop[] = [];
  let line = 0;
  rows.forEach(({ project, lines }, row) => {
    stops.push({ key: projectKey(project.id), row, line, from: -1, to: -1 });
    for (const cells of lines) {
      for (const { from, to, cards } of cells) {
        cards.forEach(({ task }, index) =>
          stops.push({ key: taskKey(task.id, from), row, line: line + index, from, to }),
        );
      }
      line += Math.max(1, ...cells.map(({ cards }) => cards.length));
    }
  });
  return stops;
}

/**
 * Where a step leads from a stop, or null at the edge. Up and down keep to a column, also through tasks that span
 * several; left and right keep to the project.
 */
export function stepFrom(stops: readonly Stop[], at: Stop, step: Step, column: number): Stop | null {
  if (step === "up" || step === "down") {
    const way = stops.filter(
      ({ from, to, line }) =>
        from <= column && column <= to && (step === "down" ? line > at.line : line < at.line),
    );
    return nearest(way, ({ line }) => Math.abs(line - at.line));
  }
  const own = stops.filter(({ row }) => row === at.row);
  if (step === "first") return own[0] ?? null;
  if (step === "last") return nearest(own, ({ to, line }) => -to * 1000 + Math.abs(line - at.line));
  const way = own.filter(({ from, to }) => (step === "right" ? from > at.to : to < at.from));
  return nearest(way, ({ from, to, line }) => {
    const columns = step === "right" ? from - at.to : at.from - to;
    return columns * 1000 + Math.abs(line - at.line);
  });
}

function nearest(stops: readonly Stop[], distance: (stop: Stop) => number): Stop | null {
  let best: Stop | null = null;
  for (const stop of stops) if (best === null || distance(stop) < distance(best)) best = stop;
  return best;
}
