import type { Comparisons } from "../../database/conditions.js";
import { dayOf, spanOf } from "../../graphql/relative-days.js";
import type { DateComparator, IntComparator } from "../../graphql/comparators.js";
import type { LabelFilter } from "../labels/label.filter.js";
import type { OfficeFilter } from "../offices/office.filter.js";
import type { PersonFilter } from "../people/person.filter.js";
import type { Role } from "../people/role.enum.js";
import type { ProgrammeFilter, StageFilter } from "../programmes/programme.filter.js";
import type { StageKind } from "../programmes/stage-kind.enum.js";
import type { LightColour } from "./light.js";
import { isFoundIn, wordsOf } from "../../search/words.js";
import { lightsByUrgency } from "./light-sql.js";
import type { ProjectFilter, TaskFilter } from "./task.filter.js";

/** An office as filters look at it. */
export interface OfficeFacts {
  id: string;
  name: string;
  /** Its own id and those of the offices above it. */
  lineage: readonly string[];
}

/** A person as filters look at them. */
export interface PersonFacts {
  id: string;
  name: string;
  role: Role;
  office: OfficeFacts | null;
}

/** A project as filters look at it. */
export interface ProjectFacts {
  id: string;
  number: number | null;
  name: string;
  category: string | null;
  texts: readonly string[];
  programme: { id: string; year: number; title: string };
  leaders: readonly PersonFacts[];
  owners: readonly PersonFacts[];
  offices: readonly OfficeFacts[];
  assistingOffices: readonly OfficeFacts[];
  tasks: readonly TaskFacts[];
}

/** A task as filters look at it, on a certain day. Days are `YYYY-MM-DD`. */
export interface TaskFacts {
  id: string;
  title: string;
  project: ProjectFacts;
  stage: { id: string; kind: StageKind; name: string };
  assignees: readonly PersonFacts[];
  labels: readonly { id: string; name: string }[];
  startsOn: string | null;
  dueOn: string | null;
  submittedOn: string | null;
  acceptedOn: string | null;
  submittedBy: PersonFacts | null;
  quarters: readonly number[];
  light: LightColour;
  daysLate: number | null;
  timesReturned: number;
  percent: number | null;
  needsReview: boolean;
}

/** Who looks, and on which day. */
export interface Looking {
  viewer: { personId: string; officeId: string | null; supervises: boolean };
  today: string;
}

type Given = unknown;

/** Whether a task passes a filter: what the database says of the present, for tasks of the past and for single ones. */
export function matchesTask(filter: TaskFilter, task: TaskFacts, looking: Looking): boolean {
  const person = (one: PersonFilter) => (of: PersonFacts) => matchesPerson(one, of, looking);
  const day = (value: string | null) => (by: DateComparator) => matchesDay(by, value, looking.today);
  return (
    every(filter.and, (all) => all.every((one) => matchesTask(one, task, looking))) &&
    every(filter.or, (any) => any.some((one) => matchesTask(one, task, looking))) &&
    every(filter.not, (one) => !matchesTask(one, task, looking)) &&
    every(filter.id, (by) => compares(by, task.id)) &&
    every(filter.search, (text) => wordsOf(text).every((word) => isFoundInTask(word, task))) &&
    every(filter.title, (by) => compares(by, task.title)) &&
    every(filter.stage, (by) => matchesStage(by, task.stage)) &&
    every(filter.project, (by) => matchesProject(by, task.project, looking)) &&
    every(filter.programme, (by) => matchesProgramme(by, task.project.programme)) &&
    every(filter.assignees, (list) => matchesList(list, task.assignees, person)) &&
    every(filter.workers, (list) => matchesList(list, [...task.assignees, ...task.project.owners], person)) &&
    every(filter.submittedBy, (by) => task.submittedBy !== null && person(by)(task.submittedBy)) &&
    every(filter.labels, (list) =>
      matchesList(list, task.labels, (by: LabelFilter) => (label) => matchesNamed(by, label)),
    ) &&
    every(filter.startsOn, day(task.startsOn)) &&
    every(filter.dueOn, day(task.dueOn)) &&
    every(filter.submittedOn, day(task.submittedOn)) &&
    every(filter.acceptedOn, day(task.acceptedOn)) &&
    every(filter.quarter, (by) => matchesNumbers(by, task.quarters)) &&
    every(filter.light, (by) => compares(by, task.light)) &&
    every(filter.daysLate, (by) => compares(by, task.daysLate)) &&
    every(filter.awaitingMe, (wanted) => awaits(task, looking) === wanted) &&
    every(filter.timesReturned, (by) => compares(by, task.timesReturned)) &&
    every(filter.percent, (by) => compares(by, task.percent)) &&
    every(filter.needsReview?.eq, (wanted) => task.needsReview === wanted)
  );
}

/** Whether a project passes a filter. */
export function matchesProject(filter: ProjectFilter, project: ProjectFacts, looking: Looking): boolean {
  const person = (one: PersonFilter) => (of: PersonFacts) => matchesPerson(one, of, looking);
  const office = (one: OfficeFilter) => (of: OfficeFacts) => matchesOffice(one, of, looking);
  const task = (one: TaskFilter) => (of: TaskFacts) => matchesTask(one, of, looking);
  const [lead] = project.offices;
  return (
    every(filter.and, (all) => all.every((one) => matchesProject(one, project, looking))) &&
    every(filter.or, (any) => any.some((one) => matchesProject(one, project, looking))) &&
    every(filter.not, (one) => !matchesProject(one, project, looking)) &&
    every(filter.id, (by) => compares(by, project.id)) &&
    every(filter.search, (text) => wordsOf(text).every((word) => isFoundInProject(word, project))) &&
    every(filter.number, (by) => compares(by, project.number)) &&
    every(filter.name, (by) => compares(by, project.name)) &&
    every(filter.category, (by) => compares(by, project.category)) &&
    every(filter.programme, (by) => matchesProgramme(by, project.programme)) &&
    every(filter.leaders, (list) => matchesList(list, project.leaders, person)) &&
    every(filter.owners, (list) => matchesList(list, project.owners, person)) &&
    every(filter.leadOffice, (by) => lead !== undefined && office(by)(lead)) &&
    every(filter.offices, (list) => matchesList(list, project.offices, office)) &&
    every(filter.assistingOffices, (list) => matchesList(list, project.assistingOffices, office)) &&
    every(filter.tasks, (list) => matchesList(list, project.tasks, task)) &&
    every(filter.light, (by) => compares(by, worstOf(project.tasks)))
  );
}

/** The worst light of some tasks. */
export function worstOf(tasks: readonly Pick<TaskFacts, "light">[]): LightColour {
  const worst = Math.max(0, ...tasks.map(({ light }) => lightsByUrgency.indexOf(light)));
  return lightsByUrgency[worst] ?? lightsByUrgency[0];
}

/** What is not asked for holds. */
function every<Asked>(asked: Asked | null | undefined, holds: (asked: Asked) => boolean): boolean {
  return asked === null || asked === undefined || holds(asked);
}

function compares<Value extends string | number>(by: Comparisons<Value>, value: Value | null): boolean {
  const isIt = (other: Value) => value === other;
  const there = (holds: (value: Value) => boolean) => value !== null && holds(value);
  return (
    every(by.eq, isIt) &&
    every(by.neq, (other) => !isIt(other)) &&
    every(by.in, (others) => others.some(isIt)) &&
    every(by.nin, (others) => !others.some(isIt)) &&
    every(by.gt, (other) => there((it) => it > other)) &&
    every(by.gte, (other) => there((it) => it >= other)) &&
    every(by.lt, (other) => there((it) => it < other)) &&
    every(by.lte, (other) => there((it) => it <= other)) &&
    every(by.contains, (part) => there((it) => String(it).includes(part))) &&
    every(by.startsWith, (part) => there((it) => String(it).startsWith(part))) &&
    every(by.isNull, (wanted) => (value === null) === wanted)
  );
}

function matchesDay({ within, ...by }: DateComparator, value: string | null, today: string): boolean {
  const named: Comparisons<string> = Object.fromEntries(
    Object.entries(by as Record<string, Given>).map(([key, given]) => [
      key,
      typeof given === "string" ? dayOf(given, today) : given,
    ]),
  );
  const isWithin = (span: NonNullable<typeof within>) => {
    const [first, last] = spanOf(span, today);
    return value !== null && value >= first && value <= last;
  };
  return compares(named, value) && every(within, isWithin);
}

function matchesNumbers({ isNull, ...by }: IntComparator, values: readonly number[]): boolean {
  const such = values.length === 0 ? compares(by, null) : values.some((value) => compares(by, value));
  return such && every(isNull, (wanted) => (values.length === 0) === wanted);
}

function matchesList<Filter, Item>(
  list: { some?: Filter | null; every?: Filter | null; none?: Filter | null },
  items: readonly Item[],
  condition: (filter: Filter) => (item: Item) => boolean,
): boolean {
  return (
    every(list.some, (filter) => items.some(condition(filter))) &&
    every(list.every, (filter) => items.every(condition(filter))) &&
    every(list.none, (filter) => !items.some(condition(filter)))
  );
}

function matchesNamed(filter: LabelFilter, { id, name }: { id: string; name: string }): boolean {
  return every(filter.id, (by) => compares(by, id)) && every(filter.name, (by) => compares(by, name));
}

function matchesPerson(filter: PersonFilter, person: PersonFacts, looking: Looking): boolean {
  const { office } = person;
  return (
    matchesNamed(filter, person) &&
    every(filter.isMe, (wanted) => (person.id === looking.viewer.personId) === wanted) &&
    every(filter.role, (by) => compares(by, person.role)) &&
    every(filter.office, (by) => office !== null && matchesOffice(by, office, looking))
  );
}

function matchesOffice(filter: OfficeFilter, office: OfficeFacts, { viewer }: Looking): boolean {
  return (
    matchesNamed(filter, office) &&
    every(filter.isMine, (wanted) => (office.id === viewer.officeId) === wanted) &&
    every(filter.within, (root) => office.lineage.includes(root))
  );
}

function matchesProgramme(filter: ProgrammeFilter, programme: ProjectFacts["programme"]): boolean {
  return (
    every(filter.id, (by) => compares(by, programme.id)) &&
    every(filter.year, (by) => compares(by, programme.year)) &&
    every(filter.title, (by) => compares(by, programme.title))
  );
}

function matchesStage(filter: StageFilter, stage: TaskFacts["stage"]): boolean {
  return matchesNamed(filter, stage) && every(filter.kind, (by) => compares(by, stage.kind));
}

function awaits({ stage, submittedBy, project }: TaskFacts, { viewer }: Looking): boolean {
  if (stage.kind !== "SUBMITTED" || submittedBy?.id === viewer.personId) return false;
  return viewer.supervises || project.leaders.some(({ id }) => id === viewer.personId);
}

function isFoundInTask(word: string, { title, assignees, project }: TaskFacts): boolean {
  return isFoundIn(word, { names: namesOf(assignees), texts: [title] }) || isFoundInProject(word, project);
}

function isFoundInProject(word: string, project: ProjectFacts): boolean {
  const { texts, leaders, owners, offices, assistingOffices } = project;
  return isFoundIn(word, { names: namesOf([...leaders, ...owners, ...offices, ...assistingOffices]), texts });
}

function namesOf(named: readonly { name: string }[]): string[] {
  return named.map(({ name }) => name);
}
