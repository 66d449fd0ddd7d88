import {
  astFromValue,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  parse,
  print,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { priceOf, requireAffordable } from "../../../server/graphql/price.js";
import { limitQueries } from "../../../server/graphql/query-limits.js";
import type { Random } from "../../fuzz/random.js";
import { countedIn } from "./recount.js";
import { objectTypesOf, type AnyField } from "./walk.js";

/** A field that a walk asks for, and where its value stands in the answer. */
export interface AskedField {
  coordinate: string;
  keys: readonly string[];
}

/** A question that goes from the root from thing to thing, and asks some fields of each. */
export interface Walk {
  text: string;
  document: DocumentNode;
  asked: readonly AskedField[];
}

/** What walks ask about. */
export interface Grounds {
  /** Ids that there are, that there were and that nobody ever gave, by their prefix. */
  ids: ReadonlyMap<string, readonly string[]>;
  /** Texts that are looked for. */
  words: readonly string[];
  /** Tokens of invitations' links. */
  links: readonly string[];
  /** Filters of tasks. */
  filters: readonly object[];
  /** Moments of the past. */
  moments: readonly string[];
}

const longestWalk = 8;
/** These roots lead to more than the others. */
const weights: Record<string, number> = {
  node: 12,
  nodes: 3,
  search: 3,
  tasks: 3,
  view: 6,
  views: 6,
  viewer: 4,
  webhook: 3,
  webhooks: 3,
};
/** What is asked by a default of its own, or of its connection as a whole. */
const leftOut = new Set(["after", "before", "beforeRevision", "orderBy"]);

/** Makes walks over a schema: of the same numbers, the same ones. */
export class Walker {
  readonly #roots: AnyField[];
  /** How often each field was asked for so far. */
  readonly #times = new Map<AnyField, number>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly random: Random,
    private readonly grounds: Grounds,
  ) {
    const fields = Object.values(schema.getQueryType()?.getFields() ?? {});
    this.#roots = fields.flatMap((field) => Array.from({ length: weights[field.name] ?? 1 }, () => field));
  }

  /** A walk that the server would run: neither too deep nor too dear. */
  next(): Walk {
    for (let tries = 0; tries < 500; tries++) {
      const asked: AskedField[] = [];
      const selection = this.#step(this.schema.getQueryType()!, this.random.pick(this.#roots), {
        asked,
        keys: [],
        left: 1 + this.random.below(longestWalk),
      });
      const text = `{ ${selection} }`;
      const document = parse(text);
      if (this.#isAdmitted(document)) return { text, document, asked };
    }
    throw new Error("No walk that the server would run was found");
  }

  #isAdmitted(document: DocumentNode): boolean {
    if (validate(this.schema, document, [...specifiedRules, limitQueries]).length > 0) return false;
    try {
      requireAffordable(priceOf(this.schema, document, null));
      return true;
    } catch {
      return false;
    }
  }

  /** A field with its arguments and, where it has parts, what is asked of them. */
  #step(type: GraphQLObjectType, field: AnyField, { asked, keys, left }: Place): string {
    const here = [...keys, field.name];
    asked.push({ coordinate: `${type.name}.${field.name}`, keys: here });
    this.#times.set(field, (this.#times.get(field) ?? 0) + 1);
    const targets = objectTypesOf(this.schema, field);
    const [first] = targets;
    if (!first) return `${field.name}${this.#argumentsOf(field, 3)}`;
    const target = this.random.pick(targets);
    const counted = this.random.next() < 0.3 ? countedIn(target) : null;
    const call = this.#argumentsOf(field, counted ? 100 : 1 + this.random.below(4), target);
    const inner = counted ?? this.#selection(target, { asked, keys: here, left: left - 1 });
    const isAbstract = isAbstractType(getNamedType(field.type));
    return `${field.name}${call} { ${isAbstract ? `__typename ... on ${target.name} { ${inner} }` : inner} }`;
  }

  /** Some fields of a thing, and perhaps one that goes on. */
  #selection(type: GraphQLObjectType, place: Place): string {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => objectTypesOf(this.schema, field).length === 0);
    const onward = fields.filter((field) => !leaves.includes(field));
    const chosen = new Set<AnyField>();
    for (let count = 1 + this.random.below(3); count > 0 && leaves.length > 0; count--)
      chosen.add(this.#rarer(leaves));
    // An id tells of a thing whatever else it has.
    const id = type.getFields().id;
    if (id && this.random.next() < 0.5) chosen.add(id);
    if (place.left > 0 && onward.length > 0) chosen.add(this.#rarer(onward));
    return ["__typename", ...[...chosen].map((field) => this.#step(type, field, place))].join(" ");
  }

  /** Of three at random the one that was asked for least: as the schema grows, walks still come to all of it. */
  #rarer(fields: readonly AnyField[]): AnyField {
    const some = [this.random.pick(fields), this.random.pick(fields), this.random.pick(fields)] as const;
    const times = (field: AnyField) => this.#times.get(field) ?? 0;
    return some.reduce((least, field) => (times(field) < times(least) ? field : least));
  }

  #argumentsOf(field: AnyField, size: number, target?: GraphQLObjectType): string {
    const given = field.args.flatMap((argument) => {
      const value = this.#valueFor(argument, size, target);
      return value === null ? [] : [`${argument.name}: ${value}`];
    });
    return given.length > 0 ? `(${given.join(", ")})` : "";
  }

  #valueFor(argument: GraphQLArgument, size: number, target?: GraphQLObjectType): string | null {
    const { name, type } = argument;
    if (name === "first") return String(size);
    if (name === "last" || leftOut.has(name)) return null;
    if (!isNonNullType(type) && this.random.next() < 0.65) return null;
    return this.#value(name, type, target);
  }

  #value(name: string, type: GraphQLInputType, target?: GraphQLObjectType): string | null {
    const plain = getNullableType(type);
    if (isListType(plain)) {
      const items = Array.from({ length: 1 + this.random.below(3) }, () =>
        this.#value(name, plain.ofType, target),
      );
      return `[${[...new Set(items)].join(", ")}]`;
    }
    if (isEnumType(plain)) return this.random.pick(plain.getValues()).name;
    if (isInputObjectType(plain)) return this.#filter(plain);
    switch (plain.name) {
      case "ID":
        return JSON.stringify(this.#id(name, target));
      case "Int":
        return String(this.random.below(3));
      case "Boolean":
        return String(this.random.next() < 0.5);
      case "PointInTime":
        return JSON.stringify(this.random.pick(this.grounds.moments));
      default:
        if (name === "token") return JSON.stringify(this.random.pick(this.grounds.links));
        return JSON.stringify(this.random.pick(this.grounds.words));
    }
  }

  #filter(type: GraphQLInputType): string | null {
    if (getNamedType(type).name !== "TaskFilter") return "{}";
    const value = astFromValue(this.random.pick(this.grounds.filters), type);
    return value ? print(value) : "{}";
  }

  /** Mostly the id of such a thing as is asked for; now and then of anything else. */
  #id(name: string, target: GraphQLObjectType | undefined): string {
    const { ids } = this.grounds;
    const wanted = name === "programmeId" ? "programme" : prefixOf(target?.name ?? "");
    const fit = ids.get(wanted);
    const from = fit && this.random.next() < 0.85 ? fit : this.random.pick([...ids.values()]);
    return this.random.pick(from);
  }
}

interface Place {
  asked: AskedField[];
  keys: readonly string[];
  /** How many steps may follow. */
  left: number;
}

const prefixes: Record<string, string> = {
  AccessToken: "token",
  OfficeAlias: "alias",
  WebhookDelivery: "delivery",
  WebhookDeadLetter: "deadletter",
};

/** What the ids of a type begin with. */
function prefixOf(type: string): string {
  return prefixes[type] ?? type.toLowerCase();
}
