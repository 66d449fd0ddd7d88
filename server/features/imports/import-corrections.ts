import type { Locale, Words } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import type { Notice, NoticeProject, NoticeTask } from "../../notice/notice.js";
import { quartersTouched } from "../../notice/schedule/calendar.js";
import type { ImportCorrectionInput } from "./correction.inputs.js";
import { reasons } from "./correction-reasons.js";
import type { Marks } from "./decided-notice.js";
import { ImportField } from "./import-field.enum.js";
import { InvalidCorrection } from "./import.problems.js";

/** Makes a person's corrections in the notice, in place, and marks them. Throws a `Refusal` (InvalidCorrection). */
export function correctNotice(
  notice: Notice,
  corrections: readonly ImportCorrectionInput[],
  marks: Marks,
  locale: Locale,
): void {
  for (const correction of corrections) {
    const { projectIndex, leaveOut } = correction;
    const taskIndex = correction.taskIndex ?? null;
    const refuse = (reason: Words) =>
      new Refusal(new InvalidCorrection({ projectIndex, taskIndex }, reason, locale));
    const project = notice.projects[projectIndex];
    const task = taskIndex === null ? null : project?.tasks[taskIndex];
    if (!project || task === undefined) throw refuse(reasons.noPlace);
    const [own, foreign] = task ? [ofTasks, ofProjects] : [ofProjects, ofTasks];
    if (foreign.some(([key]) => correction[key] !== undefined)) throw refuse(reasons.noField);
    if (own.some(([key, , limit]) => isTooLong(correction[key], limit))) throw refuse(reasons.tooLong);
    const days = [correction.startsOn, correction.dueOn];
    if (days.some((day) => isOfOtherYears(day, notice.year))) throw refuse(reasons.otherYears);
    marks.keep(projectIndex, project);
    if (task) correctTask(task, correction, notice.year);
    else correctProject(project, correction);
    if (project.name === "") throw refuse(reasons.noName);
    if (task?.startsOn && task.dueOn && task.startsOn > task.dueOn) throw refuse(reasons.noPeriod);
    const mark = marks.at(projectIndex, taskIndex);
    for (const [key, field] of own) if (correction[key] !== undefined) mark.correctedFields.add(field);
    if (leaveOut != null) mark.isLeftOut = leaveOut;
  }
}

/** A field of the input, what it corrects, and how many characters a text, or each name of a list, may have. */
type Corrected = readonly [key: keyof ImportCorrectionInput, field: ImportField, limit: number];

const ofProjects: readonly Corrected[] = [
  ["number", ImportField.NUMBER, 0],
  ["category", ImportField.CATEGORY, 200],
  ["name", ImportField.NAME, 2000],
  ["content", ImportField.CONTENT, 20_000],
  ["leaders", ImportField.LEADERS, 100],
  ["owners", ImportField.OWNERS, 100],
  ["offices", ImportField.OFFICES, 200],
  ["assistingOffices", ImportField.ASSISTING_OFFICES, 200],
  ["remarks", ImportField.REMARKS, 20_000],
];

const ofTasks: readonly Corrected[] = [
  ["title", ImportField.TITLE, 2000],
  ["startsOn", ImportField.PERIOD, 0],
  ["dueOn", ImportField.PERIOD, 0],
];

/** How many names a list may have. */
const mostNames = 100;

function isTooLong(value: ImportCorrectionInput[keyof ImportCorrectionInput], limit: number): boolean {
  if (typeof value === "string") return limit > 0 && value.length > limit;
  return Array.isArray(value) && (value.length > mostNames || value.some((name) => name.length > limit));
}

/** The years, before and after the notice's own, in which a day may be: one farther off is a slip of the hand. */
const [yearsBefore, yearsAfter] = [5, 20];

function isOfOtherYears(day: string | null | undefined, ofNotice: number | null): boolean {
  if (!day || ofNotice === null) return false;
  const year = Number(day.slice(0, 4));
  return year < ofNotice - yearsBefore || year > ofNotice + yearsAfter;
}

function correctProject(project: NoticeProject, given: ImportCorrectionInput): void {
  if (given.number !== undefined) project.number = given.number;
  if (given.category !== undefined) project.category = given.category?.trim() || null;
  if (given.remarks !== undefined) project.remarks = given.remarks?.trim() || null;
  for (const key of ["name", "content"] as const)
    if (given[key] !== undefined) project[key] = given[key]?.trim() ?? "";
  for (const key of ["leaders", "owners", "offices", "assistingOffices"] as const) {
    if (given[key] !== undefined) project[key] = namesOf(given[key] ?? []);
  }
}

function namesOf(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => name.trim()))].filter(Boolean);
}

/** A corrected period is plain days; the notice's words for it are kept. */
function correctTask(task: NoticeTask, given: ImportCorrectionInput, year: number | null): void {
  if (given.title !== undefined) task.title = given.title?.trim() ?? "";
  if (given.startsOn === undefined && given.dueOn === undefined) return;
  if (given.startsOn !== undefined) task.startsOn = given.startsOn;
  if (given.dueOn !== undefined) task.dueOn = given.dueOn;
  const { startsOn, dueOn } = task;
  const [from, to] = [startsOn ?? dueOn, dueOn ?? startsOn];
  task.quarters = from !== null && to !== null && from <= to ? quartersTouched(from, to, year) : [];
  task.kind = startsOn === null ? "DEADLINE" : "SPAN";
  Object.assign(task, { precision: "DAY", needsReview: false, implicit: false });
}
