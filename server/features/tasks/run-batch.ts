import type { Context } from "../../context.js";
import type { Rows } from "../../database/rows.js";
import { badInput } from "../../graphql/coded-error.js";
import type { Problem } from "../../graphql/problem.js";
import { once } from "../../log/once.js";
import { ChangeRow } from "../changes/change.row.js";
import { FieldConflict } from "../changes/field-conflict.row.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { BatchMode, type BatchInput } from "./batch.inputs.js";
import { BatchItem, BatchResult } from "./batch.row.js";
import { readTasksById } from "./read-tasks.js";
import type { TaskRow } from "./task.row.js";
import {
  editProblems,
  moveProblems,
  rescheduleProblems,
  TaskNotFound,
  TaskProblem,
  undoProblems,
} from "./task.problems.js";
import type { BatchOutcome, BatchPlan } from "./write-tasks.js";

const isAtomic: Record<BatchMode, boolean> = { [BatchMode.ATOMIC]: true, [BatchMode.EACH]: false };

type Asked = Pick<BatchInput, "mode" | "dryRun" | "idempotencyKey">;

/**
 * Runs a batch once for its `idempotencyKey` and shows what became of its cards: as they now are, or as a dry run would
 * leave them. `work` writes, as planned.
 */
export async function runBatch(
  context: Context,
  viewer: Viewer,
  mutation: string,
  programmeId: string,
  taskIds: readonly string[],
  input: Asked,
  work: (plan: BatchPlan) => Promise<BatchOutcome>,
): Promise<BatchResult> {
  let tasks: Map<string, TaskRow> | null = null;
  const look = async (rows: Rows) => {
    tasks = await readTasksById({ ...context, rows }, programmeId, taskIds);
  };
  const plan = {
    isAtomic: isAtomic[input.mode ?? BatchMode.ATOMIC],
    isDryRun: input.dryRun === true,
    look,
  };
  const outcome = await once(context, viewer, mutation, input, () => work(plan));
  tasks ??= await readTasksById(context, programmeId, taskIds);
  return show(programmeId, outcome, tasks);
}

function show(
  programmeId: string,
  { isApplied, results, revisions }: BatchOutcome,
  tasks: ReadonlyMap<string, TaskRow>,
): BatchResult {
  const items = results.map(({ taskId, problem: found }) => {
    const task = tasks.get(taskId) ?? null;
    const problem = found && revived(found);
    if (task && problem instanceof TaskProblem) problem.task = task;
    return Object.assign(new BatchItem(), { taskId, task, problem });
  });
  const undoToken = revisions && tokenOf({ programmeId, ...revisions });
  return Object.assign(new BatchResult(), { applied: isApplied, items, undoToken });
}

const kinds = [...moveProblems, ...editProblems, ...rescheduleProblems, ...undoProblems, TaskNotFound];
const kindOf = new Map<string, (typeof kinds)[number]>(kinds.map((kind) => [kind.name, kind]));

/** A problem with its class: one that was kept for an `idempotencyKey` comes back as plain values. */
function revived(problem: Problem & { kind?: string; conflicts?: FieldConflict[] }): Problem {
  const { kind, ...values } = problem;
  const made = kindOf.get(kind ?? "");
  if (!made) return problem;
  const conflicts = problem.conflicts?.map((one) =>
    Object.assign(Object.create(FieldConflict.prototype) as FieldConflict, one, {
      change: Object.assign(new ChangeRow(), one.change),
    }),
  );
  return Object.assign(Object.create(made.prototype) as Problem, values, conflicts && { conflicts });
}

/** Where a batch stands in the log: opaque to clients. */
export interface BatchPlace {
  programmeId: string;
  first: number;
  last: number;
}

function tokenOf({ programmeId, first, last }: BatchPlace): string {
  return Buffer.from(JSON.stringify([programmeId, first, last])).toString("base64url");
}

/** The place that a token names. Throws BAD_USER_INPUT for a strange one; it gives no right to anything. */
export function placeOfToken(token: string): BatchPlace {
  try {
    const [programmeId, first, last] = JSON.parse(
      Buffer.from(token, "base64url").toString("utf8"),
    ) as unknown[];
    if (typeof programmeId === "string" && Number.isSafeInteger(first) && Number.isSafeInteger(last))
      return { programmeId, first: Number(first), last: Number(last) };
  } catch {
    // Told below, as every token that is none of ours.
  }
  throw badInput("undoToken: expected one that a batch gave");
}
