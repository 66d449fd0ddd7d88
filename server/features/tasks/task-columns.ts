import type { Locale } from "../../graphql/locale.js";
import type { StageRow } from "../programmes/stage.row.js";
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
  viewer: { personId: string; supervises: boolean };
  /** The programme's stages in order. */
  stages: readonly StageRow[];
  /** Answers to "where may it go" that many cards share. */
  moves: Map<string, NextStage[]>;
}

/** What {@link taskSelect} gives. */
export interface TaskColumns {
  id: string;
  programmeId: string;
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
}

/** An instant as either database gives it. */
export function instant(column: string | number | Date | null): Date | null {
  return column === null ? null : new Date(column);
}

const cardColumns = `t.id, t.programme_id "programmeId", t.project_id "projectId", t.stage_id "stageId", t.title, t.rank,
  t.version, t.starts_on "startsOn", t.due_on "dueOn", t.period_kind "periodKind", t.precision, t.quarters,
  t.period_words "periodWords", t.hints, t.needs_review "needsReview", t.attempt,
  t.reported_attempt "reportedAttempt", t.times_returned "timesReturned", t.submitted_at "submittedAt",
  t.submitted_by_id "submittedById", t.accepted_at "acceptedAt", t.accepted_by_id "acceptedById"`;

/** Selects tasks `t` as cards show them; with their source in the notice when `withSource`. */
export function taskSelect(withSource: boolean): string {
  return `select ${cardColumns}${withSource ? ", t.source" : ""} from task t`;
}
