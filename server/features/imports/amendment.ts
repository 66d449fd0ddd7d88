import type { EntityManager } from "@mikro-orm/core";
import type { Locale } from "../../graphql/locale.js";
import type { NoticeProject, NoticeTask } from "../../notice/notice.js";
import type { Programme } from "../programmes/programme.entity.js";
import { StageKind } from "../programmes/stage-kind.enum.js";
import { Stage } from "../programmes/stage.entity.js";
import { Project } from "../projects/project.entity.js";
import { Task } from "../tasks/task.entity.js";
import type { Comparison } from "./compare-notices.js";
import type { DecidedReading } from "./decide-notice.js";
import { ImportDifferenceKind } from "./import-difference.row.js";
import { ImportField } from "./import-field.enum.js";
import { hintsOf, makeProject, makeTask, periodOfReading, rowNames, setNames } from "./make-project.js";
import { findNamed, rememberAliases, type Named, type RowNames } from "./named-in-notice.js";
import type { Difference } from "./notice-differences.js";
import type { MadeOfRow } from "./notice-import.entity.js";
import { placeInOrder } from "./place-in-order.js";

/**
 * The accepted differences of an amended notice, applied to a board within a transaction. A card that has moved
 * keeps its stage, its reports and its history; what was reported on or accepted is never taken off.
 */
export class Amendment {
  /** What stands on the board for each row of the notice; filled up as rows are added. */
  readonly made: MadeOfRow[];
  readonly #projects = new Map<string, Project>();
  readonly #tasksOf = new Map<string, Task[]>();
  readonly #movedProjects = new Set<string>();
  readonly #movedTasks = new Set<string>();
  readonly #added = new Set<Task>();
  /** The cards of the first stage, in its order; read only where cards are added among them. */
  #standing: Task[] = [];
  #stage!: Stage;
  #named: Named = { people: new Map(), offices: new Map() };

  constructor(
    private readonly em: EntityManager,
    private readonly programme: Programme,
    private readonly decided: DecidedReading,
    made: Comparison["made"],
    private readonly locale: Locale,
  ) {
    this.made = made.map(({ projectId, taskIds }) =>
      projectId === null ? null : { projectId, taskIds: [...taskIds] },
    );
  }

  async apply(differences: readonly Difference[]): Promise<void> {
    await this.#findNames(differences);
    if (differences.length === 0) return;
    await this.#load(differences);
    for (const difference of differences) this.#applyOne(difference);
    this.#renewSources(differences);
    const order = this.#placeProjects();
    this.#placeTasks();
    this.#rankAdded(order);
  }

  get #notice(): NoticeProject[] {
    return this.decided.reading.notice.projects;
  }

  /** Everything is read before anything is changed: the transaction has one flush. */
  async #load(differences: readonly Difference[]): Promise<void> {
    this.#stage = await this.#firstStage();
    if (differences.some(({ kind }) => kind === ImportDifferenceKind.ADDED))
      this.#standing = await this.em.find(Task, { stage: this.#stage }, { orderBy: { rank: "asc" } });
    const projects = await this.em.find(
      Project,
      { programme: this.programme },
      { orderBy: { position: "asc" } },
    );
    for (const project of projects) this.#projects.set(project.id, project);
    const touched = new Set(differences.flatMap(({ projectId }) => projectId ?? []));
    await this.em.populate(
      projects.filter(({ id }) => touched.has(id)),
      [...rowNames],
    );
    const tasks = await this.em.find(
      Task,
      { project: [...touched] },
      { populate: ["stage"], orderBy: { position: "asc" } },
    );
    for (const [id, list] of Map.groupBy(tasks, ({ project }) => project.id)) this.#tasksOf.set(id, list);
  }

  async #findNames(differences: readonly Difference[]): Promise<void> {
    this.#named = await findNamed(
      this.em,
      differences.flatMap((one) => this.#namesIn(one)),
      this.locale,
    );
    await rememberAliases(this.em, this.decided.officeNames.confirmed, this.#named);
  }

  /** The names that a difference brings. */
  #namesIn({ kind, projectIndex, taskIndex, fields }: Difference): RowNames[] {
    const row = this.#notice[projectIndex ?? -1];
    if (!row || taskIndex !== null || kind === ImportDifferenceKind.REMOVED) return [];
    const brings = (part: keyof RowNames) =>
      kind === ImportDifferenceKind.ADDED || fields.some(({ field }) => field === fieldOfNames[part])
        ? row[part]
        : [];
    return [
      {
        leaders: brings("leaders"),
        owners: brings("owners"),
        offices: brings("offices"),
        assistingOffices: brings("assistingOffices"),
      },
    ];
  }

  async #firstStage(): Promise<Stage> {
    const stages = await this.em.find(Stage, { programme: this.programme }, { orderBy: { position: "asc" } });
    return stages.find(({ kind }) => kind === StageKind.PENDING) ?? stages[0]!;
  }

  #applyOne(difference: Difference): void {
    const { kind, projectIndex, taskIndex, taskId } = difference;
    const row = this.#notice[projectIndex ?? -1];
    const project = this.#projects.get(difference.projectId ?? "");
    const isOfTask = taskIndex !== null || taskId !== null;
    if (kind === ImportDifferenceKind.REMOVED) {
      if (project) this.#remove(project, taskId);
    } else if (!row || projectIndex === null) {
      throw new Error("A difference that is not a removal is of a row of the notice");
    } else if (!isOfTask) {
      if (project) this.#changeProject(project, row, difference);
      else this.#addProject(row, projectIndex);
    } else if (project && taskIndex !== null) {
      const read = row.tasks[taskIndex]!;
      if (taskId) this.#changeTask(this.#task(project, taskId), read, difference);
      else this.#addTask(project, read, { index: projectIndex, taskIndex });
    }
  }

  #task(project: Project, taskId: string): Task {
    const task = this.#tasksOf.get(project.id)?.find(({ id }) => id === taskId);
    if (!task) throw new Error(`The board has no task ${taskId} any more`);
    return task;
  }

  #changeProject(project: Project, row: NoticeProject, { fields }: Difference): void {
    for (const { field } of fields) {
      const words = fieldOfWords.find(([own]) => own === field)?.[1];
      if (words) Object.assign(project, { [words]: row[words] });
      for (const part of rowNames)
        if (fieldOfNames[part] === field) setNames(project, part, row[part], this.#named);
      if (field === ImportField.POSITION) this.#movedProjects.add(project.id);
    }
  }

  #changeTask(task: Task, read: NoticeTask, { fields }: Difference): void {
    for (const { field } of fields) {
      if (field === ImportField.TITLE) task.title = read.title;
      if (field === ImportField.POSITION) this.#movedTasks.add(task.id);
      if (field !== ImportField.PERIOD) continue;
      task.changePeriod(periodOfReading(read));
      task.needsReview = read.needsReview;
    }
    if (fields.some(({ field }) => field !== ImportField.POSITION)) task.hints = hintsOf(read);
  }

  #addProject(row: NoticeProject, index: number): void {
    const project = makeProject(this.em, this.programme, row, this.#projects.size + 1, this.#named);
    this.#projects.set(project.id, project);
    this.#movedProjects.add(project.id);
    this.#tasksOf.set(project.id, []);
    this.made[index] = { projectId: project.id, taskIds: row.tasks.map(() => null) };
    row.tasks.forEach((task, taskIndex) => {
      if (!this.decided.marks.isLeftOut(index, taskIndex)) this.#addTask(project, task, { index, taskIndex });
    });
  }

  #addTask(project: Project, read: NoticeTask, { index, taskIndex }: TaskPlace): void {
    const tasks = this.#tasksOf.get(project.id) ?? [];
    const place = {
      programme: this.programme,
      project,
      stage: this.#stage,
      rank: "",
      position: tasks.length + 1,
    };
    const card = makeTask(this.em, place, read);
    // Where the progress text is not the notice's, the clause has no place in it.
    if (project.progressText !== this.#notice[index]?.progressText) card.source = null;
    this.em.persist(card);
    this.#tasksOf.set(project.id, [...tasks, card]);
    this.#movedTasks.add(card.id);
    this.#added.add(card);
    const made = this.made[index];
    if (made) made.taskIds[taskIndex] = card.id;
  }

  /** Takes a task off the board, or a project with all its tasks; but nothing that was reported on or accepted. */
  #remove(project: Project, taskId: string | null): void {
    const tasks = this.#tasksOf.get(project.id) ?? [];
    const removed = tasks.filter((task) => (taskId === null || task.id === taskId) && !isOnRecord(task));
    for (const task of removed) this.em.remove(task);
    const kept = tasks.filter((task) => !removed.includes(task));
    this.#tasksOf.set(project.id, kept);
    if (taskId !== null || kept.length > 0) return;
    this.em.remove(project);
    this.#projects.delete(project.id);
  }

  /** Clauses are shown in the progress text: with a new one, each has a new place in it. */
  #renewSources(differences: readonly Difference[]): void {
    for (const { projectIndex, projectId, fields } of differences) {
      const [row, made] = [this.#notice[projectIndex ?? -1], this.made[projectIndex ?? -1]];
      if (!row || !made || !fields.some(({ field }) => field === ImportField.PROGRESS_TEXT)) continue;
      for (const task of this.#tasksOf.get(projectId ?? "") ?? []) {
        const source = row.tasks[made.taskIds.indexOf(task.id)]?.source ?? null;
        if (JSON.stringify(source) !== JSON.stringify(task.source)) task.source = source;
      }
    }
  }

  #placeProjects(): string[] {
    const wanted = this.made.flatMap((row) => row?.projectId ?? []);
    const order = placeInOrder([...this.#projects.keys()], wanted, this.#movedProjects);
    order.forEach((id, place) => renumber(this.#projects.get(id), place + 1));
    return order;
  }

  #placeTasks(): void {
    for (const tasks of this.#tasksOf.values()) {
      const byId = new Map(tasks.map((task) => [task.id, task]));
      const made = this.made.find((row) => row?.projectId === tasks[0]?.project.id);
      const wanted = (made?.taskIds ?? []).flatMap((id) => id ?? []);
      const moved = new Set([...this.#movedTasks].filter((id) => byId.has(id)));
      const order = placeInOrder([...byId.keys()], wanted, moved);
      order.forEach((id, place) => renumber(byId.get(id), place + 1));
    }
  }

  /** New cards stand in the first stage behind the card that comes before them in the notice, where there is one. */
  #rankAdded(projectOrder: readonly string[]): void {
    const ranks = this.#standing.map(({ rank }) => rank);
    const ofProject = Map.groupBy([...this.#standing, ...this.#added], ({ project }) => project.id);
    let [above, run]: [string | null, Task[]] = [null, []];
    const close = () => {
      const found = Task.ranksBehind(ranks, above, run.length);
      run.forEach((card, place) => (card.rank = found[place] ?? card.rank));
      ranks.push(...found);
      ranks.sort();
      run = [];
    };
    for (const id of projectOrder) {
      const cards = (ofProject.get(id) ?? []).sort((one, other) => one.position - other.position);
      for (const card of cards) {
        if (this.#added.has(card)) {
          run.push(card);
        } else {
          if (run.length > 0) close();
          above = card.rank;
        }
      }
    }
    if (run.length > 0) close();
  }
}

interface TaskPlace {
  index: number;
  taskIndex: number;
}

const fieldOfNames: Record<keyof RowNames, ImportField> = {
  leaders: ImportField.LEADERS,
  owners: ImportField.OWNERS,
  offices: ImportField.OFFICES,
  assistingOffices: ImportField.ASSISTING_OFFICES,
};

const fieldOfWords = [
  [ImportField.NUMBER, "number"],
  [ImportField.CATEGORY, "category"],
  [ImportField.NAME, "name"],
  [ImportField.CONTENT, "content"],
  [ImportField.PROGRESS_TEXT, "progressText"],
  [ImportField.REMARKS, "remarks"],
] as const;

/** Something was reported on it, or it was accepted. */
function isOnRecord(task: Task): boolean {
  return task.reportedAttempt > 0 || task.stage.kind === StageKind.ACCEPTED;
}

function renumber(thing: { position: number } | undefined, position: number): void {
  if (thing && thing.position !== position) thing.position = position;
}
