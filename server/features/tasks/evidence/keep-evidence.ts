import type { EntityManager } from "@mikro-orm/core";
import type { Clock } from "../../../clock.js";
import type { Rows } from "../../../database/rows.js";
import { notFound } from "../../../graphql/coded-error.js";
import type { Locale } from "../../../graphql/locale.js";
import { Refusal } from "../../../graphql/refusal.js";
import { ChangeVerb } from "../../../log/change.entity.js";
import { write } from "../../../log/write.js";
import { Evidence } from "../../evidence/evidence.entity.js";
import { Person } from "../../people/person.entity.js";
import { requireProgramme } from "../../programmes/programme.policy.js";
import { StageKind } from "../../programmes/stage-kind.enum.js";
import type { Viewer } from "../../sessions/viewer.policy.js";
import { holdCards, readCards, type HeldCard } from "../held-card.js";
import type { ReportRefusal } from "../reporting/report.policy.js";
import { ReportNotPermitted } from "../reporting/report.problems.js";
import { Task } from "../task.entity.js";
import { programmeOfTask } from "../write-tasks.js";

/** A file in the blob store, and what is said of it. */
export interface KeptFile {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  hash: string;
  previewHash: string | null;
  width: number | null;
  height: number | null;
}

interface Surroundings {
  em: EntityManager;
  rows: Rows;
  clock: Clock;
  locale: Locale;
}

/** How many files of a person may wait for a report of one task. */
export const mostPending = 50;

/**
 * Whether the viewer may hand in files for a task: whoever works on it, until it is accepted. Throws NOT_FOUND, or a
 * `Refusal`.
 */
export async function requireMayHandIn(
  { rows, locale }: Pick<Surroundings, "rows" | "locale">,
  viewer: Viewer,
  taskId: string,
): Promise<void> {
  const programmeId = await programmeOfTask(rows, taskId);
  requireProgramme(viewer, programmeId, "task");
  judge((await readCards(rows, programmeId, [taskId], viewer)).get(taskId), locale);
}

/** Notes a file that was handed in; it waits for its author's report. Gives its id. Noted once, however often asked. */
export async function keepEvidence(
  { em, rows, clock, locale }: Surroundings,
  viewer: Viewer,
  taskId: string,
  file: KeptFile,
): Promise<string> {
  const chain = await programmeOfTask(rows, taskId);
  requireProgramme(viewer, chain, "task");
  const attribution = { chain, actorId: viewer.personId, verb: ChangeVerb.CREATE, at: clock.now() };
  return write(em, attribution, async (transaction) => {
    judge((await holdCards(transaction, chain, [taskId], viewer)).get(taskId), locale);
    const known = await transaction.findOne(Evidence, { id: file.id });
    if (known) return known.id;
    const task = await transaction.findOneOrFail(Task, taskId);
    const author = transaction.getReference(Person, viewer.personId);
    const pending = await transaction.count(Evidence, {
      task: taskId,
      author: viewer.personId,
      report: null,
    });
    if (pending >= mostPending) throw new Refusal(new ReportNotPermitted("TOO_MANY_FILES", locale));
    const evidence = transaction.create(Evidence, { ...file, task, author, createdAt: attribution.at });
    transaction.persist(evidence);
    return evidence.id;
  });
}

function judge(card: HeldCard | undefined, locale: Locale): void {
  if (!card) throw notFound("task");
  const refusal: ReportRefusal | null = !card.standing.works
    ? "NOT_A_WORKER"
    : card.stage.kind === StageKind.ACCEPTED
      ? "NOT_OPEN"
      : null;
  if (refusal) throw new Refusal(new ReportNotPermitted(refusal, locale));
}
