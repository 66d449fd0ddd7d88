import { Entity, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { firstHash } from "./change-hash.js";

/** The chain of what belongs to no programme: people's accounts, the offices. */
export const ACCOUNTS_CHAIN = "accounts";

/** Where a chain of the log stands. Locked by whoever writes, so that a chain has one writer at a time. */
@Entity()
export class LogHead {
  /** The programme's id, or `accounts`. */
  @PrimaryKey({ type: "string", length: 63 })
  chain!: string;

  @Property({ type: "integer" })
  revision = 0;

  @Property({ type: "string", length: 64 })
  hash: string = firstHash;
}
