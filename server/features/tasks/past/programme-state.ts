import { fromJson } from "../../../database/rows.js";
import { SubjectKind, type FieldDifference } from "../../../log/change.entity.js";

/** A record as the log speaks of it: its fields by the names that changes give them. */
export interface StateRecord {
  id: string;
  version: number;
  [field: string]: unknown;
}

/** The kinds of record that a board is made of, each with a field that no record of it is ever without. */
const requiredFields = {
  [SubjectKind.PROGRAMME]: "year",
  [SubjectKind.STAGE]: "kind",
  [SubjectKind.PROJECT]: "position",
  [SubjectKind.LABEL]: "name",
  [SubjectKind.TASK]: "title",
  [SubjectKind.REPORT]: "done",
  [SubjectKind.EVIDENCE]: "hash",
} as const;

export type StateKind = keyof typeof requiredFields;

/** Everything that a programme's board is made of, by kind and id. */
export type ProgrammeState = Record<StateKind, Map<string, StateRecord>>;

/** A change, as far as undoing it needs. */
export interface UndoableChange {
  subjectKind: string;
  subjectId: string;
  /** `{"field":{"before":…,"after":…}}` */
  fields: string;
}

/** Lists of ids; what is not said of them is that there are none. */
const lists: Partial<Record<StateKind, readonly string[]>> = {
  [SubjectKind.PROJECT]: ["leaders", "owners", "offices", "assistingOffices"],
  [SubjectKind.TASK]: ["assignees", "labels"],
};

const jsonFields = new Set(["issuers", "cc", "quarters", "hints", "source", "originalPeriod"]);
const instantFields = new Set(["submittedAt", "acceptedAt", "answeredAt"]);
const yesNoFields = new Set(["needsReview"]);

/** A value in one form, however a table or the log has it: JSON read, instants in milliseconds since 1970. */
export function plainValue(field: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (jsonFields.has(field)) return fromJson(value);
  if (instantFields.has(field)) return new Date(value as string | number).getTime();
  return yesNoFields.has(field) ? Boolean(value) : value;
}

/**
 * Takes changes back, the newest first: the state becomes what it was before the last of them. A record that was made
 * goes, one that was taken away comes back. What came back has version 0 plus what is undone of it: its versions are
 * counted from the log by whoever needs them.
 */
export function undoChanges(state: ProgrammeState, changes: readonly UndoableChange[]): void {
  for (const change of changes) undoChange(state, change);
}

function undoChange(state: ProgrammeState, { subjectKind, subjectId, fields }: UndoableChange): void {
  if (!(subjectKind in requiredFields)) return;
  const kind = subjectKind as StateKind;
  const differences = JSON.parse(fields) as Record<string, FieldDifference>;
  const required = differences[requiredFields[kind]];
  const records = state[kind];
  if (required && required.before === null) {
    records.delete(subjectId);
    return;
  }
  const isRemoval = required !== undefined && required.after === null;
  const record = isRemoval ? emptyRecord(kind, subjectId) : records.get(subjectId);
  if (!record) return;
  for (const [field, { before }] of Object.entries(differences)) {
    record[field] = before === null && Array.isArray(record[field]) ? [] : plainValue(field, before);
  }
  record.version -= 1;
  records.set(subjectId, record);
}

function emptyRecord(kind: StateKind, id: string): StateRecord {
  const empty = (lists[kind] ?? []).map((field) => [field, []]);
  return { ...Object.fromEntries(empty), id, version: 0 };
}
