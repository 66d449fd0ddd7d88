import type { StageKind } from "../../server/features/programmes/stage-kind.enum.js";
import type { Notice, NoticeProject, NoticeTask, Source } from "../../server/notice/notice.js";

/** What a test says of a task; the rest is made up. */
export interface TaskPlan extends Partial<
  Pick<NoticeTask, "title" | "startsOn" | "dueOn" | "quarters" | "words" | "hints">
> {
  quarter?: 1 | 2 | 3 | 4;
}

/** What a test says of a project; a project without tasks gets one. */
export interface ProjectPlan extends Partial<Omit<NoticeProject, "tasks" | "source">> {
  tasks?: TaskPlan[];
}

/** What a test says of a programme; one without projects gets one. */
export interface ProgrammePlan extends Partial<Omit<Notice, "projects">> {
  projects?: ProjectPlan[];
}

/** A card that a test was given. */
export interface GivenTask {
  id: string;
  /** The project's place and the task's place in it, as in `1.2`. */
  place: string;
  projectId: string;
  programme: GivenProgramme;
}

/** A programme that a test was given. */
export class GivenProgramme {
  readonly tasks: GivenTask[];

  constructor(
    readonly id: string,
    private readonly stages: ReadonlyMap<StageKind, string>,
    tasks: Omit<GivenTask, "programme">[],
  ) {
    this.tasks = tasks.map((task) => ({ ...task, programme: this }));
  }

  /** The first card. */
  get card(): GivenTask {
    return this.task("1.1");
  }

  /** The card at a place such as `1.2`: the first project's second task. */
  task(place: string): GivenTask {
    const task = this.tasks.find((task) => task.place === place);
    if (!task) throw new Error(`No task ${place} was given`);
    return task;
  }

  /** The id of the stage of a kind. */
  stage(kind: StageKind | `${StageKind}`): string {
    const id = this.stages.get(kind as StageKind);
    if (id === undefined) throw new Error(`No stage ${kind} was given`);
    return id;
  }
}

const nowhere: Source = {
  document: null,
  table: 1,
  row: 2,
  column: 4,
  paragraph: null,
  start: 0,
  end: 2,
  text: "条款",
};
const quarterEnds = ["03-31", "06-30", "09-30", "12-31"];

/** A notice as reading one would give it. */
export function noticeOf(plan: ProgrammePlan, title: string): Notice & { year: number } {
  const year = plan.year ?? 2022;
  const projects = (plan.projects ?? [{}]).map((project, index) => projectOf(project, index + 1, year));
  return {
    documentNumber: null,
    issuers: ["某镇人民政府"],
    issuedOn: null,
    cc: [],
    sources: {},
    title,
    ...plan,
    year,
    projects,
  };
}

function projectOf(plan: ProjectPlan, number: number, year: number): NoticeProject {
  return {
    number,
    category: null,
    name: `项目${number}`,
    content: "",
    progressText: "",
    leaders: [],
    owners: [],
    offices: [],
    assistingOffices: [],
    remarks: null,
    source: nowhere,
    sources: {},
    ...plan,
    tasks: (plan.tasks ?? [{}]).map((task) => taskOf(task, year)),
  };
}

function taskOf({ quarter = 3, ...plan }: TaskPlan, year: number): NoticeTask {
  return {
    title: "完成一项工作",
    startsOn: `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-01`,
    dueOn: `${year}-${quarterEnds[quarter - 1] ?? ""}`,
    quarters: [quarter],
    kind: "SPAN",
    precision: "QUARTER",
    words: `第${"一二三四"[quarter - 1] ?? ""}季度`,
    hints: [],
    source: nowhere,
    needsReview: false,
    implicit: false,
    recurrence: null,
    choices: [],
    ...plan,
  };
}
