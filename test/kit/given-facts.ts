import type { EntityManager } from "@mikro-orm/core";
import { dayIn, type Clock } from "../../server/clock.js";
import { Office } from "../../server/features/offices/office.entity.js";
import type { Person } from "../../server/features/people/person.entity.js";
import { Report } from "../../server/features/reports/report.entity.js";
import { Project } from "../../server/features/projects/project.entity.js";
import { StageKind } from "../../server/features/programmes/stage-kind.enum.js";
import { lightOf } from "../../server/features/tasks/light.js";
import type {
  OfficeFacts,
  PersonFacts,
  ProjectFacts,
  TaskFacts,
} from "../../server/features/tasks/matches-filter.js";
import { Task } from "../../server/features/tasks/task.entity.js";
import { chineseCalendar } from "../../server/features/tasks/working-calendar.js";

/** Every task with all that filters look at, read through the entities: what the database's answers are held to. */
export async function factsOf(em: EntityManager, clock: Clock): Promise<TaskFacts[]> {
  const offices = new Map((await em.find(Office, {})).map((office) => [office.id, office]));
  const officeFacts = (id: string): OfficeFacts => {
    const lineage: string[] = [];
    for (
      let at = offices.get(id);
      at && !lineage.includes(at.id);
      at = at.parent ? offices.get(at.parent.id) : undefined
    )
      lineage.push(at.id);
    return { id, name: offices.get(id)?.name ?? "", lineage };
  };
  const personFacts = (person: Person): PersonFacts => ({
    id: person.id,
    name: person.name,
    role: person.role,
    office: person.office ? officeFacts(person.office.id) : null,
  });
  const lists = ["leaders", "owners", "offices", "assistingOffices", "programme"] as const;
  const projects = await em.find(Project, {}, { populate: lists });
  const byId = new Map(
    projects.map((project) => [project.id, projectFacts(project, personFacts, officeFacts)]),
  );
  const reports = await em.find(Report, {}, { orderBy: { id: "asc" } });
  const percents = new Map(reports.map((report) => [report.task.id, report.percent]));
  const tasks = await em.find(
    Task,
    {},
    { populate: ["assignees", "labels", "stage", "submittedBy", "programme"] },
  );
  return tasks.map((task) => {
    const project = byId.get(task.project.id);
    if (!project) throw new Error("A task without its project");
    const facts = taskFacts(task, project, personFacts, percents.get(task.id) ?? null, clock);
    (project.tasks as TaskFacts[]).push(facts);
    return facts;
  });
}

function projectFacts(
  project: Project,
  person: (one: Person) => PersonFacts,
  office: (id: string) => OfficeFacts,
): ProjectFacts {
  const { id, number, name, category, content, progressText, remarks, programme } = project;
  return {
    id,
    number,
    name,
    category,
    texts: [name, content, progressText, remarks].filter((text) => text !== null),
    programme: { id: programme.id, year: programme.year, title: programme.title },
    leaders: [...project.leaders].map(person),
    owners: [...project.owners].map(person),
    offices: [...project.offices].map(({ id }) => office(id)),
    assistingOffices: [...project.assistingOffices].map(({ id }) => office(id)),
    tasks: [],
  };
}

function taskFacts(
  task: Task,
  project: ProjectFacts,
  person: (one: Person) => PersonFacts,
  percent: number | null,
  clock: Clock,
): TaskFacts {
  const { timeZone } = task.programme;
  const [today, calendar] = [clock.today(timeZone), chineseCalendar()];
  const day = (instant: Date | null) => (instant ? dayIn(instant, timeZone) : null);
  const { startsOn, dueOn, stage } = task;
  const submittedOn = day(task.submittedAt);
  const { colour } = lightOf({ kind: stage.kind, startsOn, dueOn, submittedOn, today, calendar });
  const isJudged = stage.kind === StageKind.SUBMITTED || stage.kind === StageKind.ACCEPTED;
  const judged = isJudged ? submittedOn : today;
  return {
    id: task.id,
    title: task.title,
    project,
    stage: { id: stage.id, kind: stage.kind, name: stage.name },
    assignees: [...task.assignees].map(person),
    labels: [...task.labels].map(({ id, name }) => ({ id, name })),
    startsOn,
    dueOn,
    submittedOn,
    acceptedOn: day(task.acceptedAt),
    submittedBy: task.submittedBy ? person(task.submittedBy) : null,
    quarters: task.quarters,
    light: colour,
    daysLate:
      dueOn === null ? null : judged && judged > dueOn ? calendar.workingDaysBetween(dueOn, judged) : 0,
    timesReturned: task.timesReturned,
    percent,
    needsReview: task.needsReview,
  };
}
