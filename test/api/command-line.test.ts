import { appendFile, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createDatabase } from "../kit/postgres.js";
import { luoshi, luoshiInOneProcess, temporaryFolder, type Outcome } from "../kit/program.js";

const sample = "server/demo/sample-notice.txt";

interface DryRun {
  notice: {
    title: string;
    year: number;
    documentNumber: string | null;
    issuers: string[];
    issuedOn: string;
    projects: {
      number: number;
      name: string;
      progressText: string;
      tasks: {
        startsOn: string;
        dueOn: string;
        quarters: number[];
        source: { row: number; start: number; end: number; text: string };
      }[];
    }[];
  } | null;
  diagnostics: { severity: string; code: string; message: string }[];
}

/** What `--json` printed: JSON and nothing else. */
function json<Value>({ stdout }: Outcome): Value {
  return JSON.parse(stdout) as Value;
}

const verb = luoshiInOneProcess();

describe("luoshi", { timeout: 60_000 }, () => {
  describe("import --dry-run --json", () => {
    it("prints the sample as 10 projects of 4, 4, 3, 2, 4, 3, 3, 3, 2 and 1 tasks, and makes no database", async ({
      expect,
    }) => {
      const folder = await temporaryFolder();
      const outcome = await luoshi(["import", sample, "--dry-run", "--json"], { DATA_DIR: folder });
      expect(outcome.code).toBe(0);
      const { notice, diagnostics } = json<DryRun>(outcome);
      expect(notice).toMatchObject({ year: 2022, issuedOn: "2022-01-13", documentNumber: null });
      expect(notice?.issuers).toHaveLength(2);
      expect(notice?.projects.map(({ tasks }) => tasks.length)).toEqual([4, 4, 3, 2, 4, 3, 3, 3, 2, 1]);
      for (const { progressText, tasks } of notice?.projects ?? []) {
        for (const { source } of tasks)
          expect(progressText.slice(source.start, source.end)).toBe(source.text);
      }
      expect(diagnostics.every(({ severity }) => severity !== "ERROR")).toBe(true);
      expect(await readdir(folder)).toEqual([]);
    });

    it("of what is no notice prints the reasons, says what was looked for and found, and exits 1", async ({
      expect,
    }) => {
      const folder = await temporaryFolder();
      const file = join(folder, "表格.txt");
      await writeFile(file, "甲\t乙\n1\t2\n");
      const outcome = await luoshi(["import", file, "--dry-run", "--json"], { DATA_DIR: folder });
      expect(outcome.code).toBe(1);
      const { notice, diagnostics } = json<DryRun>(outcome);
      expect(notice).toBeNull();
      expect(diagnostics[0]).toMatchObject({ severity: "ERROR", code: "NO_PROJECT_NAME_COLUMN" });
      expect(outcome.stderr).toContain("项目名称");
      expect(outcome.stderr).toContain("甲");
    });
  });

  it.for([
    [["import", "nowhere.txt", "--json"], 1, "nowhere.txt: cannot be read"],
    [["toString"], 2, "toString: there is no such verb"],
  ] as const)("%j exits %i and says why, with nothing on standard output", async ([words, code, message]) => {
    const outcome = await luoshi([...words], { DATA_DIR: await temporaryFolder() });
    expect({ code: outcome.code, stdout: outcome.stdout }).toEqual({ code, stdout: "" });
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr).not.toMatch(/^\s+at .*\.js/m);
  });

  it("schema --check agrees that the committed schema is the code's", async () => {
    expect(await luoshi(["schema", "--check"])).toMatchObject({ code: 0, stdout: "", stderr: "" });
  });

  it.for(["SQLite", "PostgreSQL"] as const)(
    "imports, keeps users and verifies (%s)",
    { timeout: 60_000 },
    async (kind) => {
      const settings = {
        DATA_DIR: await temporaryFolder(),
        TODAY: "2022-08-15",
        ...(kind === "PostgreSQL" && { DATABASE_URL: await createDatabase() }),
      };
      const imported = await verb(["import", sample, "--json"], settings);
      expect(imported).toMatchObject({ code: 0 });
      expect(json<{ programmeId: string }>(imported).programmeId).toMatch(/^programme_/);
      const again = await verb(["import", sample], settings);
      expect(again).toMatchObject({ code: 1, stdout: "" });
      expect(again.stderr).toContain("已经导入过");
      const password = await verb(["user", "add", "林晓敏", "--role", "supervisor"], settings);
      expect(password).toMatchObject({ code: 0, stderr: "" });
      expect(password.stdout).toMatch(/^(\w{4}-){3}\w{4}\n$/);
      const invited = await verb(["user", "invite", "新同事"], {
        ...settings,
        PUBLIC_URL: "https://luoshi.example.cn/",
      });
      expect(invited).toMatchObject({ code: 0, stderr: "" });
      expect(invited.stdout).toMatch(/^https:\/\/luoshi\.example\.cn\/invitation#[\w-]{43}\n$/);
      const local = await verb(["user", "invite", "新同事", "--json"], { ...settings, PORT: "4321" });
      expect(json<{ url: string }>(local).url).toMatch(/^http:\/\/127\.0\.0\.1:4321\/invitation#/);
      expect(await verb(["user", "disable", "林晓敏"], settings)).toMatchObject({ code: 0 });
      const enabled = await verb(["user", "enable", "林晓敏", "--json"], settings);
      expect(json(enabled)).toEqual({ name: "林晓敏", isDisabled: false });
      expect(await verb(["user", "disable", "查无此人"], settings)).toMatchObject({ code: 1, stdout: "" });
      await verb(["user", "add", "管理员", "--role", "admin"], settings);
      const last = await verb(["user", "disable", "管理员"], settings);
      expect(last).toMatchObject({ code: 1, stdout: "" });
      expect(last.stderr).toContain("last administrator");
      expect(await verb(["user", "add", "管理员", "--role", "viewer"], settings)).toMatchObject({
        code: 1,
      });
      const verified = await verb(["verify", "--json"], settings);
      expect(verified.code).toBe(0);
      expect(json(verified)).toMatchObject({ chains: 2, broken: [] });
    },
  );

  it("backs up, restores what was backed up, and keeps what was there before", async () => {
    const folder = await temporaryFolder();
    const settings = { DATA_DIR: join(folder, "data") };
    const file = join(folder, "备份.sqlite");
    await verb(["seed", "--projects", "3", "--tasks", "7"], settings);
    expect(await verb(["backup", file], settings)).toMatchObject({ code: 0, stdout: `${file}\n` });
    const before = json<{ changes: number }>(await verb(["verify", "--json"], settings));
    await verb(["user", "add", "后来的人", "--role", "VIEWER"], settings);
    expect(await verb(["restore", file], settings)).toMatchObject({ code: 0 });
    expect(json(await verb(["verify", "--json"], settings))).toEqual(before);
    const kept = (await readdir(settings.DATA_DIR)).filter((name) => name.includes(".before-restore-"));
    expect(kept).toHaveLength(1);
  });

  it(
    "notes where the log stands, and tells what was restored from before from what goes on",
    { timeout: 60_000 },
    async () => {
      const folder = await temporaryFolder();
      const settings = { DATA_DIR: join(folder, "data") };
      const [early, late, note] = ["early.sqlite", "late.sqlite", "heads.txt"].map((name) =>
        join(folder, name),
      ) as [string, string, string];
      const add = (name: string) => verb(["user", "add", name, "--role", "VIEWER"], settings);
      const verify = (...words: string[]) => verb(["verify", ...words], settings);
      await add("先来的人");
      expect((await verify()).stdout).toBe("1 条链，共 1 条变更记录 · 1 change in 1 chain\n");
      await verb(["backup", early], settings);
      await add("后来的人");
      expect(await verify("--note", note)).toMatchObject({
        code: 0,
        stdout: "1 条链，共 2 条变更记录 · 2 changes in 1 chain\n",
      });
      await verb(["backup", late], settings);
      expect(await readFile(note, "utf8")).toMatch(/^\d+ [0-9a-f]{64} accounts\n$/);
      expect(await verify("--note", note)).toMatchObject({ code: 1 });
      await add("更后来的人");
      // Notes of several days may be kept in one file.
      const notes = join(folder, "all-heads.txt");
      expect(await verify("--note", notes)).toMatchObject({ code: 0 });
      await appendFile(notes, await readFile(note, "utf8"));
      for (const noted of [note, notes, late, early])
        expect(await verify("--against", noted)).toMatchObject({ code: 0 });
      await verb(["restore", early], settings);
      expect(await verify("--against", early)).toMatchObject({ code: 0 });
      for (const noted of [note, notes, late]) {
        const { code, stderr } = await verify("--against", noted);
        expect({ code, stderr }).toEqual({
          code: 1,
          stderr: expect.stringContaining("CUT_OFF in accounts") as string,
        });
      }
      expect(await verify("--against", join(folder, "none"))).toMatchObject({ code: 1 });
      expect(await verify("anything")).toMatchObject({ code: 2 });
    },
  );
});
