import { Repeater } from "@repeaterjs/repeater";

/**
 * Wakes whoever follows a chain of the log. It carries no change itself: each follower reads on from the revision
 * it saw last, so a wake-up that is missed or merged loses nothing.
 */
export class ChangeFeed {
  readonly #followers = new Map<string, Set<() => void>>();
  readonly #seen = new Map<string, number>();

  /** Called after a commit. */
  announce(chain: string): void {
    for (const wake of this.#followers.get(chain) ?? []) wake();
  }

  /**
   * Wakes the followers of every chain that has gone further than when it was last looked at: what another process
   * wrote is heard within one look.
   */
  async look(readRevisions: (chains: string[]) => Promise<Map<string, number>>): Promise<void> {
    if (this.#followers.size === 0) return;
    for (const [chain, revision] of await readRevisions([...this.#followers.keys()])) {
      if (revision !== this.#seen.get(chain)) this.announce(chain);
      this.#seen.set(chain, revision);
    }
  }

  /** How many are following: for tests and metrics. */
  get followerCount(): number {
    let count = 0;
    for (const followers of this.#followers.values()) count += followers.size;
    return count;
  }

  /**
   * Follows a chain: whatever `readAfter` gives for the last revision seen, now and after each commit. Ends, and
   * leaves nothing behind, when the consumer returns. Unread items are bounded by one read: `readAfter` pages.
   */
  follow<Item extends { revision: number }>(
    chain: string,
    sinceRevision: number,
    readAfter: (revision: number) => Promise<Item[]>,
  ): AsyncIterableIterator<Item> {
    return new Repeater<Item>(async (push, stop) => {
      let seen = sinceRevision;
      let awake: () => void = () => undefined;
      let pending = true;
      const wake = () => {
        pending = true;
        awake();
      };
      let stopped = false;
      void stop.then(() => {
        stopped = true;
        awake();
      });
      this.#add(chain, wake);
      try {
        while (!stopped) {
          if (!pending) await new Promise<void>((resolve) => (awake = resolve));
          pending = false;
          let items = stopped ? [] : await readAfter(seen);
          while (items.length > 0 && !stopped) {
            for (const item of items) {
              await push(item);
              seen = item.revision;
            }
            items = await readAfter(seen);
          }
        }
      } catch (error) {
        stop(error);
      } finally {
        this.#remove(chain, wake);
      }
    });
  }

  #add(chain: string, wake: () => void): void {
    const followers = this.#followers.get(chain) ?? new Set();
    this.#followers.set(chain, followers.add(wake));
  }

  #remove(chain: string, wake: () => void): void {
    const followers = this.#followers.get(chain);
    followers?.delete(wake);
    if (followers?.size !== 0) return;
    this.#followers.delete(chain);
    this.#seen.delete(chain);
  }
}
