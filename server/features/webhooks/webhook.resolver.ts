import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { PageArguments, pageOf } from "../../graphql/connection.js";
import { notFound } from "../../graphql/coded-error.js";
import { PersonRow } from "../people/person.row.js";
import { readPerson } from "../people/read-people.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { ViewerRow } from "../sessions/viewer.row.js";
import {
  countNeedingAttention,
  readDeadLetters,
  readDeliveries,
  readProgress,
  readWebhook,
  readWebhooks,
} from "./read-webhooks.js";
import { DeliveryOutcome } from "./webhook.enum.js";
import { requireKeeper } from "./webhook.policy.js";
import {
  WebhookConnection,
  WebhookDeadLetterConnection,
  WebhookDeliveryConnection,
  WebhookProgress,
  WebhookRow,
} from "./webhook.row.js";

@Resolver(() => WebhookRow)
export class WebhookResolver {
  @Query(() => WebhookConnection, {
    description:
      "The viewer's webhooks, or for an administrator everybody's, the newest first. FORBIDDEN but for supervisors and administrators; a token needs the scope ADMIN and must not be bound to programmes.",
  })
  webhooks(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
    @Arg("needsAttention", () => Boolean, {
      nullable: true,
      description: "Only those that the server paused by itself, or with false only the others.",
    })
    needsAttention?: boolean | null,
  ) {
    const viewer = requireKeeper(context);
    return readWebhooks(context.rows, viewer, pageOf(page), needsAttention ?? null);
  }

  @Query(() => WebhookRow, {
    description: "The webhook with this id. NOT_FOUND where there is none of the viewer's.",
  })
  webhook(
    @Arg("id", () => ID, { description: "A webhook's id." }) id: string,
    @Ctx() context: Context,
  ): Promise<WebhookRow> {
    return readWebhook(context.rows, requireKeeper(context), id);
  }

  @FieldResolver(() => PersonRow, {
    description: "In whose name it is told: it hears nothing that they may not.",
  })
  async owner(@Root() { ownerId }: WebhookRow, @Ctx() context: Context): Promise<PersonRow> {
    const owner = await readPerson(context, ownerId);
    if (!owner) throw notFound("person");
    return owner;
  }

  @FieldResolver(() => [ProgrammeRow], {
    nullable: true,
    description: "The programmes that it follows, at most 100; null for all, those to come among them.",
  })
  async programmes(@Root() webhook: WebhookRow, @Ctx() context: Context): Promise<ProgrammeRow[] | null> {
    const ids = webhook.programmeIds;
    if (!ids) return null;
    const found = await Promise.all(ids.map((id) => readProgramme(context, id)));
    return found.filter((programme) => programme !== null);
  }

  @FieldResolver(() => [WebhookProgress], {
    description: "How far it has come in each programme that it follows, the newest programme first.",
  })
  progress(@Root() webhook: WebhookRow, @Ctx() context: Context): Promise<WebhookProgress[]> {
    return readProgress(context, webhook);
  }

  @FieldResolver(() => WebhookDeliveryConnection, {
    description: "Its delivery log, the newest attempt first.",
  })
  deliveries(
    @Root() { id }: WebhookRow,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { rows }: Context,
    @Arg("outcome", () => DeliveryOutcome, {
      nullable: true,
      description: "Only attempts with this outcome.",
    })
    outcome?: DeliveryOutcome | null,
  ) {
    return readDeliveries(rows, id, pageOf(page), outcome ?? null);
  }

  @FieldResolver(() => WebhookDeadLetterConnection, {
    description: "The events that it gave up, the newest first: `redeliverDeadLetters` sends them again.",
  })
  deadLetters(
    @Root() { id }: WebhookRow,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { rows }: Context,
  ) {
    return readDeadLetters(rows, id, pageOf(page));
  }
}

@Resolver(() => ViewerRow)
export class ViewerWebhookFields {
  @FieldResolver(() => Int, {
    description:
      "How many webhooks of the viewer's the server paused: `webhooks(needsAttention: true)` lists them.",
  })
  webhooksNeedingAttention(@Ctx() { rows, viewer }: Context): Promise<number> | number {
    return viewer ? countNeedingAttention(rows, viewer) : 0;
  }
}
