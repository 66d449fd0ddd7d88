import { createHash } from "node:crypto";
import type { Change } from "./change.entity.js";

/** What stands before the first row of a chain. */
export const firstHash = "0".repeat(64);

/** Every column of a change but its hash. */
export type UnhashedChange = Omit<Change, "hash">;

/** SHA-256 (hex) over all columns of a change in a fixed order, the previous row's hash among them. */
export function hashOf(change: UnhashedChange): string {
  const columns = [
    change.previousHash,
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
  ];
  return createHash("sha256").update(JSON.stringify(columns)).digest("hex");
}
