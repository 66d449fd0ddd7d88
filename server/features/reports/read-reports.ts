import type { Context } from "../../context.js";
import { placeholders } from "../../database/rows.js";
import { loaderOf } from "../../graphql/loader.js";
import { ReportRow } from "./report.row.js";

const reportColumns = `r.id, r.version, r.task_id "taskId", r.attempt, r.done, r.percent, r.obstacles, r.help,
  r.created_at "createdAt", r.author_id "authorId", r.answer, r.answered_at "answeredAt",
  r.answered_by_id "answeredById"`;

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

/** The report with this id and the id of its programme, or null. */
export async function readReport(
  { rows }: Pick<Context, "rows">,
  id: string,
): Promise<{ report: ReportRow; programmeId: string } | null> {
  const found = await rows.first<{ programmeId: string }>(
    `select ${reportColumns}, t.programme_id "programmeId" from report r join task t on t.id = r.task_id
      where r.id = ?`,
    [id],
  );
  if (!found) return null;
  const { programmeId, ...columns } = found;
  return { report: Object.assign(new ReportRow(), columns), programmeId };
}

async function readOf({ rows }: Context, taskIds: readonly string[]): Promise<ReportsOfTask[]> {
  const found = await rows.all<{ taskId: string }>(
    `select ${reportColumns} from report r where r.task_id in (${placeholders(taskIds)}) order by r.id desc`,
    taskIds,
  );
  const byTask = Map.groupBy(found, ({ taskId }) => taskId);
  return [...byTask].map(([taskId, columns]) => ({
    taskId,
    reports: columns.map((one) => Object.assign(new ReportRow(), one)),
  }));
}
