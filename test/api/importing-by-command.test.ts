import { readFileSync } from "node:fs";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { noticeText, type TextRow } from "../kit/notice-text.js";
import { createDatabase } from "../kit/postgres.js";
import { luoshiInOneProcess, temporaryFolder, type Outcome } from "../kit/program.js";

const sample = readFileSync(new URL("../../server/demo/sample-notice.txt", import.meta.url), "utf8");

const luoshi = luoshiInOneProcess();

interface Listed {
  amends: string;
  boardRevision: number;
  differences: { id: string; kind: string; isSuggested: boolean; projectName: string }[];
  programmeId?: string;
  accepted?: string[];
  notice: { projects: { offices: string[]; tasks: { dueOn: string }[] }[] };
}

function json<Value>({ stdout }: Outcome): Value {
  return JSON.parse(stdout) as Value;
}

/** A folder with notices, and the program over a database of its own. */
async function given(kind = "SQLite") {
  const folder = await temporaryFolder();
  const settings = {
    DATA_DIR: join(folder, "data"),
    ...(kind === "PostgreSQL" && { DATABASE_URL: await createDatabase() }),
  };
  const run = async (text: string, ...words: string[]) => {
    const file = join(folder, "通知.txt");
    await writeFile(file, text);
    return luoshi(["import", file, ...words], settings);
  };
  return { folder, run, luoshi: (...words: string[]) => luoshi(words, settings) };
}

const notice = (...rows: TextRow[]) => noticeText("关于下达2022年某镇为民办实事项目的通知", rows);
const rows = [
  { name: "村道硬化", content: "两公里", offices: "卫计办" },
  { name: "路灯改造", offices: "规建办" },
  { name: "植树绿化" },
];

describe("luoshi import", { timeout: 60_000 }, () => {
  it.for(["SQLite", "PostgreSQL"])(
    "lists what an amended notice changes, writes what is chosen (%s)",
    async (kind) => {
      const { run, luoshi } = await given(kind);
      expect(await run(notice(...rows))).toMatchObject({ code: 0 });
      const amended = notice(
        { ...rows[0]!, content: "三公里" },
        { ...rows[1]!, name: "路灯改造" },
        { name: "河道清淤" },
      );
      const listed = await run(amended);
      expect(listed.code).toBe(1);
      expect(listed.stderr).toContain("nothing was written");
      expect(listed.stdout).toMatch(/^\[x\] 1-\w{6} +更改 changed +1 村道硬化\n +CONTENT: 两公里 → 三公里$/m);
      expect(listed.stdout).toMatch(/^\[x\] r\w{4}-\w{6} +删去 removed +3 植树绿化$/m);
      const asJson = await run(amended, "--json");
      expect(asJson.code).toBe(1);
      const { amends, differences, notice: read } = json<Listed>(asJson);
      expect(read.projects).toHaveLength(3);
      expect(differences.map(({ kind }) => kind)).toEqual(["CHANGED", "ADDED", "REMOVED"]);
      const [content, added] = differences;
      const done = await run(amended, "--accept", `${content?.id},${added?.id}`, "--json");
      expect(done).toMatchObject({ code: 0 });
      expect(json<Listed>(done)).toMatchObject({ programmeId: amends, accepted: [content?.id, added?.id] });
      expect(await run(amended)).toMatchObject({ code: 1, stdout: "" });
      expect(await luoshi("verify", "--json")).toMatchObject({ code: 0 });
    },
  );

  it("takes all that is suggested, or all that can be", async () => {
    const { run } = await given();
    await run(notice(...rows));
    const suggested = await run(
      notice({ ...rows[0]!, content: "三公里" }, rows[1]!, rows[2]!),
      "--accept",
      "suggested",
    );
    expect(suggested).toMatchObject({ code: 0 });
    expect(suggested.stdout).toContain("1 applied");
    // Fewer than half of the rows: removals are not suggested, and everything is taken only when told so.
    const part = notice({ ...rows[0]!, content: "四公里" });
    const [, lamps, trees] = json<Listed>(await run(part, "--json")).differences;
    expect([lamps, trees]).toMatchObject([
      { kind: "REMOVED", isSuggested: false },
      { kind: "REMOVED", isSuggested: false },
    ]);
    expect((await run(part, "--accept", "all")).stdout).toContain("3 applied");
  });

  it("with an id that fits nothing exits 1 and writes nothing", async () => {
    const { run } = await given();
    await run(notice(...rows));
    const amended = notice(...rows, { name: "河道清淤" });
    expect(await run(amended, "--accept", "4-000000")).toMatchObject({ code: 1, stdout: "" });
    expect(await run(amended, "--accept", "")).toMatchObject({ code: 2, stdout: "" });
    expect(json<Listed>(await run(amended, "--json")).differences).toHaveLength(1);
  });

  it("answers questions about dates", async () => {
    const { run } = await given();
    const asked = await run(sample, "--dry-run");
    expect(asked.stderr).toContain("--answer 2.2=1 (≤ 2022-12-31)");
    const answered = json<Listed>(await run(sample, "--answer", "2.2=1", "--json"));
    expect(answered.notice.projects[2]?.tasks[2]?.dueOn).toBe("2022-12-31");
  });

  it("asks nothing about an amended notice that was answered before", async () => {
    const { run } = await given();
    const [first, second] = ["两公里", "三公里"].map((content) =>
      notice({ ...rows[0]!, content, progress: "第四季度前完工。" }),
    );
    expect((await run(first!, "--answer", "0.0=1")).code).toBe(0);
    const listed = await run(second!);
    expect(listed.stdout).toContain("CONTENT: 两公里 → 三公里");
    expect(listed.stdout).not.toContain("PERIOD");
    expect(listed.stderr).not.toContain("--answer");
  });

  it("answers questions about offices, and remembers them", async () => {
    const { run } = await given();
    await run(notice(...rows));
    const other = (name: string, offices: string) =>
      noticeText("关于下达2023年某镇为民办实事项目的通知", [{ name, offices }]);
    const asked = await run(other("一件事", "卫生计生办"), "--dry-run");
    expect(asked.stderr).toContain("--office 卫生计生办=卫计办");
    expect(asked.stderr).toContain("--office 卫生计生办=new");
    const named = await run(other("一件事", "卫生计生办"), "--office", "卫生计生办=卫计办", "--json");
    expect(json<Listed>(named).notice.projects[0]?.offices).toEqual(["卫计办"]);
    const later = await run(other("另一件事", "卫生计生办"), "--dry-run", "--json");
    expect(later.stderr).toContain("OFFICE_ALIAS");
    expect(json<Listed>(later).notice.projects[0]?.offices).toEqual(["卫计办"]);
  });

  it("makes a new programme, or amends the one that is named", async () => {
    const { run } = await given();
    const first = json<Listed>(await run(notice(...rows), "--json"));
    const amended = notice({ ...rows[0]!, content: "三公里" }, rows[1]!, rows[2]!);
    const made = json<Listed>(await run(amended, "--as-new", "--json"));
    expect(made.programmeId).not.toBe(first.programmeId);
    const listed = json<Listed>(await run(amended, "--amends", String(first.programmeId), "--json"));
    expect(listed).toMatchObject({ amends: first.programmeId, differences: [{ kind: "CHANGED" }] });
    expect(await run(amended, "--amends", "programme_01h455vb4pex5vsknk084sn02q")).toMatchObject({ code: 1 });
  });

  it("tells names apart by who is known, also in a dry run", async () => {
    const { run } = await given();
    const together = notice({ name: "一件事", leaders: "贺同心宋同行" });
    const leadersOf = async (text: string) => {
      const read = await run(text, "--dry-run", "--json");
      return json<{ notice: { projects: { leaders: string[] }[] } }>(read).notice.projects[0]?.leaders;
    };
    expect(await leadersOf(together)).toEqual(["贺同心宋同行"]);
    await run(noticeText("关于下达2021年某镇实事的通知", [{ name: "前一件事", leaders: "贺同心、宋同行" }]));
    expect(await leadersOf(together)).toEqual(["贺同心", "宋同行"]);
  });

  it("in a dry run tells what would change, and writes nothing", async () => {
    const { run, folder } = await given();
    await run(notice(...rows));
    const tables = await readdir(join(folder, "data"));
    const amended = notice({ ...rows[0]!, content: "三公里" }, rows[1]!, rows[2]!);
    const tried = await run(amended, "--dry-run", "--json");
    expect(tried.code).toBe(0);
    expect(json<Listed>(tried)).toMatchObject({
      differences: [{ kind: "CHANGED" }],
      notice: { projects: [{}, {}, {}] },
    });
    expect((await run(amended, "--dry-run")).stdout).toContain("CONTENT: 两公里 → 三公里");
    expect((await readdir(join(folder, "data"))).filter((name) => !/-(wal|shm)$/.test(name))).toEqual(tables);
    expect(json<Listed>(await run(amended, "--json")).differences).toHaveLength(1);
  });

  it("in a dry run needs no database: not one, nor one that answers, nor one of today", async () => {
    const { run, folder } = await given();
    expect(await run(notice(...rows), "--dry-run")).toMatchObject({ code: 0 });
    expect((await readdir(folder)).filter((name) => name !== "通知.txt")).toEqual([]);
    const file = join(folder, "通知.txt");
    const silent = { DATA_DIR: folder, DATABASE_URL: "postgres://nobody@127.0.0.1:9/none" };
    expect(await luoshi(["import", file, "--dry-run"], silent)).toMatchObject({ code: 0 });
    await writeFile(join(folder, "luoshi.sqlite"), "");
    expect(await luoshi(["import", file, "--dry-run"], { DATA_DIR: folder })).toMatchObject({ code: 0 });
  });

  it.for([
    [["--answer", "2.2"], "--answer: expected QUESTION=CHOICE"],
    [["--answer", "2.2=x"], "--answer: expected a choice's number"],
    [["--office", "=党政办"], "--office: expected NAME=NAME"],
    [["--as-new", "--amends", "programme_x"], "one of --as-new and --amends"],
    [["--accept"], "--accept"],
    [["--year", "22"], "--year: expected a year"],
  ] as const)("%j is bad usage: exit 2", async ([words, message]) => {
    const { run } = await given();
    const outcome = await run(notice(...rows), ...words);
    expect(outcome).toMatchObject({ code: 2, stdout: "" });
    expect(outcome.stderr).toContain(message);
    expect(outcome.stderr).toContain("Usage: luoshi import FILE");
  });

  it("an answer to a question that was not asked exits 1, and makes nothing", async () => {
    const { run } = await given();
    expect(await run(notice(...rows), "--answer", "9.9=0")).toMatchObject({ code: 1, stdout: "" });
    expect(await run(notice(...rows))).toMatchObject({ code: 0 });
  });
});
