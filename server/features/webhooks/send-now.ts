import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { statementsOf } from "../../database/statements.js";
import { Refusal } from "../../graphql/refusal.js";
import { follows, keepAttempt, readChangeAt, readForSending, type AttemptRecord } from "./delivery-store.js";
import { eventBody, eventTypeOf, pingBody } from "./event-payload.js";
import type { OutgoingEvent } from "./sign-event.js";
import { SecretUnreadable } from "./webhook-sender.js";
import { DeliveryOutcome } from "./webhook.enum.js";
import { ownerMayBeTold } from "./webhook.policy.js";
import { NothingToSend, WebhookSecretUnreadable } from "./webhook.problems.js";
import type { WebhookDeliveryRow } from "./webhook.row.js";

type Subject = Pick<AttemptRecord, "eventType" | "programmeId" | "revision" | "attempt">;

/** Posts a test event at once, also while the webhook is paused. Gives the attempt's id. Throws a `Refusal`. */
export async function pingWebhook(context: Context, webhookId: string): Promise<string> {
  const webhook = await readForSending(context.rows, webhookId);
  if (!webhook) throw new Refusal(new NothingToSend(context.locale));
  const id = newId("delivery");
  const event = { id, body: pingBody(webhook, context.webhooks.clock.now()) };
  const subject = { eventType: "webhook.ping", programmeId: null, revision: null, attempt: 1 };
  return sendNow(context, webhookId, id, event, subject);
}

/** Posts the event of an earlier attempt at once; its place in the order is not waited for. Gives the new attempt's id. Throws a `Refusal`. */
export async function resendDelivery(context: Context, earlier: WebhookDeliveryRow): Promise<string> {
  const { rows, locale } = context;
  const { webhookId, programmeId, revision, eventId } = earlier;
  const webhook = await readForSending(rows, webhookId);
  const change = programmeId && revision ? await readChangeAt(rows, programmeId, revision) : null;
  if (
    !webhook ||
    !change ||
    !follows(webhook.programmeIds, change.programmeId) ||
    !ownerMayBeTold(webhook.owner)
  )
    throw new Refusal(new NothingToSend(locale));
  const tried = await rows.first<{ attempt: number }>(
    `select max(attempt) "attempt" from webhook_delivery where webhook_id = ? and event_id = ?`,
    [webhookId, eventId],
  );
  const event = { id: change.id, body: eventBody(change, webhook.details) };
  const attempt = (tried?.attempt ?? 0) + 1;
  const subject = { eventType: eventTypeOf(change), programmeId, revision, attempt };
  return sendNow(context, webhookId, newId("delivery"), event, subject);
}

async function sendNow(
  { em, rows, webhooks, locale }: Context,
  webhookId: string,
  id: string,
  event: OutgoingEvent,
  subject: Subject,
): Promise<string> {
  const webhook = await readForSending(rows, webhookId);
  if (!webhook) throw new Refusal(new NothingToSend(locale));
  const { at, answer } = await webhooks.post(webhook, event).catch((error: unknown) => {
    throw error instanceof SecretUnreadable ? new Refusal(new WebhookSecretUnreadable(locale)) : error;
  });
  const { milliseconds, status, error, excerpt, isDelivered } = answer;
  const outcome = isDelivered ? DeliveryOutcome.DELIVERED : DeliveryOutcome.FAILED;
  const sent = { id, webhookId, eventId: event.id, at: at.toISOString(), nextAttemptAt: null };
  const record = { ...subject, ...sent, milliseconds, status, error, excerpt, outcome };
  await em.transactional((em) => keepAttempt(statementsOf(em), record));
  return id;
}
