import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { diagnosticCodes } from "../../server/notice/diagnostics.js";

const page = readFileSync(new URL("../../docs/diagnostics.md", import.meta.url), "utf8");

it("every code that the reader gives is explained, with its severity, and no other", () => {
  const explained = [...page.matchAll(/^\| `([A-Z_]+)` +\| (ERROR|WARNING|INFO) /gm)].map(
    ([, code, severity]) => `${severity} ${code}`,
  );
  expect(explained.toSorted()).toEqual(diagnosticCodes().toSorted());
});
