import { Collection, type Rel } from "@mikro-orm/core";
import { Entity, ManyToMany, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import { Office } from "../offices/office.entity.js";
import { Person } from "../people/person.entity.js";
import { Programme } from "../programmes/programme.entity.js";

/** A row of the notice's table (项目): what is promised, by when, and who answers for it. */
@Entity()
@Unique({ properties: ["programme", "position", "id"] })
export class Project extends LoggedRecord {
  @ManyToOne({ entity: () => Programme, deleteRule: "cascade" })
  programme!: Rel<Programme>;

  /** As printed; null where the table has no number column. */
  @Property({ type: "integer", nullable: true })
  number: number | null = null;

  /** Its place in the notice, 1 first. */
  @Property({ type: "integer" })
  position!: number;

  @Property({ type: "text" })
  name!: string;

  /** The section row it stands under (类别). */
  @Property({ type: "string", length: 200, nullable: true })
  category: string | null = null;

  @Property({ type: "text" })
  content = "";

  /** The progress plan in the notice's words; its tasks were read from here. */
  @Property({ type: "text" })
  progressText = "";

  @Property({ type: "text", nullable: true })
  remarks: string | null = null;

  @ManyToMany({ entity: () => Person, pivotTable: "project_leaders", fixedOrder: true })
  leaders = new Collection<Person>(this);

  @ManyToMany({ entity: () => Person, pivotTable: "project_owners", fixedOrder: true })
  owners = new Collection<Person>(this);

  /** The first one leads. */
  @ManyToMany({ entity: () => Office, pivotTable: "project_offices", fixedOrder: true })
  offices = new Collection<Office>(this);

  @ManyToMany({ entity: () => Office, pivotTable: "project_assisting_offices", fixedOrder: true })
  assistingOffices = new Collection<Office>(this);

  logSubject(): LogSubject {
    return { kind: SubjectKind.PROJECT, projectId: this.id };
  }
}
