import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Webhook } from "./webhook.entity.js";

/** An event that was given up after the last attempt; it waits to be sent again. Times are RFC 3339 in UTC. */
@Entity()
@Unique({ properties: ["webhook", "programmeId", "revision"] })
export class WebhookDeadLetter {
  @PrimaryKey({ type: "string", length: 63 })
  id!: string;

  @ManyToOne({ entity: () => Webhook, deleteRule: "cascade" })
  webhook!: Rel<Webhook>;

  @Property({ type: "string", length: 63 })
  programmeId!: string;

  @Property({ type: "integer" })
  revision!: number;

  /** When it was given up. */
  @Property({ type: "string", length: 30 })
  at!: string;

  @Property({ type: "string", length: 500 })
  error!: string;

  /** Somebody asked for it to be sent again: once, before anything newer of its programme. */
  @Property({ type: "boolean" })
  isDue = false;
}
