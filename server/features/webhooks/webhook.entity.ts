import { type Rel } from "@mikro-orm/core";
import { Entity, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { SubjectKind, type ChangeVerb } from "../../log/change.entity.js";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { Person } from "../people/person.entity.js";
import { WebhookDetail, WebhookState, type PauseReason } from "./webhook.enum.js";

/** How long the secret before the last rotation still signs, in hours. */
export const oldSecretHours = 24;

/** An address that is told of changes, in its owner's name. */
@Entity()
export class Webhook extends LoggedRecord {
  @ManyToOne({ entity: () => Person, deleteRule: "cascade" })
  owner!: Rel<Person>;

  @Property({ type: "string", length: 100 })
  name!: string;

  /** May hold a password of the receiver's: in the log without its value. */
  @Property({ type: "string", length: 2000 })
  targetUrl!: string;

  /** Of the address, the part that the log may show: scheme, host and port. */
  @Property({ type: "string", length: 300 })
  targetOrigin!: string;

  /** The signing secret, sealed with the server's: signing needs it plain. */
  @Property({ type: "string", length: 255 })
  sealedSecret!: string;

  /** The secret before the last rotation; signs too until `oldSecretUntil`. */
  @Property({ type: "string", length: 255, nullable: true })
  oldSealedSecret: string | null = null;

  @Property({ type: "datetime", nullable: true })
  oldSecretUntil: Date | null = null;

  /** The programmes that it follows; null for all, those to come among them. */
  @Property({ type: "json", nullable: true })
  programmeIds: string[] | null = null;

  /** Null for all. */
  @Property({ type: "json", nullable: true })
  verbs: ChangeVerb[] | null = null;

  /** Null for all. */
  @Property({ type: "json", nullable: true })
  subjectKinds: SubjectKind[] | null = null;

  @Property({ type: "json" })
  details: WebhookDetail[] = Object.values(WebhookDetail);

  @Property({ type: "string", length: 20 })
  state: WebhookState = WebhookState.ACTIVE;

  /** Null while active. */
  @Property({ type: "string", length: 30, nullable: true })
  pausedBecause: PauseReason | null = null;

  @Property({ type: "datetime", nullable: true })
  pausedAt: Date | null = null;

  follow(url: string): void {
    this.targetUrl = url;
    this.targetOrigin = new URL(url).origin;
  }

  pause(because: PauseReason, at: Date): void {
    this.state = WebhookState.PAUSED;
    this.pausedBecause = because;
    this.pausedAt = at;
  }

  resume(): void {
    this.state = WebhookState.ACTIVE;
    this.pausedBecause = null;
    this.pausedAt = null;
  }

  /** Takes a new secret; the one before it signs as well for {@link oldSecretHours}, so that receivers change over in peace. */
  rotate(sealedSecret: string, at: Date): void {
    this.oldSealedSecret = this.sealedSecret;
    this.oldSecretUntil = new Date(at.getTime() + oldSecretHours * 3_600_000);
    this.sealedSecret = sealedSecret;
  }

  logSubject(): LogSubject {
    return { kind: SubjectKind.WEBHOOK };
  }
}
