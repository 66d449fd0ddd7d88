import { ArgsType, Field, Int, ObjectType, type ClassType } from "type-graphql";
import { badInput } from "./coded-error.js";

/** The most items of one page, and how many there are unless the client says. */
export const pageLimits = { most: 100, usual: 50 };

@ObjectType({ description: "Where a page of a connection lies." })
export class PageInfo {
  @Field(() => Boolean, { description: "Whether there is more after `endCursor`." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Whether there is more before `startCursor`." })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: "The first item's cursor; null on an empty page." })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: "The last item's cursor; null on an empty page." })
  endCursor!: string | null;
}

/** Which page of a connection: forwards (`first`, `after`) or backwards (`last`, `before`). */
@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: "How many from the start or after `after`: 1 to 100, usually 50.",
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: "Go on after this cursor." })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: "How many from the end or before `before`: 1 to 100." })
  last?: number | null;

  @Field(() => String, { nullable: true, description: "Go back from this cursor." })
  before?: string | null;
}

/** The place of an item in an order: the values that it is ordered by, its id last. */
export type Place = readonly (string | number | null)[];

/** A page as the read path understands it. */
export interface Page {
  /** How many items; select one more to see whether it goes on. */
  size: number;
  backwards: boolean;
  /** Begin beyond this place; null at the very start, or end. */
  beyond: Place | null;
}

/** Checks which page is asked for. Throws BAD_USER_INPUT for both directions at once, a size out of bounds or a strange cursor. */
export function pageOf({ first, after, last, before }: PageArguments): Page {
  const backwards = last !== null && last !== undefined;
  if (backwards && (first ?? after ?? null) !== null)
    throw badInput("page: expected first and after, or last and before, found some of both");
  if (!backwards && (before ?? null) !== null) throw badInput("before: expected together with last");
  const size = (backwards ? last : first) ?? pageLimits.usual;
  if (size < 1 || size > pageLimits.most)
    throw badInput(`${backwards ? "last" : "first"}: expected 1 to ${pageLimits.most}, found ${size}`);
  const cursor = backwards ? before : after;
  return { size, backwards, beyond: cursor ? placeOf(cursor) : null };
}

/** What a value of a place is: text, a whole number as databases keep it, or an instant in milliseconds. */
export type PlaceKind = "text" | "integer" | "instant";

const largestInteger = 2 ** 31 - 1;

/** Whether a cursor's value is what stands at its place. */
export function isOfKind(value: Place[number], kind: PlaceKind | undefined): boolean {
  if (kind === "text") return typeof value === "string";
  if (typeof value !== "number") return false;
  return kind === "instant" || (Number.isInteger(value) && Math.abs(value) <= largestInteger);
}

/** The place in an order by one thing alone; undefined at the very start. Throws BAD_USER_INPUT for another order's. */
export function onlyPlace({ beyond }: Page, kind: "text"): string | undefined;
export function onlyPlace({ beyond }: Page, kind: "integer"): number | undefined;
export function onlyPlace({ beyond }: Page, kind: PlaceKind): Place[number] | undefined {
  if (!beyond) return undefined;
  const [value, ...more] = beyond;
  if (value === undefined || more.length > 0 || !isOfKind(value, kind))
    throw badInput("cursor: expected one that this connection gave");
  return value;
}

/** A place as clients hold it: opaque, and safe in an address. */
export function cursorOf(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

function placeOf(cursor: string): Place {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(place) && place.length > 0 && place.every(isPart)) return place;
  } catch {
    // Told below, as every cursor that is none of ours.
  }
  throw badInput("cursor: expected one that this connection gave");
}

function isPart(part: unknown): part is string | number | null {
  return part === null || typeof part === "string" || (typeof part === "number" && Number.isFinite(part));
}

/** An item with its place. */
export interface Edge<Item> {
  node: Item;
  cursor: string;
}

/** A page of items, and how many there are on all pages together. */
export interface Connection<Item> {
  edges: Edge<Item>[];
  nodes: Item[];
  pageInfo: PageInfo;
  /** Counts the items of all pages; asked only when somebody wants to know. */
  count: () => Promise<number>;
}

/**
 * Makes a connection out of the rows that were read for a page: up to `page.size + 1` of them, in the order of
 * reading (so from the end for a page read backwards).
 */
export function connectionOf<Item>(
  read: readonly Item[],
  page: Page,
  placeIn: (item: Item) => Place,
  count: Connection<Item>["count"],
): Connection<Item> {
  const more = read.length > page.size;
  const kept = read.slice(0, page.size);
  if (page.backwards) kept.reverse();
  const edges = kept.map((node) => ({ node, cursor: cursorOf(placeIn(node)) }));
  const pageInfo: PageInfo = {
    hasNextPage: page.backwards ? page.beyond !== null : more,
    hasPreviousPage: page.backwards ? more : page.beyond !== null,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, nodes: kept, pageInfo, count };
}

/** The classes of a connection of `Item`s, named `<name>Connection` and `<name>Edge`; extend the first to add fields. */
export function connectionClasses<Item extends object>(item: () => ClassType<Item>, name: string) {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `An item of a ${name}Connection.` })
  class ItemEdge implements Edge<Item> {
    @Field(item, { description: "The item." })
    node!: Item;

    @Field(() => String, { description: "Its place: hand it to `after` or `before`." })
    cursor!: string;
  }

  @ObjectType()
  abstract class ItemConnection {
    @Field(() => [ItemEdge], { description: "The page's items with their places." })
    edges!: ItemEdge[];

    @Field(() => [item()], { description: "The page's items alone." })
    nodes!: Item[];

    @Field(() => PageInfo, { description: "Where the page lies." })
    pageInfo!: PageInfo;

    count!: () => Promise<number>;

    @Field(() => Int, { description: "How many items there are on all pages together." })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return { Edge: ItemEdge, Connection: ItemConnection };
}
