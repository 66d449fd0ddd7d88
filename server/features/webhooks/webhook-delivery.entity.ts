import { type Rel } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, PrimaryKey, Property } from "@mikro-orm/decorators/legacy";
import { Webhook } from "./webhook.entity.js";
import type { DeliveryOutcome } from "./webhook.enum.js";

/** One attempt to deliver one event; kept for a bounded time. Times are RFC 3339 in UTC. */
@Entity()
@Index({ properties: ["webhook", "id"] })
export class WebhookDelivery {
  @PrimaryKey({ type: "string", length: 63 })
  id!: string;

  @ManyToOne({ entity: () => Webhook, deleteRule: "cascade" })
  webhook!: Rel<Webhook>;

  /** The change's id; for a ping, this row's own. */
  @Property({ type: "string", length: 63 })
  eventId!: string;

  @Property({ type: "string", length: 60 })
  eventType!: string;

  /** Null for a ping. */
  @Property({ type: "string", length: 63, nullable: true })
  programmeId: string | null = null;

  /** Null for a ping. */
  @Property({ type: "integer", nullable: true })
  revision: number | null = null;

  @Property({ type: "integer" })
  attempt!: number;

  @Property({ type: "string", length: 30 })
  at!: string;

  @Property({ type: "integer" })
  milliseconds!: number;

  @Property({ type: "string", length: 20 })
  outcome!: DeliveryOutcome;

  /** Of the HTTP answer; null without one. */
  @Property({ type: "integer", nullable: true })
  status: number | null = null;

  @Property({ type: "string", length: 500, nullable: true })
  error: string | null = null;

  /** The beginning of what the receiver answered. */
  @Property({ type: "string", length: 500, nullable: true })
  excerpt: string | null = null;

  @Property({ type: "string", length: 30, nullable: true })
  nextAttemptAt: string | null = null;
}
