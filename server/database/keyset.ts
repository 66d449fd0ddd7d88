import { badInput } from "../graphql/coded-error.js";
import { isOfKind, type Page, type Place, type PlaceKind } from "../graphql/connection.js";
import { all, any, never, plainSql, sqlOf, valueSql, type Sql } from "./conditions.js";

/** One expression of an order; what has no value comes last, whichever the direction. */
export interface OrderKey {
  value: Sql;
  /** What its values are: a cursor that has another kind of value at its place is none of this order's. */
  kind: PlaceKind;
  descending: boolean;
  /** Every row has one: an index may then give the order. */
  isThere?: boolean;
}

/**
 * What comes beyond a place in an order, as a condition: keys are compared one after the other, so that a page goes on
 * exactly where the last one ended, whatever was put in or taken out before it.
 */
export function beyond(keys: readonly OrderKey[], { backwards }: Page, place: Place): Sql {
  const steps = keys.map((key, index) =>
    all([
      ...keys.slice(0, index).map((before, at) => same(before, place[at] ?? null)),
      past(key, place[index] ?? null, backwards),
    ]),
  );
  return any(steps);
}

function same({ value }: OrderKey, at: Place[number]): Sql {
  return at === null ? sqlOf`${value} is null` : sqlOf`(${value} = ${valueSql(at)}) is true`;
}

function past({ value, descending, isThere }: OrderKey, at: Place[number], backwards: boolean): Sql {
  if (at === null) return backwards ? sqlOf`${value} is not null` : never;
  const operator = descending === backwards ? ">" : "<";
  const further = sqlOf`(${value} ${operator} ${valueSql(at)}) is true`;
  return backwards || isThere ? further : any([further, sqlOf`${value} is null`]);
}

/** The order of reading: from the end for a page read backwards. */
export function orderBy(keys: readonly OrderKey[], { backwards }: Pick<Page, "backwards">): Sql {
  const parts = keys.map(({ value, descending, isThere }) => {
    const [nulls, direction] = [backwards ? "desc" : "asc", descending === backwards ? "asc" : "desc"];
    if (isThere) return sqlOf`${value} ${direction}`;
    return sqlOf`${value} is null ${nulls}, ${value} ${direction}`;
  });
  return parts.reduce((sql, part, index) => (index === 0 ? part : sqlOf`${sql}, ${part}`), plainSql(""));
}

/** The keys as columns `key0`, `key1` …, from which {@link placeIn} takes an item's place. */
export function keyColumns(keys: readonly OrderKey[]): Sql {
  const columns = keys.map(({ value }, index) => sqlOf`${value} as "key${String(index)}"`);
  return columns.reduce(
    (sql, column, index) => (index === 0 ? column : sqlOf`${sql}, ${column}`),
    plainSql(""),
  );
}

/** An item's place in an order that is called `name`. */
export function placeIn(name: string, keys: readonly OrderKey[], columns: Record<string, unknown>): Place {
  const values = keys.map(({ kind }, index) => {
    const value = (columns[`key${index}`] ?? null) as Place[number];
    // PostgreSQL gives large whole numbers as text.
    return value === null || kind === "text" ? value : Number(value);
  });
  return [name, ...values];
}

/** A cursor's place within the order called `name`. Throws BAD_USER_INPUT for a cursor of another order. */
export function placeWithin(name: string, keys: readonly OrderKey[], { beyond: place }: Page): Place | null {
  if (!place) return null;
  const [ofOrder, ...values] = place;
  const isOfOrder =
    ofOrder === name &&
    values.length === keys.length &&
    values.every((value, index) => value === null || isOfKind(value, keys[index]?.kind));
  if (!isOfOrder)
    throw badInput("cursor: expected one of this very order; begin again without it when the order changes");
  return values;
}
