import type { Context } from "../../context.js";
import { placeholders } from "../../database/rows.js";
import { loaderOf } from "../../graphql/loader.js";
import { ReportRow } from "./report.row.js";

interface ReportsOfTask {
  taskId: string;
  reports: ReportRow[];
}

/** A task's reports, the newest first; those of many tasks are read in one go. */
export async function readReports(context: Context, taskId: string): Promise<ReportRow[]> {
  const loader = loaderOf<ReportsOfTask>(
    context,
    "reports",
    (taskIds) => readOf(context, taskIds),
    (found) => found.taskId,
  );
  return (await loader.load(taskId))?.reports ?? [];
}

async function readOf({ rows }: Context, taskIds: readonly string[]): Promise<ReportsOfTask[]> {
  const found = await rows.all<{ taskId: string }>(
    `select r.id, r.task_id "taskId", r.attempt, r.done, r.percent, r.obstacles, r.created_at "createdAt",
      r.author_id "authorId" from report r where r.task_id in (${placeholders(taskIds)}) order by r.id desc`,
    taskIds,
  );
  const byTask = Map.groupBy(found, ({ taskId }) => taskId);
  return [...byTask].map(([taskId, columns]) => ({
    taskId,
    reports: columns.map((one) => Object.assign(new ReportRow(), one)),
  }));
}
