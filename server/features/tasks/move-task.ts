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
import { Stage } from "../programmes/stage.entity.js";
import { Report } from "../reports/report.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { rankAt } from "./place-task.js";
import { judgeMove, MoveNeed, type AllowedMove } from "./stages.js";
import { Task } from "./task.entity.js";
import type { MoveTaskInput, ReportInput } from "./task.inputs.js";
import { standingOf } from "./task.policy.js";
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
  await write(em, attribution, async (em, attribution) => {
    const task = await em.findOneOrFail(Task, input.taskId);
    if (task.version !== input.expectedVersion) throw new Refusal(new StaleVersion(locale));
    // Both stages at once: the task's own is filled in where it stands.
    const stages = await em.find(Stage, { id: [task.stage.id, input.stageId], programme: chain });
    const stage = stages.find(({ id }) => id === input.stageId);
    if (!stage) throw notFound("stage");
    const { verb } = await allowed(em, task, stage, viewer, input, locale);
    const mover = em.getReference(Person, viewer.personId);
    // First of all: a stage that is spread anew is logged as that, before anything of the move is.
    task.rank = await rankAt(em, task, stage.id, input);
    if (input.report) addReport(em, task, mover, verb, at, input.report);
    task.moveTo(stage, verb, mover, at);
    attribution.verb = verb;
    attribution.reason = input.reason?.trim() || null;
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

async function allowed(
  em: EntityManager,
  task: Task,
  stage: Stage,
  viewer: Viewer,
  input: MoveTaskInput,
  locale: Locale,
): Promise<AllowedMove> {
  const standing = await standingOf(em, task, viewer);
  const reason = input.reason?.trim() ?? "";
  const verdict = judgeMove(task.standsAt(), stage.kind, standing, viewer.personId, reason !== "");
  if (!verdict.allowed) {
    const names = { from: task.stage.name, to: stage.name };
    const illegal = verdict.refusal === "NO_SUCH_TRANSITION" || verdict.refusal === "ALREADY_REPORTED";
    if (illegal)
      throw new Refusal(new IllegalMove(verdict.refusal, task.stage.kind, stage.kind, names, locale));
    throw new Refusal(new MoveNotPermitted(verdict.refusal, names, locale));
  }
  if (verdict.needs.includes(MoveNeed.REASON) && !reason) throw new Refusal(new ReasonRequired(locale));
  const reportExpected = input.report ?? verdict.needs.includes(MoveNeed.REPORT);
  if (reportExpected && !input.report?.done.trim()) throw new Refusal(new ReportRequired(locale));
  return verdict;
}

function addReport(
  em: EntityManager,
  task: Task,
  author: Person,
  verb: ChangeVerb,
  at: Date,
  input: ReportInput,
): void {
  if (verb !== ChangeVerb.SUBMIT)
    throw badInput("report: goes with a move to a stage of kind SUBMITTED only");
  const report = em.create(Report, {
    id: newId("report"),
    task,
    author,
    createdAt: at,
    attempt: task.attempt,
    done: input.done.trim(),
    percent: input.percent ?? null,
    obstacles: input.obstacles?.trim() || null,
  });
  em.persist(report);
  task.reportedAttempt = task.attempt;
}
