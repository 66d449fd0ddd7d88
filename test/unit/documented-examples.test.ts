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

describe.each([
  { name: "writing", count: 2 },
  { name: "filtering", count: 3 },
  { name: "searching", count: 1 },
])("The examples of docs/$name.md", ({ name, count }) => {
  const text = readFileSync(new URL(`../../docs/${name}.md`, import.meta.url), "utf8");
  const operations = [...text.matchAll(/```graphql\n([^`]{1,2000})```/g)].map(
    ([, operation]) => operation ?? "",
  );

  it("are there", () => {
    expect(operations).toHaveLength(count);
  });

  it.each(operations)("ask for what the schema has: %s", (operation) => {
    expect(validate(schema, parse(operation)).map(({ message }) => message)).toEqual([]);
  });
});

describe("The filters of docs/filtering.md", () => {
  const text = readFileSync(new URL("../../docs/filtering.md", import.meta.url), "utf8");
  const filters = [...text.matchAll(/`(\{"[^`\n]{1,300}\})`/g)].map(([, json]) => json ?? "");

  it("are there", () => {
    expect(filters.length).toBeGreaterThanOrEqual(11);
  });

  it.each(filters)("are what the schema takes: %s", (json) => {
    const wrong: string[] = [];
    coerceInputValue(
      JSON.parse(json),
      schema.getType("TaskFilter") as GraphQLInputType,
      (path, _value, error) => wrong.push(`${path.join(".")}: ${error.message}`),
    );
    expect(wrong).toEqual([]);
  });

  it("keep to the bounds that it names", () => {
    const { depth, values, words } = filterBounds;
    const bounds = [`${depth} levels`, `${values} values`, `\`in\` at most ${mostValues}`, `${words} words`];
    expect(bounds.filter((bound) => !text.includes(bound))).toEqual([]);
  });
});
