import type { MikroORM } from "@mikro-orm/core";
import type { Parameter, Rows } from "../../database/rows.js";
import type { WebhookSettings } from "./webhook-settings.js";
import { fromJson } from "../../database/rows.js";
import { newId } from "../../database/record.entity.js";
import { statementsOf, type Statements } from "../../database/statements.js";
import type { Role } from "../people/role.enum.js";
import type { OutboxChange } from "./event-payload.js";
import type { DeliveryOutcome, WebhookDetail, WebhookState } from "./webhook.enum.js";

/** How long a lease lasts unless it is renewed, in milliseconds: half of it is longer than one attempt. */
export function leaseOf({ timeoutMilliseconds }: Pick<WebhookSettings, "timeoutMilliseconds">): number {
  return 2 * timeoutMilliseconds + 10_000;
}

/** How many changes are read at a time. */
const pageSize = 200;

/** A programme of a webhook. */
export interface Lane {
  webhookId: string;
  programmeId: string;
}

/** A programme of a webhook that something waits in. */
export interface DueLane extends Lane {
  /** Whose webhook it is. */
  ownerId: string;
}

/** Where a webhook stands in a programme. */
export interface CursorState {
  revision: number;
  attempts: number;
  nextAttemptAt: string | null;
}

/** A webhook as it is needed to send; read before every event, so that a change of it counts at once. */
export interface SendingWebhook {
  id: string;
  name: string;
  url: string;
  state: WebhookState;
  sealedSecret: string;
  oldSealedSecret: string | null;
  oldSecretUntil: string | number | Date | null;
  programmeIds: string[] | null;
  verbs: string[] | null;
  subjectKinds: string[] | null;
  details: WebhookDetail[];
  owner: { role: Role; isDisabled: boolean };
}

/** An attempt as it is kept. */
export interface AttemptRecord {
  id: string;
  webhookId: string;
  eventId: string;
  eventType: string;
  programmeId: string | null;
  revision: number | null;
  attempt: number;
  at: string;
  milliseconds: number;
  outcome: DeliveryOutcome;
  status: number | null;
  error: string | null;
  excerpt: string | null;
  nextAttemptAt: string | null;
}

const changeSelect = `select c.id, c.chain "programmeId", c.revision, c.at, c.verb, c.subject_kind "subjectKind",
  c.subject_id "subjectId", c.project_id "projectId", c.task_id "taskId", c.actor_id "actorId", p.name "actorName",
  c.reason, c.fields from change c left join person p on p.id = c.actor_id`;

/** What waits: heads of programmes beyond a cursor whose time has come, and dead letters to be sent again. */
export async function readDueLanes(rows: Rows, now: Date): Promise<DueLane[]> {
  const found = await rows.all<DueLane & { followed: unknown }>(
    `select w.id "webhookId", w.owner_id "ownerId", g.id "programmeId", w.programme_ids "followed" from webhook w cross join programme g
      join log_head h on h.chain = g.id
      left join webhook_cursor k on k.webhook_id = w.id and k.programme_id = g.id
      where w.state = 'ACTIVE' and (
        (h.revision > coalesce(k.revision, 0) and (k.next_attempt_at is null or k.next_attempt_at <= ?))
        or exists (select 1 from webhook_dead_letter d
          where d.webhook_id = w.id and d.programme_id = g.id and d.is_due))
      order by w.id, g.id`,
    [now.toISOString()],
  );
  return found
    .filter(({ programmeId, followed }) => follows(fromJson(followed), programmeId))
    .map(({ webhookId, ownerId, programmeId }) => ({ webhookId, ownerId, programmeId }));
}

/** Whether a list of programmes has this one; null stands for all. */
export function follows(programmeIds: readonly string[] | null, programmeId: string): boolean {
  return programmeIds?.includes(programmeId) ?? true;
}

/** The webhook as it is now; null when it was deleted. */
export async function readForSending(rows: Rows, id: string): Promise<SendingWebhook | null> {
  const found = await rows.first<Record<string, unknown>>(
    `select w.id, w.name, w.target_url "url", w.state, w.sealed_secret "sealedSecret",
      w.old_sealed_secret "oldSealedSecret", w.old_secret_until "oldSecretUntil", w.programme_ids "programmeIds",
      w.verbs, w.subject_kinds "subjectKinds", w.details, p.role, p.disabled_at "disabledAt"
      from webhook w join person p on p.id = w.owner_id where w.id = ?`,
    [id],
  );
  if (!found) return null;
  return {
    ...(found as unknown as SendingWebhook),
    programmeIds: fromJson(found.programmeIds),
    verbs: fromJson(found.verbs),
    subjectKinds: fromJson(found.subjectKinds),
    details: fromJson(found.details),
    owner: { role: found.role as Role, isDisabled: found.disabledAt !== null },
  };
}

export async function readCursor(rows: Rows, { webhookId, programmeId }: Lane): Promise<CursorState> {
  const found = await rows.first<CursorState>(
    `select revision, attempts, next_attempt_at "nextAttemptAt" from webhook_cursor
      where webhook_id = ? and programme_id = ?`,
    [webhookId, programmeId],
  );
  return found ?? { revision: 0, attempts: 0, nextAttemptAt: null };
}

/** The changes after a revision, in order; one page. */
export function readOutbox(rows: Rows, programmeId: string, revision: number): Promise<OutboxChange[]> {
  const conditions = `where c.chain = ? and c.revision > ? order by c.revision limit ${pageSize}`;
  return rows.all<OutboxChange>(`${changeSelect} ${conditions}`, [programmeId, revision]);
}

/** The change with this number; null where there is none. */
export async function readChangeAt(rows: Rows, programmeId: string, revision: number) {
  const conditions = `where c.chain = ? and c.revision = ?`;
  return (await rows.first<OutboxChange>(`${changeSelect} ${conditions}`, [programmeId, revision])) ?? null;
}

/** The revisions of dead letters that are to be sent again, the oldest first. */
export function readDueDeadLetters(rows: Rows, { webhookId, programmeId }: Lane) {
  return rows.all<{ id: string; revision: number }>(
    `select id, revision from webhook_dead_letter where webhook_id = ? and programme_id = ? and is_due
      order by revision`,
    [webhookId, programmeId],
  );
}

/** Runs statements in one transaction of their own. */
export function inTransaction<Result>(
  orm: MikroORM,
  work: (sql: Statements) => Promise<Result>,
): Promise<Result> {
  return orm.em.fork().transactional((em) => work(statementsOf(em)));
}

/** Takes or renews a webhook's lease; false while another process has it. One that ends too far ahead is a clock's mistake. */
export async function takeLease(
  sql: Statements,
  webhookId: string,
  holder: string,
  now: Date,
  length: number,
): Promise<boolean> {
  const from = (milliseconds: number) => new Date(now.getTime() + milliseconds).toISOString();
  const taken = await sql.all(
    `insert into webhook_lease (webhook_id, holder, held_until) select id, ?, ? from webhook where id = ?
      on conflict (webhook_id) do update set holder = excluded.holder, held_until = excluded.held_until
      where webhook_lease.holder = excluded.holder or webhook_lease.held_until <= ? or webhook_lease.held_until > ?
      returning webhook_id`,
    [holder, from(length), webhookId, from(0), from(2 * length)],
  );
  return taken.length > 0;
}

/** Gives back every lease of a process that stops. */
export function giveBackLeases(sql: Statements, holder: string): Promise<void> {
  return sql.run(`delete from webhook_lease where holder = ?`, [holder]);
}

/** Puts a cursor; where `from` is given, only if it still stands there: whoever came in between knows better. */
export async function putCursor(
  sql: Statements,
  { webhookId, programmeId }: Lane,
  { revision, attempts, nextAttemptAt }: CursorState,
  from?: number,
): Promise<void> {
  const set = `revision = excluded.revision, attempts = excluded.attempts, next_attempt_at = excluded.next_attempt_at`;
  const condition = from === undefined ? "" : "where webhook_cursor.revision = ?";
  const parameters: Parameter[] = [
    newId("cursor"),
    revision,
    attempts,
    nextAttemptAt,
    programmeId,
    webhookId,
  ];
  if (from !== undefined) parameters.push(from);
  await sql.run(
    `insert into webhook_cursor (id, webhook_id, programme_id, revision, attempts, next_attempt_at)
      select ?, w.id, g.id, cast(? as integer), cast(? as integer), ? from webhook w join programme g on g.id = ? where w.id = ?
      on conflict (webhook_id, programme_id) do update set ${set} ${condition}`,
    parameters,
  );
}

const attemptColumns = [
  ["id", "id"],
  ["webhook_id", "webhookId"],
  ["event_id", "eventId"],
  ["event_type", "eventType"],
  ["programme_id", "programmeId"],
  ["revision", "revision"],
  ["attempt", "attempt"],
  ["at", "at"],
  ["milliseconds", "milliseconds"],
  ["outcome", "outcome"],
  ["status", "status"],
  ["error", "error"],
  ["excerpt", "excerpt"],
  ["next_attempt_at", "nextAttemptAt"],
] as const;

/** Keeps an attempt; a webhook that was deleted meanwhile keeps none. */
export async function keepAttempt(sql: Statements, record: AttemptRecord): Promise<void> {
  const exists = await sql.first(`select id from webhook where id = ?`, [record.webhookId]);
  if (!exists) return;
  const names = attemptColumns.map(([column]) => column).join(", ");
  const places = attemptColumns.map(() => "?").join(", ");
  const values = attemptColumns.map(([, key]) => record[key]);
  await sql.run(`insert into webhook_delivery (${names}) values (${places})`, values);
}

/** Lays an event aside that was given up; one that lay there already keeps its place. */
export async function keepDeadLetter(
  sql: Statements,
  { webhookId, programmeId, revision, at, error }: AttemptRecord,
) {
  await sql.run(
    `insert into webhook_dead_letter (id, webhook_id, programme_id, revision, at, error, is_due)
      values (?, ?, ?, ?, ?, ?, false) on conflict (webhook_id, programme_id, revision) do nothing`,
    [newId("deadletter"), webhookId, programmeId, revision, at, error ?? ""],
  );
}

/** Takes away attempts that are too old, and those beyond the newest `most` of a webhook. */
export async function clearOldAttempts(sql: Statements, before: Date, most: number): Promise<void> {
  await sql.run(`delete from webhook_delivery where at < ?`, [before.toISOString()]);
  await sql.run(
    `delete from webhook_delivery where id in (select id from (
      select id, row_number() over (partition by webhook_id order by id desc) "place" from webhook_delivery) ranked
      where "place" > ?)`,
    [most],
  );
}
