import type { DueLane } from "./delivery-store.js";

/** How many lanes may run at the same time: in all, of one owner's webhooks, and of one webhook. */
export interface LaneLimits {
  all: number;
  ofOwner: number;
  ofWebhook: number;
}

/**
 * Whose turn it is, where more wait than may run. Lanes are given out one for each webhook in turn, whoever waited longest
 * first, so that a webhook with a large backlog or a receiver that hangs holds its own lanes and nobody else's.
 */
export class FairTurns {
  readonly #running = new Map<string, DueLane>();
  /** The number of the last turn of each webhook and each lane that is due. */
  #turns = new Map<string, number>();
  #turn = 0;
  #isCrowded = false;

  constructor(private readonly limits: LaneLimits) {}

  /** Whether a lane waited at the last look because others run: those that run then end their turns. */
  get isCrowded(): boolean {
    return this.#isCrowded;
  }

  /** Begins the turns of as many of the lanes that are due as may run. */
  begin(due: readonly DueLane[]): DueLane[] {
    const waiting = due.filter((lane) => !this.#running.has(keyOf(lane)));
    this.#forgetAllBut([...due, ...this.#running.values()]);
    const begun = this.#inTurn(waiting).filter((lane) => this.#beginOne(lane));
    this.#isCrowded = begun.length < waiting.length;
    return begun;
  }

  /** Ends a lane's turn. */
  end(lane: DueLane): void {
    this.#running.delete(keyOf(lane));
  }

  #beginOne(lane: DueLane): boolean {
    const running = [...this.#running.values()];
    const ofOwner = running.filter(({ ownerId }) => ownerId === lane.ownerId).length;
    const ofWebhook = running.filter(({ webhookId }) => webhookId === lane.webhookId).length;
    const { limits } = this;
    if (running.length >= limits.all || ofOwner >= limits.ofOwner || ofWebhook >= limits.ofWebhook)
      return false;
    this.#running.set(keyOf(lane), lane);
    this.#turn += 1;
    for (const key of [lane.webhookId, keyOf(lane)]) this.#turns.set(key, this.#turn);
    return true;
  }

  /** The first lane of every webhook, then the second of every one, and so on; each time whoever waited longest goes first. */
  #inTurn(lanes: readonly DueLane[]): DueLane[] {
    const lastTurn = (key: string) => this.#turns.get(key) ?? 0;
    const byWebhook = Map.groupBy(lanes, ({ webhookId }) => webhookId);
    const webhooks = [...byWebhook].toSorted(([one], [other]) => lastTurn(one) - lastTurn(other));
    return webhooks
      .flatMap(([, its]) =>
        its
          .toSorted((one, other) => lastTurn(keyOf(one)) - lastTurn(keyOf(other)))
          .map((lane, place) => ({ lane, place })),
      )
      .toSorted((one, other) => one.place - other.place)
      .map(({ lane }) => lane);
  }

  #forgetAllBut(lanes: readonly DueLane[]): void {
    const kept = new Set(lanes.flatMap((lane) => [lane.webhookId, keyOf(lane)]));
    this.#turns = new Map([...this.#turns].filter(([key]) => kept.has(key)));
  }
}

function keyOf({ webhookId, programmeId }: DueLane): string {
  return `${webhookId} ${programmeId}`;
}
