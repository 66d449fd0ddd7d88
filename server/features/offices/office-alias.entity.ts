import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import { Office } from "./office.entity.js";

/** Another name that notices give an office (卫生计生办 of 卫计办), as a person confirmed it. */
@Entity()
export class OfficeAlias extends LoggedRecord {
  @Property({ type: "string", length: 200 })
  @Unique()
  name!: string;

  @ManyToOne({ entity: () => Office, deleteRule: "cascade" })
  office!: Rel<Office>;

  logSubject(): LogSubject {
    return { kind: SubjectKind.OFFICE_ALIAS };
  }
}
