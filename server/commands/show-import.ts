import type { DecidedReading } from "../features/imports/decide-notice.js";
import type { ImportQuestion } from "../features/imports/import-preview.row.js";
import { ImportDifferenceKind, ImportWarning } from "../features/imports/import-difference.row.js";
import type { FieldDifference } from "../features/imports/compare-fields.js";
import type { Difference } from "../features/imports/notice-differences.js";
import type { OfficeQuestion } from "../features/imports/office-question.row.js";
import { showPeriod } from "../features/imports/show-period.js";
import type { Diagnostic } from "../notice/notice.js";

/** What a notice holds, in lines. */
export function summaryOf({ reading: { notice } }: DecidedReading): string {
  const tasks = notice.projects.reduce((count, project) => count + project.tasks.length, 0);
  const lines = notice.projects.map(
    ({ number, name, tasks }) => `  ${String(number ?? "-").padStart(3)}  ${name} (${tasks.length})`,
  );
  return [`${notice.title ?? ""}`, `${notice.projects.length} projects, ${tasks} tasks`, ...lines].join("\n");
}

export function describeDiagnostic({ severity, code, message, source }: Diagnostic): string {
  const place = source?.table ? ` [${[source.table, source.row, source.column].join(":")}]` : "";
  return `${severity} ${code}${place}: ${message}`;
}

/** How to answer a question on the command line. */
export function describeQuestion({ id, words, choices }: ImportQuestion): string {
  const ways = choices.map(
    (choice, index) => `--answer ${id}=${index} (${showPeriod(choice) ?? choice.reading})`,
  );
  return `? ${words}: ${ways.join(", ")}`;
}

export function describeOfficeQuestion({ name, choices, variants }: OfficeQuestion): string {
  const others = [...choices.map((choice) => choice.name), ...variants, "new"];
  return `? ${name}: ${others.map((other) => `--office ${name}=${other}`).join(", ")}`;
}

/** Differences as a list to choose from: `[x]` is suggested, `[ ]` is to be looked at, `[-]` stays on the board. */
export function listOf(differences: readonly Difference[]): string {
  return differences
    .flatMap((difference) => [headOf(difference), ...difference.fields.map(lineOf)])
    .join("\n");
}

const kinds: Record<ImportDifferenceKind, string> = {
  [ImportDifferenceKind.ADDED]: "新增 added  ",
  [ImportDifferenceKind.CHANGED]: "更改 changed",
  [ImportDifferenceKind.REMOVED]: "删去 removed",
};

const warnings: Record<ImportWarning, string> = {
  [ImportWarning.TASK_MOVED]: "看板上已推进 · moved on the board",
  [ImportWarning.BOARD_EDITED]: "看板上已改过 · edited on the board",
  [ImportWarning.HAS_REPORTS]: "已有反馈或已验收 · reported on or accepted",
};

function headOf(difference: Difference): string {
  const { id, kind, projectNumber, projectName, taskTitle, isSuggested, isApplicable } = difference;
  const box = isApplicable ? (isSuggested ? "[x]" : "[ ]") : "[-]";
  const what = [`${projectNumber ?? "-"} ${projectName}`, ...(taskTitle === null ? [] : [taskTitle || "…"])];
  const notes = difference.warnings.map((warning) => warnings[warning]);
  const note = notes.length > 0 ? `  ! ${notes.join("; ")}` : "";
  return `${box} ${id}  ${kinds[kind]}  ${what.join(" › ")}${note}`;
}

function lineOf({ field, imported, board, notice, isConflict }: FieldDifference): string {
  const onBoard = isConflict ? `  (看板 · board: ${short(board)})` : "";
  return `      ${field}: ${short(imported)} → ${short(notice)}${onBoard}`;
}

function short(text: string | null): string {
  if (text === null) return "—";
  const line = text.replaceAll("\n", " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
