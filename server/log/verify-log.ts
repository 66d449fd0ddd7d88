import type { Rows } from "../database/rows.js";
import { firstHash, hashOf } from "./change-hash.js";
import type { Change } from "./change.entity.js";
import type { Head } from "./heads.js";

/** What is wrong with a chain, at the first place where it is wrong. */
export interface BrokenChain {
  chain: string;
  revision: number;
  problem: "CHANGED_ROW" | "MISSING_ROW" | "BROKEN_LINK" | "WRONG_HEAD";
}

/** The result of checking the whole log: the number of rows read and the chains that do not hold. */
export interface LogVerdict {
  chains: number;
  changes: number;
  broken: BrokenChain[];
}

const pageSize = 5000;
const columns = `id, chain, revision, at, actor_id "actorId", verb, subject_kind "subjectKind", subject_id "subjectId",
  project_id "projectId", task_id "taskId", reason, fields, previous_hash "previousHash", hash`;

/**
 * Recomputes every hash of every chain, in order, and compares the heads: shows any row altered, added or removed.
 * `follow` hears of every row that holds, those of a chain in order.
 */
export async function verifyLog(
  rows: Rows,
  follow: (change: Change) => void = () => undefined,
): Promise<LogVerdict> {
  const heads = await rows.all<Head>(`select chain, revision, hash from log_head order by chain`);
  const strays = await rows.all<{ chain: string; revision: number }>(
    `select chain, min(revision) revision from change where chain not in (select chain from log_head) group by chain`,
  );
  const verdict: LogVerdict = { chains: heads.length, changes: 0, broken: [] };
  for (const { chain, revision } of strays) verdict.broken.push({ chain, revision, problem: "WRONG_HEAD" });
  for (const head of heads) {
    const broken = await verifyChain(rows, head, verdict, follow);
    if (broken) verdict.broken.push(broken);
  }
  return verdict;
}

async function verifyChain(
  rows: Rows,
  head: Head,
  verdict: LogVerdict,
  follow: (change: Change) => void,
): Promise<BrokenChain | null> {
  const chain = head.chain;
  let revision = 0;
  let hash = firstHash;
  for (;;) {
    const page = await rows.all<Change>(
      `select ${columns} from change where chain = ? and revision > ? order by revision limit ${pageSize}`,
      [chain, revision],
    );
    for (const change of page) {
      if (change.revision !== revision + 1) return { chain, revision: revision + 1, problem: "MISSING_ROW" };
      if (change.previousHash !== hash) return { chain, revision: change.revision, problem: "BROKEN_LINK" };
      if (hashOf(change) !== change.hash) return { chain, revision: change.revision, problem: "CHANGED_ROW" };
      revision = change.revision;
      hash = change.hash;
      verdict.changes += 1;
      follow(change);
    }
    if (page.length < pageSize) break;
  }
  const headHolds = head.revision === revision && head.hash === hash;
  return headHolds ? null : { chain, revision, problem: "WRONG_HEAD" };
}
