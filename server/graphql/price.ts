import {
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isCompositeType,
  isListType,
  Kind,
  valueFromASTUntyped,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { badInput, CodedError } from "./coded-error.js";
import { pageLimits } from "./connection.js";

/** What one operation may ask for: points, and objects. */
export const priceLimits = { cost: 10_000, nodes: 10_000 };

/** What the schema says of a field's price: `@Extensions({ price: { … } satisfies StatedPrice })`. */
export interface StatedPrice {
  /** As how many items a list is priced that has no `first`: what a usual one has, or at most. */
  items?: number;
  /** Points on top of what is selected, for work that the answer does not show. */
  cost?: number;
  /** How many seconds an operation with it may take, where that is more than usual. */
  seconds?: number;
  /** Whether a field of the root is a try at a secret that may be guessed: those of one address are counted. */
  isAttempt?: boolean;
}

/** What an operation asks for. */
export interface Price {
  /** In points: 0.1 a property, 1 an object, times the items of its list. */
  cost: number;
  /** How many objects it can give. */
  nodes: number;
  /** The most that a field of it says it may take, in seconds; null where none does. */
  seconds: number | null;
  /** Whether it asks for the schema. */
  introspects: boolean;
  /** How many tries at secrets there are among the root's fields; under several aliases one is several. */
  attempts: number;
}

/** As how many items lists are priced that say nothing: those of the root, and those of other things. */
const usualItems = { ofRoot: 100, elsewhere: 5 };

/** What the schema itself costs. */
const introspectionCost = 100;

type Variables = Record<string, unknown>;

/** Prices that no variable has a say in, by document and operation. */
const known = new WeakMap<DocumentNode, Map<string, Price>>();

/**
 * What an operation asks for, before it is run. The document is valid. Throws BAD_USER_INPUT for variables that are not
 * of their type, and for pages of a size that there is not.
 */
export function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables = {},
): Price {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) throw noSuchOperation(operationName);
  const values = coerced(schema, operation, variables);
  const ofDocument = known.get(document) ?? new Map<string, Price>();
  const name = operation.name?.value ?? "";
  const before = ofDocument.get(name);
  if (before) return before;
  const pricing = new Pricing(schema, document, values);
  const price = pricing.of(operation, root);
  if (!pricing.usedVariables) known.set(document, ofDocument.set(name, price));
  return price;
}

/** The document has no such operation or, without a name, several. */
export function noSuchOperation(name: string | null | undefined): CodedError {
  const expected = name
    ? "an operation of the name in operationName"
    : "exactly one operation, or operationName";
  return new CodedError("OPERATION_RESOLUTION_FAILURE", `Expected ${expected}`, { status: 400 });
}

/** Throws QUERY_TOO_COSTLY for an operation that asks for more than one may. */
export function requireAffordable({ cost, nodes }: Price, limits = priceLimits): void {
  const [what, found, limit] =
    nodes > limits.nodes ? ["objects", nodes, limits.nodes] : ["points", cost, limits.cost];
  if (found <= limit) return;
  const message = `查询过大 · The operation asks for ${shown(found)} ${what}; at most ${limit}: ask for fewer fields or a smaller first`;
  throw new CodedError("QUERY_TOO_COSTLY", message, { status: 400 });
}

/** Points to one place; huge ones as powers of ten. */
export function shown(points: number): string {
  return points < 1e15 ? String(Math.round(points * 10) / 10) : points.toExponential(1);
}

function coerced(schema: GraphQLSchema, operation: OperationDefinitionNode, variables: Variables): Variables {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return {};
  const result = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  if (result.coerced) return result.coerced;
  throw result.errors[0] ?? badInput("variables: not valid");
}

/** What one item of a selection costs. */
interface Part {
  cost: number;
  nodes: number;
}

const nothing: Part = { cost: 0, nodes: 0 };

class Pricing {
  usedVariables = false;
  #seconds: number | null = null;
  #introspects = false;
  readonly #fragments: Map<string, { set: SelectionSetNode; on: string }>;
  /** Each selection is priced once for a type and a page: fragments that double at every step take no longer. */
  readonly #parts = new Map<SelectionSetNode, Map<string, Part>>();

  constructor(
    readonly schema: GraphQLSchema,
    document: DocumentNode,
    readonly variables: Variables,
  ) {
    const fragments = document.definitions.filter(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION,
    );
    this.#fragments = new Map(
      fragments.map(({ name, selectionSet, typeCondition }) => [
        name.value,
        { set: selectionSet, on: typeCondition.name.value },
      ]),
    );
  }

  of({ selectionSet }: OperationDefinitionNode, root: GraphQLObjectType): Price {
    const { cost, nodes } = this.#ofSelection(selectionSet, root, null);
    const fields = new Map<string, string>();
    this.#collect(selectionSet, root, fields, new Set());
    const attempts = [...fields.values()].filter((name) => isAttempt(root.getFields()[name])).length;
    return { cost, nodes, seconds: this.#seconds, introspects: this.#introspects, attempts };
  }

  /** Of what may be one of several types, the dearest. */
  #ofSelection(set: SelectionSetNode, type: GraphQLCompositeType, page: number | null): Part {
    const types = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
    const parts = types.map((one) => this.#ofType(set, one, page));
    return {
      cost: Math.max(0, ...parts.map(({ cost }) => cost)),
      nodes: Math.max(0, ...parts.map(({ nodes }) => nodes)),
    };
  }

  #ofType(set: SelectionSetNode, type: GraphQLObjectType, page: number | null): Part {
    const ofSet = this.#parts.get(set) ?? new Map<string, Part>();
    this.#parts.set(set, ofSet);
    const key = `${type.name} ${page ?? ""}`;
    let part = ofSet.get(key);
    if (!part) {
      part = sum(this.#ofSelections(set, type, page));
      ofSet.set(key, part);
    }
    return part;
  }

  #ofSelections(set: SelectionSetNode, type: GraphQLObjectType, page: number | null): Part[] {
    return set.selections.map((selection) => {
      if (!this.#isIncluded(selection.directives)) return nothing;
      if (selection.kind === Kind.FIELD) return this.#ofField(selection, type, page);
      const inner = this.#inner(selection, type);
      return inner ? this.#ofType(inner, type, page) : nothing;
    });
  }

  /** What a fragment selects of a type; null where it is about another. */
  #inner(
    selection: Exclude<SelectionSetNode["selections"][number], FieldNode>,
    type: GraphQLObjectType,
  ): SelectionSetNode | null {
    const named = selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : null;
    const set = selection.kind === Kind.FRAGMENT_SPREAD ? named?.set : selection.selectionSet;
    const on = selection.kind === Kind.FRAGMENT_SPREAD ? named?.on : selection.typeCondition?.name.value;
    if (on === undefined || on === type.name) return set ?? null;
    const condition = this.schema.getType(on);
    return set && isAbstractType(condition) && this.schema.isSubType(condition, type) ? set : null;
  }

  #ofField(node: FieldNode, type: GraphQLObjectType, page: number | null): Part {
    const name = node.name.value;
    if (name === "__schema" || name === "__type") {
      this.#introspects = true;
      return { cost: introspectionCost, nodes: 0 };
    }
    const field = type.getFields()[name];
    const named = field && getNamedType(field.type);
    if (!field || !isCompositeType(named) || !node.selectionSet) return { cost: 0.1, nodes: 0 };
    const stated = statedOf(field);
    if (stated.seconds) this.#seconds = Math.max(this.#seconds ?? 0, stated.seconds);
    const size = this.#pageSize(field, node);
    const isConnection = "getFields" in named && "pageInfo" in named.getFields();
    const { cost, nodes } = this.#ofSelection(node.selectionSet, named, isConnection ? size : null);
    // A connection and its edges are only the paper around its nodes.
    const own = isConnection || (page !== null && name === "edges") ? 0 : 1;
    const items = isListType(getNullableType(field.type)) ? (page ?? size ?? this.#items(stated, type)) : 1;
    return {
      cost: 0.1 + (stated.cost ?? 0) + items * (own + cost),
      nodes: items * (own + nodes),
    };
  }

  #items({ items }: StatedPrice, type: GraphQLObjectType): number {
    return items ?? (type === this.schema.getQueryType() ? usualItems.ofRoot : usualItems.elsewhere);
  }

  /** How many items a field is asked for: by `first` or `last`, or by as many `ids`; null where it takes neither. */
  #pageSize(field: GraphQLField<unknown, unknown>, node: FieldNode): number | null {
    const ids = field.args.find(({ name }) => name === "ids");
    if (ids) {
      const value = this.#argument(node, "ids");
      return Array.isArray(value) ? value.length : 1;
    }
    const sizes = field.args.filter(({ name }) => name === "first" || name === "last");
    if (sizes.length === 0) return null;
    const asked = sizes.flatMap(({ name, defaultValue }) => {
      const value = this.#argument(node, name) ?? defaultValue;
      if (value === null || value === undefined) return [];
      if (Number(value) >= 1 && Number(value) <= pageLimits.most) return [Number(value)];
      throw new CodedError(
        "BAD_USER_INPUT",
        `${name}: expected 1 to ${pageLimits.most}, found ${Number(value)}`,
        {
          status: 400,
        },
      );
    });
    return asked.length > 0 ? Math.max(...asked) : pageLimits.usual;
  }

  #argument(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (!value) return undefined;
    if (value.kind !== Kind.VARIABLE) {
      if (value.kind === Kind.LIST) this.usedVariables = true;
      return valueFromASTUntyped(value, this.variables);
    }
    this.usedVariables = true;
    return this.variables[value.name.value];
  }

  #isIncluded(directives: readonly DirectiveNode[] = []): boolean {
    return directives.every(({ name, arguments: given = [] }) => {
      const value = given[0]?.value;
      if (!value || (name.value !== "skip" && name.value !== "include")) return true;
      if (value.kind === Kind.VARIABLE) this.usedVariables = true;
      return Boolean(valueFromASTUntyped(value, this.variables)) === (name.value === "include");
    });
  }

  /** The fields of the root by their names in the answer; each fragment is looked at once. */
  #collect(
    set: SelectionSetNode,
    type: GraphQLObjectType,
    found: Map<string, string>,
    seen: Set<SelectionSetNode>,
  ): void {
    if (seen.has(set)) return;
    seen.add(set);
    for (const selection of set.selections.filter(({ directives }) => this.#isIncluded(directives))) {
      if (selection.kind === Kind.FIELD) {
        found.set((selection.alias ?? selection.name).value, selection.name.value);
        continue;
      }
      const inner = this.#inner(selection, type);
      if (inner) this.#collect(inner, type, found, seen);
    }
  }
}

function statedOf({ extensions }: GraphQLField<unknown, unknown>): StatedPrice {
  return (extensions.price ?? {}) as StatedPrice;
}

function isAttempt(field: GraphQLField<unknown, unknown> | undefined): boolean {
  return field !== undefined && statedOf(field).isAttempt === true;
}

function sum(parts: readonly Part[]): Part {
  return {
    cost: parts.reduce((total, { cost }) => total + cost, 0),
    nodes: parts.reduce((total, { nodes }) => total + nodes, 0),
  };
}
