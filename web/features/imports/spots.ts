import type { Import_SourceFragment } from "../../gql/graphql";

// A spot names one thing wherever it is shown: in the original, among what was read, in the list of differences.

export const projectSpot = (projectIndex: number) => `project-${projectIndex}`;
export const taskSpot = (projectIndex: number, taskIndex: number) => `task-${projectIndex}-${taskIndex}`;
export const fieldSpot = (projectIndex: number, field: string) => `project-${projectIndex}-${field}`;
export const diagnosticSpot = (index: number) => `note-${index}`;
export const officeQuestionSpot = ({ id }: { id: string }) => `office-${id}`;

/** A question about a task has a place of its own beside the task's. */
export const questionSpot = (spot: string) => `question-${spot}`;

/** The project that a spot is of or in; -1 for other spots. */
export function projectIndexOf(spot: string): number {
  const index = /(?:^|-)(?:project|task)-(\d+)/.exec(spot)?.[1];
  return index === undefined ? -1 : Number(index);
}

type Place = Partial<Pick<Import_SourceFragment, "table" | "row" | "column" | "paragraph">>;

/** Names a cell or a paragraph of the document; null for a source that is nowhere in it. */
export function placeKey({ table, row, column, paragraph }: Place): string | null {
  if (table && row && column) return `table ${table} ${row} ${column}`;
  return paragraph ? `paragraph ${paragraph}` : null;
}
