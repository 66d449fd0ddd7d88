import {
  fieldDifference,
  fieldsToCompare,
  positionDifference,
  saysTheSame,
  type RowWords,
} from "./compare-fields.js";
import { keepRows, type KeptRow } from "./keep-rows.js";
import { keptInOrder } from "./likeness.js";
import { matchRows, matchTasks } from "./match-rows.js";
import {
  addedRow,
  changedRow,
  named,
  removedRow,
  removedTask,
  taskDifference,
  type BoardProject,
  type Difference,
  type KnownTask,
  type LastRow,
  type NewRow,
  type RowPlace,
} from "./notice-differences.js";

export interface Comparison {
  differences: Difference[];
  /** What stands on the board for each row of the new notice, before any difference is applied. */
  made: { projectId: string | null; taskIds: (string | null)[] }[];
  /** What is the last notice from then on: the new one, with what a list of changes does not speak of. */
  kept: KeptRow[];
}

/**
 * Three ways: what the new notice says otherwise than the last one did, beside what the board says. What the notice
 * left as it was, and what the board already says, is no difference; who edited the board keeps the edit.
 */
export function compareNotices(
  last: readonly LastRow[],
  board: readonly BoardProject[],
  notice: readonly NewRow[],
): Comparison {
  return new Comparer(last, board, notice).compare();
}

/** A project that is known: from the last notice, from the board, or from both. */
interface KnownRow {
  last: LastRow | null;
  board: BoardProject | null;
}

/** Whoever names less than this share of the board's projects sends what changed, and not a list without the others. */
const wholeNotice = 0.5;

class Comparer {
  readonly #known: KnownRow[];
  /** Of each row of the notice, the place of what it was. */
  readonly #wasAt: (number | null)[];
  readonly #differences: Difference[] = [];
  readonly #made: Comparison["made"];
  readonly #unmatched: KnownRow[];
  readonly #movedRows: Set<number>;
  readonly #isWhole: boolean;
  readonly #lastCount: number;

  constructor(
    last: readonly LastRow[],
    board: readonly BoardProject[],
    readonly notice: readonly NewRow[],
  ) {
    this.#known = knownRows(last, board);
    const pairs = matchRows(
      this.#known.map(wordsOfKnown),
      notice.map((row) => row.knownBy ?? row),
    );
    const oldOf = new Map(pairs.map(({ old, fresh }) => [fresh, old]));
    this.#wasAt = notice.map((_, index) => oldOf.get(index) ?? null);
    const matched = new Set(pairs.map(({ old }) => old));
    this.#unmatched = this.#known.filter((_, place) => !matched.has(place));
    const onBoard = this.#known.filter((known, place) => known.board && matched.has(place)).length;
    this.#isWhole = onBoard >= board.length * wholeNotice;
    this.#lastCount = last.length;
    this.#movedRows = movedPlaces(
      this.#wasAt.map((place) => (this.#known[place ?? -1]?.board ? place : null)),
    );
    this.#made = notice.map(({ tasks }) => ({ projectId: null, taskIds: tasks.map(() => null) }));
  }

  compare(): Comparison {
    this.notice.forEach((row, index) => this.#compareRow(row, index));
    for (const { last, board } of this.#unmatched) {
      if (last && board) this.#differences.push(removedRow(last, board, this.#isWhole));
    }
    const kept = keepRows(this.#wasAt, this.#isWhole ? 0 : this.#lastCount);
    return { differences: this.#differences.map(named), made: this.#made, kept };
  }

  #compareRow(row: NewRow, index: number): void {
    const known = this.#known[this.#wasAt[index] ?? -1];
    if (known?.board) {
      this.#made[index]!.projectId = known.board.id;
      this.#compareKnown(row, index, known.last, known.board);
    } else if (!row.isLeftOut && !isAsBefore(row, known?.last)) {
      this.#differences.push(addedRow(row, index, known?.last ?? null));
    }
  }

  #compareKnown(row: NewRow, index: number, last: LastRow | null, board: BoardProject): void {
    const place = { row, index, board, isLeftOut: row.isLeftOut };
    const fields = fieldsToCompare(row, last?.read).flatMap((field) =>
      fieldDifference(field, last?.imported, last?.read, board, row),
    );
    if (this.#movedRows.has(index)) fields.push(positionDifference(this.#wasAt[index] ?? 0, index));
    if (fields.length > 0 && !row.isLeftOut) this.#differences.push(changedRow(place, last, fields));
    this.#compareTasks(place, last);
  }

  #compareTasks(place: RowPlace, last: LastRow | null): void {
    const { row, board, index } = place;
    const known = knownTasks(last, board);
    const pairs = matchTasks(
      known.map(({ imported, read, board }) => read ?? imported ?? board!),
      row.knownBy?.tasks ?? row.tasks,
    );
    const oldOf = new Map(pairs.map(({ old, fresh }) => [fresh, old]));
    const moved = movedPlaces(
      row.tasks.map((_, fresh) => (known[oldOf.get(fresh) ?? -1]?.board ? oldOf.get(fresh)! : null)),
    );
    row.tasks.forEach((task, fresh) => {
      const old = oldOf.get(fresh);
      const was = old === undefined ? undefined : known[old];
      this.#made[index]!.taskIds[fresh] = was?.board?.id ?? null;
      if (place.isLeftOut || task.isLeftOut) return;
      const position = moved.has(fresh) ? [positionDifference(old ?? 0, fresh)] : [];
      this.#differences.push(...taskDifference(place, task, fresh, was, position));
    });
    const matched = new Set(pairs.map(({ old }) => old));
    if (place.isLeftOut) return;
    known.forEach((was, old) => {
      if (!matched.has(old) && was.imported && was.board)
        this.#differences.push(removedTask(place, was.imported, was.board));
    });
  }
}

function knownRows(last: readonly LastRow[], board: readonly BoardProject[]): KnownRow[] {
  const boardById = new Map(board.map((project) => [project.id, project]));
  const fromLast = last.map((row) => {
    const project = boardById.get(row.made?.projectId ?? "") ?? null;
    if (project) boardById.delete(project.id);
    return { last: row, board: project };
  });
  return [...fromLast, ...[...boardById.values()].map((project) => ({ last: null, board: project }))];
}

function wordsOfKnown({ last, board }: KnownRow): RowWords {
  return last?.read ?? board!;
}

function knownTasks(last: LastRow | null, board: BoardProject): KnownTask[] {
  const boardById = new Map(board.tasks.map((task) => [task.id, task]));
  const fromLast = (last?.imported.tasks ?? []).map((imported, place) => {
    const task = boardById.get(last?.made?.taskIds[place] ?? "") ?? null;
    if (task) boardById.delete(task.id);
    return { imported, read: last?.read.tasks[place] ?? null, board: task };
  });
  return [
    ...fromLast,
    ...[...boardById.values()].map((task) => ({ imported: null, read: null, board: task })),
  ];
}

/** What does not stand in the order it had; `places` are those of before, null for what is new. */
function movedPlaces(places: readonly (number | null)[]): Set<number> {
  const known = places.flatMap((place, fresh) => (place === null ? [] : [{ place, fresh }]));
  const kept = keptInOrder(known.map(({ place }) => place));
  return new Set(known.filter((_, at) => !kept.has(at)).map(({ fresh }) => fresh));
}

/** Whether the notice still says of a row what it said; it is not on the board because somebody decided so. */
function isAsBefore(row: NewRow, last: LastRow | null | undefined): boolean {
  return Boolean(last && saysTheSame(row, [last.imported, last.read]));
}
