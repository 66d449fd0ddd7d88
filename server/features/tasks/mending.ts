import { placeholders, type Rows } from "../../database/rows.js";

/**
 * A board whose answer is still held from before: only the projects that changed since are read and sent on their way,
 * and put among the others afterwards. Made by whoever holds the answer, filled in by whoever reads the board.
 */
export interface Mending {
  /** What the held answer shows; null where none is held, and the whole board is read. */
  held: { revision: number; projectIds: ReadonlySet<string> } | null;
  /** All projects of the board, in order. */
  order: string[];
  /** Those that were read, in order; all of them unless the answer could be mended. */
  read: string[];
}

/** More changed projects than this are not worth mending. */
const mostChanged = 100;

/**
 * The projects of a programme that changed since the held answer; null where more than projects did (its stages, its
 * labels), so that the whole board has to be read. Call it after reading the revision that the answer is to name.
 */
export async function changedProjects(
  rows: Rows,
  programmeId: string,
  { held }: Pick<Mending, "held">,
): Promise<{ changed: string[]; order: string[] } | null> {
  if (!held) return null;
  const found = await rows.all<{ projectId: string | null }>(
    `select distinct project_id "projectId" from change where chain = ? and revision > ? limit ${mostChanged + 1}`,
    [programmeId, held.revision],
  );
  const changed = found.map(({ projectId }) => projectId).filter((id) => id !== null);
  if (changed.length < found.length || changed.length > mostChanged) return null;
  const order = await orderOf(rows, programmeId);
  const isKnown = (id: string) => held.projectIds.has(id) || changed.includes(id);
  return order.every(isKnown) ? { changed, order } : null;
}

async function orderOf(rows: Rows, programmeId: string): Promise<string[]> {
  const select = `select id from project where programme_id = ? order by position`;
  return (await rows.all<{ id: string }>(select, [programmeId])).map(({ id }) => id);
}

/** A condition on a column of project ids, with its parameters; nothing where all are read. */
export function among(column: string, changed: readonly string[] | null) {
  return changed
    ? { sql: ` and ${column} in (${placeholders(changed)})`, parameters: changed }
    : { sql: "", parameters: [] };
}
