import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";

export type AnyField = GraphQLField<unknown, unknown>;

/** How fields with arguments are called, by coordinate: `(by: STAGE)`. */
export type Calls = Record<string, string>;

/** A way from a thing that has an id, or from the root, to a type. */
export interface Way {
  /** The type that is looked up by id, or `Query`. */
  door: string;
  /** Wraps a selection on the type at the way's end. */
  wrap: (selection: string) => string;
  /** The keys that lead from the door to the end. */
  keys: string[];
}

/**
 * The object types that can be come to from the doors, each by a shortest way; never over `detours` nor over fields
 * that nobody said how to call.
 */
export function waysFrom(
  schema: GraphQLSchema,
  doors: readonly string[],
  calls: Calls,
  detours: ReadonlySet<string>,
): Map<string, Way> {
  const ways = new Map<string, Way>(
    doors.map((door) => [door, { door, keys: [], wrap: (selection) => selection }]),
  );
  const open = [...doors];
  for (let name = open.shift(); name !== undefined; name = open.shift()) {
    const way = ways.get(name);
    const type = schema.getType(name);
    if (!way || !isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${name}.${field.name}`;
      if (detours.has(coordinate) || callOf(type, field, calls) === null) continue;
      for (const target of objectTypesOf(schema, field)) {
        if (ways.has(target.name)) continue;
        ways.set(target.name, stepOver(way, type, field, target, calls));
        open.push(target.name);
      }
    }
  }
  return ways;
}

/** A way that goes on over a field. */
export function stepOver(
  way: Way,
  type: GraphQLObjectType,
  field: AnyField,
  target: GraphQLObjectType,
  calls: Calls,
): Way {
  const call = callOf(type, field, calls) ?? "";
  const narrow = isAbstractType(getNamedType(field.type))
    ? (selection: string) => `... on ${target.name} { ${selection} }`
    : (selection: string) => selection;
  return {
    door: way.door,
    keys: [...way.keys, field.name],
    wrap: (selection) => way.wrap(`${field.name}${call} { ${narrow(selection)} }`),
  };
}

/** The object types that a field may give. */
export function objectTypesOf(schema: GraphQLSchema, field: AnyField): readonly GraphQLObjectType[] {
  const type = getNamedType(field.type);
  if (isObjectType(type)) return [type];
  return isAbstractType(type) ? schema.getPossibleTypes(type) : [];
}

/** A field's arguments, as they are asked; null where nobody said how to call it. */
export function callOf(type: GraphQLObjectType, field: AnyField, calls: Calls): string | null {
  const call = calls[`${type.name}.${field.name}`];
  if (call !== undefined) return call;
  const required = field.args.some(
    (argument) => isNonNullType(argument.type) && argument.defaultValue === undefined,
  );
  return required ? null : "";
}

/** A field as it is asked: with arguments and, where it has parts, what tells one thing from another. */
export function askedField(type: GraphQLObjectType, field: AnyField, calls: Calls): string {
  const call = callOf(type, field, calls);
  if (call === null)
    throw new Error(`Say in test/kit/authorisation/calls.ts how ${type.name}.${field.name} is asked`);
  return `${field.name}${call}${leafOf(field)}`;
}

const telling = ["id", "totalCount", "cursor"];

function leafOf(field: AnyField): string {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return "";
  const fields = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  return ` { ${["__typename", ...telling.filter((name) => name in fields)].join(" ")} }`;
}

/** A question for the field at a way's end. */
export function questionOf(way: Way, id: string | undefined, asked: string): string {
  const selection = way.wrap(asked);
  return way.door === "Query"
    ? selection
    : `node(id: ${JSON.stringify(id)}) { ... on ${way.door} { ${selection} } }`;
}

/** What stands at the end of some keys, through every list on the way; nulls left out. */
export function valuesAt(value: unknown, keys: readonly string[]): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, keys));
  const [key, ...rest] = keys;
  return key === undefined ? [value] : valuesAt((value as Record<string, unknown>)[key], rest);
}
