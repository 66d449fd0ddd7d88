import type { Column, Field } from "./columns.js";
import { diagnose, type Diagnostic } from "./diagnostics.js";
import type { NoticeProject, NoticeTask } from "./notice.js";
import { isEmptyMark, splitOffices, splitPeople } from "./people.js";
import { readPeriodColumns } from "./period-columns.js";
import { readSchedule, type Schedule, type ScheduleContext } from "./schedule/schedule.js";
import { chineseNumber } from "./schedule/tokens.js";
import { cellSource, type CellPlace } from "./source.js";
import type { FoundRow, FoundTables } from "./tables.js";

export interface ProjectContext extends ScheduleContext {
  document: string | null;
  /** The notice says that of several offices the first leads and the rest assist. */
  firstOfficeLeads: boolean;
  onProgress?: (done: number, total: number) => void;
}

/** Table rows → projects. Every row becomes a project, part of one, or a diagnostic. */
export function readProjects(
  { rows }: FoundTables,
  context: ProjectContext,
): { projects: NoticeProject[]; diagnostics: Diagnostic[] } {
  const projects: NoticeProject[] = [];
  const diagnostics: Diagnostic[][] = [];
  for (const [index, row] of rows.entries()) {
    context.onProgress?.(index, rows.length);
    diagnostics.push(lengthProblem(row, context));
    const kind = kindOf(row);
    const previous = projects.at(-1);
    if (kind === "project") {
      const read = readProject(row, projects.length + 1, context);
      projects.push(read.project);
      diagnostics.push(read.diagnostics);
    } else if (kind === "continuation" && previous) {
      diagnostics.push(continueProject(previous, row, context));
    } else {
      const code = kind === "note" ? "ROW_SKIPPED" : "ROW_WITHOUT_NAME";
      diagnostics.push([diagnose(code, { found: wholeRow(row) }, cellSource(firstFilled(row, context)))]);
    }
  }
  return { projects, diagnostics: [...diagnostics.flat(), ...duplicateNumbers(projects)] };
}

function readProject(
  row: FoundRow,
  order: number,
  context: ProjectContext,
): { project: NoticeProject; diagnostics: Diagnostic[] } {
  const name = placeOf(row, "name", context)!;
  const progress = readProgress(row, name, context);
  const text = (field: Field) => textsOf(row, field).join("\n");
  const remarks = textsOf(row, "remarks")
    .filter((remark) => !isEmptyMark(remark))
    .join("；");
  const category = textsOf(row, "category").join("") || row.category;
  const project: NoticeProject = {
    number: numberOf(row, order),
    category: category || null,
    name: withoutLineBreaks(name.text),
    content: text("content"),
    progressText: progress.text,
    leaders: splitPeople(text("leader")),
    owners: splitPeople(text("owner")),
    ...officesOf(row, context),
    remarks: remarks || null,
    source: cellSource(name),
    tasks: progress.tasks,
  };
  return { project, diagnostics: progress.diagnostics };
}

function officesOf(
  row: FoundRow,
  { firstOfficeLeads }: ProjectContext,
): Pick<NoticeProject, "offices" | "assistingOffices"> {
  const offices = splitOffices(textsOf(row, "office").join("\n"));
  const assistingOffices = splitOffices(textsOf(row, "assistingOffice").join("\n"));
  if (!firstOfficeLeads) return { offices, assistingOffices };
  return { offices: offices.slice(0, 1), assistingOffices: [...offices.slice(1), ...assistingOffices] };
}

/** The plan from the progress column, from columns for each quarter, or (with neither) for the whole year. */
function readProgress(row: FoundRow, name: CellPlace, context: ProjectContext): Schedule & { text: string } {
  const periods = row.columns.filter(({ field }) => field === "period");
  if (periods.length > 0) {
    const cells = periods.map((column) => ({ header: column.header, place: placeIn(row, column, context) }));
    return readPeriodColumns(cells, name, context);
  }
  const places = row.columns
    .filter(({ field }) => field === "progress")
    .map((column) => placeIn(row, column, context));
  const filled = places.filter(({ text }) => text !== "");
  if (filled.length === 0) return { text: "", ...wholeYearOf(name, context) };
  const read = filled.map((place) => readSchedule(place, context));
  return {
    text: filled.map(({ text }) => text).join("\n"),
    tasks: read.flatMap(({ tasks }) => tasks),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** A project without a plan: one task for the whole year, without words of its own. */
function wholeYearOf(name: CellPlace, context: ProjectContext): Schedule {
  const { tasks, diagnostics } = readSchedule({ ...name, text: "" }, context);
  const source = cellSource(name);
  return {
    tasks: tasks.map((task): NoticeTask => ({ ...task, title: "", source })),
    diagnostics: diagnostics.map((diagnostic) => ({ ...diagnostic, source })),
  };
}

/** A row without a name goes on with the project above (a page break inside a row, or a merged name). */
function continueProject(project: NoticeProject, row: FoundRow, context: ProjectContext): Diagnostic[] {
  const append = (own: string, more: string) => [own, more].filter((part) => part !== "").join("\n");
  const text = (field: Field) => textsOf(row, field).join("\n");
  project.content = append(project.content, text("content"));
  project.leaders = [...new Set([...project.leaders, ...splitPeople(text("leader"))])];
  project.owners = [...new Set([...project.owners, ...splitPeople(text("owner"))])];
  const more = officesOf(row, context);
  project.offices = [...new Set([...project.offices, ...more.offices])];
  project.assistingOffices = [...new Set([...project.assistingOffices, ...more.assistingOffices])];
  const place = firstFilled(row, context);
  const notice = diagnose("ROW_CONTINUED", { name: project.name }, cellSource(place));
  const hasPlan = row.columns.some(
    (column) =>
      (column.field === "progress" || column.field === "period") && placeIn(row, column, context).text !== "",
  );
  if (!hasPlan) return [notice];
  const progress = readProgress(row, place, context);
  const wasImplied = project.progressText === "";
  project.progressText = append(project.progressText, progress.text);
  project.tasks = wasImplied ? progress.tasks : [...project.tasks, ...progress.tasks];
  return [notice, ...progress.diagnostics];
}

function kindOf(row: FoundRow): "project" | "continuation" | "note" {
  const filled = row.cells.map(({ text }) => text).filter((text) => text !== "");
  const first = filled[0]?.replace(/\s/g, "") ?? "";
  if (/^(?:合计|总计|小计|共计)/.test(first) || /^(?:注|备注|说明|填表)[：:]/.test(first)) return "note";
  const name = textsOf(row, "name").join("").replace(/\s/g, "");
  if (/^(?:合计|总计|小计|共计)$/.test(name)) return "note";
  return name === "" ? "continuation" : "project";
}

/** The number as printed; with no number column, the order of appearance. */
function numberOf(row: FoundRow, order: number): number | null {
  if (!row.columns.some(({ field }) => field === "number")) return order;
  const text = textsOf(row, "number").join("").normalize("NFKC").replace(/\s/g, "");
  const digits = /^\d{1,6}/.exec(text)?.[0];
  const value = digits ? Number(digits) : chineseNumber(text.replace(/[、.()]/g, ""));
  return text === "" || Number.isNaN(value) ? null : value;
}

function duplicateNumbers(projects: readonly NoticeProject[]): Diagnostic[] {
  const seen = new Set<string>();
  return projects.flatMap(({ number, category, source }) => {
    const key = `${category ?? ""}\n${number}`;
    const isDuplicate = number !== null && seen.has(key);
    seen.add(key);
    return isDuplicate ? [diagnose("DUPLICATE_NUMBER", { number: number! }, source)] : [];
  });
}

function lengthProblem(row: FoundRow, context: ProjectContext): Diagnostic[] {
  const expected = row.columns.reduce((last, { column }) => Math.max(last, column), 0);
  const found = row.cells.length;
  const hasTooMany = row.cells.slice(expected).some(({ text }) => text !== "");
  if (found >= expected && !hasTooMany) return [];
  return [diagnose("ROW_LENGTH", { found, expected }, cellSource(firstFilled(row, context)))];
}

function textsOf(row: FoundRow, field: Field): string[] {
  const columns = row.columns.filter((column) => column.field === field);
  return columns.map(({ column }) => row.cells[column - 1]?.text ?? "").filter((text) => text !== "");
}

function placeOf(row: FoundRow, field: Field, context: ProjectContext): CellPlace | null {
  const column = row.columns.find((candidate) => candidate.field === field);
  return column ? placeIn(row, column, context) : null;
}

function placeIn(
  { table, row, cells }: FoundRow,
  { column }: Column,
  { document }: ProjectContext,
): CellPlace {
  return { document, table, row, column, text: cells[column - 1]?.text ?? "" };
}

function firstFilled({ table, row, cells }: FoundRow, { document }: ProjectContext): CellPlace {
  const cell = cells.find(({ text }) => text !== "");
  return { document, table, row, column: cell?.column ?? 1, text: cell?.text ?? "" };
}

function withoutLineBreaks(text: string): string {
  const lines = text.split(/[\n\r]/).map((line) => line.trim());
  return lines.join("");
}

function wholeRow({ cells }: FoundRow): string {
  const texts = cells.map(({ text }) => text).filter((text) => text !== "");
  return texts.join("｜").slice(0, 80);
}
