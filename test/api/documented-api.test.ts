import { execFile, execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { blocksOf, isLike, type Block } from "../kit/examples.js";
import { environment } from "../kit/program.js";
import { endServer, startDemo, type Running } from "../kit/running-server.js";

const root = new URL("../..", import.meta.url).pathname;
const page = readFileSync(join(root, "docs/api.md"), "utf8");
const blocks = blocksOf(page);
const hasPython = works("python3", ["--version"]);

function works(program: string, words: string[]): boolean {
  try {
    execFileSync(program, words, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** The examples run as they stand, one after the other, against the demo. */
describe("An example of docs/api.md", () => {
  let folder: string;
  let server: Running;
  const variables: Record<string, string> = {};

  beforeAll(async () => {
    await mkdir(join(root, "dist"), { recursive: true });
    folder = await mkdtemp(join(root, "dist/examples-"));
    const data = join(folder, "data");
    server = await startDemo({ DATA_DIR: data });
    await symlink(join(root, "server"), join(folder, "server"));
    for (const { file, code } of blocks) if (file) await writeFile(join(folder, file), hereIn(code));
  });
  afterAll(async () => {
    if (server) await endServer(server, "SIGTERM");
    await rm(folder, { recursive: true, force: true });
  });

  /** The example's own words, but for where the server and its data are. */
  const hereIn = (code: string) =>
    code
      .replaceAll("localhost:4000", new URL(server.url).host)
      .replaceAll("DATA_DIR=data/demo npm run -s luoshi --", `DATA_DIR=data node ${root}dist/server/cli.js`);

  /** Runs a program in the examples' folder. Gives what it printed; fails with what it complained of. */
  function run(program: string, words: string[]): Promise<string> {
    const env = { ...environment({ NODE_NO_WARNINGS: "1", PYTHONDONTWRITEBYTECODE: "1" }), ...variables };
    const options = { cwd: folder, env, timeout: 20_000 };
    return new Promise((resolve, reject) => {
      execFile(program, words, options, (error, stdout, stderr) =>
        error ? reject(new Error(`${error.message}\n${stdout}\n${stderr}`)) : resolve(stdout),
      );
    });
  }

  /** Runs a block of shell, and keeps the variables that it sets for the blocks after it. */
  async function shell(code: string): Promise<string> {
    const kept = join(folder, "variables");
    const printed = await run("bash", [
      "-euo",
      "pipefail",
      "-c",
      `set -a\n${hereIn(code)}\nenv -0 > ${kept}`,
    ]);
    for (const line of (await readFile(kept, "utf8")).split("\0")) {
      const [name = "", ...value] = line.split("=");
      if (/^[A-Z]{1,20}$/.test(name) && !(name in process.env)) variables[name] = value.join("=");
    }
    return printed;
  }

  const runs: Record<string, (block: Block) => Promise<string>> = {
    sh: ({ code }) => shell(code),
    ts: ({ file }) => run(process.execPath, [file ?? ""]),
    python: ({ file }) => run("python3", [file ?? ""]),
  };
  const runnable = blocks.filter(
    ({ language, file, prints }) => language === "sh" || (language in runs && file && prints),
  );

  it.for(runnable.map((block) => [`line ${block.line}, ${block.file ?? block.language}`, block] as const))(
    "%s, does what is said",
    async ([, block], { skip }) => {
      skip(block.language === "python" && !hasPython, "python3 is not on this machine");
      const printed = await runs[block.language]!(block);
      const patterns = (block.prints ?? "").split("\n");
      const lines = printed.split("\n").slice(0, patterns.length);
      expect(lines.map((line, index) => (isLike(line, patterns[index]!) ? patterns[index] : line))).toEqual(
        patterns,
      );
    },
  );

  it("is one of TypeScript's that it finds no fault with", async () => {
    const compilerOptions = {
      strict: true,
      noEmit: true,
      noUncheckedIndexedAccess: true,
      allowImportingTsExtensions: true,
      erasableSyntaxOnly: true,
      verbatimModuleSyntax: true,
      module: "nodenext",
      target: "es2024",
      types: ["node"],
      skipLibCheck: true,
    };
    await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    await run(join(root, "node_modules/.bin/tsc"), ["-p", "."]);
  });

  it("is there for each of the languages, and none of another kind is left unrun", () => {
    const languages = new Set(runnable.map(({ language }) => language));
    expect([...languages].toSorted()).toEqual(["python", "sh", "ts"]);
    const others = blocks.filter((block) => !runnable.includes(block) && block.language !== "yaml");
    const helpers = ["luoshi.ts", "luoshi.py", "follow.ts"];
    expect(others.map(({ file }) => file)).toEqual(helpers);
  });

  it("names pages that are there", () => {
    const links = [...page.matchAll(/\]\(([^)#:]{1,80})\)/g)].map(([, link]) => link ?? "");
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((link) => !existsSync(join(root, "docs", link)))).toEqual([]);
  });
});
