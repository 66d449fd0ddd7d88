import { type Rel } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { StoredRecord } from "../../database/record.entity.js";
import { Person } from "../people/person.entity.js";

/** What a person made of a view for themselves: its place among theirs, and whether they follow it. Nobody else's to know. */
@Entity()
@Unique({ properties: ["person", "viewId"] })
export class ViewPlace extends StoredRecord {
  @ManyToOne({ entity: () => Person, deleteRule: "cascade" })
  person!: Rel<Person>;

  /** A view's id; ready-made ones are in no table. */
  @Property({ type: "string", length: 63 })
  @Index()
  viewId!: string;

  /** A fractional index, compared by code unit; null where it was never moved. */
  @Property({ type: "string", length: 255, nullable: true })
  rank: string | null = null;

  @Property({ type: "boolean" })
  isFollowed = false;
}
