import type { MikroORM } from "@mikro-orm/core";
import type { FastifyBaseLogger } from "fastify";
import { newId } from "../../database/record.entity.js";
import type { Rows } from "../../database/rows.js";
import type { Statements } from "../../database/statements.js";
import {
  follows,
  inTransaction,
  keepAttempt,
  keepDeadLetter,
  putCursor,
  readChangeAt,
  readCursor,
  readDueDeadLetters,
  readForSending,
  readOutbox,
  type AttemptRecord,
  type CursorState,
  type Lane,
  type SendingWebhook,
} from "./delivery-store.js";
import { eventBody, eventTypeOf, type OutboxChange } from "./event-payload.js";
import { pauseWebhook } from "./pause-webhook.js";
import { mostAttempts, nextAttemptAt } from "./retry-schedule.js";
import { SecretUnreadable, type WebhookSender } from "./webhook-sender.js";
import { DeliveryOutcome, PauseReason, WebhookState } from "./webhook.enum.js";
import { ownerMayBeTold } from "./webhook.policy.js";

/** What delivering needs. */
export interface Delivering {
  orm: MikroORM;
  rows: Rows;
  sender: WebhookSender;
  log: Pick<FastifyBaseLogger, "warn" | "error">;
}

/** Whether a lane goes on with the next event, or rests until it is due again. */
type Step = "GO_ON" | "REST";

/** An attempt as it is to be kept, and what the receiver asks for. */
interface Sent {
  record: AttemptRecord;
  isGone: boolean;
  retryAfter: number | null;
}

/** One programme of one webhook: its events go out one after the other, in the order of the log. */
export class DeliveryLane {
  #page: OutboxChange[] = [];

  constructor(
    private readonly delivering: Delivering,
    private readonly lane: Lane,
    private readonly stop: AbortSignal,
  ) {}

  /** Sends until nothing waits or something failed; `mayGoOn` is asked before each event. */
  async run(mayGoOn: () => Promise<boolean>): Promise<void> {
    while (!this.stop.aborted && (await mayGoOn())) {
      if ((await this.#step()) === "REST") return;
    }
  }

  async #step(): Promise<Step> {
    const { rows } = this.delivering;
    const webhook = await readForSending(rows, this.lane.webhookId);
    if (webhook?.state !== WebhookState.ACTIVE) return "REST";
    if (!follows(webhook.programmeIds, this.lane.programmeId)) return "REST";
    if (!ownerMayBeTold(webhook.owner)) return this.#pause(PauseReason.OWNER_MAY_NOT);
    try {
      const [letter] = await readDueDeadLetters(rows, this.lane);
      return letter ? await this.#sendAgain(webhook, letter) : await this.#sendNext(webhook);
    } catch (error) {
      if (error instanceof SecretUnreadable) return this.#pause(PauseReason.SECRET_UNREADABLE);
      throw error;
    }
  }

  async #sendNext(webhook: SendingWebhook): Promise<Step> {
    const { rows, orm, sender } = this.delivering;
    const cursor = await readCursor(rows, this.lane);
    if (cursor.nextAttemptAt !== null && cursor.nextAttemptAt > sender.clock.now().toISOString())
      return "REST";
    const page = await this.#after(cursor.revision);
    const change = page.find((change) => isWanted(webhook, change));
    if (change) return this.#send(webhook, change, cursor);
    const last = page.at(-1);
    if (!last) return "REST";
    await inTransaction(orm, (sql) => putCursor(sql, this.lane, beyond(last), cursor.revision));
    return "GO_ON";
  }

  /** The changes after a revision: those at hand while they go on from it. */
  async #after(revision: number): Promise<OutboxChange[]> {
    const index = this.#page.findIndex((change) => change.revision === revision + 1);
    this.#page =
      index >= 0
        ? this.#page.slice(index)
        : await readOutbox(this.delivering.rows, this.lane.programmeId, revision);
    return this.#page;
  }

  async #send(webhook: SendingWebhook, change: OutboxChange, cursor: CursorState): Promise<Step> {
    const sent = await this.#attempt(webhook, change, cursor.attempts + 1);
    if (!sent) return "REST";
    if (sent.record.outcome !== DeliveryOutcome.DELIVERED) return this.#fail(change, cursor, sent);
    await inTransaction(this.delivering.orm, async (sql) => {
      await keepAttempt(sql, sent.record);
      await putCursor(sql, this.lane, beyond(change), cursor.revision);
    });
    return "GO_ON";
  }

  /** Records a failed attempt: it is tried again, laid aside after the last time, or the receiver wants no more at all. */
  async #fail(
    change: OutboxChange,
    cursor: CursorState,
    { record, isGone, retryAfter }: Sent,
  ): Promise<Step> {
    if (isGone) return this.#pause(PauseReason.GONE, (sql) => keepAttempt(sql, record));
    const { orm, sender } = this.delivering;
    const next = nextAttemptAt(record.attempt, sender.clock.now(), retryAfter)?.toISOString();
    if (next === undefined) {
      return this.#pause(PauseReason.REPEATED_FAILURE, async (sql) => {
        await keepAttempt(sql, record);
        await keepDeadLetter(sql, record);
        await putCursor(sql, this.lane, beyond(change), cursor.revision);
      });
    }
    await inTransaction(orm, async (sql) => {
      await keepAttempt(sql, { ...record, outcome: DeliveryOutcome.RETRYING, nextAttemptAt: next });
      const before = { revision: change.revision - 1, attempts: record.attempt, nextAttemptAt: next };
      await putCursor(sql, this.lane, before, cursor.revision);
    });
    return "REST";
  }

  /** Sends a dead letter once more: it is either delivered now or goes on waiting. */
  async #sendAgain(webhook: SendingWebhook, letter: { id: string; revision: number }): Promise<Step> {
    const change = await readChangeAt(this.delivering.rows, this.lane.programmeId, letter.revision);
    const sent = change && (await this.#attempt(webhook, change, mostAttempts + 1));
    if (change && !sent) return "REST";
    const delivered = !sent || sent.record.outcome === DeliveryOutcome.DELIVERED;
    const settle = async (sql: Statements) => {
      if (sent) await keepAttempt(sql, sent.record);
      if (delivered) await sql.run(`delete from webhook_dead_letter where id = ?`, [letter.id]);
      else await sql.run(`update webhook_dead_letter set is_due = false where id = ?`, [letter.id]);
    };
    if (sent?.isGone) return this.#pause(PauseReason.GONE, settle);
    await inTransaction(this.delivering.orm, settle);
    return "GO_ON";
  }

  /** Posts an event; null when the server stopped meanwhile: then nobody knows whether it arrived, and it goes out again. */
  async #attempt(webhook: SendingWebhook, change: OutboxChange, attempt: number): Promise<Sent | null> {
    const event = { id: change.id, body: eventBody(change, webhook.details) };
    const { at, answer } = await this.delivering.sender.post(webhook, event, this.stop);
    if (this.stop.aborted && !answer.isDelivered) return null;
    const { milliseconds, status, error, excerpt, retryAfter } = answer;
    const record: AttemptRecord = {
      id: newId("delivery"),
      webhookId: webhook.id,
      eventId: change.id,
      eventType: eventTypeOf(change),
      programmeId: change.programmeId,
      revision: change.revision,
      attempt,
      at: at.toISOString(),
      milliseconds,
      outcome: answer.isDelivered ? DeliveryOutcome.DELIVERED : DeliveryOutcome.FAILED,
      status,
      error,
      excerpt,
      nextAttemptAt: null,
    };
    return { record, isGone: status === 410, retryAfter };
  }

  async #pause(because: PauseReason, also?: (sql: Statements) => Promise<void>): Promise<Step> {
    const { orm, sender, log } = this.delivering;
    await pauseWebhook(orm.em.fork(), this.lane.webhookId, because, { at: sender.clock.now() }, also);
    log.warn({ ...this.lane, because }, "a webhook was paused: its owner is to look at it");
    return "REST";
  }
}

/** The cursor of a webhook that is done with a change. */
function beyond({ revision }: OutboxChange): CursorState {
  return { revision, attempts: 0, nextAttemptAt: null };
}

function isWanted({ verbs, subjectKinds }: SendingWebhook, { verb, subjectKind }: OutboxChange): boolean {
  return (verbs?.includes(verb) ?? true) && (subjectKinds?.includes(subjectKind) ?? true);
}
