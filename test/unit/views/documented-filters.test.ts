import { readFileSync } from "node:fs";
import { parse, validate } from "graphql";
import { expect, it } from "vitest";
import { buildFilter } from "../../../server/features/views/filter-language/build-filter.js";
import { filterFields } from "../../../server/features/views/filter-language/filter-fields.js";
import { parseFilterText } from "../../../server/features/views/filter-language/parse-filter-text.js";
import { makeSchema } from "../../../server/schema.js";
import { names } from "./given-filters.js";

const page = readFileSync(new URL("../../../docs/views.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/^\| (`.+?`) +\| /gm)]
  .flatMap(([, cell]) => [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? ""))
  .filter((text) => !/^[A-Z_]+$/.test(text));

it.each(examples)("docs/views.md: %s is a filter", (text) => {
  const { node, errors } = parseFilterText(text, "en");
  const known = { ...names, idsOf: () => ["office_01h455vb4pex5vsknk084sn001"] };
  expect(Object.keys(buildFilter(node, known, errors, () => null)).length).toBeGreaterThan(0);
  expect(errors.list).toEqual([]);
});

it("docs/views.md has examples, every keyword as it is printed, and a query that the schema answers", () => {
  expect(examples.length).toBeGreaterThan(15);
  for (const { keywords } of filterFields)
    expect(page).toContain(`${keywords["zh-CN"][0]} ${keywords.en[0]}`);
  const query = /```graphql\n([^`]+)```/.exec(page)?.[1] ?? "";
  expect(validate(makeSchema(), parse(query))).toEqual([]);
});
