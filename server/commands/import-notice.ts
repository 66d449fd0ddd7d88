import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readReaderLimits } from "../config.js";
import { applyNotice, fingerprintOf, isDated } from "../features/imports/apply-notice.js";
import type { GoodReading } from "../features/imports/show-reading.js";
import { dryRun } from "../notice/dry-run.js";
import type { Diagnostic, Reading } from "../notice/notice.js";
import { createReader } from "../reader/reader.js";
import { answer, BadUsage, CommandFailed, onlyFile, print, readWords, withDatabase } from "./command.js";

const usage = "import FILE [--year Y] [--dry-run] [--json]";

/** `luoshi import`: reads a notice and says what it holds; without `--dry-run`, makes a programme of it. */
export async function importNotice(words: string[]): Promise<void> {
  const options = {
    year: { type: "string" },
    "dry-run": { type: "boolean" },
  } as const;
  const { values, positionals } = readWords(words, options, usage);
  const file = onlyFile(positionals, usage);
  const year = readYear(values.year);
  const reading = await read(file, year);
  if (values.json && values["dry-run"]) print(JSON.stringify(dryRun(reading)));
  for (const diagnostic of reading.diagnostics) process.stderr.write(`${describe(diagnostic)}\n`);
  if (!isGood(reading))
    throw new CommandFailed(`没有读到通知，什么也没有写入 · No notice was read, nothing was written`);
  if (values["dry-run"]) {
    if (!values.json) print(summary(reading));
    return;
  }
  const programmeId = await apply(reading);
  const { json } = values;
  answer(
    json,
    { programmeId, ...dryRun(reading) },
    `${summary(reading)}
${programmeId}`,
  );
}

/** Reads in a process of its own, as the server does: a hostile file can neither hang nor exhaust this one. */
async function read(file: string, year: number | undefined): Promise<Reading> {
  const document = await readDocument(file);
  const reader = createReader(readReaderLimits(process.env));
  try {
    return await reader.read(document, { name: basename(file), year });
  } finally {
    await reader.stop();
  }
}

async function readDocument(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new CommandFailed(
      `${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})`,
    );
  }
}

function readYear(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^(19|20)\d\d$/.test(text)) return Number(text);
  throw new BadUsage(`--year: expected a year such as 2022, found "${text}"\nUsage: luoshi ${usage}`);
}

function isGood(reading: Reading): reading is GoodReading {
  return reading.notice !== null;
}

async function apply(reading: GoodReading): Promise<string> {
  if (!isDated(reading)) throw new CommandFailed("The plan's year was not found: give it with --year");
  return withDatabase(async ({ orm }, _config, clock) => {
    const applying = { em: orm.em.fork(), actorId: null, at: clock.now(), locale: "zh-CN" } as const;
    return applyNotice(applying, reading, fingerprintOf(reading.notice));
  });
}

function summary({ notice }: GoodReading): string {
  const tasks = notice.projects.reduce((count, project) => count + project.tasks.length, 0);
  const lines = notice.projects.map(
    ({ number, name, tasks }) => `  ${String(number ?? "-").padStart(3)}  ${name} (${tasks.length})`,
  );
  return [`${notice.title ?? ""}`, `${notice.projects.length} projects, ${tasks} tasks`, ...lines].join("\n");
}

function describe({ severity, code, message, source }: Diagnostic): string {
  const place = source?.table ? ` [${[source.table, source.row, source.column].join(":")}]` : "";
  return `${severity} ${code}${place}: ${message}`;
}
