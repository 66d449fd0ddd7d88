import { dayIn } from "../../../clock.js";
import type { LabelRow } from "../../labels/label.row.js";
import type { OfficeRow } from "../../offices/office.row.js";
import type { PersonRow } from "../../people/person.row.js";
import { StageKind } from "../../programmes/stage-kind.enum.js";
import type { ProjectRow } from "../../projects/project.row.js";
import type { OfficeFacts, PersonFacts, ProjectFacts, TaskFacts } from "../matches-filter.js";
import type { TaskRow } from "../task.row.js";
import type { BoardAt } from "./read-board-at.js";

/** A task as it was, with what filters and groups look at. */
export interface TaskAt {
  task: TaskRow;
  labels: LabelRow[];
  facts: TaskFacts;
}

/** Everybody and every office, as they are now. */
export interface Cast {
  people: ReadonlyMap<string, PersonRow>;
  offices: ReadonlyMap<string, OfficeRow>;
}

/** All tasks of a board, in the notice's order. */
export function tasksAt(board: BoardAt, cast: Cast): TaskAt[] {
  const { id, year, title } = board.programme;
  return board.projects.flatMap((project) => {
    const tasks: TaskFacts[] = [];
    const ofProject = projectFacts(project, { id, year, title }, tasks, cast);
    return (board.tasksOf.get(project.id) ?? []).map((task) => {
      const labels = board.labelsOf.get(task.id) ?? [];
      const percent = board.reportsOf.get(task.id)?.[0]?.percent ?? null;
      const facts = taskFacts(task, ofProject, { labels, percent }, cast);
      tasks.push(facts);
      return { task, labels, facts };
    });
  });
}

function taskFacts(
  task: TaskRow,
  project: ProjectFacts,
  { labels, percent }: { labels: LabelRow[]; percent: number | null },
  cast: Cast,
): TaskFacts {
  const { id, title, stage, assignees, period, timesReturned, needsReview, columns, scope } = task;
  const dayOf = (instant: Date | null) => instant && dayIn(instant, scope.timeZone);
  const submittedOn = dayOf(task.submittedAt);
  const submitter = columns.submittedById ? cast.people.get(columns.submittedById) : null;
  return {
    id,
    title,
    project,
    stage,
    assignees: assignees.map((person) => personFacts(person, cast)),
    labels,
    startsOn: period.startsOn,
    dueOn: period.dueOn,
    submittedOn,
    acceptedOn: dayOf(task.acceptedAt),
    submittedBy: submitter ? personFacts(submitter, cast) : null,
    quarters: period.quarters,
    light: task.light.colour,
    daysLate: daysLate(task, submittedOn),
    timesReturned,
    percent,
    needsReview,
  };
}

function daysLate({ period: { dueOn }, stage, scope }: TaskRow, submittedOn: string | null): number | null {
  if (!dueOn) return null;
  const isOpen = stage.kind === StageKind.PENDING || stage.kind === StageKind.ACTIVE;
  const until = isOpen ? scope.today : (submittedOn ?? dueOn);
  return until > dueOn ? Math.max(0, scope.calendar.workingDaysBetween(dueOn, until)) : 0;
}

function projectFacts(
  project: ProjectRow,
  programme: ProjectFacts["programme"],
  tasks: TaskFacts[],
  cast: Cast,
): ProjectFacts {
  const { id, number, name, category, content, progressText, remarks } = project;
  const people = (list: PersonRow[]) => list.map((person) => personFacts(person, cast));
  const offices = (list: OfficeRow[]) => list.map((office) => officeFacts(office, cast));
  return {
    id,
    number,
    name,
    category,
    texts: [name, content, progressText, remarks ?? ""],
    programme,
    leaders: people(project.leaders),
    owners: people(project.owners),
    offices: offices(project.offices),
    assistingOffices: offices(project.assistingOffices),
    tasks,
  };
}

function personFacts({ id, name, role, office }: PersonRow, cast: Cast): PersonFacts {
  return { id, name, role, office: office && officeFacts(office, cast) };
}

function officeFacts({ id, name }: OfficeRow, { offices }: Cast): OfficeFacts {
  const lineage = new Set<string>();
  for (let at: string | null = id; at !== null && !lineage.has(at); at = offices.get(at)?.parentId ?? null)
    lineage.add(at);
  return { id, name, lineage: [...lineage] };
}
