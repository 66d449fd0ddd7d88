import { diagnose, type Diagnostic } from "./diagnostics.js";
import type { NoticeProject, ProjectField } from "./notice.js";
import { dutiesOf, type DutyCells, type DutyContext } from "./duties.js";
import { hasPlan, readPlan, type Plan } from "./plan.js";
import type { Field } from "./rows/columns.js";
import { textsOf, type FieldText, type FoundRow } from "./rows/found-row.js";
import { labelsOf } from "./rows/labels.js";
import { rowNumber } from "./rows/row-words.js";
import type { ScheduleContext } from "./schedule/schedule.js";
import { chineseNumber } from "./schedule/tokens.js";
import { cellSource, goingOn, partOf, type CellPlace } from "./source.js";
import { isEmptyMark } from "./split-cell.js";

export interface ProjectContext extends ScheduleContext, DutyContext {
  document: string | null;
  onProgress?: (done: number, total: number) => void;
}

/** The rows of one project: its own, and those that go on with it. */
type Group = [FoundRow, ...FoundRow[]];

/** Table rows → projects. Every row becomes a project, part of one, or a diagnostic. */
export function readProjects(
  rows: readonly FoundRow[],
  context: ProjectContext,
): { projects: NoticeProject[]; diagnostics: Diagnostic[] } {
  const { groups, diagnostics } = groupsOf(rows.map(withLabelsApart));
  const isNumbered = rows.some(({ columns }) => columns.has("number"));
  const read = groups.map((group, index) => {
    context.onProgress?.(index, groups.length);
    return readProject(group, isNumbered ? null : index + 1, context);
  });
  const projects = read.map(({ project }) => project);
  return {
    projects,
    diagnostics: [
      ...diagnostics,
      ...read.flatMap((one) => one.diagnostics),
      ...duplicateNumbers(groups, projects),
      ...(rows.length > 0 && !rows.some(hasPlanColumn) ? [diagnose("NO_PROGRESS_COLUMN", {}, null)] : []),
    ],
  };
}

function hasPlanColumn({ columns }: FoundRow): boolean {
  return ["progress", "period", "deadline", "start"].some((field) => columns.has(field as Field));
}

/** Puts together what belongs to one project; a row that can belong to none is told. */
function groupsOf(rows: readonly FoundRow[]): { groups: Group[]; diagnostics: Diagnostic[] } {
  const groups: Group[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    if (row.length) diagnostics.push(diagnose("ROW_LENGTH", row.length, cellSource(row.place)));
    const problem = row.joining === "NEW" || !group ? nameProblem(row) : null;
    if (problem) diagnostics.push(problem);
    if (problem && problem.code !== "NAME_FROM_CONTENT") continue;
    if (row.joining === "NEW" || !group) groups.push([row]);
    else if (row.joining === "PART") group.push(row);
    else group[group.length - 1] = withRest(group.at(-1)!, row);
    if (group && row.joining !== "NEW" && !isUnderMergedName(row))
      diagnostics.push(diagnose("ROW_CONTINUED", { name: nameIn(group[0]) }, cellSource(row.place)));
  }
  return { groups, diagnostics };
}

function isUnderMergedName(row: FoundRow): boolean {
  return textsOf(row, "name").some(({ isShared }) => isShared);
}

function nameIn(row: FoundRow): string {
  return withoutLineBreaks(
    textsOf(row, "name")
      .map(({ place }) => place.text)
      .join(""),
  );
}

/** A row without a name: empty but for its number, named by its content, or not to be read. */
function nameProblem(row: FoundRow): Diagnostic | null {
  if (textsOf(row, "name").length > 0) return null;
  const source = cellSource(row.place);
  const others = row.texts.filter(({ field, place }) => field !== "number" && place.text !== "");
  if (others.length === 0) return diagnose("ROW_SKIPPED", { found: row.words }, source);
  const canBeNamed = row.isForm === true || textsOf(row, "number").length > 0;
  return diagnose(canBeNamed ? "NAME_FROM_CONTENT" : "ROW_WITHOUT_NAME", { found: row.words }, source);
}

/** The texts of a row with those that a page break cut off. */
function withRest(row: FoundRow, rest: FoundRow): FoundRow {
  const texts = [...row.texts];
  for (const text of rest.texts.filter(({ place, isShared }) => place.text !== "" && !isShared)) {
    const index = texts.findLastIndex(
      ({ field, headers, place }) =>
        field === text.field && headers[0] === text.headers[0] && place.text !== "",
    );
    if (index < 0) texts.push(text);
    else texts[index] = { ...texts[index]!, place: goingOn(texts[index]!.place, text.place) };
  }
  return { ...row, texts };
}

/** Cells that name who does what by labels (`牵头领导：张三` over `责任人：李四`) are texts of these fields. */
function withLabelsApart(row: FoundRow): FoundRow {
  const texts = row.texts.flatMap((text) => {
    if (!dutyFields.has(text.field) || !/[:：]/.test(text.place.text)) return [text];
    const labelled = labelsOf(text.place).filter(({ field }) => dutyFields.has(field));
    const isWhole = labelled[0]?.start === 0 && labelled.some(({ field }) => field !== text.field);
    return isWhole ? labelled.map(({ field, place }) => ({ ...text, field, place })) : [text];
  });
  return { ...row, texts };
}

const dutyFields = new Set<Field>(["leader", "owner", "office", "assistingOffice", "officeAndOwner"]);

function readProject(
  group: Group,
  order: number | null,
  context: ProjectContext,
): { project: NoticeProject; diagnostics: Diagnostic[] } {
  const [row] = group;
  const { name, number } = nameAndNumber(row, order);
  const plan = planOf(group, name, context);
  const contents = contentOf(group);
  const remarks = lines(group, "remarks").filter((remark) => !isEmptyMark(remark));
  const project: NoticeProject = {
    number,
    category: lines(group, "category").join("").replace(/\s+/g, "") || row.category,
    name: withoutLineBreaks(name.text),
    content: contents === name.text ? "" : contents,
    progressText: plan.text,
    ...dutiesOf(dutyCells(group), context),
    remarks: [...new Set(remarks)].join("；") || null,
    source: cellSource(name),
    sources: sourcesOf(group, name),
    tasks: plan.tasks,
  };
  return { project, diagnostics: plan.diagnostics };
}

/** The columns that each field is read from. */
const columnsOfFields: Record<Exclude<ProjectField, "name">, readonly Field[]> = {
  number: ["number"],
  category: ["category"],
  content: ["content"],
  progressText: ["progress", "deadline", "start", "period"],
  leaders: ["leader"],
  owners: ["owner", "officeAndOwner"],
  offices: ["office", "officeAndOwner"],
  assistingOffices: ["assistingOffice"],
  remarks: ["remarks"],
};

/** The cells, paragraphs or parts of them that each field was read from. */
function sourcesOf(group: Group, name: CellPlace): NoticeProject["sources"] {
  const sources: NoticeProject["sources"] = {
    name: (name.pieces ?? [name]).map((piece) => cellSource(piece)),
  };
  for (const [field, columns] of Object.entries(columnsOfFields)) {
    const places = columns
      .flatMap((column) => fieldTexts(group, column))
      .flatMap(({ place }) => place.pieces ?? [place]);
    if (places.length > 0) sources[field as ProjectField] = places.map((place) => cellSource(place));
  }
  const { leaders } = group[0];
  if (leaders && !sources.leaders) sources.leaders = [cellSource(leaders)];
  return sources;
}

const numberInName = /^(\d{1,4})[.．、](?!\d)\s*/;
const LONGEST_MADE_NAME = 40;

/** The name cell and the number as printed; a number that leads the name (`135.…`) is the project's. */
function nameAndNumber(row: FoundRow, order: number | null): { name: CellPlace; number: number | null } {
  const printed = textsOf(row, "number")[0];
  const name = namePlace(row);
  const lead = printed ? null : numberInName.exec(name.text);
  if (lead) return { name: partOf(name, lead[0].length), number: Number(lead[1]) };
  return { name, number: printed ? numberOf(printed.place.text) : order };
}

function namePlace(row: FoundRow): CellPlace {
  const [name] = textsOf(row, "name");
  if (name) return partOf(name.place, 0, endOfName(name));
  const others = row.texts.filter(({ field, place }) => field !== "number" && place.text !== "");
  const content = (textsOf(row, "content")[0] ?? others[0]!).place;
  const end = content.text.search(/[。；;，,\n]/);
  return partOf(content, 0, end > 0 ? end : Math.min(content.text.length, LONGEST_MADE_NAME));
}

/** In a column for the name and the content (项目名称及内容) the name ends where the first line or sentence does. */
function endOfName({ headers: [header = ""], place: { text } }: FieldText): number {
  const end = holdsContent(header) ? text.search(/[\n：:。]/) : -1;
  return end > 0 ? end : text.length;
}

function holdsContent(header: string): boolean {
  return /(?:及|和|与|、|\/).{0,4}(?:内容|任务|目标)/.test(header.replace(/\s/g, ""));
}

/** The content: its own column, or what stands behind the name in a column for both. */
function contentOf(group: Group): string {
  const behindName = fieldTexts(group, "name").filter(({ headers: [header = ""] }) => holdsContent(header));
  const rests = behindName.map((text) => text.place.text.slice(endOfName(text) + 1).trim());
  const [, ...furtherNames] = textsOf(group[0], "name").map(({ place }) => place.text);
  return [...furtherNames, ...rests, ...lines(group, "content")].filter((text) => text !== "").join("\n");
}

/** `3`, `（3）`, `三`, `（三）`, `十二、` … */
function numberOf(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const digits = rowNumber(plain) ?? (/^\d{1,6}/.exec(plain) ? Number(/^\d{1,6}/.exec(plain)![0]) : null);
  const value = digits ?? chineseNumber(plain.replace(/^项目/, "").replace(/[、.():]/g, ""));
  return plain === "" || Number.isNaN(value) ? null : value;
}

/** The plans of the project's rows, one after the other; a row that says nothing of when adds none. */
function planOf(group: Group, name: CellPlace, context: ScheduleContext): Plan {
  const planned = group.filter(hasPlan);
  const plans = (planned.length > 0 ? planned : [group[0]]).map((row) => readPlan(row, name, context));
  return {
    text: plans
      .map(({ text }) => text)
      .filter((text) => text !== "")
      .join("\n"),
    tasks: plans.flatMap(({ tasks }) => tasks),
    diagnostics: plans.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** The texts of a field in all rows of a project, each once. */
function fieldTexts(group: Group, field: Field): FieldText[] {
  return group.flatMap((row, index) =>
    textsOf(row, field).filter(({ isShared }) => index === 0 || !isShared),
  );
}

function lines(group: Group, field: Field): string[] {
  return fieldTexts(group, field).map(({ place }) => place.text);
}

function dutyCells(group: Group): DutyCells {
  const leaders = lines(group, "leader");
  const heading = group[0].leaders;
  return {
    leaders: leaders.every(isEmptyMark) && heading ? [heading.text] : leaders,
    owners: lines(group, "owner"),
    offices: lines(group, "office"),
    assistingOffices: lines(group, "assistingOffice"),
    officesAndOwners: lines(group, "officeAndOwner"),
  };
}

/** Numbers are unique within a section; rows under one merged number share it on purpose. */
function duplicateNumbers(groups: readonly Group[], projects: readonly NoticeProject[]): Diagnostic[] {
  const seen = new Set<string>();
  let previous = 0;
  let section = 0;
  return projects.flatMap(({ number, category, source }, index) => {
    const isShared = textsOf(groups[index]![0], "number").some((text) => text.isShared);
    if (number === 1 && previous > 1) section += 1;
    previous = number ?? previous;
    const key = `${category ?? ""}\n${section}\n${number}`;
    const isDuplicate = number !== null && !isShared && seen.has(key);
    seen.add(key);
    return isDuplicate ? [diagnose("DUPLICATE_NUMBER", { number: number! }, source)] : [];
  });
}

function withoutLineBreaks(text: string): string {
  const lines = text.split(/[\n\r]/).map((line) => line.trim());
  return lines.join("");
}
