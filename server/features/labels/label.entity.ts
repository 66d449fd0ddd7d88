import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { SubjectKind } from "../../log/change.entity.js";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { Programme } from "../programmes/programme.entity.js";

/** A word that a programme's people hang on cards (标签). */
@Entity()
@Unique({ properties: ["programme", "name"] })
export class Label extends LoggedRecord {
  @ManyToOne({ entity: () => Programme, deleteRule: "cascade" })
  programme!: Rel<Programme>;

  @Property({ type: "string", length: 50 })
  name!: string;

  /** `#RRGGBB`; null for the theme's own. */
  @Property({ type: "string", length: 7, nullable: true })
  colour: string | null = null;

  logSubject(): LogSubject {
    return { kind: SubjectKind.LABEL };
  }
}
