import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { Person } from "../people/person.entity.js";
import { stageName } from "../programmes/stage.entity.js";
import { Report } from "../reports/report.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { holdStage, writeCard, type HeldCard, type HeldStage } from "./held-card.js";
import { ranksAt, type Neighbours } from "./place-task.js";
import { judgeMove, judgeVerb, kindAfter, MoveNeed, type AllowedMove } from "./stages.js";
import { Task } from "./task.entity.js";
import { moved, positionOf } from "./task-state.js";
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
  async (session: TaskSession): Promise<TaskWork<Step>> => {
    const stage = await targetOf(session, move.to);
    return {
      fields: ["stage"],
      judge: (card) => {
        const { verb } = allowed(session, card, stage, move);
        return { card, verb, reason: move.reason?.trim() || null };
      },
      apply: (steps) => place(session, steps, stage, move),
    };
  };

async function targetOf({ em, chain }: TaskSession, to: Move["to"]): Promise<HeldStage> {
  const kind = "verb" in to ? kindAfter(to.verb) : undefined;
  const which = "stageId" in to ? { id: to.stageId } : kind && { kind };
  const stage = which && (await holdStage(em, chain.chain, which));
  if (!stage) throw notFound("stage");
  return stage;
}

async function place(
  session: TaskSession,
  steps: readonly Step[],
  stage: HeldStage,
  { report, ...move }: Move,
): Promise<void> {
  const { em, chain, viewer, at } = session;
  // First of all: a stage that is spread anew is logged as that, before anything of the move is.
  const ids = steps.map(({ card }) => card.id);
  const ranks = await ranksAt(em, ids, stage.id, move);
  for (const [index, { card, verb, reason }] of steps.entries()) {
    Object.assign(chain, { verb, reason });
    if (report) await addReport(session, card, verb, report);
    const rank = ranks[index] ?? card.state.rank;
    const made = { verb, stage, rank, moverId: viewer.personId, at, isReported: Boolean(report) };
    await writeCard(em, chain, card, moved(card.state, made));
  }
}

function allowed(
  { viewer, locale }: TaskSession,
  { state, stage: { kind: from, name }, standing }: HeldCard,
  stage: HeldStage,
  { to, reason: given, report }: Move,
): AllowedMove {
  const reason = given?.trim() ?? "";
  const position = positionOf(state, from);
  const verdict =
    "verb" in to
      ? judgeVerb(position, to.verb, standing, viewer.personId)
      : judgeMove(position, stage.kind, standing, viewer.personId, reason !== "");
  if (!verdict.allowed) {
    const names = { from: stageName({ kind: from, name }, locale), to: stageName(stage, locale) };
    const { refusal } = verdict;
    if (illegal.has(refusal)) throw new Refusal(new IllegalMove(refusal, from, stage.kind, names, locale));
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

async function addReport(
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
    done: input.done.trim(),
    percent: input.percent ?? null,
    obstacles: input.obstacles?.trim() || null,
  });
  em.persist(report);
  // All reports of a batch are flushed at its end.
  chain.done.set(report, { verb });
}
