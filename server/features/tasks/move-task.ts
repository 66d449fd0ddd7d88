import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { Person } from "../people/person.entity.js";
import type { Stage } from "../programmes/stage.entity.js";
import { Report } from "../reports/report.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { ranksAt, type Neighbours } from "./place-task.js";
import { judgeMove, judgeVerb, kindAfter, MoveNeed, type AllowedMove, type Standing } from "./stages.js";
import type { Task } from "./task.entity.js";
import type { MoveTaskInput, ReportInput } from "./task.inputs.js";
import { IllegalMove, MoveNotPermitted, ReasonRequired, ReportRequired } from "./task.problems.js";
import { writeTask, type AskedTask, type Step, type TaskSession, type TaskWork } from "./write-tasks.js";

/** Where cards go and what goes with it: to a stage, or by a verb to the first stage of the kind that it leads to. */
export interface Move extends Neighbours {
  to: { stageId: string } | { verb: ChangeVerb };
  report?: ReportInput | null;
  reason?: string | null;
}

/** Moves a card, with its report or reason. Throws a `Refusal` for what the rules forbid; then nothing is written. */
export function moveTask(context: Context, viewer: Viewer, input: MoveTaskInput): Promise<string> {
  const { stageId, ...rest } = input;
  return writeTask(context, viewer, input, moving({ ...rest, to: { stageId } }));
}

/** Moves a card by a verb of the stage table; see {@link moveTask}. */
export function moveTaskBy(
  context: Context,
  viewer: Viewer,
  verb: ChangeVerb,
  input: AskedTask & Omit<Move, "to">,
): Promise<string> {
  return writeTask(context, viewer, input, moving({ ...input, to: { verb } }));
}

/** What moving does to cards. Where they stand among others is not worth a refusal: nobody loses anything by it. */
export const moving =
  (move: Move) =>
  (session: TaskSession): TaskWork<Step> => {
    const stage = targetOf(session.stages, move.to);
    return {
      fields: ["stage"],
      judge: (task, standing) => {
        const { verb } = allowed(session, task, stage, standing, move);
        return { task, verb, reason: move.reason?.trim() || null };
      },
      apply: (steps) => place(session, steps, stage, move),
    };
  };

function targetOf(stages: readonly Stage[], to: Move["to"]): Stage {
  const isTarget = ({ id, kind }: Stage) =>
    "stageId" in to ? id === to.stageId : kind === kindAfter(to.verb);
  const stage = stages.find(isTarget);
  if (!stage) throw notFound("stage");
  return stage;
}

async function place(
  session: TaskSession,
  steps: readonly Step[],
  stage: Stage,
  { report, ...move }: Move,
): Promise<void> {
  const { em, viewer, at } = session;
  const mover = em.getReference(Person, viewer.personId);
  // First of all: a stage that is spread anew is logged as that, before anything of the move is.
  const tasks = steps.map(({ task }) => task);
  const ranks = await ranksAt(em, tasks, stage.id, move);
  steps.forEach(({ task, verb }, index) => {
    task.rank = ranks[index] ?? task.rank;
    if (report) addReport(session, task, mover, verb, report);
    task.moveTo(stage, verb, mover, at);
  });
}

function allowed(
  { viewer, locale }: TaskSession,
  task: Task,
  stage: Stage,
  standing: Standing,
  { to, reason: given, report }: Move,
): AllowedMove {
  const reason = given?.trim() ?? "";
  const position = task.standsAt();
  const verdict =
    "verb" in to
      ? judgeVerb(position, to.verb, standing, viewer.personId)
      : judgeMove(position, stage.kind, standing, viewer.personId, reason !== "");
  if (!verdict.allowed) {
    const names = { from: task.stage.name, to: stage.name };
    const { refusal } = verdict;
    if (illegal.has(refusal))
      throw new Refusal(new IllegalMove(refusal, task.stage.kind, stage.kind, names, locale));
    throw new Refusal(new MoveNotPermitted(refusal, names, locale));
  }
  if (verdict.needs.includes(MoveNeed.REASON) && !reason) throw new Refusal(new ReasonRequired(locale));
  const reportExpected = report ?? verdict.needs.includes(MoveNeed.REPORT);
  if (reportExpected && !report?.done.trim()) throw new Refusal(new ReportRequired(locale));
  if (report && verdict.verb !== ChangeVerb.SUBMIT)
    throw badInput("report: goes with a move to a stage of kind SUBMITTED only");
  return verdict;
}

/** Refusals that hold whoever asks. */
const illegal: ReadonlySet<string> = new Set(["NO_SUCH_TRANSITION", "ALREADY_REPORTED", "NOT_FROM_HERE"]);

function addReport(
  { em, at, chain }: TaskSession,
  task: Task,
  author: Person,
  verb: ChangeVerb,
  input: ReportInput,
): void {
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
  chain.done.set(report, { verb });
  task.reportedAttempt = task.attempt;
}
