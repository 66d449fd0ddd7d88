import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { statementsOf } from "../../database/statements.js";
import { Problem } from "../../graphql/problem.js";
import { orProblem } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import {
  change,
  createWebhook,
  goOn,
  markDeadLetters,
  replayWebhook,
  rotateSecret,
  updateWebhook,
} from "./manage-webhook.js";
import { readDelivery, readWebhook } from "./read-webhooks.js";
import { pingWebhook, resendDelivery } from "./send-now.js";
import { PauseReason, WebhookState } from "./webhook.enum.js";
import {
  CreateWebhookInput,
  ReplayWebhookInput,
  ResendDeliveryInput,
  ResumeWebhookInput,
  UpdateWebhookInput,
  WebhookInput,
} from "./webhook.inputs.js";
import { requireKeeper } from "./webhook.policy.js";
import {
  createProblems,
  CreateWebhookResult,
  sendProblems,
  SendWebhookResult,
  StaleWebhook,
  updateProblems,
  UpdateWebhookResult,
  WebhookTargetRefused,
  WebhookWithSecret,
} from "./webhook.problems.js";
import { WebhookRow } from "./webhook.row.js";

@Resolver()
export class WebhookWritingResolver {
  @Mutation(() => CreateWebhookResult, {
    description: "Makes a webhook that is told of what happens from now on. Its secret is shown this once.",
  })
  async createWebhook(
    @Arg("input", () => CreateWebhookInput) input: CreateWebhookInput,
    @Ctx() context: Context,
  ): Promise<typeof CreateWebhookResult> {
    const viewer = requireKeeper(context);
    const made = await orProblem(createProblems, () => createWebhook(context, viewer, input));
    if (made instanceof Problem) return made;
    return withSecret(await readWebhook(context.rows, viewer, made.id), made.secret);
  }

  @Mutation(() => UpdateWebhookResult, { description: "Changes what is given and leaves the rest as it is." })
  async updateWebhook(
    @Arg("input", () => UpdateWebhookInput) input: UpdateWebhookInput,
    @Ctx() context: Context,
  ): Promise<typeof UpdateWebhookResult> {
    const viewer = requireKeeper(context);
    const problem: Problem | null = await orProblem<null, Problem>(updateProblems, () =>
      updateWebhook(context, viewer, input),
    );
    if (problem instanceof WebhookTargetRefused) return problem;
    const webhook = await readWebhook(context.rows, viewer, input.webhookId);
    return problem instanceof StaleWebhook ? Object.assign(problem, { webhook }) : webhook;
  }

  @Mutation(() => ID, { description: "Deletes a webhook with its delivery log. Gives its id." })
  async deleteWebhook(
    @Arg("input", () => WebhookInput) { webhookId }: WebhookInput,
    @Ctx() context: Context,
  ): Promise<string> {
    const viewer = requireKeeper(context);
    await change(context, viewer, webhookId, ChangeVerb.REMOVE, (webhook, em) => void em.remove(webhook));
    return webhookId;
  }

  @Mutation(() => WebhookRow, { description: "Sends nothing from now on; no event is lost meanwhile." })
  async pauseWebhook(
    @Arg("input", () => WebhookInput) { webhookId }: WebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookRow> {
    const viewer = requireKeeper(context);
    const at = context.webhooks.clock.now();
    await change(context, viewer, webhookId, ChangeVerb.PAUSE, (webhook) => {
      if (webhook.state === WebhookState.ACTIVE) webhook.pause(PauseReason.BY_PERSON, at);
    });
    return readWebhook(context.rows, viewer, webhookId);
  }

  @Mutation(() => WebhookRow, { description: "Goes on where it stopped, at once." })
  async resumeWebhook(
    @Arg("input", () => ResumeWebhookInput) { webhookId, redeliverDeadLetters }: ResumeWebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookRow> {
    const viewer = requireKeeper(context);
    await change(context, viewer, webhookId, ChangeVerb.RESUME, async (webhook, em) => {
      webhook.resume();
      await goOn(statementsOf(em), webhookId, redeliverDeadLetters ?? true);
    });
    return readWebhook(context.rows, viewer, webhookId);
  }

  @Mutation(() => WebhookWithSecret, {
    description: "Gives it a new secret, shown this once. For 24 hours the old one signs as well.",
  })
  async rotateWebhookSecret(
    @Arg("input", () => WebhookInput) { webhookId }: WebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookWithSecret> {
    const viewer = requireKeeper(context);
    const secret = await rotateSecret(context, viewer, webhookId);
    return withSecret(await readWebhook(context.rows, viewer, webhookId), secret);
  }

  @Mutation(() => SendWebhookResult, {
    description:
      "Posts an event of type `webhook.ping` at once, also while it is paused, and gives what came of it.",
  })
  async pingWebhook(
    @Arg("input", () => WebhookInput) { webhookId }: WebhookInput,
    @Ctx() context: Context,
  ): Promise<typeof SendWebhookResult> {
    const viewer = requireKeeper(context);
    await readWebhook(context.rows, viewer, webhookId);
    const sent = await orProblem(sendProblems, () => pingWebhook(context, webhookId));
    return typeof sent === "string" ? readDelivery(context.rows, viewer, sent) : sent;
  }

  @Mutation(() => SendWebhookResult, {
    description: "Posts the event of an earlier attempt once more, at once and out of order.",
  })
  async resendDelivery(
    @Arg("input", () => ResendDeliveryInput) { deliveryId }: ResendDeliveryInput,
    @Ctx() context: Context,
  ): Promise<typeof SendWebhookResult> {
    const viewer = requireKeeper(context);
    const earlier = await readDelivery(context.rows, viewer, deliveryId);
    const sent = await orProblem(sendProblems, () => resendDelivery(context, earlier));
    return typeof sent === "string" ? readDelivery(context.rows, viewer, sent) : sent;
  }

  @Mutation(() => WebhookRow, {
    description:
      "Sends a programme's events again from a revision on, in order; a paused webhook does so once resumed.",
  })
  async replayWebhook(
    @Arg("input", () => ReplayWebhookInput) input: ReplayWebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookRow> {
    const viewer = requireKeeper(context);
    await replayWebhook(context, viewer, input);
    return readWebhook(context.rows, viewer, input.webhookId);
  }

  @Mutation(() => WebhookRow, {
    description: "Sends the events that it gave up once more, before anything newer of their programme.",
  })
  async redeliverDeadLetters(
    @Arg("input", () => WebhookInput) { webhookId }: WebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookRow> {
    const viewer = requireKeeper(context);
    const webhook = await readWebhook(context.rows, viewer, webhookId);
    await context.em.transactional((em) => markDeadLetters(statementsOf(em), webhookId));
    return webhook;
  }
}

function withSecret(webhook: WebhookRow, secret: string): WebhookWithSecret {
  return Object.assign(new WebhookWithSecret(), { webhook, secret });
}
