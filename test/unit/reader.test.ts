import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readNotice } from "../../server/notice/read-notice.js";
import { createReader, usualLimits, type Reader, type ReaderLimits } from "../../server/reader/reader.js";

const sample = await readFile(new URL("../../server/demo/sample-notice.txt", import.meta.url));

/** Takes some tenths of a second to read. */
const large = ["2022年为民办实事项目责任分解表", "", "序号\t项目名称\t项目进度\t责任人", ...rows(4_000)].join(
  "\n",
);

function rows(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) => `${index + 1}\t修路${index}\t第一季度：开工；第四季度：完工\t陈美治`,
  );
}

const readers: Reader[] = [];

function readerWith(limits: Partial<ReaderLimits> = {}): Reader {
  const reader = createReader({ ...usualLimits, ...limits });
  readers.push(reader);
  return reader;
}

/** Ends the processes that this one has started, as the system does when memory runs out. */
async function killChildren(): Promise<void> {
  const children = await readFile(`/proc/self/task/${process.pid}/children`, "utf8");
  for (const child of children.trim().split(" ").filter(Boolean)) process.kill(Number(child), "SIGKILL");
}

/** How many processes this one has started that still run; one that ended goes a moment later. */
const processes = () => process.getActiveResourcesInfo().filter((kind) => kind === "ProcessWrap").length;

describe("Reading in a process of its own", () => {
  afterEach(async () => {
    await Promise.all(readers.splice(0).map((reader) => reader.stop()));
    await vi.waitUntil(() => processes() === 0);
  });

  it.each([
    ["bytes", () => new Uint8Array(sample)],
    ["pasted text", () => sample.toString()],
    ["a paste of HTML", () => ({ html: "<p>2022年</p><table><tr><td>项目名称</td></tr></table>" })],
    ["a long table", () => large],
    [
      "many paragraphs and tables",
      () => Array.from({ length: 600 }, (_, i) => `第${i}段\n甲\t乙`).join("\n\n"),
    ],
    ["an empty document", () => ""],
  ])("gives the very reading of %s", async (_what, input) => {
    const options = { name: "通知.txt", year: 2023 };
    expect(await readerWith().read(input(), options)).toEqual(await readNotice(input(), options));
  });

  it("starts with the first document, is used again, and ends when no more come", async () => {
    const reader = readerWith({ idleSeconds: 0.3 });
    expect(processes()).toBe(0);
    for (let times = 0; times < 3; times += 1) await reader.read(sample);
    expect(processes()).toBe(1);
    await vi.waitFor(() => expect(processes()).toBe(0), { timeout: 5_000 });
    expect((await reader.read(sample)).notice?.projects).toHaveLength(10);
  });

  it("tells how many rows are done", async () => {
    const told: [number, number][] = [];
    await readerWith().read(large, {}, (done, total) => told.push([done, total]));
    expect(told).not.toEqual([]);
    expect(told.every(([done, total]) => done < 4_000 && total === 4_000)).toBe(true);
    expect(told.map(([done]) => done)).toEqual(
      told.map(([done]) => done).toSorted((one, other) => one - other),
    );
  });

  it("that takes too long is stopped and said to be READING_TOO_SLOW", async () => {
    const reader = readerWith({ seconds: 0.02 });
    const reading = await reader.read(large, { name: "慢.txt" });
    expect(reading).toMatchObject({ name: "慢.txt", notice: null, blocks: [] });
    expect(reading.diagnostics).toMatchObject([
      { severity: "ERROR", code: "READING_TOO_SLOW", params: { seconds: "0.02" } },
    ]);
    await vi.waitFor(() => expect(processes()).toBe(0));
  });

  it("that takes too much memory is stopped and said to be READING_TOO_LARGE, and the next one is read", async () => {
    const reader = readerWith({ megabytes: 40 });
    const { notice, diagnostics } = await reader.read(large);
    expect(notice).toBeNull();
    expect(diagnostics).toMatchObject([
      { severity: "ERROR", code: "READING_TOO_LARGE", params: { megabytes: "40" } },
    ]);
    expect((await reader.read(sample)).notice?.projects).toHaveLength(10);
  });

  it("goes in order, some wait, and whoever comes when too many wait hears READER_BUSY", async () => {
    const reader = readerWith({ waiting: 2 });
    const order: string[] = [];
    const read = async (name: string) => order.push((await reader.read(sample, { name })).name ?? "");
    const reads = ["甲", "乙", "丙"].map(read);
    await expect(read("丁")).rejects.toMatchObject({ extensions: { code: "READER_BUSY" } });
    await Promise.all(reads);
    expect(order).toEqual(["甲", "乙", "丙"]);
    await read("戊");
    expect(order.at(-1)).toBe("戊");
  });

  it("goes on at once for the next when it is given up, before or while it is read", async () => {
    const reader = readerWith({ waiting: 2 });
    const [first, second] = [new AbortController(), new AbortController()];
    const reading = reader.read(large, { signal: first.signal }, () => first.abort());
    const waiting = reader.read(large, { signal: second.signal });
    const last = reader.read(sample);
    second.abort();
    const aborted = { extensions: { code: "REQUEST_ABORTED" } };
    await expect(waiting).rejects.toMatchObject(aborted);
    await expect(reading).rejects.toMatchObject(aborted);
    expect((await last).notice?.projects).toHaveLength(10);
    await expect(reader.read(sample, { signal: second.signal })).rejects.toMatchObject(aborted);
  });

  it("is given up when the reader is stopped, with those who wait, and nothing is read afterwards", async () => {
    const reader = readerWith({ waiting: 2 });
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const reads = [reader.read(large, {}, () => begin()), reader.read(sample), reader.read(sample)];
    const settled = Promise.allSettled(reads);
    await begun;
    await reader.stop();
    const aborted = { extensions: { code: "REQUEST_ABORTED" } };
    expect(await settled).toMatchObject(reads.map(() => ({ status: "rejected", reason: aborted })));
    await expect(reader.read(sample)).rejects.toMatchObject(aborted);
    await vi.waitFor(() => expect(processes()).toBe(0));
  });

  it.runIf(existsSync("/proc/self/task"))(
    "whose process is killed by somebody else is said to be READING_BROKE_OFF, and the next one is read",
    async () => {
      const reader = readerWith();
      const { notice, diagnostics } = await reader.read(large, {}, () => void killChildren());
      expect(notice).toBeNull();
      expect(diagnostics).toMatchObject([{ severity: "ERROR", code: "READING_BROKE_OFF" }]);
      expect((await reader.read(sample)).notice?.projects).toHaveLength(10);
    },
  );

  it.runIf(existsSync("/proc/self/task"))("is not disturbed when an idle process was killed", async () => {
    const reader = readerWith();
    await reader.read(sample);
    await killChildren();
    await vi.waitFor(() => expect(processes()).toBe(0));
    expect((await reader.read(sample)).notice?.projects).toHaveLength(10);
  });

  it("knows nothing of the server's environment", async () => {
    vi.stubEnv("SECRET", "planted");
    const reader = readerWith();
    await reader.read(sample);
    const children = await readFile(`/proc/self/task/${process.pid}/children`, "utf8").catch(() => null);
    if (children === null) return;
    const environment = await readFile(`/proc/${children.trim().split(" ").at(-1)}/environ`, "utf8");
    expect(environment).not.toContain("planted");
    vi.unstubAllEnvs();
  });
});
