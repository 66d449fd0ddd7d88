import type { Context } from "../../../context.js";
import { dayIn } from "../../../clock.js";
import { badInput, unauthenticated } from "../../../graphql/coded-error.js";
import { SubjectKind } from "../../../log/change.entity.js";
import { LabelRow } from "../../labels/label.row.js";
import { OfficeRow } from "../../offices/office.row.js";
import type { PersonRow } from "../../people/person.row.js";
import { readOffices, readPeople } from "../../people/read-people.js";
import { ProgrammeRow, type ProgrammeColumns } from "../../programmes/programme.row.js";
import { stageRow, type StageRow } from "../../programmes/stage.row.js";
import { ProjectRow, type ProjectColumns } from "../../projects/project.row.js";
import type { ReportRow } from "../../reports/report.row.js";
import type { TaskColumns, TaskScope } from "../task-columns.js";
import { TaskRow } from "../task.row.js";
import type { ProgrammeState, StateRecord } from "./programme-state.js";
import { readProgrammeState, readProgrammeStateAt, revisionAt } from "./read-programme-state.js";
import { reportsByTask } from "./reports-then.js";

/** A whole board, now or as it was. */
export interface BoardAt {
  programme: ProgrammeRow;
  stages: StageRow[];
  projects: ProjectRow[];
  tasksOf: Map<string, TaskRow[]>;
  /** By task, the newest first. */
  reportsOf: Map<string, ReportRow[]>;
  labelsOf: Map<string, LabelRow[]>;
}

/** Everybody and every office, by id, as they are now: the past of a programme knows them under today's names. */
interface Cast {
  people: Map<string, PersonRow>;
  offices: Map<string, OfficeRow>;
}

/**
 * The board of a programme as it stood at the end of a day of its time zone, or at an instant; `asOf` null is now.
 * Null where there is no such programme, or was none yet. Throws BAD_USER_INPUT for the future.
 */
export async function readBoardAt(
  context: Context,
  programmeId: string,
  asOf: string | null,
): Promise<BoardAt | null> {
  const { rows, clock } = context;
  const found = await rows.first<{ timeZone: string; revision: number | string | null }>(
    `select p.time_zone "timeZone", h.revision from programme p left join log_head h on h.chain = p.id where p.id = ?`,
    [programmeId],
  );
  if (!found) return null;
  const { timeZone } = found;
  const today = clock.today(timeZone);
  if (asOf === null || asOf === today) {
    const state = await readProgrammeState(rows, programmeId);
    return boardOf(context, programmeId, state, {
      day: today,
      revision: Number(found.revision ?? 0),
      isPast: false,
    });
  }
  const { day, end } = momentOf(asOf, timeZone);
  if (day > today || end > clock.now())
    throw badInput(`asOf: expected today (${today}) or earlier, found ${asOf}`);
  const revision = await revisionAt(rows, programmeId, end);
  if (revision === null) return null;
  const state = await readProgrammeStateAt(rows, programmeId, revision);
  return boardOf(context, programmeId, state, { day, revision, isPast: true });
}

/** The day that lights are counted from, and the last instant that counts. */
export function momentOf(asOf: string, timeZone: string): { day: string; end: Date } {
  if (asOf.includes("T")) {
    const end = new Date(asOf);
    return { day: dayIn(end, timeZone), end };
  }
  return { day: asOf, end: endOfDay(asOf, timeZone) };
}

/** The last millisecond of a day in a time zone. */
function endOfDay(day: string, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`) + 86_400_000;
  const hours = 3_600_000;
  let [still, over] = [midnight - 15 * hours, midnight + 15 * hours];
  while (over - still > 1) {
    const middle = Math.floor((still + over) / 2);
    if (dayIn(new Date(middle), timeZone) > day) over = middle;
    else still = middle;
  }
  return new Date(still);
}

interface Moment {
  day: string;
  revision: number;
  isPast: boolean;
}

async function boardOf(
  context: Context,
  programmeId: string,
  state: ProgrammeState,
  moment: Moment,
): Promise<BoardAt | null> {
  const record = state[SubjectKind.PROGRAMME].get(programmeId);
  if (!record) return null;
  const cast = await readCast(context);
  const stages = inOrder(state[SubjectKind.STAGE]).map((columns) => stageRow({ ...columns, programmeId }));
  const projects = inOrder(state[SubjectKind.PROJECT]).map((one) => projectOf(one, programmeId, cast));
  const reportsOf = reportsByTask(state);
  const scope = scopeOf(context, record, stages, moment, reportsOf);
  const tasks = tasksOf(state, projects, stages, scope, cast);
  const labels = labelsById(state, programmeId);
  const labelsOf = labelsByTask(state, labels);
  for (const task of tasks) task.labels.push(...(labelsOf.get(task.id) ?? []));
  const byName = [...labels.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const past = moment.isPast ? { stages, labels: byName } : null;
  const programme = programmeOf(record, moment, { projects: projects.length, tasks: tasks.length, past });
  if (moment.isPast) for (const project of projects) project.programmeThen = programme;
  return {
    programme,
    stages,
    projects,
    tasksOf: Map.groupBy(tasks, (task) => task.project.id),
    reportsOf,
    labelsOf,
  };
}

async function readCast({ rows }: Context): Promise<Cast> {
  const [people, offices] = [await readPeople(rows), await readOffices(rows)];
  return {
    people: new Map(people.map((person) => [person.id, person])),
    offices: new Map(offices.map((office) => [office.id, office])),
  };
}

function inOrder(records: Map<string, StateRecord>): StateRecord[] {
  return [...records.values()].toSorted((one, other) => Number(one.position) - Number(other.position));
}

function listed<Item>(record: StateRecord, field: string, known: Map<string, Item>): Item[] {
  return (record[field] as string[]).flatMap((id) => known.get(id) ?? []);
}

function projectOf(record: StateRecord, programmeId: string, { people, offices }: Cast): ProjectRow {
  const { id, version, number, position, name, category = null, content, progressText } = record;
  const columns = {
    id,
    version,
    programmeId,
    number: number ?? null,
    position,
    name,
    category,
    content,
    progressText,
    remarks: record.remarks ?? null,
  };
  const project = new ProjectRow(columns as ProjectColumns);
  project.leaders.push(...listed(record, "leaders", people));
  project.owners.push(...listed(record, "owners", people));
  project.offices.push(...listed(record, "offices", offices));
  project.assistingOffices.push(...listed(record, "assistingOffices", offices));
  return project;
}

function scopeOf(
  { viewer, calendar, locale }: Context,
  programme: StateRecord,
  stages: StageRow[],
  { day, revision, isPast }: Moment,
  reportsOf: BoardAt["reportsOf"],
): TaskScope {
  if (!viewer) throw unauthenticated();
  const timeZone = programme.timeZone as string;
  const shared = { today: day, timeZone, calendar, locale, moves: new Map() };
  if (!isPast) return { ...shared, viewer, stages };
  // Nobody changes the past: no card of it may go anywhere.
  const nobody = { personId: "", supervises: false, scopes: new Set<never>() };
  return { ...shared, viewer: nobody, stages: [], past: { revision, reportsOf } };
}

function tasksOf(
  state: ProgrammeState,
  projects: ProjectRow[],
  stages: StageRow[],
  scope: TaskScope,
  { people }: Cast,
): TaskRow[] {
  const projectById = new Map(projects.map((project) => [project.id, project]));
  const stageById = new Map(stages.map((stage) => [stage.id, stage]));
  return inOrder(state[SubjectKind.TASK]).flatMap((record) => {
    const project = projectById.get(record.project as string);
    const stage = stageById.get(record.stage as string);
    if (!project || !stage) return [];
    const task = new TaskRow(columnsOf(record), project, stage, scope);
    task.assignees.push(...listed(record, "assignees", people));
    return [task];
  });
}

function columnsOf({ project, stage, submittedBy, acceptedBy, ...columns }: StateRecord): TaskColumns {
  const missing = { startsOn: null, dueOn: null, periodWords: null, submittedAt: null, acceptedAt: null };
  const references = {
    projectId: project,
    stageId: stage,
    submittedById: submittedBy ?? null,
    acceptedById: acceptedBy ?? null,
  };
  return { ...missing, ...columns, ...references } as unknown as TaskColumns;
}

function labelsById(state: ProgrammeState, programmeId: string): Map<string, LabelRow> {
  return new Map(
    [...state[SubjectKind.LABEL].values()].map(({ id, name, colour = null }) => {
      const columns = { id, programmeId, name: name as string, colour: colour as string | null };
      return [id, new LabelRow(columns)] as const;
    }),
  );
}

function labelsByTask(state: ProgrammeState, labels: Map<string, LabelRow>): Map<string, LabelRow[]> {
  const tasks = [...state[SubjectKind.TASK].values()];
  return new Map(tasks.map((task) => [task.id, listed(task, "labels", labels)]));
}

function programmeOf(
  record: StateRecord,
  { day, revision }: Moment,
  { projects, tasks, past }: { projects: number; tasks: number; past: ProgrammeRow["past"] },
): ProgrammeRow {
  const missing = { documentNumber: null, issuedOn: null, issuers: [], cc: [] };
  const columns = { ...missing, ...record, revision, projectCount: projects, taskCount: tasks };
  return new ProgrammeRow(columns as unknown as ProgrammeColumns, day, past);
}
