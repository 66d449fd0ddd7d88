import { newId } from "../database/record.entity.js";
import { hashOf } from "./change-hash.js";
import { Change, type FieldDifference } from "./change.entity.js";
import type { LogSubject } from "./logged-record.entity.js";
import type { Attribution, OpenChain } from "./write.js";

/** The next row of a chain, which then stands at its head; whoever asks for it writes it (`append`). */
export function nextChange(
  chain: OpenChain,
  subject: LogSubject & { id: string },
  fields: Record<string, FieldDifference>,
  { verb, reason }: Pick<Attribution, "verb" | "reason"> = chain,
): Change {
  const change = new Change();
  Object.assign(change, {
    id: newId("change"),
    chain: chain.chain,
    revision: chain.head.revision + 1,
    at: chain.at.toISOString(),
    actorId: chain.actorId,
    verb,
    subjectKind: subject.kind,
    subjectId: subject.id,
    projectId: subject.projectId ?? null,
    taskId: subject.taskId ?? null,
    reason: reason ?? null,
    fields: JSON.stringify(fields),
    previousHash: chain.head.hash,
  });
  change.hash = hashOf(change);
  chain.head.revision = change.revision;
  chain.head.hash = change.hash;
  return change;
}
