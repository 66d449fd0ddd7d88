import { ImportField } from "./import-field.enum.js";
import type { Locale } from "../../graphql/locale.js";
import { diagnosticText } from "../../notice/diagnostics.js";
import type * as read from "../../notice/notice.js";
import { PeriodKind, Precision } from "../tasks/period-kind.enum.js";
import type { Marks } from "./decided-notice.js";
import type { DecidedReading } from "./decide-notice.js";
import { DocumentFormat, ImportPreview } from "./import-preview.row.js";
import { programmeTitle } from "./programme-title.js";
import {
  NoticeField,
  NoticeParagraph,
  NoticeTable,
  Severity,
  type Diagnostic,
  type NoticeProject,
  type NoticeTask,
} from "./notice.row.js";

/** A reading that has a notice. */
export type GoodReading = read.Reading & { notice: read.Notice };

/** A decided reading in the API's shape; what is known of programmes is added by whoever knows. */
export function showReading(decided: DecidedReading, locale: Locale): ImportPreview {
  const { reading, marks, questions, officeNames } = decided;
  const { name, encoding, notice } = reading;
  return Object.assign(new ImportPreview(), {
    name,
    format: formats[reading.format],
    encoding,
    programmeTitle:
      notice.year === null ? null : programmeTitle(reading.blocks, { ...notice, year: notice.year }),
    blocks: reading.blocks.map(showBlock),
    notice: {
      ...notice,
      sources: Object.entries(notice.sources).map(([field, sources]) => ({
        field: noticeFieldOf[field as read.NoticeField],
        sources,
      })),
      projects: notice.projects.map((project, index) => showProject(project, index, marks)),
    },
    diagnostics: reading.diagnostics.map((diagnostic) => showDiagnostic(diagnostic, locale)),
    questions,
    officeQuestions: officeNames.questions,
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

const noticeFieldOf: Record<read.NoticeField, NoticeField> = {
  title: NoticeField.TITLE,
  year: NoticeField.YEAR,
  documentNumber: NoticeField.DOCUMENT_NUMBER,
  issuers: NoticeField.ISSUERS,
  issuedOn: NoticeField.ISSUED_ON,
  cc: NoticeField.CC,
};

const fieldOf: Record<read.ProjectField, ImportField> = {
  number: ImportField.NUMBER,
  category: ImportField.CATEGORY,
  name: ImportField.NAME,
  content: ImportField.CONTENT,
  progressText: ImportField.PROGRESS_TEXT,
  leaders: ImportField.LEADERS,
  owners: ImportField.OWNERS,
  offices: ImportField.OFFICES,
  assistingOffices: ImportField.ASSISTING_OFFICES,
  remarks: ImportField.REMARKS,
};

function showProject(project: read.NoticeProject, index: number, marks: Marks): NoticeProject {
  return {
    ...project,
    sources: Object.entries(project.sources).map(([field, sources]) => ({
      field: fieldOf[field as read.ProjectField],
      sources,
    })),
    isLeftOut: marks.isLeftOut(index),
    correctedFields: marks.correctedFields(index),
    tasks: project.tasks.map((task, taskIndex) => ({
      ...showTask(task),
      isLeftOut: marks.isLeftOut(index, taskIndex),
      correctedFields: marks.correctedFields(index, taskIndex),
    })),
  };
}

function showTask(task: read.NoticeTask): Omit<NoticeTask, "isLeftOut" | "correctedFields"> {
  const { title, startsOn, dueOn, quarters, words, hints, needsReview, implicit, recurrence, source } = task;
  const [kind, precision] = [PeriodKind[task.kind], Precision[task.precision]];
  const period = { startsOn, dueOn, quarters, words, kind, precision };
  return { title, period, hints, needsReview, implicit, recurrence, source };
}
