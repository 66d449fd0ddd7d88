import { globSync, readFileSync } from "node:fs";
import { check } from "recheck";
import ts from "typescript";
import { beforeAll, expect, it, vi } from "vitest";

interface Literal {
  place: string;
  source: string;
  flags: string;
}

/**
 * An expression too large for proof is attacked instead, the same way on every run. A safe one is judged within half
 * a second, so one that is not judged in twenty times that is better written plainer.
 */
const bounds = { maxNFASize: 1_000, randomSeed: 0, timeout: 10_000 };

/** The backend in plain JavaScript: neither Java nor a binary of the platform is needed. */
beforeAll(() => void vi.stubEnv("RECHECK_BACKEND", "pure"));

/** Every regular expression written in a file, each once. */
function literalsOf(path: string, text: string): Literal[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const found = new Map<string, Literal>();
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      const [source, flags] = [node.text.slice(1, end), node.text.slice(end + 1)];
      found.set(node.text, { place: `${path}:${line} ${node.text}`, source, flags });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return [...found.values()];
}

/** The literals not proven safe, each with the reason. */
async function unsafe(literals: Literal[]): Promise<string[]> {
  const verdicts = await Promise.all(
    literals.map(async ({ place, source, flags }) => {
      const verdict = await check(source, flags, bounds);
      if (verdict.status === "vulnerable") return `${place} takes ${verdict.complexity.summary} time`;
      if (verdict.status === "unknown") return `${place} could not be judged: ${verdict.error.kind}`;
      return undefined;
    }),
  );
  return verdicts.filter((verdict) => verdict !== undefined);
}

it("no text can make a regular expression of the server slow", { timeout: 60_000 }, async () => {
  const files = globSync("server/**/*.ts");
  expect(files).not.toEqual([]);
  const literals = files.flatMap((path) => literalsOf(path, readFileSync(path, "utf8")));
  expect(await unsafe(literals)).toEqual([]);
});

it("the check knows a slow regular expression when it sees one", async () => {
  const literals = literalsOf("planted.ts", "export const slow = /^第[一二三四]季度.*?(\\d+)%$/;");
  expect(await unsafe(literals)).toEqual([expect.stringContaining("takes 2nd degree polynomial time")]);
});
