import { resolveDay, resolveSpan } from "./resolve-days.js";
import type { Json, JsonObject, Part, Quantifier, Shape } from "../filter-language/filter-shape.js";

/** Something that a filter is held against: what it has under the names of the filter's fields. */
export interface Thing {
  /** Undefined for what it has not; of a list field, the things; of `search`, whether it has a word; of an id, all that fit. */
  of(field: string): unknown;
}

/**
 * Whether a thing passes a filter: the meaning of filters in one place, without a database. Whatever is not there
 * equals nothing: it passes `neq`, `nin` and `isNull: true`, and nothing else. `today` is what relative days count from.
 */
export function matchesFilter(shape: Shape, filter: JsonObject, thing: Thing, today: string): boolean {
  return Object.entries(filter).every(([name, value]) => {
    const part = shape.fields[name];
    return value === null || !part || holds(part, name, value, thing, today, shape);
  });
}

function holds(part: Part, name: string, value: Json, thing: Thing, today: string, shape: Shape): boolean {
  switch (part.is) {
    case "and":
      return list(value).every((one) => matchesFilter(shape, one, thing, today));
    case "or":
      return list(value).some((one) => matchesFilter(shape, one, thing, today));
    case "not":
      return !matchesFilter(shape, value as JsonObject, thing, today);
    case "one": {
      const one = (thing.of(name) ?? null) as Thing | null;
      return one !== null && matchesFilter(part.shape(), value as JsonObject, one, today);
    }
    case "list":
      return listHolds(part.shape(), value as JsonObject, thing.of(name) as Thing[], today);
    case "compared":
      return compared(part, value as JsonObject, thing.of(name) ?? null, today);
    case "flag":
      return Boolean(thing.of(name)) === value;
    case "search": {
      const has = thing.of(name) as (word: string) => boolean;
      return String(value)
        .toLowerCase()
        .split(/\s+/)
        .every((word) => word === "" || has(word));
    }
    case "id":
      return (thing.of(name) as readonly string[]).includes(String(value));
  }
}

function list(value: Json): JsonObject[] {
  return (Array.isArray(value) ? value : [value]) as JsonObject[];
}

function listHolds(shape: Shape, filter: JsonObject, things: readonly Thing[], today: string): boolean {
  const passes = (inner: Json) => (thing: Thing) => matchesFilter(shape, inner as JsonObject, thing, today);
  return Object.entries(filter).every(([quantifier, inner]) => {
    if (inner === null) return true;
    switch (quantifier as Quantifier) {
      case "some":
        return things.some(passes(inner));
      case "every":
        return things.every(passes(inner));
      case "none":
        return !things.some(passes(inner));
    }
  });
}

function compared(
  { several, kind }: Part & { is: "compared" },
  comparator: JsonObject,
  actual: unknown,
  today: string,
): boolean {
  const day = kind === "day" ? today : null;
  const values = several ? (actual as Value[]) : [actual as Value | null];
  // Of what has no value, the comparator is asked of nothing.
  const possible = values.length > 0 ? values : [null];
  return possible.some((value) =>
    Object.entries(comparator).every(
      ([operator, operand]) => operand === null || passes(operator, operand, value, day),
    ),
  );
}

type Value = string | number | boolean;

function passes(operator: string, operand: Json, value: Value | null, today: string | null): boolean {
  const wanted = (one: Json) => (today !== null && typeof one === "string" ? resolveDay(one, today) : one);
  switch (operator) {
    case "isNull":
      return (value === null) === operand;
    case "neq":
      return value !== wanted(operand);
    case "nin":
      return !(operand as Json[]).includes(value);
  }
  if (value === null) return false;
  switch (operator) {
    case "eq":
      return value === wanted(operand);
    case "in":
      return (operand as Json[]).includes(value);
    case "contains":
      return String(value).includes(String(operand));
    case "startsWith":
      return String(value).startsWith(String(operand));
    case "within": {
      const { first, last } = resolveSpan(String(operand), today ?? "");
      return value >= first && value <= last;
    }
  }
  const other = wanted(operand) as Value;
  if (operator === "gt") return value > other;
  if (operator === "gte") return value >= other;
  return operator === "lt" ? value < other : value <= other;
}
