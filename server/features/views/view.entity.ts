import { TaskGroupKey } from "../tasks/task-group.row.js";
import type { OrderDirection, TaskOrderField } from "../tasks/task-order.enum.js";
import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { SubjectKind } from "../../log/change.entity.js";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { Person } from "../people/person.entity.js";
import { Programme } from "../programmes/programme.entity.js";
import type { JsonObject } from "./filter-language/filter-shape.js";
import { ViewLayout, ViewSharing } from "./view.enum.js";

/** The version of the form that filters are stored in. */
export const filterVersion = 1;

/** A filter as it is stored: canonical, with the version of the form. */
export interface StoredFilter {
  version: typeof filterVersion;
  filter: JsonObject;
}

export interface StoredOrder {
  field: TaskOrderField;
  direction: OrderDirection;
}

/** A saved filter with its layout (视图). */
@Entity()
export class View extends LoggedRecord {
  @ManyToOne({ entity: () => Person, deleteRule: "cascade" })
  owner!: Rel<Person>;

  /** The programme it is bound to; null for all that its viewer may see. */
  @ManyToOne({ entity: () => Programme, nullable: true, deleteRule: "cascade" })
  programme: Rel<Programme> | null = null;

  @Property({ type: "string", length: 100 })
  name!: string;

  @Property({ type: "text", nullable: true })
  description: string | null = null;

  @Property({ type: "json" })
  filter!: StoredFilter;

  @Property({ type: "string", length: 20 })
  layout: ViewLayout = ViewLayout.BOARD;

  @Property({ type: "string", length: 20 })
  columns: TaskGroupKey = TaskGroupKey.STAGE;

  @Property({ type: "string", length: 20, nullable: true })
  lanes: TaskGroupKey | null = null;

  @Property({ type: "json" })
  orderBy: StoredOrder[] = [];

  /** Names of fields, in order; empty for the usual ones. */
  @Property({ type: "json" })
  tableColumns: string[] = [];

  @Property({ type: "string", length: 20 })
  sharing: ViewSharing = ViewSharing.PRIVATE;

  /** Nobody changes it before it is unlocked. */
  @Property({ type: "boolean" })
  isLocked = false;

  logSubject(): LogSubject {
    return { kind: SubjectKind.VIEW };
  }
}
