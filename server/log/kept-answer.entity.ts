import { Entity, Index, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";

/** What a mutation that carried an `idempotencyKey` came to, for whoever sends it again. */
@Entity()
export class KeptAnswer {
  /** SHA-256 (hex) over the person's id and the key. */
  @PrimaryKey({ type: "string", length: 64 })
  id!: string;

  @Property({ type: "string", length: 63 })
  personId!: string;

  /** The mutation's name. */
  @Property({ type: "string", length: 100 })
  mutation!: string;

  /** HMAC-SHA256 (hex) over the rest of the input: the same key goes with the same input only. */
  @Property({ type: "string", length: 64 })
  fingerprint!: string;

  /** What the transaction came to, as JSON: mostly ids. */
  @Property({ type: "text" })
  outcome!: string;

  /** RFC 3339 in UTC. */
  @Property({ type: "string", length: 30 })
  @Index()
  at!: string;
}
