import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import type { Rows } from "../../database/rows.js";
import { statementsOf, type Statements } from "../../database/statements.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { Person } from "../people/person.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { putCursor, readCursor } from "./delivery-store.js";
import { newSigningSecret, seal } from "./seal-secret.js";
import { Webhook } from "./webhook.entity.js";
import { WebhookDetail } from "./webhook.enum.js";
import type { CreateWebhookInput, ReplayWebhookInput, UpdateWebhookInput } from "./webhook.inputs.js";
import { requireWebhook } from "./webhook.policy.js";
import { StaleWebhook, TooManyWebhooks, WebhookTargetRefused } from "./webhook.problems.js";

/** Makes a webhook that follows its programmes from now on. Throws a `Refusal` for one too many, or an address that may not be called. */
export async function createWebhook(context: Context, viewer: Viewer, input: CreateWebhookInput) {
  const { em, rows, secret: serverSecret } = context;
  await requireTarget(context, input.url);
  const programmeIds = input.programmeIds ? await knownProgrammes(rows, input.programmeIds) : null;
  const id = newId("webhook");
  const secret = newSigningSecret();
  await write(em, attribution(context, viewer, ChangeVerb.CREATE), async (em) => {
    await requireRoom(em, context, viewer);
    const { verbs = null, subjectKinds = null } = input;
    const details = distinct(input.details ?? Object.values(WebhookDetail));
    const owner = em.getReference(Person, viewer.personId);
    const sealedSecret = seal(secret, id, serverSecret);
    const name = input.name.trim();
    const chosen = {
      programmeIds,
      verbs: verbs && distinct(verbs),
      subjectKinds: subjectKinds && distinct(subjectKinds),
    };
    const webhook = em.create(
      Webhook,
      { id, owner, name, sealedSecret, ...chosen, details },
      { partial: true },
    );
    webhook.follow(input.url);
    em.persist(webhook);
    await em.flush();
    await startNow(statementsOf(em), id, programmeIds);
  });
  return { id, secret };
}

/** Changes a webhook. Throws a `Refusal` when it was changed meanwhile or its new address may not be called. */
export async function updateWebhook(
  context: Context,
  viewer: Viewer,
  input: UpdateWebhookInput,
): Promise<null> {
  const { name, url, expectedVersion } = input;
  await findOwn(context.em, viewer, input.webhookId);
  if (url) await requireTarget(context, url);
  const programmeIds = input.programmeIds ? await knownProgrammes(context.rows, input.programmeIds) : null;
  await change(context, viewer, input.webhookId, ChangeVerb.UPDATE, async (webhook, em) => {
    if (webhook.version !== expectedVersion) throw new Refusal(new StaleWebhook(context.locale));
    if (name) webhook.name = name.trim();
    if (url) webhook.follow(url);
    if (input.verbs !== undefined) webhook.verbs = input.verbs && distinct(input.verbs);
    if (input.subjectKinds !== undefined)
      webhook.subjectKinds = input.subjectKinds && distinct(input.subjectKinds);
    if (input.details !== undefined)
      webhook.details = distinct(input.details ?? Object.values(WebhookDetail));
    if (input.programmeIds === undefined) return;
    await followOthers(statementsOf(em), webhook, programmeIds);
    webhook.programmeIds = programmeIds;
  });
  return null;
}

/** Finds a webhook in a transaction that holds the accounts' chain, and does something to it. */
export async function change(
  context: Context,
  viewer: Viewer,
  id: string,
  verb: ChangeVerb,
  work: (webhook: Webhook, em: EntityManager) => Promise<void> | void,
): Promise<void> {
  await write(context.em, attribution(context, viewer, verb), async (em) => {
    await work(await findOwn(em, viewer, id), em);
  });
}

/** Puts the cursor of a programme back, so that its events from a revision on are sent again; what waits stays waiting. */
export async function replayWebhook(
  context: Context,
  viewer: Viewer,
  input: ReplayWebhookInput,
): Promise<void> {
  const { webhookId, programmeId, fromRevision } = input;
  const webhook = await findOwn(context.em, viewer, webhookId);
  if (!(webhook.programmeIds?.includes(programmeId) ?? true)) throw notFound("programme");
  const head = await context.rows.first<{ revision: number }>(
    `select h.revision from log_head h join programme g on g.id = h.chain where h.chain = ?`,
    [programmeId],
  );
  if (!head) throw notFound("programme");
  if (fromRevision > head.revision)
    throw badInput(`fromRevision: expected 1 to ${head.revision}, found ${fromRevision}`);
  const lane = { webhookId, programmeId };
  const { revision: sent } = await readCursor(context.rows, lane);
  // Never forward: what waits would be left out.
  const state = { revision: Math.min(fromRevision - 1, sent), attempts: 0, nextAttemptAt: null };
  await context.em.transactional((em) => putCursor(statementsOf(em), lane, state));
}

/** Gives a webhook another secret; the one before it goes on signing for a day. */
export async function rotateSecret(context: Context, viewer: Viewer, id: string): Promise<string> {
  const secret = newSigningSecret();
  await change(context, viewer, id, ChangeVerb.UPDATE, (webhook) =>
    webhook.rotate(seal(secret, id, context.secret), context.webhooks.clock.now()),
  );
  return secret;
}

/** What a webhook that goes on does first: retries are not waited for any longer, and dead letters come first where asked. */
export async function goOn(sql: Statements, webhookId: string, withDeadLetters: boolean): Promise<void> {
  await sql.run(`update webhook_cursor set attempts = 0, next_attempt_at = null where webhook_id = ?`, [
    webhookId,
  ]);
  if (withDeadLetters) await markDeadLetters(sql, webhookId);
}

/** Has every dead letter of a webhook sent once more. */
export function markDeadLetters(sql: Statements, webhookId: string): Promise<void> {
  return sql.run(`update webhook_dead_letter set is_due = true where webhook_id = ?`, [webhookId]);
}

export function attribution({ clock }: Context, { personId: actorId }: Viewer, verb: ChangeVerb) {
  return { chain: ACCOUNTS_CHAIN, actorId, verb, at: clock.now() };
}

async function findOwn(em: EntityManager, viewer: Viewer, id: string): Promise<Webhook> {
  const webhook = await em.findOne(Webhook, id);
  requireWebhook(viewer, webhook?.owner.id);
  if (!webhook) throw notFound("webhook");
  return webhook;
}

/** How many webhooks one owner may have: each has lanes of its own. */
export const mostWebhooks = 20;

async function requireRoom(em: EntityManager, { locale }: Context, { personId }: Viewer): Promise<void> {
  const has = await em.count(Webhook, { owner: personId });
  if (has >= mostWebhooks) throw new Refusal(new TooManyWebhooks(mostWebhooks, locale));
}

async function requireTarget({ webhooks, locale }: Context, url: string): Promise<void> {
  const refusal = await webhooks.guard.judge(url);
  if (refusal) throw new Refusal(new WebhookTargetRefused(refusal, locale));
}

async function knownProgrammes(rows: Rows, ids: readonly string[]): Promise<string[]> {
  const wanted = distinct(ids);
  const known = await rows.all<{ id: string }>(
    `select id from programme where id in (${wanted.map(() => "?").join(", ")})`,
    wanted,
  );
  if (known.length < wanted.length) throw notFound("programme");
  return wanted;
}

/** Puts a cursor at the head of each programme: what was before is not sent. */
async function startNow(sql: Statements, webhookId: string, programmeIds: string[] | null): Promise<void> {
  const heads = await sql.all<{ programmeId: string; revision: number }>(
    `select h.chain "programmeId", h.revision from log_head h join programme g on g.id = h.chain`,
  );
  for (const { programmeId, revision } of heads) {
    if (programmeIds && !programmeIds.includes(programmeId)) continue;
    await putCursor(sql, { webhookId, programmeId }, { revision, attempts: 0, nextAttemptAt: null });
  }
}

/** Forgets the programmes that are no longer followed, and begins to follow the others now. */
async function followOthers(sql: Statements, webhook: Webhook, programmeIds: string[] | null): Promise<void> {
  const cursors = await sql.all<{ programmeId: string }>(
    `select programme_id "programmeId" from webhook_cursor where webhook_id = ?`,
    [webhook.id],
  );
  for (const { programmeId } of cursors) {
    if (programmeIds?.includes(programmeId) ?? true) continue;
    const of = [webhook.id, programmeId];
    await sql.run(`delete from webhook_cursor where webhook_id = ? and programme_id = ?`, of);
    await sql.run(`delete from webhook_dead_letter where webhook_id = ? and programme_id = ?`, of);
  }
  // Who followed all follows none anew: of a programme that came meanwhile, nothing was sent yet.
  const before = webhook.programmeIds;
  if (before === null) return;
  const all = await sql.all<{ id: string }>(`select id from programme`);
  const added = (programmeIds ?? all.map(({ id }) => id)).filter((id) => !before.includes(id));
  if (added.length > 0) await startNow(sql, webhook.id, added);
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
