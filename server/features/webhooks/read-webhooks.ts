import type { Parameter, Rows } from "../../database/rows.js";
import type { Context } from "../../context.js";
import { connectionOf, onlyPlace, type Connection, type Page } from "../../graphql/connection.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { readProgrammes } from "../programmes/read-programmes.js";
import type { DeliveryOutcome } from "./webhook.enum.js";
import { requireWebhook, visibleWebhooks } from "./webhook.policy.js";
import { WebhookDeadLetterRow, WebhookDeliveryRow, WebhookRow, type WebhookProgress } from "./webhook.row.js";

const webhookSelect = `select w.id, w.name, w.target_url "url", w.state, w.paused_because "pausedBecause",
  w.paused_at "pausedAt", w.version, w.created_at "createdAt", w.old_secret_until "oldSecretUntil",
  w.owner_id "ownerId", w.programme_ids "programmeIdsJson", w.verbs "verbsJson",
  w.subject_kinds "subjectKindsJson", w.details "detailsJson" from webhook w`;

const deliverySelect = `select d.id, d.webhook_id "webhookId", d.event_id "eventId", d.event_type "eventType",
  d.programme_id "programmeId", d.revision, d.attempt, d.at, d.milliseconds, d.outcome, d.status, d.error, d.excerpt,
  d.next_attempt_at "nextAttemptAt" from webhook_delivery d`;

const deadLetterSelect = `select d.id, d.programme_id "programmeId", d.revision, d.at, d.error
  from webhook_dead_letter d`;

/** The webhook with this id. Throws NOT_FOUND where there is none that the viewer may see. */
export async function readWebhook(rows: Rows, viewer: Viewer, id: string): Promise<WebhookRow> {
  const found = await rows.first<WebhookRow>(`${webhookSelect} where w.id = ?`, [id]);
  requireWebhook(viewer, found?.ownerId);
  return Object.assign(new WebhookRow(), found);
}

/** The attempt with this id. Throws NOT_FOUND where there is none that the viewer may see. */
export async function readDelivery(rows: Rows, viewer: Viewer, id: string): Promise<WebhookDeliveryRow> {
  const found = await rows.first<WebhookDeliveryRow & { ownerId: string }>(
    `select d.*, w.owner_id "ownerId" from (${deliverySelect}) d join webhook w on w.id = d."webhookId" where d.id = ?`,
    [id],
  );
  requireWebhook(viewer, found?.ownerId);
  return Object.assign(new WebhookDeliveryRow(), found);
}

/** The dead letter with this id. Throws NOT_FOUND for one of a webhook that the viewer does not see. */
export async function readDeadLetter(rows: Rows, viewer: Viewer, id: string): Promise<WebhookDeadLetterRow> {
  const owner = `select w.owner_id "ownerId" from webhook_dead_letter d join webhook w on w.id = d.webhook_id where d.id = ?`;
  requireWebhook(viewer, (await rows.first<{ ownerId: string }>(owner, [id]))?.ownerId);
  const found = await rows.first<WebhookDeadLetterRow>(`${deadLetterSelect} where d.id = ?`, [id]);
  return Object.assign(new WebhookDeadLetterRow(), found);
}

interface Condition {
  sql: string;
  parameters: Parameter[];
}

/** A page of the newest first, by id: ids sort by time of making. */
async function readPage<Row extends { id: string }>(
  rows: Rows,
  { select, from, id, row }: { select: string; from: string; id: string; row: new () => Row },
  { sql, parameters }: Condition,
  page: Page,
): Promise<Connection<Row>> {
  const beyond = onlyPlace(page, "text");
  const place = beyond === undefined ? "" : `and ${id} ${page.backwards ? ">" : "<"} ?`;
  const order = `order by ${id} ${page.backwards ? "asc" : "desc"} limit ${page.size + 1}`;
  const values = beyond === undefined ? parameters : [...parameters, beyond];
  const found = await rows.all<Row>(`${select} where ${sql} ${place} ${order}`, values);
  const count = async () => {
    const select = `select count(*) "count" from ${from} where ${sql}`;
    return Number((await rows.first<{ count: number | string }>(select, parameters))?.count ?? 0);
  };
  const made = found.map((columns) => Object.assign(new row(), columns));
  return connectionOf(made, page, (item) => [item.id], count);
}

const needsAttentionSql = `w.paused_because is not null and w.paused_because <> 'BY_PERSON'`;

/** The webhooks that a viewer may see; with `needsAttention`, only those that the server paused (or, with false, did not). */
export function readWebhooks(rows: Rows, viewer: Viewer, page: Page, needsAttention: boolean | null) {
  const visible = visibleWebhooks(viewer, "w.owner_id");
  const wanted = needsAttention === null ? "" : `and ${needsAttention ? "" : "not"} (${needsAttentionSql})`;
  const condition = { sql: `${visible.sql} ${wanted}`, parameters: visible.parameters };
  return readPage(
    rows,
    { select: webhookSelect, from: "webhook w", id: "w.id", row: WebhookRow },
    condition,
    page,
  );
}

/** How many of the viewer's webhooks the server paused. */
export async function countNeedingAttention(rows: Rows, viewer: Viewer): Promise<number> {
  const { sql, parameters } = visibleWebhooks(viewer, "w.owner_id");
  const select = `select count(*) "count" from webhook w where ${sql} and ${needsAttentionSql}`;
  return Number((await rows.first<{ count: number | string }>(select, parameters))?.count);
}

/** A webhook's attempts, the newest first. */
export function readDeliveries(rows: Rows, webhookId: string, page: Page, outcome: DeliveryOutcome | null) {
  const sql = `d.webhook_id = ? ${outcome ? "and d.outcome = ?" : ""}`;
  const condition = { sql, parameters: outcome ? [webhookId, outcome] : [webhookId] };
  return readPage(
    rows,
    { select: deliverySelect, from: "webhook_delivery d", id: "d.id", row: WebhookDeliveryRow },
    condition,
    page,
  );
}

/** A webhook's dead letters, the newest first. */
export function readDeadLetters(rows: Rows, webhookId: string, page: Page) {
  return readPage(
    rows,
    { select: deadLetterSelect, from: "webhook_dead_letter d", id: "d.id", row: WebhookDeadLetterRow },
    { sql: "d.webhook_id = ?", parameters: [webhookId] },
    page,
  );
}

/** How far a webhook has come in each programme that it follows. */
export async function readProgress(context: Context, webhook: WebhookRow): Promise<WebhookProgress[]> {
  const cursors = await context.rows.all<{ programmeId: string } & Omit<WebhookProgress, "programme">>(
    `select h.chain "programmeId", coalesce(k.revision, 0) "revision", h.revision - coalesce(k.revision, 0) "waiting",
      coalesce(k.attempts, 0) "attempts", k.next_attempt_at "nextAttemptAt"
      from log_head h left join webhook_cursor k on k.programme_id = h.chain and k.webhook_id = ?`,
    [webhook.id],
  );
  const byId = new Map(cursors.map(({ programmeId, ...cursor }) => [programmeId, cursor]));
  return (await readFollowed(context, webhook)).flatMap((programme) => {
    const cursor = byId.get(programme.id);
    return cursor ? [{ programme, ...cursor }] : [];
  });
}

async function readFollowed(context: Context, { programmeIds }: WebhookRow) {
  const all = await readProgrammes(context);
  return programmeIds ? all.filter(({ id }) => programmeIds.includes(id)) : all;
}
