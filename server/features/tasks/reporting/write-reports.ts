import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../../context.js";
import { badInput, notFound } from "../../../graphql/coded-error.js";
import { Refusal } from "../../../graphql/refusal.js";
import { ChangeVerb } from "../../../log/change.entity.js";
import { write, type OpenChain } from "../../../log/write.js";
import { Person } from "../../people/person.entity.js";
import type { Viewer } from "../../sessions/viewer.policy.js";
import { attachEvidence, detachEvidence } from "../evidence/attach-evidence.js";
import { holdCards, writeCard, type HeldCard } from "../held-card.js";
import { writeTask } from "../write-tasks.js";
import { addReport, reportWords } from "./add-report.js";
import { Report } from "../../reports/report.entity.js";
import type { AnswerReportInput, EditReportInput, ReportTaskInput } from "./report.inputs.js";
import { judgeAnswer, judgeReportEdit, judgeReporting, type ReportRefusal } from "./report.policy.js";
import { ReportNotPermitted, ReportStays, StaleReport } from "./report.problems.js";

/** Reports on a card that stays where it is. Gives the card's id; throws a `Refusal` where it takes no report. */
export function reportTask(context: Context, viewer: Viewer, input: ReportTaskInput): Promise<string> {
  if (!input.report.done.trim()) throw badInput("report.done: expected what was done, found nothing");
  const verb = ChangeVerb.REPORT;
  return writeTask(context, viewer, input, (session) => ({
    fields: [],
    judge: (card) => {
      const refusal = judgeReporting(card.stage, card.standing);
      if (refusal) throw new Refusal(new ReportNotPermitted(refusal, session.locale));
      return { card, verb };
    },
    apply: async (steps) => {
      session.chain.verb = verb;
      for (const { card } of steps) {
        await addReport(session, card, verb, input.report);
        const { state } = card;
        await writeCard(session.em, session.chain, card, { ...state, reportedAttempt: state.attempt });
      }
    },
  }));
}

/** Writes a report anew. Gives its id; throws a `Refusal` where it stays as it is. */
export function editReport(context: Context, viewer: Viewer, input: EditReportInput): Promise<string> {
  if (!input.report.done.trim()) throw badInput("report.done: expected what was done, found nothing");
  return writeReport(context, viewer, input.reportId, ChangeVerb.UPDATE, async (report, card, em, chain) => {
    const position = { attempt: card.state.attempt, kind: card.stage.kind };
    refuse(context, judgeReportEdit(stateOf(report), position, card.standing, viewer.personId));
    const { expectedVersion } = input;
    if (typeof expectedVersion === "number" && expectedVersion !== report.version)
      throw new Refusal(new StaleReport(context.locale));
    Object.assign(report, reportWords(input.report));
    const { evidenceIds } = input.report;
    if (!evidenceIds) return;
    const attaching = { em, chain, verb: ChangeVerb.UPDATE };
    await detachEvidence(attaching, report, evidenceIds);
    await attachEvidence(attaching, report, evidenceIds);
  });
}

/** Answers a report. Gives its id; throws a `Refusal` where it has its answer, or takes none of the viewer's. */
export function answerReport(context: Context, viewer: Viewer, input: AnswerReportInput): Promise<string> {
  const answer = input.answer.trim();
  if (!answer) throw badInput("answer: expected words, found nothing");
  return writeReport(context, viewer, input.reportId, ChangeVerb.ANSWER, (report, card, em) => {
    refuse(context, judgeAnswer(stateOf(report), card.standing, viewer.personId));
    const answeredBy = em.getReference(Person, viewer.personId);
    Object.assign(report, { answer, answeredBy, answeredAt: context.clock.now() });
  });
}

async function writeReport(
  context: Context,
  viewer: Viewer,
  reportId: string,
  verb: ChangeVerb,
  change: (report: Report, card: HeldCard, em: EntityManager, chain: OpenChain) => Promise<void> | void,
): Promise<string> {
  const select = `select t.programme_id "chain", t.id "taskId" from report r join task t on t.id = r.task_id
    where r.id = ?`;
  const place = await context.rows.first<{ chain: string; taskId: string }>(select, [reportId]);
  if (!place) throw notFound("report");
  const { chain, taskId } = place;
  const attribution = { chain, actorId: viewer.personId, verb, at: context.clock.now() };
  return write(context.em, attribution, async (em, open) => {
    const report = await em.findOne(Report, { id: reportId }, { populate: ["task"] });
    const card = (await holdCards(em, chain, [taskId], viewer)).get(taskId);
    // Both may have gone since: undone, or amended away.
    if (!report || !card) throw notFound("report");
    await change(report, card, em, open);
    return report.id;
  });
}

function stateOf({ author, attempt, answeredAt }: Report) {
  return { authorId: author.id, attempt, isAnswered: answeredAt !== null };
}

function refuse({ locale }: Context, refusal: ReportRefusal | null): void {
  if (refusal) throw new Refusal(new ReportStays(refusal, locale));
}
