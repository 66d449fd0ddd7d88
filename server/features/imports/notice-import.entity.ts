import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import type { Diagnostic, Notice, NoticeProject } from "../../notice/notice.js";
import { Programme } from "../programmes/programme.entity.js";

/** What stands on the board for a row of the notice, and for each of its tasks; null for what was not imported. */
export type MadeOfRow = { projectId: string; taskIds: (string | null)[] } | null;

/** What {@link NoticeImport} keeps of a reading, as JSON. */
export interface StoredReading {
  /** With answers, corrections and offices' known names. */
  notice: Notice;
  diagnostics: Diagnostic[];
  /** The rows that were answered or corrected, as they had been read: by their index. Older imports have none. */
  asRead?: Record<string, NoticeProject>;
}

/** What a person decided about a difference of an amended notice. */
export interface Decision {
  id: string;
  kind: string;
  projectName: string;
  taskTitle: string | null;
  accepted: boolean;
}

/** A notice as it was applied: kept so that the next version can be compared with it. */
@Entity()
export class NoticeImport extends LoggedRecord {
  @ManyToOne({ entity: () => Programme, deleteRule: "cascade" })
  programme!: Rel<Programme>;

  /** The file's name; null for pasted text. */
  @Property({ type: "string", length: 300, nullable: true })
  name: string | null = null;

  /** SHA-256 (hex) of what was read from the document: the same notice in another file is the same notice. */
  @Property({ type: "string", length: 64 })
  fingerprint!: string;

  /** A {@link StoredReading} as JSON. */
  @Property({ type: "text", lazy: true })
  reading!: string;

  /** Of each row, in order; null for an import that kept no account of it: then the board was made row by row. */
  @Property({ type: "json", nullable: true })
  made: MadeOfRow[] | null = null;

  /** Of an amended notice, what was accepted and what was not; null for a first one. */
  @Property({ type: "json", nullable: true })
  decisions: Decision[] | null = null;

  logSubject(): LogSubject {
    return { kind: SubjectKind.NOTICE_IMPORT };
  }
}
