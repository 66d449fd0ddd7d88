import { Entity, Property, Unique } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";

/** One year's list of projects, handed down by one notice (年度实事). Its id is also its chain in the log. */
@Entity()
@Unique({ properties: ["year", "title"] })
@Unique({ properties: ["year", "id"] })
export class Programme extends LoggedRecord {
  @Property({ type: "integer" })
  year!: number;

  @Property({ type: "string", length: 500 })
  title!: string;

  @Property({ type: "string", length: 100, nullable: true })
  documentNumber: string | null = null;

  @Property({ type: "json" })
  issuers: string[] = [];

  /** The signature date (成文日期). */
  @Property({ type: "string", length: 10, nullable: true })
  issuedOn: string | null = null;

  @Property({ type: "json" })
  cc: string[] = [];

  /** IANA name; days are counted here. */
  @Property({ type: "string", length: 50 })
  timeZone = "Asia/Shanghai";

  logSubject(): LogSubject {
    return { kind: SubjectKind.PROGRAMME };
  }
}
