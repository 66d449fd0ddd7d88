import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import type { Rows } from "../../database/rows.js";
import { statementsOf, type Statements } from "../../database/statements.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import type { Problem } from "../../graphql/problem.js";
import { ChangeVerb, SubjectKind } from "../../log/change.entity.js";
import { write, type Attribution, type OpenChain } from "../../log/write.js";
import { readConflicts } from "../changes/read-conflicts.js";
import { requireProgramme } from "../programmes/programme.policy.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { holdCards, type HeldCard } from "./held-card.js";
import { StaleVersion, TaskNotFound } from "./task.problems.js";

/** A card, and the version that the writer had seen, where they say so. */
export interface AskedTask {
  taskId: string;
  expectedVersion?: number | null;
}

/** What is to be done to one card, judged and allowed. */
export interface Step extends Pick<Attribution, "verb" | "reason"> {
  card: HeldCard;
}

/** One transaction over cards of one programme. */
export interface TaskSession {
  em: EntityManager;
  statements: Statements;
  chain: OpenChain;
  viewer: Viewer;
  at: Date;
  locale: Locale;
}

/** What a mutation does to cards: first each is judged, then those that may be are changed together. */
export interface TaskWork<Done extends Step> {
  /** The fields it writes: only a change of one of these since the expected version stands against it. */
  fields: readonly string[];
  /** Whether it may be done. Touches nothing; throws a `Refusal`. */
  judge(card: HeldCard): Done;
  apply(steps: readonly Done[]): Promise<void> | void;
}

/** How several cards are written. */
export interface BatchPlan {
  /** Whether one refusal stands against all. */
  isAtomic: boolean;
  /** Everything is judged and applied, shown, and rolled back. */
  isDryRun: boolean;
  /** Looks at the cards as they stand in the transaction, before a dry run is rolled back. */
  look?: (rows: Rows) => Promise<void>;
}

/** What became of one card. */
export interface TaskOutcome {
  taskId: string;
  problem: Problem | null;
}

/** What became of all of them, and the revisions that it took; null where nothing was written. */
export interface BatchOutcome {
  isApplied: boolean;
  results: TaskOutcome[];
  revisions: { first: number; last: number } | null;
}

/** Gets a batch's work ready in its transaction: what all cards need is read once. */
export type Prepare<Done extends Step> = (
  session: TaskSession,
  taskIds: readonly string[],
) => Promise<TaskWork<Done>> | TaskWork<Done>;

/** Rolls a transaction back that has answered all the same. */
class Unwritten extends Error {
  constructor(readonly results: TaskOutcome[]) {
    super("nothing is written");
  }
}

/** Writes one card. Throws a `Refusal` for what the rules forbid; then nothing is written. Gives its id. */
export async function writeTask<Done extends Step>(
  context: Context,
  viewer: Viewer,
  asked: AskedTask,
  prepare: Prepare<Done>,
): Promise<string> {
  const programmeId = await programmeOfTask(context.rows, asked.taskId);
  requireProgramme(viewer, programmeId, "task");
  return write(context.em, attribution(context, viewer, programmeId), async (em, chain) => {
    const session = openSession(context, viewer, em, chain);
    const work = await prepare(session, [asked.taskId]);
    const { results, steps } = await judgeAll(session, work, [asked]);
    const problem = results[0]?.problem;
    if (problem instanceof TaskNotFound) throw notFound("task");
    if (problem) throw new Refusal(problem);
    await work.apply(steps);
    return asked.taskId;
  });
}

/** Writes several cards of one programme in one transaction. */
export async function writeTasks<Done extends Step>(
  context: Context,
  viewer: Viewer,
  programmeId: string,
  asked: readonly AskedTask[],
  { isAtomic, isDryRun, look }: BatchPlan,
  prepare: Prepare<Done>,
): Promise<BatchOutcome> {
  requireProgramme(viewer, programmeId);
  if (new Set(asked.map(({ taskId }) => taskId)).size < asked.length)
    throw badInput("tasks: expected each task once");
  try {
    return await write(context.em, attribution(context, viewer, programmeId), async (em, chain) => {
      const session = openSession(context, viewer, em, chain);
      const before = chain.head.revision;
      const work = await prepare(
        session,
        asked.map(({ taskId }) => taskId),
      );
      const { results, steps } = await judgeAll(session, work, asked);
      if (steps.length === 0 || (isAtomic && steps.length < results.length)) throw new Unwritten(results);
      await work.apply(steps);
      await em.flush();
      if (isDryRun) {
        await look?.(session.statements);
        throw new Unwritten(results);
      }
      const last = chain.head.revision;
      const revisions = last > before ? { first: before + 1, last } : null;
      return { isApplied: revisions !== null, results: results.map(keepable), revisions };
    });
  } catch (error) {
    if (error instanceof Unwritten) return { isApplied: false, results: error.results, revisions: null };
    throw error;
  }
}

/** With the name of the problem's class: it may be kept as JSON and shown another time. */
function keepable({ taskId, problem }: TaskOutcome): TaskOutcome {
  return { taskId, problem: problem && Object.assign(problem, { kind: problem.constructor.name }) };
}

/** The id of a card's programme. Throws NOT_FOUND. */
export async function programmeOfTask(rows: Pick<Rows, "first">, taskId: string): Promise<string> {
  const select = `select programme_id "programmeId" from task where id = ?`;
  const found = await rows.first<{ programmeId: string }>(select, [taskId]);
  if (!found) throw notFound("task");
  return found.programmeId;
}

function attribution({ clock }: Context, { personId }: Viewer, chain: string): Attribution {
  return { chain, actorId: personId, verb: ChangeVerb.REORDER, at: clock.now() };
}

function openSession({ locale }: Context, viewer: Viewer, em: EntityManager, chain: OpenChain): TaskSession {
  return { em, chain, viewer, locale, at: chain.at, statements: statementsOf(em) };
}

async function judgeAll<Done extends Step>(
  session: TaskSession,
  work: TaskWork<Done>,
  asked: readonly AskedTask[],
): Promise<{ results: TaskOutcome[]; steps: Done[] }> {
  const { em, chain, viewer, locale } = session;
  const ids = asked.map(({ taskId }) => taskId);
  const cards = await holdCards(em, chain.chain, ids, viewer);
  const steps: Done[] = [];
  const results: TaskOutcome[] = [];
  for (const { taskId, expectedVersion } of asked) {
    const card = cards.get(taskId);
    const problem = card
      ? await staleness(session, work, card, expectedVersion)
      : new TaskNotFound(taskId, locale);
    const judged = card && !problem ? judgedBy(work, card) : null;
    if (judged && "card" in judged) steps.push(judged);
    results.push({ taskId, problem: problem ?? (judged && "code" in judged ? judged : null) });
  }
  return { results, steps };
}

async function staleness<Done extends Step>(
  { statements, locale }: TaskSession,
  { fields }: TaskWork<Done>,
  { id, projectId, version }: HeldCard,
  expectedVersion: number | null | undefined,
): Promise<StaleVersion | null> {
  if (expectedVersion === null || expectedVersion === undefined || expectedVersion === version) return null;
  const subject = { kind: SubjectKind.TASK, taskId: id, projectId, version };
  const conflicts = await readConflicts(statements, subject, expectedVersion, fields);
  return conflicts?.length === 0 ? null : new StaleVersion(conflicts ?? [], locale);
}

function judgedBy<Done extends Step>(work: TaskWork<Done>, card: HeldCard): Done | Problem {
  try {
    return work.judge(card);
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
}
