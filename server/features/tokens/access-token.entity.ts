import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import { Person } from "../people/person.entity.js";
import type { TokenScope } from "./token-scope.enum.js";

/** What a program signs in with, in a person's name: `Authorization: Bearer …` (访问令牌). */
@Entity()
export class AccessToken extends LoggedRecord {
  @ManyToOne({ entity: () => Person, deleteRule: "cascade" })
  person!: Rel<Person>;

  @Property({ type: "string", length: 100 })
  name!: string;

  @Property({ type: "json" })
  scopes!: TokenScope[];

  /** The only programmes that it may be used on; null for all. */
  @Property({ type: "json", nullable: true })
  programmeIds: string[] | null = null;

  /** A program's own: its person is an account made for that program, and has no password. */
  @Property({ type: "boolean" })
  isService = false;

  @Property({ type: "datetime", nullable: true })
  expiresAt: Date | null = null;

  @Property({ type: "datetime", nullable: true })
  revokedAt: Date | null = null;

  /** Written at most once a minute, and never logged. */
  @Property({ type: "datetime", nullable: true })
  lastUsedAt: Date | null = null;

  /** HMAC-SHA256 of the token, keyed with the server's secret; the token itself is nowhere. */
  @Property({ type: "string", length: 64 })
  @Unique()
  fingerprint!: string;

  /** Makes it useless; when it was first done stays. */
  revoke(at: Date): void {
    this.revokedAt ??= at;
  }

  logSubject(): LogSubject {
    return { kind: SubjectKind.ACCESS_TOKEN };
  }
}
