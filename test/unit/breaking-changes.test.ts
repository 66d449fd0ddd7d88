import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = new URL("../..", import.meta.url).pathname;
const schemaFile = join(root, "schema.graphql");
const run = promisify(execFile);

describe("The check for breaking changes", () => {
  let folder: string;
  let schema: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "luoshi-releases-"));
    schema = await readFile(schemaFile, "utf8");
    await cp(schemaFile, join(folder, "schema-0.9.0.graphql"));
    // Older ones do not count, whatever the alphabet says.
    await writeFile(join(folder, "schema-0.10.0.graphql"), schema);
    await writeFile(join(folder, "schema-0.9.1.graphql"), "type Query { gone: Int }\n");
    await accept([]);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const accept = (entries: object[]) =>
    writeFile(join(folder, "breaking-changes.json"), JSON.stringify(entries));

  /** Runs the check on a changed schema. Gives its exit code and what it said. */
  async function checked(change: (schema: string) => string): Promise<{ code: number; said: string }> {
    const changed = change(schema);
    await writeFile(join(folder, "now.graphql"), changed);
    const words = ["check", "--schema", join(folder, "now.graphql"), "--releases", folder];
    try {
      const { stdout } = await run(process.execPath, ["test/contract/main.ts", ...words], { cwd: root });
      return { code: 0, said: stdout };
    } catch (error) {
      const { code, stdout } = error as { code: number; stdout: string };
      return { code, said: stdout };
    }
  }

  const withoutRank = (schema: string) => {
    const changed = schema.replace(/\n {2}"""[^"]+"""\n {2}rank: String!\n/, "");
    expect(changed).not.toBe(schema);
    return changed;
  };

  it("passes where nothing changed", async () => {
    expect(await checked((same) => same)).toEqual({
      code: 0,
      said: "Since schema-0.10.0.graphql: 0 breaking, 0 accepted, 0 dangerous, 0 harmless\n",
    });
  });

  it("fails where a field is gone, and says which", async () => {
    const { code, said } = await checked(withoutRank);
    expect(code).toBe(1);
    expect(said).toContain("FIELD_REMOVED Task.rank: Field 'rank' was removed from object type 'Task'");
    expect(said).toContain("1 breaking");
  });

  it("fails where an input asks for more than before", async () => {
    const { code, said } = await checked((now) => now.replace("  reason: String\n", "  reason: String!\n"));
    expect(code).toBe(1);
    expect(said).toContain("INPUT_FIELD_TYPE_CHANGED");
  });

  it("passes what was accepted with a reason, and tells of it", async () => {
    await accept([{ type: "FIELD_REMOVED", path: "Task.rank", reason: "Cards know their neighbours" }]);
    const { code, said } = await checked(withoutRank);
    expect(code).toBe(0);
    expect(said).toContain("(Cards know their neighbours)");
  });

  it("fails on an acceptance without a reason, and on one of what did not happen", async () => {
    await accept([{ type: "FIELD_REMOVED", path: "Task.rank", reason: " " }]);
    expect((await checked(withoutRank)).code).toBe(1);
    await accept([{ type: "FIELD_REMOVED", path: "Task.rank", reason: "Not yet" }]);
    const { code, said } = await checked((same) => same);
    expect(code).toBe(1);
    expect(said).toContain("nothing of the kind happened\n  FIELD_REMOVED Task.rank");
  });

  it("tells of what is dangerous, and passes it", async () => {
    const { code, said } = await checked((now) =>
      now.replace("enum LightColour {", "enum LightColour {\n  BLUE"),
    );
    expect(code).toBe(0);
    expect(said).toMatch(/Dangerous[^\n]{1,80}\n {2}Enum value 'BLUE' was added to enum 'LightColour'/);
  });
});
