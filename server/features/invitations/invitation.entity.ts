import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { SubjectKind } from "../../log/change.entity.js";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { Person } from "../people/person.entity.js";

/** How long an invitation may be accepted, in days. */
export const invitationDays = 7;

/** A link that makes an account, or gives it another password; works once (邀请). */
@Entity()
export class Invitation extends LoggedRecord {
  @ManyToOne({ entity: () => Person, deleteRule: "cascade" })
  person!: Rel<Person>;

  /** Whoever made it; null for the command line. */
  @ManyToOne({ entity: () => Person, nullable: true, deleteRule: "set null" })
  invitedBy: Rel<Person> | null = null;

  /** HMAC-SHA256 of the link's token, keyed with the server's secret; the token itself is nowhere. */
  @Property({ type: "string", length: 64 })
  @Unique()
  fingerprint!: string;

  /** The person had an account already: the link gives it another password. */
  @Property({ type: "boolean" })
  isReset = false;

  @Property({ type: "datetime" })
  expiresAt!: Date;

  @Property({ type: "datetime", nullable: true })
  acceptedAt: Date | null = null;

  @Property({ type: "datetime", nullable: true })
  revokedAt: Date | null = null;

  isOpen(now: Date): boolean {
    return this.acceptedAt === null && this.revokedAt === null && this.expiresAt > now;
  }

  logSubject(): LogSubject {
    return { kind: SubjectKind.INVITATION };
  }
}
