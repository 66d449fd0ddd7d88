import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** How many names are remembered: each has a place, so that names that strangers make up fill no disk. */
export const placesOfNames = 65_536;

/** Wrong passwords for a name without an account, in the place that its fingerprint gives it; the last name there stays. */
@Entity()
export class NameTries {
  @PrimaryKey({ type: "integer", autoincrement: false })
  place!: number;

  /** HMAC-SHA256 (hex) of the name: what people type there may be their password. */
  @Property({ type: "string", length: 64 })
  fingerprint!: string;

  @Property({ type: "integer" })
  failures!: number;

  /** RFC 3339 in UTC; null while the name does not rest. */
  @Property({ type: "string", length: 30, nullable: true })
  lockedUntil: string | null = null;
}
