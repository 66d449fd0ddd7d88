import { SubjectKind } from "../../../log/change.entity.js";
import { EvidenceRow } from "../../evidence/evidence.row.js";
import { ReportRow } from "../../reports/report.row.js";
import { instant } from "../task-columns.js";
import type { ProgrammeState, StateRecord } from "./programme-state.js";

/** What records of the log leave out where it is null. */
const emptyReport = { percent: null, obstacles: null, help: null, answer: null };
const emptyEvidence = { previewHash: null, width: null, height: null };

/** A programme's reports with their files, by task, the newest first, as the log has them. */
export function reportsByTask(state: ProgrammeState): Map<string, ReportRow[]> {
  const newestFirst = [...state[SubjectKind.REPORT].values()].toSorted((one, other) =>
    one.id < other.id ? 1 : -1,
  );
  const grouped = Map.groupBy(newestFirst, ({ task }) => task as string);
  const evidenceOf = evidenceByReport(state);
  const rowOf = ({ author, task, answeredBy, answeredAt, ...columns }: StateRecord) =>
    Object.assign(new ReportRow(), emptyReport, columns, {
      taskId: task,
      authorId: author,
      answeredById: answeredBy ?? null,
      answeredAt: instant((answeredAt ?? null) as number | null),
      evidenceThen: evidenceOf.get(columns.id) ?? [],
    });
  return new Map([...grouped].map(([taskId, records]) => [taskId, records.map(rowOf)]));
}

function evidenceByReport(state: ProgrammeState): Map<string, EvidenceRow[]> {
  const oldestFirst = [...state[SubjectKind.EVIDENCE].values()]
    .filter(({ report = null }) => report !== null)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const rowOf = ({ author, task, report, ...columns }: StateRecord) =>
    Object.assign(new EvidenceRow(), emptyEvidence, columns, {
      taskId: task,
      reportId: report,
      authorId: author,
    });
  const grouped = Map.groupBy(oldestFirst, ({ report }) => report as string);
  return new Map([...grouped].map(([reportId, records]) => [reportId, records.map(rowOf)]));
}
