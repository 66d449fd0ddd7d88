import { Following } from "./following.js";
import { SharedReads, type Numbered } from "./shared-reads.js";

/** Reads at most `limit` items of a chain after a revision, in order, from the database that `source` stands for. */
type Read<Source, Item> = (source: Source, chain: string, revision: number, limit: number) => Promise<Item[]>;

/** A chain that somebody follows. */
interface FollowedChain {
  /** Where it stood when it was last heard of; -1 before that. */
  revision: number;
  wakes: Set<() => void>;
  /** By what is read. */
  reads: Map<unknown, SharedReads<Numbered>>;
}

/**
 * Wakes whoever follows a chain of the log. It carries no change itself: each follower reads on from the revision
 * it saw last, so a wake-up that is missed or merged loses nothing.
 */
export class ChangeFeed {
  readonly #chains = new Map<string, FollowedChain>();
  readonly #listeners = new Map<string, Set<() => void>>();

  /** Called after a commit, with the revision that the chain has reached; may be called again for the same one. */
  announce(chain: string, revision: number): void {
    const followed = this.#chains.get(chain);
    if (followed && revision > followed.revision) this.#wake(followed, revision);
    for (const listener of this.#listeners.get(chain) ?? []) listener();
  }

  /**
   * Wakes the followers of every chain that has gone further than when it was last looked at: what another process
   * wrote is heard within one look.
   */
  async look(readRevisions: (chains: string[]) => Promise<Map<string, number>>): Promise<void> {
    if (this.#chains.size === 0) return;
    for (const [chain, revision] of await readRevisions([...this.#chains.keys()])) {
      const followed = this.#chains.get(chain);
      // A restored database may stand before what was heard of it.
      if (followed && revision !== followed.revision) this.#wake(followed, revision);
    }
  }

  /** How many are following: for tests and metrics. */
  get followerCount(): number {
    let count = 0;
    for (const { wakes } of this.#chains.values()) count += wakes.size;
    return count;
  }

  /**
   * Follows a chain: whatever `read` gives for the last revision seen, now and after each commit. Leaves nothing
   * behind when the consumer returns. Followers with the same `read`, a function that stays the same, share its pages.
   */
  follow<Source, Item extends Numbered>(
    chain: string,
    sinceRevision: number,
    source: Source,
    read: Read<Source, Item>,
  ): Following<Item> {
    return new Following<Item>(sinceRevision, {
      enter: (wake) => this.#enter(chain, wake, source, read),
      leave: (wake) => this.#leave(chain, wake),
    });
  }

  /** Calls `listener` for every announcement of a chain. Gives what ends it. */
  listen(chain: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(chain) ?? new Set();
    this.#listeners.set(chain, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  #wake(followed: FollowedChain, revision: number): void {
    followed.revision = revision;
    for (const reads of followed.reads.values()) reads.expire();
    for (const wake of followed.wakes) wake();
  }

  #enter<Source, Item extends Numbered>(
    chain: string,
    wake: () => void,
    source: Source,
    read: Read<Source, Item>,
  ): SharedReads<Item> {
    const followed = this.#chains.get(chain) ?? { revision: -1, wakes: new Set(), reads: new Map() };
    this.#chains.set(chain, followed);
    followed.wakes.add(wake);
    const known = followed.reads.get(read) as SharedReads<Item> | undefined;
    if (known) return known;
    const reads = new SharedReads<Item>((revision, limit) => read(source, chain, revision, limit));
    followed.reads.set(read, reads as unknown as SharedReads<Numbered>);
    return reads;
  }

  #leave(chain: string, wake: () => void): void {
    const followed = this.#chains.get(chain);
    followed?.wakes.delete(wake);
    if (followed?.wakes.size === 0) this.#chains.delete(chain);
  }
}
