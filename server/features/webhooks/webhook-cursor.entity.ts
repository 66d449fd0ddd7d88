import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";
import { Webhook } from "./webhook.entity.js";

/**
 * How far a webhook has come in a programme's log: the log is the outbox. Where there is no row, nothing of the
 * programme was sent yet. Written at every event, so beside the log. Times are RFC 3339 in UTC.
 */
@Entity()
@Unique({ properties: ["webhook", "programmeId"] })
export class WebhookCursor {
  @PrimaryKey({ type: "string", length: 63 })
  id!: string;

  @ManyToOne({ entity: () => Webhook, deleteRule: "cascade" })
  webhook!: Rel<Webhook>;

  @Property({ type: "string", length: 63 })
  programmeId!: string;

  /** The last revision that is done with: delivered, of no interest, or given up. */
  @Property({ type: "integer" })
  revision!: number;

  /** How often the event after it was tried. */
  @Property({ type: "integer" })
  attempts = 0;

  /** When it is tried again; null for at once. */
  @Property({ type: "string", length: 30, nullable: true })
  nextAttemptAt: string | null = null;
}
