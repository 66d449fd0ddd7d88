import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { makeUpNotice } from "../../server/commands/make-up-notice.js";
import { readNotice } from "../../server/notice/read-notice.js";
import { createReader, usualLimits } from "../../server/reader/reader.js";
import { readingProcessFlags } from "../../server/reader/reading-process.js";
import { docxOf, tabbed, xlsxOf, type PlainNotice } from "../kit/table-files.js";
import { benchPreview } from "./preview.js";
import { figureOf, inRounds, type Rounds } from "./rounds.js";
import { boundLine, short, type Line } from "./table.js";

const rowCounts = [50, 500, 5_000] as const;
type RowCount = (typeof rowCounts)[number];

/** As many rows as are read of any document; a workbook has its header and title among them. */
const mostRows = 19_998;

const formats = {
  text: { ending: "txt", write: (notice: PlainNotice) => Buffer.from(tabbed(notice)) },
  Word: { ending: "docx", write: docxOf },
  Excel: { ending: "xlsx", write: xlsxOf },
};
type Format = keyof typeof formats;

/** How fast documents are read and what memory that takes, that neither grows by the row, and a preview over HTTP. */
export async function benchNotice(): Promise<Line[]> {
  const folder = await mkdtemp(join(tmpdir(), "luoshi-bench-"));
  const lines: Line[] = [];
  for (const format of Object.keys(formats) as Format[]) {
    lines.push(await growthLine(format), ...(await freshLines(format, folder)));
  }
  lines.push(await processLine(), ...(await benchPreview(noticeOf(500))));
  await rm(folder, { recursive: true, force: true });
  return lines;
}

async function growthLine(format: Format): Promise<Line> {
  const documents = rowCounts.map((count) => formats[format].write(noticeOf(count)));
  const name = `notice.${formats[format].ending}`;
  const works = Object.fromEntries(
    rowCounts.map((count, index) => [count, () => readAll(documents[index]!, name, count)]),
  ) as Record<RowCount, () => Promise<void>>;
  const times: Rounds<string> = await inRounds(works, { rounds: 7, milliseconds: 100 });
  const perSecond = rowCounts.map((count) => (count * 1000) / figureOf(times[count] ?? []).median);
  const [small = NaN, , large = NaN] = perSecond;
  return {
    what: `reading ${format}, time per row, 5,000 rows against 50`,
    figure: `${short(small / large)} ×`,
    target: "linear or better",
    met: small / large <= 1.25,
    note: rowCounts.map((count, index) => `${count}: ${short(perSecond[index] ?? NaN)} rows/s`).join(", "),
  };
}

async function readAll(bytes: Uint8Array, name: string, count: number): Promise<void> {
  const { notice } = await readNotice(bytes, { name });
  if (notice?.projects.length !== count) {
    throw new Error(`Expected ${count} projects to be read, found ${notice?.projects.length ?? "no notice"}`);
  }
}

/** Each document in a process that has just begun, with the limits of one that reads for the server. */
async function freshLines(format: Format, folder: string): Promise<Line[]> {
  const counts = [...rowCounts, mostRows];
  const reads = [];
  for (const count of counts) reads.push(await readOnce(format, count, folder));
  const megabytes = reads.map((read) => read.megabytes);
  const note = rowCounts.map((count, index) => `${count}: ${short(megabytes[index] ?? NaN)} MB`).join(", ");
  const most = reads.at(-1)!;
  const { megabytes: limit, seconds } = usualLimits;
  return [
    boundLine(`memory above idle, 5,000 rows of ${format}`, megabytes[2] ?? NaN, "MB", limit, note),
    boundLine(
      `20,000 rows of ${format}, the most there may be`,
      most.milliseconds,
      "ms",
      seconds * 1000,
      `${short(most.megabytes)} MB above idle`,
    ),
  ];
}

interface Read {
  projects: number;
  milliseconds: number;
  megabytes: number;
}

async function readOnce(format: Format, count: number, folder: string): Promise<Read> {
  const path = join(folder, `${count}.${formats[format].ending}`);
  await writeFile(path, formats[format].write(noticeOf(count)));
  const program = resolve(import.meta.dirname, "read-once.js");
  const flags = readingProcessFlags(usualLimits.megabytes);
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, program, path]);
  const read = JSON.parse(stdout) as Read;
  if (read.projects !== count)
    throw new Error(`Expected ${count} projects to be read, found ${read.projects}`);
  return read;
}

/** What it costs to have a township's notice read in a process of its own. */
async function processLine(): Promise<Line> {
  const reader = createReader();
  const bytes = Buffer.from(tabbed(noticeOf(10)));
  const start = performance.now();
  await reader.read(bytes);
  const first = performance.now() - start;
  const works = {
    here: async () => void (await readNotice(bytes)),
    there: async () => void (await reader.read(bytes)),
  };
  const times = await inRounds(works, { rounds: 7, milliseconds: 100 });
  await reader.stop();
  const [here, there] = [figureOf(times.here).median, figureOf(times.there).median];
  const note = `${short(here)} ms here, ${short(there)} ms there; ${short(first)} ms where it has to start`;
  return boundLine("reading 10 rows in a process of its own, beside here", there - here, "ms", null, note);
}

/** A made-up notice as plain cells. */
function noticeOf(rows: number): PlainNotice {
  const { title = "", projects } = makeUpNotice(rows, rows);
  return {
    title: title ?? "",
    header: ["序号", "项目名称", "建设内容", "项目进度", "责任领导", "责任人", "责任科室"],
    rows: projects.map(({ number, name, progressText, leaders, owners, offices }) => [
      String(number),
      name,
      "按计划完成",
      progressText,
      leaders.join("、"),
      owners.join("、"),
      offices.join("、"),
    ]),
  };
}
