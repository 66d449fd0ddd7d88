import type { Rows } from "../../database/rows.js";
import type { FieldDifference } from "../../log/change.entity.js";
import type { LogSubject } from "../../log/logged-record.entity.js";
import { FieldConflict, jsonOf } from "./field-conflict.row.js";
import { readLastChanges } from "./read-changes.js";

/** A version further back than this is as one that is not known: what was decided on it is decided anew. */
const mostChangesBack = 500;

/**
 * Which of `fields` were changed since a task or project had `expectedVersion`: before as it was then, after as it is
 * now, with the last change. A version counts a thing's changes, so that its last `version - expectedVersion` are those
 * since. Null where that version is none of its own.
 */
export async function readConflicts(
  statements: Pick<Rows, "all">,
  { version, ...subject }: LogSubject & { version: number },
  expectedVersion: number,
  fields: readonly string[],
): Promise<FieldConflict[] | null> {
  const count = version - expectedVersion;
  if (count < 0 || count > mostChangesBack || expectedVersion < 1) return null;
  if (fields.length === 0 || count === 0) return [];
  const conflicts = new Map<string, FieldConflict>();
  for (const change of await readLastChanges(statements, subject, count)) {
    const differences = JSON.parse(change.fieldsJson) as Record<string, FieldDifference>;
    for (const field of fields) {
      const difference = differences[field];
      if (!difference) continue;
      // The newest comes first: its change and what it came to stand, what was before goes back further.
      const known = conflicts.get(field);
      if (known) known.before = jsonOf(difference.before);
      else conflicts.set(field, new FieldConflict(field, difference.before, difference.after, change));
    }
  }
  return [...conflicts.values()];
}
