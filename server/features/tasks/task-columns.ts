import type { Locale } from "../../graphql/locale.js";
import type { StageRow } from "../programmes/stage.row.js";
import type { ReportRow } from "../reports/report.row.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import type { WorkingCalendar } from "./light.js";
import type { NextStage } from "./next-stage.row.js";
import type { PeriodKind, Precision } from "./period-kind.enum.js";

/** What a task's computed fields are computed from; one for all tasks of an answer. */
export interface TaskScope {
  /** The programme-local day, `YYYY-MM-DD`. */
  today: string;
  timeZone: string;
  calendar: WorkingCalendar;
  locale: Locale;
  viewer: Pick<Viewer, "personId" | "supervises" | "scopes">;
  /** The programme's stages in order. */
  stages: readonly StageRow[];
  /** Answers to "where may it go" that many cards share. */
  moves: Map<string, NextStage[]>;
  /** Where tasks are shown as they were: up to which revision, and the reports that there were; absent for now. */
  past?: { revision: number; reportsOf: ReadonlyMap<string, ReportRow[]> };
}

/** What {@link taskSelect} gives. */
export interface TaskColumns {
  id: string;
  projectId: string;
  stageId: string;
  title: string;
  rank: string;
  version: number;
  startsOn: string | null;
  dueOn: string | null;
  periodKind: PeriodKind;
  precision: Precision;
  quarters: unknown;
  periodWords: string | null;
  hints: unknown;
  needsReview: unknown;
  attempt: number;
  reportedAttempt: number;
  timesReturned: number;
  submittedAt: string | number | Date | null;
  submittedById: string | null;
  acceptedAt: string | number | Date | null;
  acceptedById: string | null;
  source?: unknown;
  originalPeriod?: unknown;
  updatedAt?: string | number | Date | null;
}

/** An instant as either database gives it. */
export function instant(column: string | number | Date | null): Date | null {
  return column === null ? null : new Date(column);
}

const cardColumns = `t.id, t.project_id "projectId", t.stage_id "stageId", t.title, t.rank, t.version,
  t.starts_on "startsOn", t.due_on "dueOn", t.period_kind "periodKind", t.quarters, t.period_words "periodWords",
  t.needs_review "needsReview", t.times_returned "timesReturned", t.submitted_at "submittedAt",
  t.accepted_at "acceptedAt"`;

/** Columns that few boards ask for, with the fields of the API that need them. */
const furtherColumns: [column: string, ...fields: string[]][] = [
  [`t.precision`, "precision"],
  [`t.hints`, "hints"],
  [`t.source`, "source"],
  [`t.original_period "originalPeriod"`, "originalPeriod"],
  [`t.attempt`, "attempt", "nextStages"],
  [`t.reported_attempt "reportedAttempt"`, "latestReport", "nextStages"],
  [`t.submitted_by_id "submittedById"`, "submittedBy", "nextStages"],
  [`t.accepted_by_id "acceptedById"`, "acceptedBy"],
  [`t.updated_at "updatedAt"`, "updatedAt"],
];

/** Selects tasks `t` with what cards show and what else is asked for. */
export function taskSelect(asked: (field: string) => boolean): string {
  const further = furtherColumns.filter(([, ...fields]) => fields.some(asked)).map(([column]) => column);
  return `select ${[cardColumns, ...further].join(", ")} from task t`;
}
