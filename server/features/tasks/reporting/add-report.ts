import { newId } from "../../../database/record.entity.js";
import type { ChangeVerb } from "../../../log/change.entity.js";
import { Person } from "../../people/person.entity.js";
import type { HeldCard } from "../held-card.js";
import { Task } from "../task.entity.js";
import type { TaskSession } from "../write-tasks.js";
import { attachEvidence } from "../evidence/attach-evidence.js";
import { Report } from "../../reports/report.entity.js";
import type { ReportInput } from "./report.inputs.js";

/** What a report says, as it is kept: without blanks around it. */
export function reportWords({ done, percent, obstacles, help }: ReportInput) {
  return {
    done: done.trim(),
    percent: percent ?? null,
    obstacles: obstacles?.trim() || null,
    help: help?.trim() || null,
  };
}

/** Adds a report on the card's present attempt; all reports of a batch are flushed at its end. */
export async function addReport(
  { em, at, chain, viewer }: TaskSession,
  card: HeldCard,
  verb: ChangeVerb,
  input: ReportInput,
): Promise<void> {
  const report = em.create(Report, {
    id: newId("report"),
    task: await em.findOneOrFail(Task, card.id),
    author: em.getReference(Person, viewer.personId),
    createdAt: at,
    attempt: card.state.attempt,
    ...reportWords(input),
  });
  em.persist(report);
  chain.done.set(report, { verb });
  if (input.evidenceIds?.length) await attachEvidence({ em, chain, verb }, report, input.evidenceIds);
}
