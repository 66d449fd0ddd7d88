import type { Context } from "../../context.js";
import { unauthenticated } from "../../graphql/coded-error.js";
import { personColumns, personJoins, PersonRow, type PersonColumns } from "../people/person.row.js";
import type { ProgrammeRow } from "../programmes/programme.row.js";
import { readProgramme, readStages } from "../programmes/read-programmes.js";
import type { StageRow } from "../programmes/stage.row.js";
import { readProject, readProjects } from "../projects/read-projects.js";
import type { ProjectRow } from "../projects/project.row.js";
import { TaskRow, taskSelect, type TaskColumns, type TaskScope } from "./task.row.js";

/** Which tasks: a condition on `t`, with its parameter. */
interface TaskChoice {
  where: "t.programme_id = ?" | "t.project_id = ?" | "t.id = ?";
  parameter: string;
}

/** A board as flat rows: the programme, its stages, its projects, and their tasks by project. */
export interface BoardRows {
  programme: ProgrammeRow;
  stages: StageRow[];
  projects: ProjectRow[];
  tasksOf: Map<string, TaskRow[]>;
}

/**
 * A whole board: seven selects, however large it is. The programme's revision is read first, so that a change
 * made meanwhile is seen twice by whoever goes on from it, and never missed.
 */
export async function readBoard(
  context: Context,
  programmeId: string,
  withSource: boolean,
): Promise<BoardRows | null> {
  const programme = await readProgramme(context, programmeId);
  if (!programme) return null;
  const stages = await readStages(context, programmeId);
  const projects = await readProjects(context.rows, { where: "j.programme_id = ?", parameter: programmeId });
  const scope = taskScope(context, programme, stages);
  const choice: TaskChoice = { where: "t.programme_id = ?", parameter: programmeId };
  const tasks = await readTasks(context, choice, scope, projects, withSource);
  return { programme, stages, projects, tasksOf: Map.groupBy(tasks, (task) => task.columns.projectId) };
}

const boards = new WeakMap<Context, BoardRows["tasksOf"]>();

/** Remembers a board's tasks for the rest of the request, so that its projects need not read theirs one by one. */
export function keepTasks(context: Context, { tasksOf }: BoardRows): void {
  boards.set(context, tasksOf);
}

/** The tasks that {@link keepTasks} remembered, by project. */
export function keptTasks(context: Context): BoardRows["tasksOf"] | undefined {
  return boards.get(context);
}

/** The task with this id, whole, or null. Its cost does not grow with the board. */
export async function readTask(context: Context, id: string): Promise<TaskRow | null> {
  const place = await context.rows.first<{ programmeId: string; projectId: string }>(
    `select t.programme_id "programmeId", t.project_id "projectId" from task t where t.id = ?`,
    [id],
  );
  if (!place) return null;
  const tasks = await readPart(context, place.programmeId, place.projectId, {
    where: "t.id = ?",
    parameter: id,
  });
  return tasks[0] ?? null;
}

/** A project's tasks in the notice's order. */
export async function readTasksOfProject(context: Context, project: ProjectRow): Promise<TaskRow[]> {
  return readPart(context, project.programmeId, project.id, {
    where: "t.project_id = ?",
    parameter: project.id,
  });
}

async function readPart(context: Context, programmeId: string, projectId: string, choice: TaskChoice) {
  const programme = await readProgramme(context, programmeId);
  const project = await readProject(context.rows, projectId);
  if (!programme || !project) return [];
  const scope = taskScope(context, programme, await readStages(context, programmeId));
  return readTasks(context, choice, scope, [project], true);
}

async function readTasks(
  context: Context,
  choice: TaskChoice,
  scope: TaskScope,
  projects: ProjectRow[],
  withSource: boolean,
): Promise<TaskRow[]> {
  const projectById = new Map(projects.map((project) => [project.id, project]));
  const stageById = new Map(scope.stages.map((stage) => [stage.id, stage]));
  const tasks = new Map<string, TaskRow>();
  const select = `${taskSelect(withSource)} where ${choice.where} order by t.project_id, t.position`;
  for (const columns of await context.rows.all<TaskColumns>(select, [choice.parameter])) {
    const project = projectById.get(columns.projectId);
    const stage = stageById.get(columns.stageId);
    if (project && stage) tasks.set(columns.id, new TaskRow(columns, project, stage, scope));
  }
  const assigned = await context.rows.all<PersonColumns & { taskId: string }>(
    `select l.task_id "taskId", ${personColumns} from task_assignees l join task t on t.id = l.task_id
      join person p on p.id = l.person_id ${personJoins} where ${choice.where} order by l.id`,
    [choice.parameter],
  );
  for (const link of assigned) tasks.get(link.taskId)?.assignedTo.push(new PersonRow(link));
  return [...tasks.values()];
}

function taskScope(context: Context, programme: ProgrammeRow, stages: StageRow[]): TaskScope {
  const { viewer, calendar, locale } = context;
  if (!viewer) throw unauthenticated();
  const { today, timeZone } = programme;
  return { today, timeZone, calendar, locale, viewer, stages, moves: new Map() };
}
