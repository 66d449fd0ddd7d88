import { createHash } from "node:crypto";
import { globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
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

/**
 * Where verdicts of "safe" are kept, one empty file each: the same expression is judged the same way by the same program, so nothing but
 * new ones are judged again.
 */
const kept = resolve("node_modules/.cache/luoshi-regular-expressions");

/** The backend in plain JavaScript: neither Java nor a binary of the platform is needed. */
beforeAll(() => {
  vi.stubEnv("RECHECK_BACKEND", "pure");
  mkdirSync(kept, { recursive: true });
});

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

/** How often a file says `new RegExp`. */
function countOfBuilt(path: string, text: string): number {
  let count = 0;
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText(file) === "RegExp") count += 1;
    ts.forEachChild(node, visit);
  };
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  visit(file);
  return count;
}

/** Every regular expression that files put together from parts while they are loaded. */
async function builtBy(paths: string[]): Promise<Literal[]> {
  const built: Literal[] = [];
  vi.stubGlobal(
    "RegExp",
    class extends RegExp {
      constructor(source: string | RegExp, flags?: string) {
        super(source, flags);
        built.push({ place: String(this), source: this.source, flags: this.flags });
      }
    },
  );
  vi.resetModules();
  for (const path of paths) await import(resolve(path));
  vi.unstubAllGlobals();
  return built;
}

/** The literals not proven safe, each with the reason. */
async function unsafe(literals: Literal[]): Promise<string[]> {
  const { version } = JSON.parse(readFileSync("node_modules/recheck/package.json", "utf8")) as {
    version: string;
  };
  const nameOf = ({ source, flags }: Literal) =>
    createHash("sha256")
      .update(JSON.stringify([version, bounds, source, flags]))
      .digest("hex");
  const known = new Set(readdirSync(kept));
  const verdicts = await Promise.all(
    literals.map(async (literal) => {
      const { place, source, flags } = literal;
      if (known.has(nameOf(literal))) return undefined;
      const verdict = await check(source, flags, bounds);
      if (verdict.status === "vulnerable") return `${place} takes ${verdict.complexity.summary} time`;
      if (verdict.status === "unknown") return `${place} could not be judged: ${verdict.error.kind}`;
      writeFileSync(resolve(kept, nameOf(literal)), "");
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

it("nor one that is put together from parts, which is done while a file is loaded", async () => {
  const counts = globSync("server/**/*.ts").map(
    (path) => [path, countOfBuilt(path, readFileSync(path, "utf8"))] as const,
  );
  const files = counts.filter(([, count]) => count > 0).map(([path]) => path);
  const built = await builtBy(files);
  const places = counts.reduce((sum, [, count]) => sum + count, 0);
  expect(places).toBeGreaterThan(0);
  expect(built.length).toBeGreaterThanOrEqual(places);
  expect(await unsafe(built)).toEqual([]);
});

it("the check knows a slow regular expression when it sees one", async () => {
  const literals = literalsOf("planted.ts", "export const slow = /^第[一二三四]季度.*?(\\d+)%$/;");
  expect(await unsafe(literals)).toEqual([expect.stringContaining("takes 2nd degree polynomial time")]);
});
