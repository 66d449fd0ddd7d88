import type { EntityManager } from "@mikro-orm/core";
import { badInput } from "../../../graphql/coded-error.js";
import type { ChangeVerb } from "../../../log/change.entity.js";
import type { OpenChain } from "../../../log/write.js";
import { Evidence } from "../../evidence/evidence.entity.js";
import type { Report } from "../../reports/report.entity.js";

/** Who attaches, in which transaction. */
interface Attaching {
  em: EntityManager;
  chain: OpenChain;
  verb: ChangeVerb;
}

/**
 * Gives a report the files that its author handed in for its task, and no others. Throws BAD_USER_INPUT for one that is
 * of another report, another task or another person: nobody learns which.
 */
export async function attachEvidence(
  { em, chain, verb }: Attaching,
  report: Report,
  ids: readonly string[],
): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = await em.find(Evidence, {
    id: wanted,
    task: report.task.id,
    author: report.author.id,
    $or: [{ report: null }, { report: report.id }],
  });
  if (found.length < wanted.length)
    throw badInput(
      "report.evidenceIds: expected files that you handed in for this task, and no report has yet",
    );
  for (const evidence of found) {
    evidence.report = report;
    chain.done.set(evidence, { verb });
  }
}

/** Lets a report's files go that are not among these: they wait for their author's next report. */
export async function detachEvidence(
  { em, chain, verb }: Attaching,
  report: Report,
  keep: readonly string[] = [],
): Promise<void> {
  for (const evidence of await em.find(Evidence, { report: report.id, id: { $nin: [...keep] } })) {
    evidence.report = null;
    chain.done.set(evidence, { verb });
  }
}
