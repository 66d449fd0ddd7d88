import {
  operators,
  quantifiers,
  taskShape,
  type Json,
  type JsonObject,
  type Part,
  type Shape,
} from "./filter-shape.js";

/** The most parts of one `and` or `or`. */
const mostParts = 20;

/** A task filter in its one canonical form: see {@link canonicalOf}. */
export function canonicalTaskFilter(filter: object): JsonObject {
  return canonicalOf(taskShape, filter as JsonObject);
}

/**
 * The one form of all filters that say the same in other words: nothing that is null or always holds, keys in a fixed
 * order, `in` and `or` of one unwrapped, and conditions that must all hold merged into one filter where that means the
 * same. The canonical form of a canonical form is itself.
 */
export function canonicalOf(shape: Shape, filter: JsonObject): JsonObject {
  const conditions = conditionsOf(shape, filter);
  let merged: JsonObject = {};
  const rest: JsonObject[] = [];
  for (const condition of conditions) {
    const both = mergedOf(shape, merged, condition);
    if (both) merged = both;
    else if (!rest.some((other) => same(other, condition))) rest.push(condition);
  }
  if (rest.length > 0) merged = { ...merged, and: packed("and", rest) };
  return inOrder(Object.keys(shape.fields), merged);
}

/** Whether a canonical filter holds always. */
export function holdsAlways(filter: JsonObject): boolean {
  return Object.keys(filter).length === 0;
}

/** What must all hold: the filter's own fields first, then what its `or`, `not` and `and` come down to. */
function conditionsOf(shape: Shape, filter: JsonObject): JsonObject[] {
  const own: JsonObject = {};
  const further: JsonObject[] = [];
  for (const [name, part] of Object.entries(shape.fields)) {
    const value = filter[name] ?? null;
    if (value === null) continue;
    const found = partOf(part, name, value);
    for (const condition of found) {
      const isOwn = Object.keys(condition).length === 1 && name in condition && own[name] === undefined;
      if (isOwn && part.is !== "and") own[name] = condition[name]!;
      else further.push(condition);
    }
  }
  return [own, ...further];
}

/** What one field comes down to: conditions that must all hold, each a canonical filter; none where it holds always. */
function partOf(part: Part, name: string, value: Json): JsonObject[] {
  switch (part.is) {
    case "and":
      return asList(value).flatMap((one) => unpacked("and", canonicalOf(part.shape(), one)));
    case "or":
      return anyOf(asList(value).map((one) => canonicalOf(part.shape(), one)));
    case "not":
      return noneOf(canonicalOf(part.shape(), value as JsonObject));
    case "one": {
      const inner = canonicalOf(part.shape(), value as JsonObject);
      if (holdsAlways(inner)) return part.mayBeMissing ? [{ [name]: inner }] : [];
      // All that is said of one thing may as well be said of it one by one.
      return unpacked("and", inner).map((condition) => ({ [name]: condition }));
    }
    case "list":
      return kept(name, listOf(part.shape(), value as JsonObject));
    case "compared":
      return kept(name, comparatorOf(value as JsonObject));
    case "search": {
      const words = String(value).trim().split(/\s+/).join(" ");
      return words === "" ? [] : [{ [name]: words }];
    }
    case "flag":
    case "id":
      return [{ [name]: value }];
  }
}

function kept(name: string, inner: JsonObject): JsonObject[] {
  return holdsAlways(inner) ? [] : [{ [name]: inner }];
}

function anyOf(filters: JsonObject[]): JsonObject[] {
  const parts: JsonObject[] = [];
  for (const part of filters.flatMap((one) => unpacked("or", one))) {
    if (holdsAlways(part)) return [];
    if (!parts.some((other) => same(other, part))) parts.push(part);
  }
  const [only, ...more] = parts;
  if (only && more.length === 0) return unpacked("and", only);
  return [{ or: packed("or", parts) }];
}

function noneOf(filter: JsonObject): JsonObject[] {
  const [name, ...more] = Object.keys(filter);
  if (name === undefined) return [{ or: [] }];
  if (more.length === 0 && name === "not") return unpacked("and", filter.not as JsonObject);
  if (more.length === 0 && name === "or" && asList(filter.or!).length === 0) return [];
  return [{ not: filter }];
}

/** The parts of a canonical filter that is nothing but an `or`; of an `and`, also those beside it. */
function unpacked(joint: "and" | "or", filter: JsonObject): JsonObject[] {
  const { [joint]: parts, ...beside } = filter;
  if (parts === undefined) return [filter];
  const inner = asList(parts).flatMap((part) => unpacked(joint, part));
  if (joint === "or") return holdsAlways(beside) ? inner : [filter];
  return holdsAlways(beside) ? inner : [beside, ...inner];
}

/** As many levels as it takes to have no more than 20 parts in one. */
function packed(joint: "and" | "or", parts: JsonObject[]): JsonObject[] {
  let level = parts;
  while (level.length > mostParts) {
    const groups: JsonObject[] = [];
    for (let start = 0; start < level.length; start += mostParts) {
      const group = level.slice(start, start + mostParts);
      groups.push(group.length === 1 ? group[0]! : { [joint]: group });
    }
    level = groups;
  }
  return level;
}

function listOf(shape: Shape, value: JsonObject): JsonObject {
  const found: JsonObject = {};
  for (const quantifier of quantifiers) {
    const filter = value[quantifier] ?? null;
    if (filter === null) continue;
    const inner = canonicalOf(shape, filter as JsonObject);
    if (quantifier !== "every" || !holdsAlways(inner)) found[quantifier] = inner;
  }
  return found;
}

function comparatorOf(value: JsonObject): JsonObject {
  const found: JsonObject = {};
  for (const operator of operators) {
    const operand = value[operator] ?? null;
    if (operand !== null) found[operator] = Array.isArray(operand) ? [...new Set(operand)] : operand;
  }
  unwrapIn(found);
  unwrapNotIn(found);
  return inOrder(operators, found);
}

/** A list of one says the same as the value itself; of two single values that differ, no thing is both. */
function unwrapIn(comparator: JsonObject): void {
  const { in: values, eq } = comparator;
  if (!Array.isArray(values) || values.length !== 1) return;
  delete comparator.in;
  if (eq === undefined || eq === values[0]) comparator.eq = values[0]!;
  else {
    delete comparator.eq;
    comparator.in = [];
  }
}

/** A list of one says the same as the value itself; with another single value they are two. */
function unwrapNotIn(comparator: JsonObject): void {
  const { nin: values, neq } = comparator;
  if (!Array.isArray(values) || values.length > 1) return;
  delete comparator.nin;
  if (values.length === 0) return;
  if (neq === undefined || neq === values[0]) comparator.neq = values[0]!;
  else {
    delete comparator.neq;
    comparator.nin = [values[0]!, neq];
  }
}

/** Both conditions in one filter that means the same as both; null where there is none. */
function mergedOf(shape: Shape, first: JsonObject, second: JsonObject): JsonObject | null {
  const merged = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const part = shape.fields[name];
    const both = name in first && part ? mergedPart(part, first[name]!, value) : value;
    if (both === null) return null;
    merged[name] = both;
  }
  return inOrder(Object.keys(shape.fields), merged);
}

function mergedPart(part: Part, first: Json, second: Json): Json | null {
  if (same(first, second)) return first;
  if (part.is === "one") return mergedOf(part.shape(), first as JsonObject, second as JsonObject);
  if (part.is === "list") return disjoint(quantifiers, first as JsonObject, second as JsonObject);
  if (part.is === "compared" && !part.several)
    return disjoint(operators, first as JsonObject, second as JsonObject);
  return null;
}

function disjoint(names: readonly string[], first: JsonObject, second: JsonObject): JsonObject | null {
  const clash = Object.keys(second).some((name) => name in first && !same(first[name]!, second[name]!));
  return clash ? null : inOrder(names, { ...first, ...second });
}

function inOrder(names: readonly string[], value: JsonObject): JsonObject {
  const ordered: JsonObject = {};
  for (const name of names) if (value[name] !== undefined) ordered[name] = value[name];
  return ordered;
}

function asList(value: Json): JsonObject[] {
  // As GraphQL has it: a single value stands for a list of one.
  return (Array.isArray(value) ? value : [value]) as JsonObject[];
}

/** Whether two canonical parts are the same: their keys stand in the same order. */
function same(first: Json, second: Json): boolean {
  return JSON.stringify(first) === JSON.stringify(second);
}
