import { type Rel } from "@mikro-orm/core";
import { Entity, Enum, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import { Person } from "../people/person.entity.js";

/** What a token may be used for. */
export enum TokenScope {
  READ = "READ",
  WRITE = "WRITE",
}

/** What a program signs in with, in a person's name: `Authorization: Bearer …` (访问令牌). */
@Entity()
export class AccessToken extends LoggedRecord {
  @ManyToOne({ entity: () => Person, deleteRule: "cascade" })
  person!: Rel<Person>;

  @Enum({ items: () => TokenScope })
  scope!: TokenScope;

  /** HMAC-SHA256 of the token, keyed with the server's secret; the token itself is nowhere. */
  @Property({ type: "string", length: 64 })
  @Unique()
  fingerprint!: string;

  logSubject(): LogSubject {
    return { kind: SubjectKind.ACCESS_TOKEN };
  }
}
