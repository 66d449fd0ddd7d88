import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  parse,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";
import { Random } from "./random.js";

/** A request that was made up, and how it was answered wrongly. */
export interface RequestFailure {
  number: number;
  body: string;
  faults: string[];
}

export interface RequestsResult {
  count: number;
  /** How many documents could be parsed. */
  parsed: number;
  /** How many answers there were of each status and code. */
  outcomes: Map<string, number>;
  slowest: number;
  failures: RequestFailure[];
}

/** Sends a body, and gives the answer's status and text. */
export type Send = (body: string) => Promise<{ status: number; text: string }>;

/** What a request may be answered with; anything else is a fault of the server. */
const goodStatuses = new Set([200, 400, 401, 403, 404, 405, 413, 415, 429]);

/** No answer may take longer, in milliseconds. */
const longest = 5000;

/** Ids of things that there are, and of none. */
export interface KnownIds {
  ids: readonly string[];
}

/**
 * Sends requests that are made of the schema and then broken a little: documents, variables and the JSON around them.
 * The same seed makes the same requests. Nothing may be answered by an error of ours, slowly, or with a trace.
 */
export async function fuzzRequests(
  schema: GraphQLSchema,
  send: Send,
  { ids }: KnownIds,
  seed: number,
  isEnough: (count: number) => boolean,
  onFailure: (failure: RequestFailure) => void = () => undefined,
): Promise<RequestsResult> {
  const result: RequestsResult = { count: 0, parsed: 0, outcomes: new Map(), slowest: 0, failures: [] };
  while (!isEnough(result.count)) {
    const number = result.count++;
    const { body, query } = requestOf(schema, ids, new Random(seed * 1_000_003 + number));
    if (isParsed(query)) result.parsed += 1;
    const begun = performance.now();
    const answer = await send(body);
    const milliseconds = performance.now() - begun;
    result.slowest = Math.max(result.slowest, milliseconds);
    const faults = faultsOfAnswer(answer, milliseconds);
    const outcome = `${answer.status} ${codeOf(answer.text)}`;
    result.outcomes.set(outcome, (result.outcomes.get(outcome) ?? 0) + 1);
    if (faults.length === 0) continue;
    const failure = { number, body, faults };
    result.failures.push(failure);
    onFailure(failure);
  }
  return result;
}

function faultsOfAnswer({ status, text }: { status: number; text: string }, milliseconds: number): string[] {
  const faults: string[] = [];
  if (!goodStatuses.has(status)) faults.push(`status ${status}: ${text.slice(0, 500)}`);
  if (/"code":"INTERNAL"/.test(text)) faults.push(`INTERNAL: ${text.slice(0, 500)}`);
  if (/node_modules|\.[jt]s:\d+:\d+|SQLITE_|\bselect .{1,200} from\b/i.test(text))
    faults.push(`leaks: ${text.slice(0, 500)}`);
  if (milliseconds > longest) faults.push(`took ${Math.round(milliseconds)} ms`);
  try {
    JSON.parse(text);
  } catch {
    faults.push(`no JSON: ${text.slice(0, 200)}`);
  }
  return faults;
}

function codeOf(text: string): string {
  return /"code":"([A-Z_]+)"/.exec(text)?.[1] ?? "answered";
}

function isParsed(query: string): boolean {
  try {
    parse(query);
    return true;
  } catch {
    return false;
  }
}

function requestOf(
  schema: GraphQLSchema,
  ids: readonly string[],
  random: Random,
): { body: string; query: string } {
  const maker = new Maker(schema, ids, random);
  let query = maker.operation();
  if (random.next() < 0.5) query = broken(query, random);
  const request: Record<string, unknown> = { query };
  if (random.next() < 0.6) request.variables = maker.variables();
  if (random.next() < 0.1) request.operationName = maker.odd();
  if (random.next() < 0.05) request.extensions = maker.odd();
  let body = JSON.stringify(request);
  // What JSON.stringify never writes: numbers beyond any, −0, keys twice, half a character.
  for (const [from, to] of oddJson) if (random.next() < 0.05) body = body.replace(from, to);
  if (random.next() < 0.05) body = broken(body, random);
  return { body, query };
}

const oddJson: [string | RegExp, string][] = [
  [/:\s?\d+/, ":1e999"],
  [/:\s?\d+/, ":-0"],
  [/:\s?\d+/, ":9007199254740993"],
  [/"[a-z]+"/, String.raw`"\ud800"`],
  [/\}$/, `,"query":"{ __typename }"}`],
];

/** Words and signs of a text, some of them taken away, doubled, put elsewhere or made something else. */
function broken(text: string, random: Random): string {
  const tokens = text.split(/(\W)/).filter((token) => token !== "");
  const times = 1 + random.below(3);
  for (let time = 0; time < times && tokens.length > 0; time += 1) {
    const at = random.below(tokens.length);
    const other = random.below(tokens.length);
    const change = random.below(5);
    if (change === 0) tokens.splice(at, 1);
    else if (change === 1) tokens.splice(at, 0, tokens[other]!);
    else if (change === 2) [tokens[at], tokens[other]] = [tokens[other]!, tokens[at]!];
    else if (change === 3)
      tokens[at] = random.pick([
        "$x",
        "null",
        "{",
        "}",
        "...",
        "@skip(if: true)",
        "\u0000",
        "0",
        "-1",
        '""',
        "fragment",
      ]);
    else tokens.splice(at, 0, ...tokens.slice(other, other + 20));
  }
  return tokens.join("");
}

/** Makes operations and values of a schema's types. */
class Maker {
  constructor(
    readonly schema: GraphQLSchema,
    readonly ids: readonly string[],
    readonly random: Random,
  ) {}

  operation(): string {
    const { random } = this;
    const kind = random.next() < 0.65 ? "query" : "mutation";
    const root = kind === "query" ? this.schema.getQueryType() : this.schema.getMutationType();
    if (!root) return "{ __typename }";
    // Nobody is signed out, and nothing leaves this machine.
    const fields = Object.values(root.getFields()).filter(
      ({ name }) => !/sign|password|webhook|deliver/i.test(name),
    );
    const count = 1 + random.below(2);
    const selected = Array.from({ length: count }, (_, i) => `f${i}: ${this.#field(random.pick(fields), 0)}`);
    const head = random.next() < 0.3 ? `${kind} Made($a: Int = 5, $b: String, $c: ID) ` : `${kind} `;
    return `${head}{ ${selected.join(" ")} }`;
  }

  variables(): unknown {
    return this.random.next() < 0.2 ? this.odd() : { a: this.odd(), b: this.odd(), c: this.#id() };
  }

  odd(): unknown {
    return this.random.pick<unknown>([
      null,
      true,
      0,
      -1,
      101,
      2 ** 31,
      -(2 ** 31),
      2 ** 53,
      1e308,
      0.1,
      "",
      "x",
      "\u0000",
      "\ud800",
      "\u202e一",
      "x".repeat(5000),
      [],
      {},
      [[]],
      { a: { b: [1] } },
      this.#id(),
    ]);
  }

  #id(): string {
    return this.random.next() < 0.8 && this.ids.length > 0
      ? this.random.pick(this.ids)
      : "task_01h455vb4pex5vsknk084sn02q";
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const given = field.args.filter((argument) => isNonNullType(argument.type) || this.random.next() < 0.3);
    const passed = given.map(({ name, type }) => `${name}: ${this.#value(type, 0)}`);
    const type = getNamedType(field.type);
    const selection = isCompositeType(type) ? ` ${this.#selection(type, depth + 1)}` : "";
    return `${field.name}${passed.length > 0 ? `(${passed.join(", ")})` : ""}${selection}`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const { random } = this;
    if (isUnionType(type)) {
      const inner = type.getTypes().filter(() => random.next() < 0.5);
      return `{ __typename ${inner.map(({ name }) => `... on ${name} ${this.#selection(this.schema.getType(name)!, depth + 1)}`).join(" ")} }`;
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return "";
    const fields = Object.values(type.getFields()).filter(
      (field) => depth < 5 || !isCompositeType(getNamedType(field.type)),
    );
    const chosen = Array.from({ length: 1 + random.below(4) }, () =>
      fields.length > 0 ? random.pick(fields) : null,
    );
    const shown = chosen.map((field, i) =>
      field ? `${depth}${i}`.replace(/^/, "g") + `: ${this.#field(field, depth)}` : "__typename",
    );
    return `{ ${shown.join(random.next() < 0.05 ? " @include(if: true) " : " ")} }`;
  }

  #value(type: GraphQLInputType, depth: number): string {
    const { random } = this;
    const bare = getNullableType(type);
    if (!isNonNullType(type) && random.next() < 0.1) return "null";
    if (random.next() < 0.05)
      return random.pick(["$a", "$b", "$c", "1e999", "-0", "9007199254740993", '"\\uD800"', "[]", "{}"]);
    if (isListType(bare)) {
      const item = bare.ofType as GraphQLInputType;
      return `[${Array.from({ length: random.below(3) }, () => this.#value(item, depth + 1)).join(", ")}]`;
    }
    if (isEnumType(bare)) return random.pick(bare.getValues()).name;
    if (isInputObjectType(bare)) {
      const fields = Object.values(bare.getFields()).filter(
        (field) => isNonNullType(field.type) || (depth < 4 && random.next() < 0.3),
      );
      return `{ ${fields.map((field) => `${field.name}: ${this.#value(field.type, depth + 1)}`).join(", ")} }`;
    }
    return this.#scalar(getNamedType(bare).name);
  }

  #scalar(name: string): string {
    const { random } = this;
    if (name === "ID") return JSON.stringify(this.#id());
    if (name === "Boolean") return random.pick(["true", "false"]);
    if (name === "Int") return random.pick(["0", "1", "2", "50", "-1", "2147483647", "2147483648"]);
    if (name === "Float") return random.pick(["0", "-0.0", "1.5", "1e300"]);
    if (/Date/.test(name))
      return random.pick([
        '"2022-08-15"',
        '"2022-13-45"',
        '"THIS_QUARTER"',
        '"P10D"',
        '"2022-08-15T01:00:00Z"',
      ]);
    return random.pick([
      '"x"',
      '""',
      '"曾智伟"',
      '"zzw"',
      '"%_\\\\"',
      `"' or 1=1; --"`,
      '"灯:红"',
      JSON.stringify("长".repeat(300)),
    ]);
  }
}
