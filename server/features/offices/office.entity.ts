import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import { Person } from "../people/person.entity.js";

/** A section, bureau or village (科室/单位/村): a node of a tree. */
@Entity()
export class Office extends LoggedRecord {
  @Property({ type: "string", length: 200 })
  @Unique()
  name!: string;

  @ManyToOne({ entity: () => Office, nullable: true })
  parent: Rel<Office> | null = null;

  /** May work on the cards of projects that this office leads. */
  @ManyToOne({ entity: () => Person, nullable: true })
  head: Rel<Person> | null = null;

  logSubject(): LogSubject {
    return { kind: SubjectKind.OFFICE };
  }
}
