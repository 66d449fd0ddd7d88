import { placeholders, type Rows } from "../../database/rows.js";
import { StageKind } from "../programmes/stage-kind.enum.js";
import { readProjects } from "../projects/read-projects.js";
import type { BoardProject, BoardTask } from "./notice-differences.js";

interface TaskFound {
  id: string;
  projectId: string;
  stageId: string;
  title: string;
  startsOn: string | null;
  dueOn: string | null;
  kind: StageKind;
  attempt: number;
  reportedAttempt: number;
  reports: number | string;
}

const taskSelect = `select t.id, t.project_id "projectId", t.stage_id "stageId", t.title, t.starts_on "startsOn",
  t.due_on "dueOn", t.attempt, t.reported_attempt "reportedAttempt", s.kind,
  (select count(*) from report r where r.task_id = t.id) "reports"
  from task t join stage s on s.id = t.stage_id where t.programme_id = ? order by t.project_id, t.position`;

/** What a programme's board says, in the notice's order, to be compared with notices: a few selects. */
export async function readBoardWords(rows: Rows, programmeId: string): Promise<BoardProject[]> {
  const projects = await readProjects(rows, { where: "j.programme_id = ?", parameters: [programmeId] });
  const tasks = Map.groupBy(
    await rows.all<TaskFound>(taskSelect, [programmeId]),
    ({ projectId }) => projectId,
  );
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name);
  return projects.map(({ id, number, category, name, content, progressText, remarks, ...who }) => ({
    id,
    number,
    category,
    name,
    content,
    progressText,
    remarks,
    leaders: names(who.leaders),
    owners: names(who.owners),
    offices: names(who.offices),
    assistingOffices: names(who.assistingOffices),
    tasks: (tasks.get(id) ?? []).map(boardTask),
  }));
}

function boardTask({ id, stageId, title, startsOn, dueOn, kind, ...found }: TaskFound): BoardTask {
  const hasReports = found.reportedAttempt > 0 || Number(found.reports) > 0 || kind === StageKind.ACCEPTED;
  const hasMoved = hasReports || kind !== StageKind.PENDING || found.attempt > 1;
  return { id, stageId, title, startsOn, dueOn, hasMoved, hasReports };
}

/** The programmes of a year, each with the names of its projects. */
export async function readProgrammeNames(rows: Rows, year: number) {
  const programmes = await rows.all<{ id: string; title: string; issuers: unknown }>(
    `select id, title, issuers from programme where year = ? order by id desc`,
    [year],
  );
  const ids = programmes.map(({ id }) => id);
  const found = await rows.all<{ programmeId: string; name: string }>(
    `select programme_id "programmeId", name from project where programme_id in (${placeholders(ids)})`,
    ids,
  );
  const names = Map.groupBy(found, ({ programmeId }) => programmeId);
  return programmes.map((programme) => ({
    ...programme,
    names: (names.get(programme.id) ?? []).map(({ name }) => name),
  }));
}
