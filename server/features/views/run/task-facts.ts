import { pinyin } from "pinyin-pro";
import { dayIn } from "../../../clock.js";
import { fromJson } from "../../../database/rows.js";
import type { LabelRow } from "../../labels/label.row.js";
import type { OfficeRow } from "../../offices/office.row.js";
import type { PersonRow } from "../../people/person.row.js";
import type { ProgrammeRow } from "../../programmes/programme.row.js";
import { StageKind } from "../../programmes/stage-kind.enum.js";
import type { ProjectRow } from "../../projects/project.row.js";
import { worstLight } from "../../tasks/light.row.js";
import type { BoardAt } from "../../tasks/past/read-board-at.js";
import type { TaskRow } from "../../tasks/task.row.js";
import type { Thing } from "./match-filter.js";

/** Who asks, and what is known of everybody. */
export interface Circle {
  personId: string;
  officeId: string | null;
  supervises: boolean;
  people: ReadonlyMap<string, PersonRow>;
  /** The office above each. */
  parentOf: ReadonlyMap<string, string | null>;
}

type Facts = Record<string, () => unknown>;

/** A thing made of one function a field; each is asked when a filter speaks of it. */
function thing(facts: Facts): Thing {
  return { of: (field) => facts[field]?.() };
}

/** A task as filters see it. */
export interface TaskThing extends Thing {
  task: TaskRow;
}

/** All tasks of a board, as filters see them. */
export function taskThings(board: BoardAt, circle: Circle): TaskThing[] {
  const programme = programmeThing(board.programme);
  return board.projects.flatMap((project) => {
    const tasks: TaskThing[] = [];
    const ofProject = projectThing(project, programme, circle, () => tasks);
    for (const task of board.tasksOf.get(project.id) ?? []) {
      const reports = board.reportsOf.get(task.id) ?? [];
      const labels = board.labelsOf.get(task.id) ?? [];
      const facts = taskFacts(
        task,
        { ofProject, programme, labels, percent: reports[0]?.percent ?? null },
        circle,
      );
      tasks.push({ ...thing(facts), task });
    }
    return tasks;
  });
}

interface Around {
  ofProject: Thing;
  programme: Thing;
  labels: LabelRow[];
  percent: number | null;
}

function taskFacts(task: TaskRow, { ofProject, programme, labels, percent }: Around, circle: Circle): Facts {
  const { columns, project, stage, scope } = task;
  const dayOf = (value: Date | null) => (value ? dayIn(value, scope.timeZone) : null);
  const person = (row: PersonRow) => personThing(row, circle);
  const search = searchIn(() => [task.title, ...textsOf(project)], [...peopleOf(project), ...task.assignees]);
  return {
    id: () => task.id,
    title: () => task.title,
    stage: () => thing({ id: () => stage.id, kind: () => stage.kind, name: () => stage.name }),
    project: () => ofProject,
    programme: () => programme,
    assignees: () => task.assignees.map(person),
    workers: () => [...project.owners, ...task.assignees].map(person),
    labels: () => labels.map((label) => thing({ id: () => label.id, name: () => label.name })),
    startsOn: () => columns.startsOn,
    dueOn: () => columns.dueOn,
    quarter: () => fromJson<number[]>(columns.quarters),
    light: () => task.light.colour,
    daysLate: () => daysLate(task, dayOf(task.submittedAt)),
    awaitingMe: () => awaits(task, circle),
    submittedOn: () => dayOf(task.submittedAt),
    acceptedOn: () => dayOf(task.acceptedAt),
    submittedBy: () => {
      const found = columns.submittedById ? circle.people.get(columns.submittedById) : null;
      return found ? person(found) : null;
    },
    timesReturned: () => task.timesReturned,
    percent: () => percent,
    needsReview: () => task.needsReview,
    search: () => search,
  };
}

/** Submitted, and this viewer's to judge: not one's own submission. */
function awaits(task: TaskRow, { personId, supervises }: Circle): boolean {
  if (task.stage.kind !== StageKind.SUBMITTED || task.columns.submittedById === personId) return false;
  return supervises || task.project.leaders.some(({ id }) => id === personId);
}

function daysLate({ columns: { dueOn }, stage, scope }: TaskRow, submittedOn: string | null): number | null {
  if (!dueOn) return null;
  const isOpen = stage.kind === StageKind.PENDING || stage.kind === StageKind.ACTIVE;
  const until = isOpen ? scope.today : (submittedOn ?? dueOn);
  return until > dueOn ? Math.max(0, scope.calendar.workingDaysBetween(dueOn, until)) : 0;
}

function projectThing(
  project: ProjectRow,
  programme: Thing,
  circle: Circle,
  tasks: () => TaskThing[],
): Thing {
  const office = (row: OfficeRow) => officeThing(row, circle);
  const [lead] = project.offices;
  return thing({
    id: () => project.id,
    number: () => project.number,
    name: () => project.name,
    category: () => project.category,
    programme: () => programme,
    leaders: () => project.leaders.map((row) => personThing(row, circle)),
    owners: () => project.owners.map((row) => personThing(row, circle)),
    leadOffice: () => (lead ? office(lead) : null),
    offices: () => project.offices.map(office),
    assistingOffices: () => project.assistingOffices.map(office),
    tasks,
    light: () => worstLight(tasks().map(({ task }) => task.light)),
    search: () => searchIn(() => textsOf(project), peopleOf(project)),
  });
}

function programmeThing({ id, year, title }: ProgrammeRow): Thing {
  return thing({ id: () => id, year: () => year, title: () => title });
}

function personThing(person: PersonRow, circle: Circle): Thing {
  return thing({
    id: () => person.id,
    name: () => person.name,
    isMe: () => person.id === circle.personId,
    role: () => person.role,
    office: () => (person.office ? officeThing(person.office, circle) : null),
  });
}

function officeThing({ id, name }: OfficeRow, { officeId, parentOf }: Circle): Thing {
  return thing({
    id: () => id,
    name: () => name,
    isMine: () => id === officeId,
    within: () => withAbove(id, parentOf),
  });
}

/** An office and all above it. */
function withAbove(id: string, parentOf: Circle["parentOf"]): string[] {
  const chain = new Set<string>();
  for (let at: string | null = id; at !== null && !chain.has(at); at = parentOf.get(at) ?? null)
    chain.add(at);
  return [...chain];
}

function textsOf(project: ProjectRow): string[] {
  const { name, content, progressText, remarks, offices, assistingOffices } = project;
  const names = [...offices, ...assistingOffices].map((office) => office.name);
  return [name, content, progressText, remarks ?? "", ...names];
}

function peopleOf({ leaders, owners }: ProjectRow): PersonRow[] {
  return [...leaders, ...owners];
}

/** Whether a word, in small letters, is in one of the texts, or begins a person's initials in pinyin. */
function searchIn(texts: () => string[], people: PersonRow[]): (word: string) => boolean {
  return (word) =>
    people.some(({ name }) => name.toLowerCase().includes(word) || initialsOf(name).includes(word)) ||
    texts().some((text) => text.toLowerCase().includes(word));
}

const knownInitials = new Map<string, string>();

function initialsOf(name: string): string {
  let initials = knownInitials.get(name);
  if (initials === undefined) {
    initials = pinyin(name, { pattern: "first", toneType: "none", type: "array", nonZh: "consecutive" })
      .join("")
      .toLowerCase();
    if (knownInitials.size > 20_000) knownInitials.clear();
    knownInitials.set(name, initials);
  }
  return initials;
}
