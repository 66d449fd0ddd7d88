import { Entity, OneToOne, Property } from "@mikro-orm/decorators/legacy";
import { PrimaryKeyProp, type Rel } from "@mikro-orm/core";
import { Webhook } from "./webhook.entity.js";

/** Which process sends for a webhook: one at a time. Lapses by itself when the process dies. */
@Entity()
export class WebhookLease {
  [PrimaryKeyProp]?: "webhook";

  @OneToOne({ entity: () => Webhook, primary: true, owner: true, deleteRule: "cascade" })
  webhook!: Rel<Webhook>;

  /** A name that a process gave itself when it started. */
  @Property({ type: "string", length: 63 })
  holder!: string;

  /** RFC 3339 in UTC. */
  @Property({ type: "string", length: 30 })
  heldUntil!: string;
}
