import type { Context } from "../../context.js";
import { placeholders } from "../../database/rows.js";
import { unauthenticated } from "../../graphql/coded-error.js";
import { labelColumns, LabelRow, type LabelColumns } from "../labels/label.row.js";
import { personColumns, personJoins, PersonRow, type PersonColumns } from "../people/person.row.js";
import type { ProgrammeRow } from "../programmes/programme.row.js";
import { readProgramme, readStages } from "../programmes/read-programmes.js";
import type { StageRow } from "../programmes/stage.row.js";
import { readProject, readProjects, type Asked } from "../projects/read-projects.js";
import type { ProjectRow } from "../projects/project.row.js";
import { among, changedProjects } from "./mending.js";
import { taskSelect, type TaskColumns, type TaskScope } from "./task-columns.js";
import { TaskRow } from "./task.row.js";

/** Which tasks: a condition on `t`, with its parameters. */
interface TaskChoice {
  where: string;
  parameters: readonly string[];
}

/** A board as flat rows: the programme, its stages, its projects, and their tasks by project. */
export interface BoardRows {
  programme: ProgrammeRow;
  stages: StageRow[];
  projects: ProjectRow[];
  tasksOf: Map<string, TaskRow[]>;
}

/**
 * A whole board: eight selects, however large it is. The programme's revision is read first, so that a change
 * made meanwhile is seen twice by whoever goes on from it, and never missed.
 */
export async function readBoard(
  context: Context,
  programmeId: string,
  asked: Asked,
): Promise<BoardRows | null> {
  const programme = await readProgramme(context, programmeId);
  if (!programme) return null;
  const stages = await readStages(context, programmeId);
  const { mending } = context;
  const known = mending ? await changedProjects(context.rows, programmeId, mending) : null;
  const choose = (alias: "j" | "t", column: string) => {
    const { sql, parameters } = among(column, known?.changed ?? null);
    return { where: `${alias}.programme_id = ?${sql}`, parameters: [programmeId, ...parameters] };
  };
  const projects = await readProjects(context.rows, choose("j", "j.id"), asked);
  const scope = taskScope(context, programme, stages);
  const tasks = await readTasks(context, choose("t", "t.project_id"), scope, projects, asked);
  if (mending) {
    mending.read = projects.map(({ id }) => id);
    mending.order = known?.order ?? mending.read;
  }
  return { programme, stages, projects, tasksOf: Map.groupBy(tasks, (task) => task.columns.projectId) };
}

const kept = new WeakMap<ProjectRow, TaskRow[]>();

/** Remembers a board's tasks with its projects, so that these need not read theirs one by one. */
export function keepTasks({ projects, tasksOf }: Pick<BoardRows, "projects" | "tasksOf">): void {
  for (const project of projects) kept.set(project, tasksOf.get(project.id) ?? []);
}

/** The tasks that {@link keepTasks} remembered. */
export function keptTasks(project: ProjectRow): TaskRow[] | undefined {
  return kept.get(project);
}

/** The task with this id, whole, or null. Its cost does not grow with the board. */
export async function readTask(context: Context, id: string): Promise<TaskRow | null> {
  const found = await context.rows.first<Place & { projectId: string }>(
    `select t.project_id "projectId", ${placeColumns} from task t join programme p on p.id = t.programme_id where t.id = ?`,
    [id],
  );
  const project = found && (await readProject(context.rows, found.projectId));
  if (!project) return null;
  const tasks = await readPart(context, found, [project], { where: "t.id = ?", parameters: [id] });
  return tasks[0] ?? null;
}

/** Those of a programme's tasks that have these ids, whole, by id. Their number does not change that of the selects. */
export async function readTasksById(
  context: Context,
  programmeId: string,
  ids: readonly string[],
): Promise<Map<string, TaskRow>> {
  const found = await context.rows.first<Place>(`select ${placeColumns} from programme p where p.id = ?`, [
    programmeId,
  ]);
  if (!found || ids.length === 0) return new Map();
  // By ids alone: with the programme beside them SQLite goes through all of its tasks.
  const some = { where: `t.id in (${placeholders(ids)})`, parameters: ids };
  const projects = await readProjects(context.rows, {
    where: `j.id in (select t.project_id from task t where ${some.where})`,
    parameters: ids,
  });
  const own = projects.filter((project) => project.programmeId === programmeId);
  const tasks = await readPart(context, found, own, some);
  return new Map(tasks.map((task) => [task.id, task]));
}

/** A project's tasks in the notice's order. */
export async function readTasksOfProject(context: Context, project: ProjectRow): Promise<TaskRow[]> {
  const found = await context.rows.first<Place>(`select ${placeColumns} from programme p where p.id = ?`, [
    project.programmeId,
  ]);
  if (!found) return [];
  return readPart(context, found, [project], {
    where: "t.project_id = ?",
    parameters: [project.id],
  });
}

/** What a task's scope takes from its programme; without the counts, which grow with it. */
interface Place {
  programmeId: string;
  timeZone: string;
}

const placeColumns = `p.id "programmeId", p.time_zone "timeZone"`;

async function readPart(
  context: Context,
  { programmeId, timeZone }: Place,
  projects: ProjectRow[],
  choice: TaskChoice,
): Promise<TaskRow[]> {
  const today = context.clock.today(timeZone);
  const scope = taskScope(context, { today, timeZone }, await readStages(context, programmeId));
  return readTasks(context, choice, scope, projects, () => true);
}

async function readTasks(
  context: Context,
  choice: TaskChoice,
  scope: TaskScope,
  projects: ProjectRow[],
  asked: Asked,
): Promise<TaskRow[]> {
  const projectById = new Map(projects.map((project) => [project.id, project]));
  const stageById = new Map(scope.stages.map((stage) => [stage.id, stage]));
  const tasks = new Map<string, TaskRow>();
  const select = `${taskSelect(asked)} where ${choice.where} order by t.project_id, t.position`;
  for (const columns of await context.rows.all<TaskColumns>(select, choice.parameters)) {
    const project = projectById.get(columns.projectId);
    const stage = stageById.get(columns.stageId);
    if (project && stage) tasks.set(columns.id, new TaskRow(columns, project, stage, scope));
  }
  const assigned = await context.rows.all<PersonColumns & { taskId: string }>(
    `select l.task_id "taskId", ${personColumns} from task_assignees l join task t on t.id = l.task_id
      join person p on p.id = l.person_id ${personJoins} where ${choice.where} order by l.id`,
    choice.parameters,
  );
  for (const link of assigned) tasks.get(link.taskId)?.assignees.push(new PersonRow(link));
  if (!asked("labels")) return [...tasks.values()];
  const labelled = await context.rows.all<LabelColumns & { taskId: string }>(
    `select l.task_id "taskId", ${labelColumns} from task_labels l join task t on t.id = l.task_id
      join label b on b.id = l.label_id where ${choice.where} order by l.id`,
    choice.parameters,
  );
  for (const link of labelled) tasks.get(link.taskId)?.labels.push(new LabelRow(link));
  return [...tasks.values()];
}

function taskScope(
  context: Context,
  { today, timeZone }: Pick<TaskScope, "today" | "timeZone">,
  stages: StageRow[],
): TaskScope {
  const { viewer, calendar, locale } = context;
  if (!viewer) throw unauthenticated();
  return { today, timeZone, calendar, locale, viewer, stages, moves: new Map() };
}
