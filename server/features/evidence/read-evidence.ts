import type { Context } from "../../context.js";
import { placeholders, type Rows } from "../../database/rows.js";
import { loaderOf } from "../../graphql/loader.js";
import { EvidenceRow } from "./evidence.row.js";

const columns = `e.id, e.name, e.media_type "mediaType", e.bytes, e.hash, e.preview_hash "previewHash", e.width,
  e.height, e.created_at "createdAt", e.task_id "taskId", e.report_id "reportId", e.author_id "authorId"`;

interface EvidenceOfReport {
  reportId: string;
  evidence: EvidenceRow[];
}

/** A report's files in the order in which they were handed in; those of many reports are read in one go. */
export async function readEvidence(context: Context, reportId: string): Promise<EvidenceRow[]> {
  const loader = loaderOf<EvidenceOfReport>(
    context,
    "evidence",
    (reportIds) => readOf(context, reportIds),
    (found) => found.reportId,
  );
  return (await loader.load(reportId))?.evidence ?? [];
}

async function readOf({ rows }: Context, reportIds: readonly string[]): Promise<EvidenceOfReport[]> {
  const found = await rows.all<{ reportId: string }>(
    `select ${columns} from evidence e where e.report_id in (${placeholders(reportIds)}) order by e.id`,
    reportIds,
  );
  const byReport = Map.groupBy(found, ({ reportId }) => reportId);
  return [...byReport].map(([reportId, some]) => ({ reportId, evidence: some.map(rowOf) }));
}

/** What a person has handed in for a task, and no report has yet. */
export async function readPendingEvidence(
  rows: Pick<Rows, "all">,
  taskId: string,
  authorId: string,
): Promise<EvidenceRow[]> {
  const found = await rows.all<object>(
    `select ${columns} from evidence e where e.task_id = ? and e.author_id = ? and e.report_id is null order by e.id`,
    [taskId, authorId],
  );
  return found.map(rowOf);
}

/** The file with this id and the id of its programme, or null. */
export async function readOneEvidence(
  rows: Pick<Rows, "first">,
  id: string,
): Promise<{ evidence: EvidenceRow; programmeId: string } | null> {
  const found = await rows.first<{ programmeId: string }>(
    `select ${columns}, t.programme_id "programmeId" from evidence e join task t on t.id = e.task_id where e.id = ?`,
    [id],
  );
  if (!found) return null;
  const { programmeId, ...one } = found;
  return { evidence: rowOf(one), programmeId };
}

function rowOf(found: object): EvidenceRow {
  return Object.assign(new EvidenceRow(), found);
}
