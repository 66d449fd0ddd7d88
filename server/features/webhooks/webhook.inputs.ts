import { ArrayMaxSize, ArrayMinSize, Length, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { ChangeVerb, SubjectKind } from "../../log/change.entity.js";
import { WebhookDetail } from "./webhook.enum.js";

/** What a webhook is told of, and what its events hold. */
@InputType()
abstract class WebhookChoice {
  @Field(() => [ID], {
    nullable: true,
    description:
      "The programmes that it follows, 1 to 100; null for all, those to come among them. One that is added is followed from then on.",
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  programmeIds?: string[] | null;

  @Field(() => [ChangeVerb], {
    nullable: true,
    description: "The only verbs that it is told of; null for all.",
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  verbs?: ChangeVerb[] | null;

  @Field(() => [SubjectKind], {
    nullable: true,
    description: "The only kinds of thing whose changes it is told of; null for all.",
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  subjectKinds?: SubjectKind[] | null;

  @Field(() => [WebhookDetail], {
    nullable: true,
    description: "What its events hold besides ids, verb and revision; null for everything.",
  })
  @ArrayMaxSize(10)
  details?: WebhookDetail[] | null;
}

@InputType({ description: "What a new webhook is to be." })
export class CreateWebhookInput extends WebhookChoice {
  @Field(() => String, { description: "What you call it: 1 to 100 characters." })
  @Length(1, 100)
  name!: string;

  @Field(() => String, {
    description: "Where events are posted to: https, no name or password in it, at most 2,000 characters.",
  })
  @Length(1, 2000)
  url!: string;
}

@InputType({ description: "What a webhook is to be from now on; what is left out stays as it is." })
export class UpdateWebhookInput extends WebhookChoice {
  @Field(() => ID, { description: "The webhook." })
  webhookId!: string;

  @Field(() => Int, { description: "The version that the change is based on." })
  expectedVersion!: number;

  @Field(() => String, { nullable: true, description: "What you call it: 1 to 100 characters." })
  @Length(1, 100)
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Where events are posted to, as for `createWebhook`." })
  @Length(1, 2000)
  url?: string | null;
}

@InputType({ description: "Which webhook." })
export class WebhookInput {
  @Field(() => ID, { description: "The webhook." })
  webhookId!: string;
}

@InputType({ description: "Which webhook is to go on." })
export class ResumeWebhookInput {
  @Field(() => ID, { description: "The webhook." })
  webhookId!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether its dead letters are sent again first, each once, before anything newer of their programme; true unless said.",
  })
  redeliverDeadLetters?: boolean | null;
}

@InputType({ description: "From where a programme's events are sent again." })
export class ReplayWebhookInput {
  @Field(() => ID, { description: "The webhook." })
  webhookId!: string;

  @Field(() => ID, { description: "A programme that it follows." })
  programmeId!: string;

  @Field(() => Int, { description: "The first revision to be sent again, 1 or more; all after it follow." })
  @Min(1)
  fromRevision!: number;
}

@InputType({ description: "Which event is sent again." })
export class ResendDeliveryInput {
  @Field(() => ID, { description: "Any attempt at delivering it." })
  deliveryId!: string;
}
