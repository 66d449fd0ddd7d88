import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { StoredRecord } from "../../database/record.entity.js";
import { Person } from "../people/person.entity.js";

/** A browser that signed in. Ends when it was idle for too long, after some hours, or when the person ends it. */
@Entity()
export class Session extends StoredRecord {
  @ManyToOne({ entity: () => Person, deleteRule: "cascade" })
  person!: Rel<Person>;

  /** HMAC-SHA256 of the cookie's token, keyed with the server's secret; the token itself is nowhere. */
  @Property({ type: "string", length: 64 })
  @Unique()
  fingerprint!: string;

  @Property({ type: "datetime" })
  lastSeenAt!: Date;

  @Property({ type: "datetime" })
  expiresAt!: Date;

  /** Begun through the office's own sign-in: asks for no password, and so for no other one either. */
  @Property({ type: "boolean", default: false })
  throughProvider = false;
  /** The browser and its system in words, as "Chrome · Windows"; null where it did not say. */
  @Property({ type: "string", length: 100, nullable: true })
  client: string | null = null;

  /** Where it signed in from: an IP address. */
  @Property({ type: "string", length: 50, nullable: true })
  address: string | null = null;
}
