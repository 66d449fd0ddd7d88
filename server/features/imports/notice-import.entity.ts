import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import { Programme } from "../programmes/programme.entity.js";

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

  /** The `Reading` as JSON, the person's answers applied. */
  @Property({ type: "text", lazy: true })
  reading!: string;

  logSubject(): LogSubject {
    return { kind: SubjectKind.NOTICE_IMPORT };
  }
}
