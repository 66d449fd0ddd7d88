import type { EntityManager } from "@mikro-orm/core";
import type { Rows } from "../../database/rows.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { write } from "../../log/write.js";
import type { BlobStore } from "../../storage/blob-store.js";
import { Evidence } from "./evidence.entity.js";

/** How long a file waits for its author's report, in milliseconds. */
const longestPending = 48 * 3_600_000;

/** How long a file is left that no row names: its row may be on its way. In milliseconds. */
const longestUnnamed = 3_600_000;

/** Lets go of files that no report came for, and of what nothing names any more on the disk. */
export async function sweepEvidence(
  em: EntityManager,
  rows: Rows,
  blobs: BlobStore,
  now: Date,
): Promise<void> {
  const late = await em.find(
    Evidence,
    { report: null, createdAt: { $lt: new Date(now.getTime() - longestPending) } },
    { populate: ["task"] },
  );
  for (const [chain, some] of Map.groupBy(late, ({ task }) => task.programme.id)) {
    const attribution = { chain, actorId: null, verb: ChangeVerb.REMOVE, at: now };
    await write(em.fork(), attribution, async (transaction) => {
      const ids = some.map(({ id }) => id);
      // Attached meanwhile, perhaps.
      const still = await transaction.find(Evidence, { id: ids, report: null }, { populate: ["task"] });
      for (const evidence of still) transaction.remove(evidence);
    });
  }
  const unnamedBefore = Date.now() - longestUnnamed;
  for await (const { hash, keptAt } of blobs.all()) {
    if (keptAt.getTime() > unnamedBefore) continue;
    const select = `select id from evidence where hash = ? or preview_hash = ? limit 1`;
    if (!(await rows.first(select, [hash, hash]))) await blobs.remove(hash);
  }
}
