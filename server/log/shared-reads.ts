import { LRUCache } from "lru-cache";

/** An item of a chain of the log. */
export interface Numbered {
  revision: number;
}

/** Items read from a chain, in order. */
export interface Page<Item> {
  items: readonly Item[];
  /** When the read was over, on the process's own clock: whatever is asked later knows of these items. */
  readAt: number;
}

export type ReadAfter<Item> = (revision: number) => Promise<Item[]>;

/** How many pages and items of a chain are remembered. */
const mostPages = 50;
const mostItems = 500;

/**
 * What the followers of a chain read, read once for all who stand at the same revision. The same revision is the same
 * object for all of them, wherever they began: whoever answers it needs to answer it once.
 */
export class SharedReads<Item extends Numbered> {
  readonly #pages = new LRUCache<number, Promise<Page<Item>>>({ max: mostPages });
  readonly #items = new LRUCache<number, Item>({ max: mostItems });

  constructor(readonly readAfter: ReadAfter<Item>) {}

  after(revision: number): Promise<Page<Item>> {
    const known = this.#pages.get(revision);
    if (known) return known;
    const page = this.#read(revision);
    this.#pages.set(revision, page);
    // What failed once may succeed for the next who asks.
    page.catch(() => this.#pages.get(revision) === page && this.#pages.delete(revision));
    return page;
  }

  /** The chain has gone on: what was read ends too early. */
  expire(): void {
    this.#pages.clear();
  }

  async #read(revision: number): Promise<Page<Item>> {
    const read = await this.readAfter(revision);
    const items = read.map((item) => {
      const known = this.#items.get(item.revision);
      if (known) return known;
      this.#items.set(item.revision, item);
      return item;
    });
    return { items, readAt: performance.now() };
  }
}
