import type { Rows } from "../../database/rows.js";
import type { FieldDifference } from "../../log/change.entity.js";
import { readLastChanges } from "../changes/read-changes.js";
import type { Task } from "./task.entity.js";
import { FieldConflict } from "./task.problems.js";

/** A version further back than this is as one that is not known: what was decided on it is decided anew. */
const mostChangesBack = 500;

/**
 * Which of `fields` were changed since a card had `expectedVersion`: before as it was then, after as it is now, with the
 * last change. A version counts a card's changes, so that the last `version - expectedVersion` of them are those since.
 */
export async function findConflicts(
  statements: Pick<Rows, "all">,
  { id, version }: Task,
  expectedVersion: number,
  fields: readonly string[],
): Promise<FieldConflict[] | "UNKNOWN_VERSION"> {
  const count = version - expectedVersion;
  if (count < 0 || count > mostChangesBack || expectedVersion < 1) return "UNKNOWN_VERSION";
  if (fields.length === 0) return [];
  const conflicts = new Map<string, FieldConflict>();
  for (const change of await readLastChanges(statements, id, count)) {
    const differences = JSON.parse(change.fieldsJson) as Record<string, FieldDifference>;
    for (const field of fields) {
      const difference = differences[field];
      if (!difference) continue;
      // The newest comes first: its change and what it came to stand, what was before goes back further.
      const known = conflicts.get(field);
      if (known) known.before = jsonOf(difference.before);
      else
        conflicts.set(
          field,
          new FieldConflict(field, jsonOf(difference.before), jsonOf(difference.after), change),
        );
    }
  }
  return [...conflicts.values()];
}

function jsonOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
