import { readFileSync } from "node:fs";
import { coerceInputValue, parse, validate, type GraphQLInputType } from "graphql";
import { describe, expect, it } from "vitest";
import { filterBounds } from "../../server/features/tasks/bounds.filter.js";
import { mostValues } from "../../server/graphql/comparators.js";
import { makeSchema } from "../../server/schema.js";

const page = readFileSync(new URL("../../docs/importing.md", import.meta.url), "utf8");
const schema = makeSchema();

describe("The examples of docs/importing.md", () => {
  const operations = [...page.matchAll(/"(mutation [^"\n]{1,1000})"/g)].map(
    ([, operation]) => operation ?? "",
  );

  it("are there", () => {
    expect(operations.length).toBeGreaterThanOrEqual(3);
  });

  it.each(operations)("ask for what the schema has: %s", (operation) => {
    expect(validate(schema, parse(operation)).map(({ message }) => message)).toEqual([]);
  });

  const inputs = [...page.matchAll(/```json\n([^`]{1,2000})```/g)].map(([, json]) => json ?? "");

  it.each(inputs)("give what the schema takes: %s", (json) => {
    const type = schema.getType("ApplyImportInput") as GraphQLInputType;
    const input = { document: { text: "…" }, ...(JSON.parse(json) as object) };
    const wrong: string[] = [];
    coerceInputValue(input, type, (path, _value, error) => wrong.push(`${path.join(".")}: ${error.message}`));
    expect(wrong).toEqual([]);
  });
});

describe("The examples of docs/writing.md", () => {
  const text = readFileSync(new URL("../../docs/writing.md", import.meta.url), "utf8");
  const operations = [...text.matchAll(/```graphql\n([^`]{1,2000})```/g)].map(
    ([, operation]) => operation ?? "",
  );

  it("are there", () => {
    expect(operations).toHaveLength(2);
  });

  it.each(operations)("ask for what the schema has: %s", (operation) => {
    expect(validate(schema, parse(operation)).map(({ message }) => message)).toEqual([]);
  });

  it("name every mutation of cards and boards", () => {
    const fields = Object.keys(schema.getMutationType()?.getFields() ?? {});
    const written = /(Task|Tasks|Project|Programme|Stage|Stages|Label)$/;
    expect(fields.filter((name) => written.test(name) && !text.includes(`\`${name}`))).toEqual([]);
  });
});

describe("The examples of docs/searching.md", () => {
  const text = readFileSync(new URL("../../docs/searching.md", import.meta.url), "utf8");
  const operations = [...text.matchAll(/```graphql\n([^`]{1,2000})```/g)].map(
    ([, operation]) => operation ?? "",
  );

  it("are there", () => {
    expect(operations).toHaveLength(1);
  });

  it.each(operations)("ask for what the schema has: %s", (operation) => {
    expect(validate(schema, parse(operation)).map(({ message }) => message)).toEqual([]);
  });
});

describe("The examples of docs/filtering.md", () => {
  const text = readFileSync(new URL("../../docs/filtering.md", import.meta.url), "utf8");
  const [operation = ""] = [...text.matchAll(/```graphql\n([^`]{1,2000})```/g)].map(
    ([, found]) => found ?? "",
  );
  const filters = [...text.matchAll(/`(\{"[^`\n]{1,300}\})`/g)].map(([, json]) => json ?? "");

  it("ask for what the schema has", () => {
    expect(validate(schema, parse(operation)).map(({ message }) => message)).toEqual([]);
    expect(filters.length).toBeGreaterThanOrEqual(11);
  });

  it.each(filters)("give what the schema takes: %s", (json) => {
    const wrong: string[] = [];
    coerceInputValue(
      JSON.parse(json),
      schema.getType("TaskFilter") as GraphQLInputType,
      (path, _value, error) => wrong.push(`${path.join(".")}: ${error.message}`),
    );
    expect(wrong).toEqual([]);
  });

  it("name the bounds that hold", () => {
    const { depth, values, words } = filterBounds;
    expect(text).toContain(`${depth} levels, ${values} values,`);
    expect(text).toContain(`${mostValues} of one \`in\`, ${words} words`);
  });
});
