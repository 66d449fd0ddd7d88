import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildSchema, isScalarType, isSpecifiedScalarType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksOf } from "../kit/examples.js";

const root = new URL("../..", import.meta.url).pathname;
const run = promisify(execFile);

describe("A client generated with the settings of docs/api.md", () => {
  let folder: string;
  let settings: string;
  let generated: string;

  beforeAll(async () => {
    const guide = await readFile(join(root, "docs/api.md"), "utf8");
    settings = blocksOf(guide).find(({ language }) => language === "yaml")?.code ?? "";
    await mkdir(join(root, "dist"), { recursive: true });
    folder = await mkdtemp(join(root, "dist/consumer-"));
    await cp(join(root, "schema.graphql"), join(folder, "schema.graphql"));
    await mkdir(join(folder, "src"));
    await cp(join(root, "test/fixtures/consumer.ts.txt"), join(folder, "src/consumer.ts"));
    await writeFile(join(folder, "codegen.yml"), settings);
    const codegen = join(root, "node_modules/@graphql-codegen/cli/cjs/bin.js");
    await run(process.execPath, [codegen, "--config", "codegen.yml", "--silent"], { cwd: folder });
    generated = await readFile(join(folder, "src/gql/graphql.ts"), "utf8");
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("has a type for every scalar: nothing is any or unknown", async () => {
    const schema = buildSchema(await readFile(join(root, "schema.graphql"), "utf8"));
    const scalars = Object.values(schema.getTypeMap()).filter(
      (type) => isScalarType(type) && !isSpecifiedScalarType(type),
    );
    const typed = [...settings.matchAll(/^ {8}(\w{1,40}): \S.{0,40}$/gm)].map(([, name]) => name);
    expect(typed).toEqual(scalars.map(({ name }) => name).toSorted());
    expect(generated).toContain("export type LateQuery = { tasks: { totalCount: number,");
    expect(generated).not.toMatch(/(?:[?:]|\|) (?:any|unknown)\b(?! })/);
  });

  it("lets a program be written that is checked through and through, its mistakes too", async () => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      module: "esnext",
      moduleResolution: "bundler",
      target: "es2024",
      lib: ["es2024", "dom"],
      types: [],
      skipLibCheck: true,
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["src"] }));
    const { stdout } = await run(join(root, "node_modules/.bin/tsc"), ["-p", "."], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe("");
  });
});
