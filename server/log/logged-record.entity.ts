import { Entity, Property } from "@mikro-orm/decorators/legacy";
import { StoredRecord } from "../database/record.entity.js";
import type { SubjectKind } from "./change.entity.js";

/** What a change is about, as the log files it. */
export interface LogSubject {
  kind: SubjectKind;
  projectId?: string;
  taskId?: string;
}

/** A stored thing whose every change goes into the log; `version` counts them. */
@Entity({ abstract: true })
export abstract class LoggedRecord extends StoredRecord {
  /** 1 when made, one more for every logged change. */
  @Property({ type: "integer" })
  version = 1;

  abstract logSubject(): LogSubject;
}

/** Columns that are kept out of the log or, as "secret", in it without their value. */
export const unlogged: Record<string, "left out" | "secret"> = {
  id: "left out",
  createdAt: "left out",
  updatedAt: "left out",
  version: "left out",
  failedSignIns: "left out",
  lockedUntil: "left out",
  lastSignInAt: "left out",
  passwordChangedAt: "left out",
  earlierPasswordHashes: "left out",
  passwordHash: "secret",
  singleSignOnSubject: "secret",
  targetUrl: "secret",
  sealedSecret: "secret",
  oldSealedSecret: "secret",
  fingerprint: "left out",
  lastUsedAt: "left out",
  // Of an import, the notice and what was made of it: as large as the notice, and kept in the import's own row.
  reading: "left out",
  made: "left out",
};
