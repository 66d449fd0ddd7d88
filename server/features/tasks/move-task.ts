import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import type { Rows } from "../../database/rows.js";
import { newId } from "../../database/record.entity.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { write } from "../../log/write.js";
import { Person } from "../people/person.entity.js";
import { requireProgramme } from "../programmes/programme.policy.js";
import { Report } from "../reports/report.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { holdCard, holdStage, writeCard, type HeldCard, type HeldStage } from "./held-card.js";
import { rankAt } from "./place-task.js";
import { judgeMove, MoveNeed, type AllowedMove } from "./stages.js";
import { Task } from "./task.entity.js";
import { moved, positionOf } from "./task-state.js";
import type { MoveTaskInput, ReportInput } from "./task.inputs.js";
import {
  IllegalMove,
  MoveNotPermitted,
  ReasonRequired,
  ReportRequired,
  StaleVersion,
} from "./task.problems.js";

/** Moves a card, with its report or reason. Throws a `Refusal` for what the rules forbid; then nothing is written. */
export async function moveTask(context: Context, viewer: Viewer, input: MoveTaskInput): Promise<void> {
  const { em, rows, clock, locale } = context;
  const chain = await programmeOf(rows, input.taskId);
  requireProgramme(viewer, chain, "task");
  const at = clock.now();
  const attribution = { chain, actorId: viewer.personId, verb: ChangeVerb.REORDER, at };
  await write(em, attribution, async (em, open) => {
    const card = await holdCard(em, input.taskId, viewer);
    if (!card) throw notFound("task");
    if (card.version !== input.expectedVersion) throw new Refusal(new StaleVersion(locale));
    const stage = await holdStage(em, input.stageId, chain);
    if (!stage) throw notFound("stage");
    const { verb } = allowed(card, stage, viewer, input, locale);
    // First of all: a stage that is spread anew is logged as that, before anything of the move is.
    const rank = await rankAt(em, card.id, stage.id, input);
    open.verb = verb;
    open.reason = input.reason?.trim() || null;
    if (input.report) await addReport(em, card, viewer.personId, verb, at, input.report);
    const isReported = Boolean(input.report);
    const move = { verb, stage, rank, moverId: viewer.personId, at, isReported };
    await writeCard(em, open, card, moved(card.state, move));
  });
}

async function programmeOf(rows: Rows, taskId: string): Promise<string> {
  const found = await rows.first<{ programmeId: string }>(
    `select programme_id "programmeId" from task where id = ?`,
    [taskId],
  );
  if (!found) throw notFound("task");
  return found.programmeId;
}

function allowed(
  card: HeldCard,
  stage: HeldStage,
  viewer: Viewer,
  input: MoveTaskInput,
  locale: Locale,
): AllowedMove {
  const { kind: from, name } = card.stage;
  const reason = input.reason?.trim() ?? "";
  const position = positionOf(card.state, from);
  const verdict = judgeMove(position, stage.kind, card.standing, viewer.personId, reason !== "");
  if (!verdict.allowed) {
    const names = { from: name, to: stage.name };
    const illegal = verdict.refusal === "NO_SUCH_TRANSITION" || verdict.refusal === "ALREADY_REPORTED";
    if (illegal) throw new Refusal(new IllegalMove(verdict.refusal, from, stage.kind, names, locale));
    throw new Refusal(new MoveNotPermitted(verdict.refusal, names, locale));
  }
  if (verdict.needs.includes(MoveNeed.REASON) && !reason) throw new Refusal(new ReasonRequired(locale));
  const reportExpected = input.report ?? verdict.needs.includes(MoveNeed.REPORT);
  if (reportExpected && !input.report?.done.trim()) throw new Refusal(new ReportRequired(locale));
  return verdict;
}

async function addReport(
  em: EntityManager,
  card: HeldCard,
  authorId: string,
  verb: ChangeVerb,
  at: Date,
  input: ReportInput,
): Promise<void> {
  if (verb !== ChangeVerb.SUBMIT)
    throw badInput("report: goes with a move to a stage of kind SUBMITTED only");
  const report = em.create(Report, {
    id: newId("report"),
    task: await em.findOneOrFail(Task, card.id),
    author: em.getReference(Person, authorId),
    createdAt: at,
    attempt: card.state.attempt,
    done: input.done.trim(),
    percent: input.percent ?? null,
    obstacles: input.obstacles?.trim() || null,
  });
  em.persist(report);
}
