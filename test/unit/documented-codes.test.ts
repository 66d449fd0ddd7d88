import { readFileSync } from "node:fs";
import { isObjectType } from "graphql";
import { expect, it } from "vitest";
import { diagnosticCodes } from "../../server/notice/diagnostics.js";
import { makeSchema } from "../../server/schema.js";

const page = readFileSync(new URL("../../docs/diagnostics.md", import.meta.url), "utf8");
const problems = readFileSync(new URL("../../docs/problems.md", import.meta.url), "utf8");

it("every code that the reader gives is explained, with its severity, and no other", () => {
  const explained = [...page.matchAll(/^\| `([A-Z_]+)` +\| (ERROR|WARNING|INFO) /gm)].map(
    ([, code, severity]) => `${severity} ${code}`,
  );
  expect(explained.toSorted()).toEqual(diagnosticCodes().toSorted());
});

it("every problem that the API gives back is explained, and no other", () => {
  const explained = [...problems.matchAll(/^\| `([A-Z][a-z][A-Za-z]+)` +\| /gm)].map(([, name]) => name);
  const types = Object.values(makeSchema().getTypeMap()).filter(isObjectType);
  const given = types.filter((type) => type.getInterfaces().some(({ name }) => name === "Problem"));
  expect(explained.toSorted()).toEqual(given.map(({ name }) => name).toSorted());
});
