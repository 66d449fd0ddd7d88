import { globSync, readFileSync } from "node:fs";
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

it("every code that stands in the sources is explained", () => {
  const server = new URL("../../server", import.meta.url).pathname;
  const sources = globSync(`${server}/**/*.ts`).map((path) => ({ path, text: readFileSync(path, "utf8") }));
  const textOf = (name: string) => sources.find(({ path }) => path.endsWith(name))?.text ?? "";
  const inUnion = /export type ErrorCode =([^;]+);/.exec(textOf("coded-error.ts"))?.[1] ?? "";
  const passedOn = /const callersErrors = new Set\(\[([^\]]+)\]/.exec(textOf("format-error.ts"))?.[1] ?? "";
  const thrown = sources.flatMap(({ text }) => [
    ...text.matchAll(
      /(?:new CodedError\(|\bcode: |\bcode = |refuseStream\(reply[^,]*, \d+, )"([A-Z]+(?:_[A-Z]+)*)"/g,
    ),
  ]);
  const quoted = [...`${inUnion} ${passedOn}`.matchAll(/"([A-Z_]+)"/g), ...thrown].map(
    ([, code]) => code ?? "",
  );
  const codes = [...new Set(quoted)].filter((code) => !ofDatabases.has(code));
  expect(codes.length).toBeGreaterThan(20);
  expect(codes.filter((code) => !`${problems}${page}`.includes(`\`${code}\``))).toEqual([]);
});

/** Codes that are looked at and never given back. */
const ofDatabases = new Set(["EEXIST", "ENOENT"]);
