import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { readReaderLimits } from "../config.js";
import type { Rows } from "../database/rows.js";
import { isDated, type Applying, type DatedReading } from "../features/imports/apply-notice.js";
import { compareWithBoard } from "../features/imports/compare-with-board.js";
import { decideNotice, type DecidedReading } from "../features/imports/decide-notice.js";
import { findTarget, type Target } from "../features/imports/find-target.js";
import { importDecided } from "../features/imports/import-decided.js";
import type { Difference } from "../features/imports/notice-differences.js";
import type { KnownNames } from "../features/imports/known-names.js";
import { readKnownNames, readRoster } from "../features/imports/read-known-names.js";
import type { GoodReading } from "../features/imports/show-reading.js";
import { dryRun } from "../notice/dry-run.js";
import type { Reading } from "../notice/notice.js";
import { createReader } from "../reader/reader.js";
import { answer, CommandFailed, print, withDatabase, withRowsThatExist } from "./command.js";
import { officeAnswers, readImportOptions, type ImportOptions } from "./import-options.js";
import {
  describeDiagnostic,
  describeOfficeQuestion,
  describeQuestion,
  listOf,
  summaryOf,
} from "./show-import.js";

/**
 * `luoshi import`: reads a notice and says what it holds; without `--dry-run`, makes a programme of it, or amends the
 * one that it belongs to with the differences that are accepted.
 */
export async function importNotice(words: string[]): Promise<void> {
  const options = readImportOptions(words);
  const document = await readDocument(options.file);
  if (options.isDryRun) {
    const told = await withRowsThatExist((rows) => tryOut(document, options, rows));
    if (told === null) await tryOut(document, options, null);
    return;
  }
  await withDatabase(async ({ orm, rows }, _config, clock) => {
    const decided = await decide(document, options, rows);
    if (!isDatedOne(decided)) {
      tellDoubts(decided, options);
      throw new CommandFailed("The plan's year was not found: give it with --year");
    }
    await apply(
      { em: orm.em.fork(), actorId: null, at: clock.now(), locale: "zh-CN" },
      rows,
      decided,
      options,
    );
  });
}

async function tryOut(document: Uint8Array, options: ImportOptions, rows: Rows | null): Promise<true> {
  const decided = await decide(document, options, rows);
  const amended = rows && isDatedOne(decided) ? await amendedBy(decided, options, rows) : null;
  tellDoubts(decided, options);
  if (options.asJson) {
    print(JSON.stringify({ ...dryRun(decided.reading), ...(amended && differencesJson(amended)) }));
  } else {
    print(summaryOf(decided));
    if (amended) print(`${headline(amended)}\n${listOf(amended.differences)}`);
  }
  return true;
}

/** Reads and decides. Throws {@link CommandFailed} when there is no notice. */
async function decide(
  document: Uint8Array,
  options: ImportOptions,
  rows: Rows | null,
): Promise<DecidedReading> {
  const reading = await read(document, options, rows);
  const isOnlyTried = options.isDryRun && options.asJson;
  if (isOnlyTried && !isGood(reading)) print(JSON.stringify(dryRun(reading)));
  if (!isGood(reading)) {
    for (const diagnostic of reading.diagnostics) process.stderr.write(`${describeDiagnostic(diagnostic)}\n`);
    throw new CommandFailed(`没有读到通知，什么也没有写入 · No notice was read, nothing was written`);
  }
  const known: KnownNames = rows
    ? await readKnownNames(rows)
    : { offices: [], aliases: [], programs: new Set() };
  const decisions = { answers: options.answers, officeAnswers: officeAnswers(options.offices, known) };
  return decideNotice(reading, decisions, known, "zh-CN");
}

/** Tells what is doubtful. After the comparison: what was answered about the last notice is not asked again. */
function tellDoubts(decided: DecidedReading, options: ImportOptions): void {
  const answered = new Set([
    ...options.answers.map(({ questionId }) => questionId),
    ...options.offices.map(({ name }) => name),
  ]);
  const doubts = [
    ...decided.reading.diagnostics.map(describeDiagnostic),
    ...decided.questions.filter(({ id }) => !answered.has(id)).map(describeQuestion),
    ...decided.officeNames.questions.filter(({ name }) => !answered.has(name)).map(describeOfficeQuestion),
  ];
  for (const doubt of doubts) process.stderr.write(`${doubt}\n`);
}

/** Reads in a process of its own, as the server does: a hostile file can neither hang nor exhaust this one. */
async function read(
  document: Uint8Array,
  { file, year }: ImportOptions,
  rows: Rows | null,
): Promise<Reading> {
  const reader = createReader(readReaderLimits(process.env));
  try {
    const roster = rows ? await readRoster(rows) : undefined;
    return await reader.read(document, { name: basename(file), year, roster });
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

function isGood(reading: Reading): reading is GoodReading {
  return reading.notice !== null;
}

function isDatedOne(decided: DecidedReading): decided is DecidedReading<DatedReading> {
  return isDated(decided.reading);
}

interface Amended {
  target: Target & { kind: "AMENDS" };
  differences: Difference[];
  /** The revision of the programme that was compared. */
  revision: number;
}

/** The programme that a notice amends, and how; null where it amends none. */
async function amendedBy(
  decided: DecidedReading<DatedReading>,
  { amends, asNew }: ImportOptions,
  rows: Rows,
): Promise<Amended | null> {
  const target = await findTarget(rows, decided, { amends, asNew });
  if (target.kind !== "AMENDS") return null;
  const select = `select revision from log_head where chain = ?`;
  const head = await rows.first<{ revision: number }>(select, [target.programmeId]);
  const { differences } = await compareWithBoard(rows, target.programmeId, decided);
  return { target: { ...target, kind: "AMENDS" }, differences, revision: head?.revision ?? 0 };
}

async function apply(
  applying: Applying,
  rows: Rows,
  decided: DecidedReading<DatedReading>,
  options: ImportOptions,
): Promise<void> {
  const amended = await amendedBy(decided, options, rows);
  tellDoubts(decided, options);
  const accept = amended ? acceptedOf(amended, options) : null;
  if (amended && accept === null && amended.differences.length > 0) {
    const facts = { ...differencesJson(amended), ...dryRun(decided.reading) };
    answer(options.asJson, facts, `${headline(amended)}\n${listOf(amended.differences)}`);
    throw new CommandFailed(
      "什么也没有写入：用 --accept suggested、all、none 或编号来采用 · nothing was written: choose with --accept suggested, all, none or ids",
    );
  }
  const { amends, asNew } = options;
  const expectedRevision = amended?.revision ?? null;
  const programmeId = await importDecided(applying, rows, decided, {
    amends,
    asNew,
    accept,
    expectedRevision,
  });
  const facts = { programmeId, ...(accept && { accepted: accept }), ...dryRun(decided.reading) };
  const told = accept ? `采用 ${accept.length} 项 · ${accept.length} applied` : summaryOf(decided);
  answer(options.asJson, facts, `${told}\n${programmeId}`);
}

function acceptedOf({ differences }: Amended, { accept }: ImportOptions): string[] | null {
  if (accept === null || Array.isArray(accept)) return accept;
  return differences
    .filter(({ isApplicable, isSuggested }) => isApplicable && (accept === "all" || isSuggested))
    .map(({ id }) => id);
}

function headline({ target, differences }: Amended): string {
  const { title, programmeId } = target;
  return `调整「${title}」${programmeId}，${differences.length} 处不同 · amends it with ${differences.length} differences`;
}

function differencesJson({ target, differences, revision }: Amended): object {
  const shown = differences.map(({ id, kind, stageId: _stageId, ...difference }) => ({
    id,
    kind,
    ...difference,
  }));
  return { amends: target.programmeId, boardRevision: revision, differences: shown };
}
