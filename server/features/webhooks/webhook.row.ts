import { Field, ID, Int, ObjectType } from "type-graphql";
import { fromJson } from "../../database/rows.js";
import { connectionClasses } from "../../graphql/connection.js";
import { DateTime } from "../../graphql/date-time.js";
import { Node } from "../../graphql/node.js";
import { ChangeVerb, SubjectKind } from "../../log/change.entity.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { DeliveryOutcome, PauseReason, WebhookDetail, WebhookState } from "./webhook.enum.js";

type Instant = string | number | Date;

/** A webhook as the API shows it; its secret is in no field. */
@ObjectType("Webhook", {
  implements: Node,
  description:
    "An address that is told of every change it follows: at least once, and in order per programme. How to receive: docs/webhooks.md.",
})
export class WebhookRow extends Node {
  @Field(() => String, { description: "What its owner calls it." })
  readonly name!: string;

  @Field(() => String, { description: "Where events are posted to." })
  readonly url!: string;

  @Field(() => WebhookState, { description: "Whether it is told of changes." })
  readonly state!: WebhookState;

  @Field(() => PauseReason, { nullable: true, description: "Why it is paused; null while it is active." })
  readonly pausedBecause!: PauseReason | null;

  @Field(() => DateTime, { nullable: true, description: "Since when it is paused; null while it is active." })
  readonly pausedAt!: Instant | null;

  @Field(() => Int, { description: "Hand it to `updateWebhook`: one more for every change of the webhook." })
  readonly version!: number;

  @Field(() => DateTime, { description: "When it was made." })
  readonly createdAt!: Instant;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Until when events carry a signature by the secret before the last rotation as well; null without one.",
  })
  readonly oldSecretUntil!: Instant | null;

  readonly ownerId!: string;
  readonly programmeIdsJson!: unknown;
  readonly verbsJson!: unknown;
  readonly subjectKindsJson!: unknown;
  readonly detailsJson!: unknown;

  get programmeIds(): string[] | null {
    return fromJson(this.programmeIdsJson);
  }

  @Field(() => [ChangeVerb], {
    nullable: true,
    description: "The only verbs that it is told of; null for all.",
  })
  get verbs(): ChangeVerb[] | null {
    return fromJson(this.verbsJson);
  }

  @Field(() => [SubjectKind], {
    nullable: true,
    description: "The only kinds of thing whose changes it is told of; null for all.",
  })
  get subjectKinds(): SubjectKind[] | null {
    return fromJson(this.subjectKindsJson);
  }

  @Field(() => [WebhookDetail], { description: "What its events hold besides ids, verb and revision." })
  get details(): WebhookDetail[] {
    return fromJson(this.detailsJson);
  }
}

@ObjectType({
  simpleResolvers: true,
  description: "How far a webhook has come in the log of one programme that it follows.",
})
export class WebhookProgress {
  @Field(() => ProgrammeRow, { description: "The programme." })
  programme!: ProgrammeRow;

  @Field(() => Int, {
    description: "The last revision that is done with: delivered, of no interest, or given up.",
  })
  revision!: number;

  @Field(() => Int, {
    description: "How many changes of the programme lie beyond it; those of no interest count too.",
  })
  waiting!: number;

  @Field(() => Int, { description: "How often the next event was tried." })
  attempts!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the next event is tried again; null when nothing failed.",
  })
  nextAttemptAt!: string | null;
}

/** An attempt as the API shows it. */
@ObjectType("WebhookDelivery", {
  simpleResolvers: true,
  implements: Node,
  description:
    "One attempt to deliver one event. Kept for 30 days, the newest 1,000 of a webhook, unless set otherwise.",
})
export class WebhookDeliveryRow extends Node {
  @Field(() => ID, {
    description: "The header `webhook-id`: the same for every attempt, so that doubles can be told.",
  })
  readonly eventId!: string;

  @Field(() => String, { description: "Such as `task.submitted`." })
  readonly eventType!: string;

  @Field(() => ID, { nullable: true, description: "The programme of the change; null for a ping." })
  readonly programmeId!: string | null;

  @Field(() => Int, { nullable: true, description: "The change's revision; null for a ping." })
  readonly revision!: number | null;

  @Field(() => Int, { description: "1 for the first time; sent again by hand, it counts on." })
  readonly attempt!: number;

  @Field(() => DateTime, { description: "When it was sent." })
  readonly at!: string;

  @Field(() => Int, { description: "How long it took until the answer was read, in milliseconds." })
  readonly milliseconds!: number;

  @Field(() => DeliveryOutcome, { description: "What became of it." })
  readonly outcome!: DeliveryOutcome;

  @Field(() => Int, { nullable: true, description: "The HTTP status of the answer; null without one." })
  readonly status!: number | null;

  @Field(() => String, { nullable: true, description: "What went wrong; null when it was delivered." })
  readonly error!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The first 300 characters of the answer; null for an empty one.",
  })
  readonly excerpt!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it is tried again; null when it is not." })
  readonly nextAttemptAt!: string | null;

  readonly webhookId!: string;
}

@ObjectType("WebhookDeadLetter", {
  simpleResolvers: true,
  implements: Node,
  description: "An event that was given up after the last attempt.",
})
export class WebhookDeadLetterRow extends Node {
  @Field(() => ID, { description: "The programme of the change." })
  readonly programmeId!: string;

  @Field(() => Int, { description: "The change's revision." })
  readonly revision!: number;

  @Field(() => DateTime, { description: "When it was given up." })
  readonly at!: string;

  @Field(() => String, { description: "What went wrong the last time." })
  readonly error!: string;
}

const webhooks = connectionClasses(() => WebhookRow, "Webhook");

@ObjectType({ description: "A page of webhooks, the newest first." })
export class WebhookConnection extends webhooks.Connection {}

const deliveries = connectionClasses(() => WebhookDeliveryRow, "WebhookDelivery");

@ObjectType({ description: "A page of attempts, the newest first." })
export class WebhookDeliveryConnection extends deliveries.Connection {}

const deadLetters = connectionClasses(() => WebhookDeadLetterRow, "WebhookDeadLetter");

@ObjectType({ description: "A page of dead letters, the newest first." })
export class WebhookDeadLetterConnection extends deadLetters.Connection {}
