import { LRUCache } from "lru-cache";

/** An item of a chain of the log. */
export interface Numbered {
  /** Where a chain stands after it. */
  revision: number;
  /** Of a row; what is put together from several rows has none. */
  id?: string;
}

/** Items read from a chain, in order. */
export interface Page<Item> {
  items: readonly Item[];
  /** Whether the chain went on behind it when it was read. */
  hasMore: boolean;
  /** When the read was over, on the process's own clock: whatever is asked later knows of these items. */
  readAt: number;
}

/** Gives at most `limit` items after a revision. */
export type ReadAfter<Item> = (revision: number, limit: number) => Promise<Item[]>;

/** A page has at most so many items, and no more of them than fit into so many characters. */
const mostItems = 200;
const mostCharacters = 128 * 1024;

/** How many characters of items, and of pages, are remembered of a chain. */
const mostKept = 1024 * 1024;

/**
 * What the followers of a chain read, read once for all who stand at the same revision. The same row is the same
 * object for all of them, wherever they began: whoever answers it needs to answer it once. Bounded in size, not in
 * number alone: a row of the log may be long.
 */
export class SharedReads<Item extends Numbered> {
  readonly #items = new LRUCache<string, Item>({ maxSize: mostKept, sizeCalculation: charactersOf });
  readonly #pages = new LRUCache<number, Promise<Page<Item>>>({ max: 16 });
  #limit = mostItems;

  constructor(readonly readAfter: ReadAfter<Item>) {}

  after(revision: number): Promise<Page<Item>> {
    const known = this.#pages.get(revision);
    if (known) return known;
    const page = this.#read(revision);
    this.#pages.set(revision, page);
    // What failed once may succeed for the next who asks.
    page.catch(() => this.#pages.peek(revision) === page && this.#pages.delete(revision));
    return page;
  }

  /** The chain has gone on: what was read ends too early. */
  expire(): void {
    this.#pages.clear();
  }

  async #read(revision: number): Promise<Page<Item>> {
    const limit = this.#limit;
    const found = await this.readAfter(revision, limit);
    const count = fitting(found);
    const isCut = count < found.length;
    // Where rows are long, fewer are read at a time.
    this.#limit = isCut ? Math.max(2, count * 2) : Math.min(mostItems, limit * 2);
    const items = found.slice(0, count).map((item) => this.#same(item));
    return { items, hasMore: isCut || found.length >= limit, readAt: performance.now() };
  }

  #same(item: Item): Item {
    if (item.id === undefined) return item;
    const known = this.#items.get(item.id);
    if (!known) this.#items.set(item.id, item);
    return known ?? item;
  }
}

/** How many of the items make a page: one at least. */
function fitting(items: readonly object[]): number {
  let characters = 0;
  for (const [index, item] of items.entries()) {
    characters += charactersOf(item);
    if (characters > mostCharacters) return Math.max(1, index);
  }
  return items.length;
}

function charactersOf(item: object): number {
  let characters = 100;
  for (const value of Object.values(item) as unknown[])
    if (typeof value === "string") characters += value.length;
  return characters;
}
