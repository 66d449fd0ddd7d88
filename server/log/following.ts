import type { Numbered, SharedReads } from "./shared-reads.js";

/** What a following needs of the feed: a place in the register of those who are woken, and what they read together. */
export interface Register<Item extends Numbered> {
  enter(wake: () => void): SharedReads<Item>;
  leave(wake: () => void): void;
}

/**
 * The items of a chain after a revision, now and after each commit. The log itself is the queue: a follower holds one
 * page, shared with the others, and reads on when it is asked for more; however slow it is, nothing piles up.
 */
export class Following<Item extends Numbered> implements AsyncIterableIterator<Item> {
  #items: readonly Item[] = [];
  #next = 0;
  #pending = true;
  #reads: SharedReads<Item> | null = null;
  #ended = false;
  #awake: () => void = () => undefined;

  constructor(
    /** The last revision handed out, or where it began. */
    public seen: number,
    private readonly register: Register<Item>,
  ) {}

  /** When the item handed out last was read, on the process's own clock. */
  readAt = 0;

  async next(): Promise<IteratorResult<Item, undefined>> {
    try {
      while (!this.#ended) {
        const item = this.#items[this.#next];
        if (item) {
          this.#next += 1;
          this.seen = item.revision;
          return { done: false, value: item };
        }
        await this.#readOn();
      }
    } catch (error) {
      this.#end();
      throw error;
    }
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<Item, undefined>> {
    this.#end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #readOn(): Promise<void> {
    this.#reads ??= this.register.enter(this.#wake);
    if (!this.#pending) await new Promise<void>((resolve) => (this.#awake = resolve));
    if (this.#ended) return;
    this.#pending = false;
    const { items, hasMore, readAt } = await this.#reads.after(this.seen);
    this.#items = items;
    this.#next = 0;
    this.readAt = readAt;
    if (hasMore) this.#pending = true;
  }

  readonly #wake = (): void => {
    this.#pending = true;
    this.#awake();
  };

  #end(): void {
    this.#ended = true;
    this.#items = [];
    if (this.#reads) this.register.leave(this.#wake);
    this.#reads = null;
    this.#awake();
  }
}
