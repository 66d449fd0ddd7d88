import type { Rows } from "../../../database/rows.js";
import { SubjectKind } from "../../../log/change.entity.js";
import {
  plainValue,
  undoChanges,
  type ProgrammeState,
  type StateKind,
  type StateRecord,
  type UndoableChange,
} from "./programme-state.js";

/** Columns of each table by the names that the log gives them; all of one programme. */
const selects: Record<StateKind, string> = {
  [SubjectKind.PROGRAMME]: `select id, version, year, title, document_number "documentNumber", issuers, issued_on "issuedOn",
    cc, time_zone "timeZone" from programme where id = ?`,
  [SubjectKind.STAGE]: `select id, version, kind, name, position, colour, wip_limit "wipLimit" from stage where programme_id = ?`,
  [SubjectKind.PROJECT]: `select id, version, number, position, name, category, content, progress_text "progressText", remarks
    from project where programme_id = ?`,
  [SubjectKind.LABEL]: `select id, version, name, colour from label where programme_id = ?`,
  [SubjectKind.TASK]: `select id, version, project_id "project", stage_id "stage", rank, position, title,
    starts_on "startsOn", due_on "dueOn", period_kind "periodKind", precision, quarters, period_words "periodWords",
    original_period "originalPeriod", hints, needs_review "needsReview", source, attempt,
    reported_attempt "reportedAttempt", times_returned "timesReturned", submitted_at "submittedAt",
    submitted_by_id "submittedBy", accepted_at "acceptedAt", accepted_by_id "acceptedBy" from task where programme_id = ?`,
  [SubjectKind.REPORT]: `select r.id, r.version, r.task_id "task", r.author_id "author", r.attempt, r.done, r.percent, r.obstacles,
    r.help, r.created_at "createdAt", r.answer, r.answered_at "answeredAt", r.answered_by_id "answeredBy" from report r join task t on t.id = r.task_id where t.programme_id = ?`,
  [SubjectKind.EVIDENCE]: `select e.id, e.version, e.task_id "task", e.report_id "report", e.author_id "author", e.name,
    e.media_type "mediaType", e.bytes, e.hash, e.preview_hash "previewHash", e.width, e.height,
    e.created_at "createdAt" from evidence e join task t on t.id = e.task_id where t.programme_id = ?`,
};

/** Ordered lists of ids: the table, the record's column and the listed one. */
const lists: [kind: StateKind, field: string, table: string, owner: string, listed: string][] = [
  [SubjectKind.PROJECT, "leaders", "project_leaders", "project", "person"],
  [SubjectKind.PROJECT, "owners", "project_owners", "project", "person"],
  [SubjectKind.PROJECT, "offices", "project_offices", "project", "office"],
  [SubjectKind.PROJECT, "assistingOffices", "project_assisting_offices", "project", "office"],
  [SubjectKind.TASK, "assignees", "task_assignees", "task", "person"],
  [SubjectKind.TASK, "labels", "task_labels", "task", "label"],
];

/** A programme's records as they are now; a dozen selects, however many there are. */
export async function readProgrammeState(rows: Rows, programmeId: string): Promise<ProgrammeState> {
  const state = {} as ProgrammeState;
  for (const [kind, select] of Object.entries(selects) as [StateKind, string][]) {
    const found = await rows.all<StateRecord>(select, [programmeId]);
    state[kind] = new Map(found.map((columns) => [columns.id, recordOf(columns)]));
  }
  for (const [kind, field, table, owner, listed] of lists) {
    for (const record of state[kind].values()) record[field] = [];
    const select = `select l.${owner}_id "owner", l.${listed}_id "listed" from ${table} l
      join ${owner} o on o.id = l.${owner}_id where o.programme_id = ? order by l.id`;
    for (const link of await rows.all<{ owner: string; listed: string }>(select, [programmeId])) {
      (state[kind].get(link.owner)?.[field] as string[] | undefined)?.push(link.listed);
    }
  }
  return state;
}

function recordOf(columns: StateRecord): StateRecord {
  for (const [field, value] of Object.entries(columns)) columns[field] = plainValue(field, value);
  return columns;
}

/** The last revision of a programme that was there at an instant; null where it had none yet. */
export async function revisionAt(rows: Rows, programmeId: string, instant: Date): Promise<number | null> {
  const found = await rows.first<{ revision: number | null }>(
    `select max(revision) "revision" from change where chain = ? and at <= ?`,
    [programmeId, instant.toISOString()],
  );
  return found?.revision ?? null;
}

/** A programme's records as they were after a revision: the later changes are taken back from what is there now. */
export async function readProgrammeStateAt(
  rows: Rows,
  programmeId: string,
  revision: number,
): Promise<ProgrammeState> {
  // The records first: what is written in between is then taken back although it was never seen, which changes nothing.
  const state = await readProgrammeState(rows, programmeId);
  const changes = await rows.all<UndoableChange>(
    `select subject_kind "subjectKind", subject_id "subjectId", fields from change
      where chain = ? and revision > ? order by revision desc`,
    [programmeId, revision],
  );
  undoChanges(state, changes);
  await countVersions(rows, programmeId, revision, state);
  return state;
}

/** The versions of what was taken away since are in no table: each is the number of its changes until then. */
async function countVersions(
  rows: Rows,
  programmeId: string,
  revision: number,
  state: ProgrammeState,
): Promise<void> {
  const returned = Object.values(state).flatMap((records) =>
    [...records.values()].filter(({ version }) => version < 1),
  );
  for (const record of returned) {
    const found = await rows.first<{ count: number | string; madeAt: string }>(
      `select count(*) "count", min(at) "madeAt" from change where chain = ? and subject_id = ? and revision <= ?`,
      [programmeId, record.id, revision],
    );
    record.version = Number(found?.count ?? 1);
    record.createdAt ??= found?.madeAt;
  }
}
