import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import type { NoticeProject, NoticeTask } from "../../notice/notice.js";
import type { ImportCorrectionInput, OfficeAnswerInput } from "./correction.inputs.js";
import { Marks } from "./decided-notice.js";
import { diagnoseLongNames } from "./fitting-names.js";
import { correctNotice } from "./import-corrections.js";
import type { ImportAnswerInput } from "./import.inputs.js";
import type { ImportQuestion } from "./import-preview.row.js";
import { InvalidAnswer } from "./import.problems.js";
import { answerQuestions, questionsOf } from "./import-questions.js";
import type { KnownNames } from "./known-names.js";
import { diagnosePrograms } from "./named-programs.js";
import { fingerprintOf } from "./notice-fingerprint.js";
import { nameOffices, type OfficeNames } from "./office-names.js";
import type { GoodReading } from "./show-reading.js";

/** What a person decided about a reading. */
export interface Decisions {
  answers?: readonly ImportAnswerInput[] | null;
  corrections?: readonly ImportCorrectionInput[] | null;
  officeAnswers?: readonly OfficeAnswerInput[] | null;
}

/** A reading with what was decided put into it. */
export interface DecidedReading<Read extends GoodReading = GoodReading> {
  reading: Read;
  marks: Marks;
  /** Of the notice as it was read, before anything was decided. */
  fingerprint: string;
  /** What is still worth asking: nothing about what was corrected or left out. */
  questions: ImportQuestion[];
  officeNames: OfficeNames;
}

/**
 * Puts answers, corrections and the offices' known names into a reading, in place; its indexes stay. Throws a
 * `Refusal` (InvalidAnswer, InvalidCorrection).
 */
export function decideNotice<Read extends GoodReading>(
  reading: Read,
  decisions: Decisions,
  known: KnownNames,
  locale: Locale,
): DecidedReading<Read> {
  const { notice } = reading;
  const fingerprint = fingerprintOf(notice);
  const marks = new Marks();
  const wrong = answerQuestions(notice, decisions.answers ?? [], marks);
  if (wrong !== null) throw new Refusal(new InvalidAnswer(wrong, locale));
  const questions = questionsOf(notice);
  correctNotice(notice, decisions.corrections ?? [], marks, locale);
  const officeNames = nameOffices(notice, marks, known, decisions.officeAnswers ?? [], locale);
  reading.diagnostics.push(
    ...officeNames.diagnostics,
    ...diagnoseLongNames(notice.projects, marks),
    ...diagnosePrograms(notice.projects, marks, known.programs),
  );
  return {
    reading,
    marks,
    fingerprint,
    questions: questions.filter(({ projectIndex, taskIndex }) => !isSettled(marks, projectIndex, taskIndex)),
    officeNames,
  };
}

function isSettled(marks: Marks, projectIndex: number, taskIndex: number): boolean {
  if (marks.isLeftOut(projectIndex) || marks.isLeftOut(projectIndex, taskIndex)) return true;
  return marks.correctedFields(projectIndex, taskIndex).some((field) => field === "PERIOD");
}

/** What nobody decided anything about: every row is imported as it was read. */
export function undecided<Read extends GoodReading>(reading: Read): DecidedReading<Read> {
  const fingerprint = fingerprintOf(reading.notice);
  const officeNames: OfficeNames = { questions: [], diagnostics: [], confirmed: new Map() };
  return { reading, marks: new Marks(), fingerprint, questions: [], officeNames };
}

/** A row that is imported, and those of its tasks that are, each with its place in the notice. */
export interface ImportedRow {
  row: NoticeProject;
  index: number;
  tasks: { task: NoticeTask; index: number }[];
}

/** The rows of a notice but for what a person left out. */
export function importedRows({ reading, marks }: DecidedReading): ImportedRow[] {
  return reading.notice.projects.flatMap((row, index) => {
    if (marks.isLeftOut(index)) return [];
    const tasks = row.tasks.map((task, taskIndex) => ({ task, index: taskIndex }));
    return [{ row, index, tasks: tasks.filter((one) => !marks.isLeftOut(index, one.index)) }];
  });
}
