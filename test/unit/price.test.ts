import { parse, print, specifiedRules, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { priceLimits, priceOf, requireAffordable } from "../../server/graphql/price.js";
import { limitQueries } from "../../server/graphql/query-limits.js";
import { makeSchema } from "../../server/schema.js";
import { pageDocuments } from "../kit/page-documents.js";

const schema = makeSchema();
const price = (query: string, variables: Record<string, unknown> = {}) =>
  priceOf(schema, parse(query), null, variables);
const cost = (query: string, variables?: Record<string, unknown>) => price(query, variables).cost;

describe("The price of an operation", () => {
  it("is 0.1 a property and 1 an object", () => {
    // viewer (0.1 + 1), canImport 0.1, person (0.1 + 1), name 0.1
    expect(cost(`{ viewer { canImport person { name } } }`)).toBeCloseTo(2.4);
    expect(price(`{ viewer { canImport person { name } } }`).nodes).toBe(2);
  });

  it("of a connection is that of its nodes times the real first, and of 50 where none is said", () => {
    const page = (first: string) => `{ tokens${first} { nodes { id name } } }`;
    // 0.1 for the connection, 0.1 for nodes, and each node 1 + 0.2
    expect(cost(page("(first: 10)"))).toBeCloseTo(0.2 + 10 * 1.2);
    expect(cost(page(""))).toBeCloseTo(0.2 + 50 * 1.2);
    expect(cost(page("(last: 3)"))).toBeCloseTo(0.2 + 3 * 1.2);
    expect(price(page("(first: 10)")).nodes).toBe(10);
  });

  it("follows variables, their defaults, and what is skipped", () => {
    const query = `query ($n: Int = 20, $yes: Boolean = true) { tokens(first: $n) @include(if: $yes) { nodes { id } } }`;
    const document = parse(query);
    const of = (variables: object) => priceOf(schema, document, null, { ...variables }).cost;
    expect(of({})).toBeCloseTo(0.2 + 20 * 1.1);
    expect(of({ n: 5 })).toBeCloseTo(0.2 + 5 * 1.1);
    expect(of({ yes: false })).toBe(0);
    expect(of({ n: 5 })).toBeCloseTo(0.2 + 5 * 1.1);
  });

  it("counts edges as the paper around their nodes", () => {
    expect(price(`{ tokens(first: 10) { edges { cursor node { id } } } }`)).toMatchObject({ nodes: 10 });
  });

  it("of nested pages is that of all of them together", () => {
    const nested = `{ tokens(first: 100) { nodes { person { id } programmes { id stages { id } } } } }`;
    expect(price(nested).nodes).toBe(100 * (1 + 1 + 5 + 5 * 5));
  });

  it("of a union or interface is that of its dearest type", () => {
    const query = `mutation ($input: MoveTaskInput!) { moveTask(input: $input) {
      ... on Task { id title } ... on StaleVersion { task { id } } ... on IllegalMove { task { id } } } }`;
    const input = { taskId: "x", stageId: "x", expectedVersion: 1 };
    // the field 0.1, the object 1, and of the members the one with another task in it
    expect(cost(query, { input })).toBeCloseTo(1.1 + 0.1 + 1 + 0.1);
  });

  it("of fragments that double at every step is known at once", () => {
    const steps = Array.from(
      { length: 80 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    );
    const bomb = price(`{ ...F0 } ${steps.join(" ")} fragment F80 on Query { viewer { canImport } }`);
    expect(bomb.cost).toBeGreaterThan(1e20);
    expect(() => requireAffordable(bomb)).toThrow("objects");
  });

  it.each([0, -1, 101, 1_000_000])("refuses pages of %i, in the document and through variables", (first) => {
    expect(() => price(`{ tokens(first: ${first}) { nodes { id } } }`)).toThrow("expected 1 to 100");
    const query = `query ($n: Int) { tokens(last: $n) { nodes { id } } }`;
    expect(() => price(query, { n: first })).toThrow("expected 1 to 100");
    const history = `query ($n: Int!) { task(id: "x") { history(first: $n) { id } } }`;
    expect(() => price(history, { n: first })).toThrow("expected 1 to 100");
  });

  it("refuses variables that are not of their type", () => {
    const query = `query ($n: Int) { tokens(first: $n) { nodes { id } } }`;
    for (const n of [2 ** 31, 1.5, "1", [1, 2]]) expect(() => price(query, { n })).toThrow("$n");
  });

  it("is the same for the same document asked again with other variables", () => {
    const document = parse(`query ($id: ID!) { task(id: $id) { id } }`);
    expect(priceOf(schema, document, null, { id: "x" })).toBe(priceOf(schema, document, null, { id: "y" }));
  });
});

describe("The page's own operations", () => {
  const documents = [...pageDocuments()].map(([name, document]) => ({ name, document }));

  it("are there", () => {
    expect(documents.length).toBeGreaterThan(10);
  });

  it.each(documents)("$name keeps to the limits of documents and of prices", ({ document }) => {
    expect(validate(schema, document, [...specifiedRules, limitQueries])).toEqual([]);
    expect(print(document).length).toBeLessThan(10_000);
    const { cost, nodes } = priceOf(schema, withoutVariables(document), null);
    expect(cost).toBeLessThan(priceLimits.cost / 2);
    expect(nodes).toBeLessThan(priceLimits.nodes / 2);
  });
});

/** The same document without a variable that would have to be given. */
function withoutVariables(document: ReturnType<typeof parse>) {
  return parse(
    print(document)
      .replace(/\(\$[^{]*?\)(?= \{| @)/, "")
      .replace(/\$\w+/g, `"x"`),
  );
}
