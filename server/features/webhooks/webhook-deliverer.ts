import { newId } from "../../database/record.entity.js";
import { DeliveryLane, type Delivering } from "./delivery-lane.js";
import {
  clearOldAttempts,
  giveBackLeases,
  inTransaction,
  leaseOf,
  readDueLanes,
  takeLease,
  type DueLane,
} from "./delivery-store.js";
import { FairTurns, type LaneLimits } from "./fair-turns.js";

/** How many programmes are sent at a time: of all webhooks, of one owner's, and of one. */
const laneLimits: LaneLimits = { all: 50, ofOwner: 20, ofWebhook: 5 };

/** How long a programme is sent without a break while others wait, in milliseconds. */
const turnLength = 1000;

const clearEvery = 3_600_000;
const day = 86_400_000;

/**
 * Follows the log for all webhooks and sends what they wait for. Keeps nothing that matters in memory: cursors and
 * retries are in the database, so that a process may end at any moment and another go on.
 */
export class WebhookDeliverer {
  /** What this process is called in leases. */
  readonly #holder = newId("sender");
  readonly #turns = new FairTurns(laneLimits);
  readonly #running = new Set<Promise<void>>();
  /** The webhooks whose lease is held, and until when, in milliseconds since 1970. */
  readonly #leases = new Map<string, number>();
  readonly #stopping = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> | null = null;
  #clearedAt = 0;

  constructor(private readonly delivering: Delivering) {
    this.#timer = setInterval(() => this.#wake(), delivering.sender.settings.lookMilliseconds);
    this.#timer.unref();
  }

  /** Ends the attempts under way, unrecorded, and gives the leases back. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#looking;
    await Promise.all(this.#running);
    if (this.#leases.size > 0)
      await inTransaction(this.delivering.orm, (sql) => giveBackLeases(sql, this.#holder));
  }

  #wake(): void {
    this.#looking ??= this.#look()
      .catch((error: unknown) =>
        this.delivering.log.error({ err: error }, "cannot look for webhooks to send"),
      )
      .finally(() => (this.#looking = null));
  }

  async #look(): Promise<void> {
    const now = this.delivering.sender.clock.now();
    const due = await readDueLanes(this.delivering.rows, now);
    if (this.#stopping.signal.aborted) return;
    for (const lane of this.#turns.begin(due)) this.#start(lane);
    await this.#clear(now);
  }

  #start(lane: DueLane): void {
    const turnEnds = performance.now() + turnLength;
    const isOver = () => this.#turns.isCrowded && performance.now() >= turnEnds;
    const ended = new DeliveryLane(this.delivering, lane, this.#stopping.signal)
      .run(async () => !isOver() && (await this.#holdsLease(lane.webhookId)))
      .catch((error: unknown) =>
        this.delivering.log.error({ err: error, ...lane }, "a webhook's events wait"),
      )
      .finally(() => {
        this.#running.delete(ended);
        this.#turns.end(lane);
        if (isOver() && !this.#stopping.signal.aborted) this.#wake();
      });
    this.#running.add(ended);
  }

  /** Takes or renews the lease when less than half of it is left, which is longer than any attempt. */
  async #holdsLease(webhookId: string): Promise<boolean> {
    const { clock, settings } = this.delivering.sender;
    const [now, length] = [clock.now(), leaseOf(settings)];
    const left = (this.#leases.get(webhookId) ?? 0) - now.getTime();
    if (left > length / 2 && left <= length) return true;
    const held = await inTransaction(this.delivering.orm, (sql) =>
      takeLease(sql, webhookId, this.#holder, now, length),
    );
    if (held) this.#leases.set(webhookId, now.getTime() + length);
    else this.#leases.delete(webhookId);
    return held;
  }

  async #clear(now: Date): Promise<void> {
    if (Math.abs(now.getTime() - this.#clearedAt) < clearEvery) return;
    this.#clearedAt = now.getTime();
    const { keepDays, keepAttempts } = this.delivering.sender.settings;
    const before = new Date(now.getTime() - keepDays * day);
    await inTransaction(this.delivering.orm, (sql) => clearOldAttempts(sql, before, keepAttempts));
  }
}
