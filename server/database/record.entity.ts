import { BaseEntity, OptionalProps } from "@mikro-orm/core";
import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { typeid } from "typeid-js";

/** What every stored thing has: a typed, time-ordered id and when it was made and last changed. */
@Entity({ abstract: true })
export abstract class StoredRecord extends BaseEntity {
  [OptionalProps]?: "createdAt" | "updatedAt" | "version";

  /** A TypeID such as `task_01h455vb4pex5vsknk084sn02q`: the prefix names the type. */
  @PrimaryKey({ type: "string", length: 63 })
  id!: string;

  @Property({ type: "datetime" })
  createdAt: Date = new Date();

  @Property({ type: "datetime", onUpdate: () => new Date() })
  updatedAt: Date = new Date();
}

/** A new id for a thing of the given kind (TypeID over UUIDv7: sorts by time of making). */
export function newId(prefix: string): string {
  return typeid(prefix).toString();
}
