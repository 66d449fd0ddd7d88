import type { Statements } from "../database/statements.js";
import type { Change } from "./change.entity.js";
import type { OpenChain } from "./write.js";

const columns = `id, chain, revision, at, actor_id, verb, subject_kind, subject_id, project_id, task_id, reason, fields,
  previous_hash, hash`;
const places = `(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** How many rows go in with one statement: an import has thousands. */
const together = 50;

/** Writes rows of the log, already numbered and hashed, and where their chain then stands. */
export async function append(
  { run }: Pick<Statements, "run">,
  { chain, head }: Pick<OpenChain, "chain" | "head">,
  changes: readonly Change[],
): Promise<void> {
  for (let start = 0; start < changes.length; start += together) {
    const some = changes.slice(start, start + together);
    const rows = some.map(() => places).join(", ");
    await run(`insert into change (${columns}) values ${rows}`, some.flatMap(valuesOf));
  }
  await run(`update log_head set revision = ?, hash = ? where chain = ?`, [head.revision, head.hash, chain]);
}

function valuesOf(change: Change) {
  return [
    change.id,
    change.chain,
    change.revision,
    change.at,
    change.actorId,
    change.verb,
    change.subjectKind,
    change.subjectId,
    change.projectId,
    change.taskId,
    change.reason,
    change.fields,
    change.previousHash,
    change.hash,
  ];
}
