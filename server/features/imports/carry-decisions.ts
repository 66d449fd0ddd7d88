import type { NoticeProject, NoticeTask } from "../../notice/notice.js";
import { same } from "./compare-fields.js";
import type { StoredRow } from "./compare-with-board.js";
import type { DecidedReading } from "./decide-notice.js";
import { ImportField } from "./import-field.enum.js";
import { questionId } from "./import-questions.js";
import { matchRows, matchTasks } from "./match-rows.js";

/**
 * Puts what was answered and corrected of the last notice into a new one, in place, where it still says what it said
 * and nobody decided otherwise: nobody is asked twice. Doing it again changes nothing. Offices are not carried: what
 * they are called is remembered by their other names.
 */
export function carryDecisions(last: readonly StoredRow[], decided: DecidedReading): void {
  if (last.every(({ imported, read }) => imported === read)) return;
  const { reading, marks } = decided;
  const asRead = reading.notice.projects.map((row, index) => marks.asRead.get(index) ?? row);
  const settled = new Set<string>();
  for (const { old, fresh } of matchRows(
    last.map(({ read }) => read),
    asRead,
  )) {
    const was = last[old]!;
    if (was.imported === was.read) continue;
    const row = new CarriedRow(decided, fresh, asRead[fresh]!);
    row.carryWords(was);
    for (const pair of matchTasks(was.read.tasks, asRead[fresh]!.tasks)) {
      const before = { imported: was.imported.tasks[pair.old]!, read: was.read.tasks[pair.old]! };
      row.carryTitle(before, pair.fresh);
      if (row.carryPeriod(before, pair.fresh)) settled.add(questionId(fresh, pair.fresh));
    }
  }
  decided.questions = decided.questions.filter(({ id }) => !settled.has(id));
}

/** Something of the last notice: as it was imported, and as it had been read. */
interface Before<Thing> {
  imported: Thing;
  read: Thing;
}

const words = [
  ["number", ImportField.NUMBER],
  ["category", ImportField.CATEGORY],
  ["name", ImportField.NAME],
  ["content", ImportField.CONTENT],
  ["leaders", ImportField.LEADERS],
  ["owners", ImportField.OWNERS],
  ["remarks", ImportField.REMARKS],
] as const;

class CarriedRow {
  readonly #row: NoticeProject;

  constructor(
    private readonly decided: DecidedReading,
    private readonly index: number,
    private readonly read: NoticeProject,
  ) {
    this.#row = decided.reading.notice.projects[index]!;
  }

  carryWords({ imported, read }: Before<NoticeProject>): void {
    for (const [key, field] of words) {
      const [then, now] = [textOf(read[key]), textOf(this.read[key])];
      if (same(textOf(imported[key]), then) || !same(now, then)) continue;
      this.#carry(null, field, () => Object.assign(this.#row, { [key]: imported[key] }));
    }
  }

  carryTitle({ imported, read }: Before<NoticeTask>, taskIndex: number): void {
    const now = this.read.tasks[taskIndex]!;
    if (same(imported.title, read.title) || !same(now.title, read.title)) return;
    const task = this.#row.tasks[taskIndex]!;
    this.#carry(taskIndex, ImportField.TITLE, () => Object.assign(task, { title: imported.title }));
  }

  /** Whether the question about the period, if there is one, was answered then. */
  carryPeriod({ imported, read }: Before<NoticeTask>, taskIndex: number): boolean {
    const isDecided = daysOf(imported) !== daysOf(read);
    if (!isDecided || choiceOf(read) !== choiceOf(this.read.tasks[taskIndex]!)) return false;
    const { marks } = this.decided;
    if (marks.answered.has(questionId(this.index, taskIndex))) return false;
    const { startsOn, dueOn, quarters, kind, needsReview, precision, implicit } = imported;
    const task = this.#row.tasks[taskIndex]!;
    const put = () =>
      Object.assign(task, { startsOn, dueOn, quarters, kind, needsReview, precision, implicit });
    const isAnswer = read.choices.some((one) => one.startsOn === startsOn && one.dueOn === dueOn);
    return this.#carry(taskIndex, isAnswer ? null : ImportField.PERIOD, put);
  }

  /** `field` is what was corrected; null for an answer. */
  #carry(taskIndex: number | null, field: ImportField | null, put: () => void): boolean {
    const { marks } = this.decided;
    if (marks.correctedFields(this.index, taskIndex).includes(field ?? ImportField.PERIOD)) return false;
    const { beforeCarrying } = marks;
    if (!beforeCarrying.has(this.index)) beforeCarrying.set(this.index, structuredClone(this.#row));
    marks.keep(this.index, this.#row);
    put();
    if (field) marks.at(this.index, taskIndex).correctedFields.add(field);
    return true;
  }
}

function textOf(value: string | number | string[] | null): string | null {
  if (value === null) return null;
  return Array.isArray(value) ? value.join("、") : String(value);
}

function daysOf({ startsOn, dueOn, quarters, kind, needsReview }: NoticeTask): string {
  return JSON.stringify([startsOn, dueOn, quarters, kind, needsReview]);
}

/** How a period was read, and how else it might be. */
function choiceOf({ choices, startsOn, dueOn }: NoticeTask): string {
  return JSON.stringify([choices, startsOn, dueOn]);
}
