import type { Locale } from "../../graphql/locale.js";
import { diagnosticText } from "../../notice/diagnostics.js";
import type * as read from "../../notice/notice.js";
import { PeriodKind, Precision } from "../tasks/period-kind.enum.js";
import { DocumentFormat, ImportPreview } from "./import-preview.row.js";
import { programmeTitle } from "./programme-title.js";
import { questionsOf } from "./import-questions.js";
import {
  NoticeParagraph,
  NoticeTable,
  Severity,
  type Diagnostic,
  type NoticeProject,
  type NoticeTask,
} from "./notice.row.js";

/** A reading that has a notice. */
export type GoodReading = read.Reading & { notice: read.Notice };

/** A reading in the API's shape; the programme that already exists is added by whoever knows. */
export function showReading(reading: GoodReading, locale: Locale): ImportPreview {
  const { name, encoding, notice } = reading;
  return Object.assign(new ImportPreview(), {
    name,
    format: formats[reading.format],
    encoding,
    programmeTitle:
      notice.year === null ? null : programmeTitle(reading.blocks, { ...notice, year: notice.year }),
    blocks: reading.blocks.map(showBlock),
    notice: { ...notice, projects: notice.projects.map(showProject) },
    diagnostics: reading.diagnostics.map((diagnostic) => showDiagnostic(diagnostic, locale)),
    questions: questionsOf(notice),
    officeQuestions: [],
    existingProgramme: null,
    amends: null,
    boardRevision: null,
    differences: [],
  });
}

const formats: Record<read.DocumentFormat, DocumentFormat> = {
  text: DocumentFormat.TEXT,
  csv: DocumentFormat.CSV,
  markdown: DocumentFormat.MARKDOWN,
  html: DocumentFormat.HTML,
  docx: DocumentFormat.DOCX,
  xlsx: DocumentFormat.XLSX,
  "rich-text": DocumentFormat.RICH_TEXT,
  // Nothing is read of what is unknown; a reading with a notice never is.
  unknown: DocumentFormat.TEXT,
};

export function showDiagnostic(diagnostic: read.Diagnostic, locale: Locale): Diagnostic {
  const { code, source } = diagnostic;
  return {
    code,
    source,
    severity: Severity[diagnostic.severity],
    message: diagnosticText(diagnostic, locale),
  };
}

/** Unions tell their members apart by class: compiled queries take no other way. */
function showBlock(block: read.Block): NoticeParagraph | NoticeTable {
  return Object.assign(block.kind === "paragraph" ? new NoticeParagraph() : new NoticeTable(), block);
}

function showProject(project: read.NoticeProject): NoticeProject {
  return { ...project, isLeftOut: false, correctedFields: [], tasks: project.tasks.map(showTask) };
}

function showTask(task: read.NoticeTask): NoticeTask {
  const { title, startsOn, dueOn, quarters, words, hints, needsReview, implicit, recurrence, source } = task;
  const [kind, precision] = [PeriodKind[task.kind], Precision[task.precision]];
  const period = { startsOn, dueOn, quarters, words, kind, precision };
  return {
    title,
    period,
    hints,
    needsReview,
    implicit,
    recurrence,
    source,
    isLeftOut: false,
    correctedFields: [],
  };
}
