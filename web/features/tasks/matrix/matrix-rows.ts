import type { LightColour } from "../../../gql/graphql";
import { countLights, type BoardCard, type BoardProject } from "../board-cards";

/** Quarters of the programme's year; then tasks that lie in other years, and those without a period. */
export type MatrixColumn = "1" | "2" | "3" | "4" | "ELSEWHERE" | "OPEN";

const quarters = ["1", "2", "3", "4"] as const satisfies readonly MatrixColumn[];

/** Tasks of a project that stand over the same columns: one cell of the table. */
export interface MatrixCell {
  /** The first and the last column that it covers, counted from 0. */
  from: number;
  to: number;
  cards: BoardCard[];
}

/** A project's row, of one line or more: cells that overlap stand beneath each other. */
export interface MatrixRow {
  project: BoardProject;
  /** The section's name, where one begins here. */
  heading: string | null;
  lines: MatrixCell[][];
  /** Which row of the table its first one is (its heading, where it has one), the head counted. */
  place: number;
}

export interface Matrix {
  columns: MatrixColumn[];
  rows: MatrixRow[];
  /** For each column, the lights of the tasks that lie in it: one that spans two is counted in both. */
  totals: Record<LightColour, number>[];
}

/** Projects down in the notice's order, quarters across, every task over the quarters that it lies in. */
export function matrixOf(cards: readonly BoardCard[]): Matrix {
  const columns = columnsOf(cards);
  const rows: MatrixRow[] = [];
  let place = 2;
  let section: string | null = null;
  for (const [project, own] of byProject(cards)) {
    const category = project.category ?? null;
    const heading = category === section ? null : category;
    section = category;
    const lines = linesOf(cellsOf(own, columns));
    rows.push({ project, heading, lines, place });
    place += lines.length + (heading === null ? 0 : 1);
  }
  const totals = columns.map((_, index) => countLights(cards.filter((card) => isIn(card, index, columns))));
  return { columns, rows, totals };
}

function byProject(cards: readonly BoardCard[]): Map<BoardProject, BoardCard[]> {
  const groups = new Map<BoardProject, BoardCard[]>();
  for (const card of cards) {
    const own = groups.get(card.project);
    if (own) own.push(card);
    else groups.set(card.project, [card]);
  }
  return groups;
}

/** How many rows the whole table has, its head and its totals counted. */
export function rowCountOf({ rows }: Matrix): number {
  const last = rows.at(-1);
  return last ? last.place + last.lines.length + (last.heading === null ? 0 : 1) : 2;
}

function columnsOf(cards: readonly BoardCard[]): MatrixColumn[] {
  const further = new Set(cards.map(({ task }) => columnOutside(task.period)));
  return [...quarters, ...(["ELSEWHERE", "OPEN"] as const).filter((column) => further.has(column))];
}

type Period = BoardCard["task"]["period"];

/** Where a task stands that lies in no quarter of the year. */
function columnOutside({ quarters: named, startsOn, dueOn }: Period): "ELSEWHERE" | "OPEN" | null {
  if (named.length > 0) return null;
  return startsOn || dueOn ? "ELSEWHERE" : "OPEN";
}

type Stretch = Pick<MatrixCell, "from" | "to">;

/** The columns of a task; quarters that do not follow upon each other (一、四季度) are stretches of their own. */
function stretchesOf({ task }: BoardCard, columns: readonly MatrixColumn[]): Stretch[] {
  const outside = columnOutside(task.period);
  if (outside) {
    const at = columns.indexOf(outside);
    return [{ from: at, to: at }];
  }
  const stretches: Stretch[] = [];
  for (const quarter of [...task.period.quarters].sort()) {
    const last = stretches.at(-1);
    const at = quarter - 1;
    if (last && at <= last.to + 1) last.to = at;
    else stretches.push({ from: at, to: at });
  }
  return stretches;
}

function isIn(card: BoardCard, column: number, columns: readonly MatrixColumn[]): boolean {
  return stretchesOf(card, columns).some(({ from, to }) => from <= column && column <= to);
}

function cellsOf(cards: readonly BoardCard[], columns: readonly MatrixColumn[]): MatrixCell[] {
  const cells = new Map<string, MatrixCell>();
  for (const card of cards) {
    for (const { from, to } of stretchesOf(card, columns)) {
      const key = `${from} ${to}`;
      const cell = cells.get(key);
      if (cell) cell.cards.push(card);
      else cells.set(key, { from, to, cards: [card] });
    }
  }
  return [...cells.values()].sort((left, right) => left.from - right.from || left.to - right.to);
}

/** Each cell in the first line that has room for it. */
function linesOf(cells: readonly MatrixCell[]): MatrixCell[][] {
  const lines: MatrixCell[][] = [];
  for (const cell of cells) {
    const line = lines.find((placed) => (placed.at(-1)?.to ?? -1) < cell.from);
    if (line) line.push(cell);
    else lines.push([cell]);
  }
  return lines;
}

/** How many tasks stand beneath each other where a project's row is fullest. */
export function tallestStacks({ lines }: Pick<MatrixRow, "lines">): number {
  return lines.reduce((sum, cells) => sum + Math.max(...cells.map(({ cards }) => cards.length)), 0);
}

/** A line with the columns that nothing covers as empty cells of their own. */
export function withGaps(line: readonly MatrixCell[], columns: number): MatrixCell[] {
  const whole: MatrixCell[] = [];
  const fill = (upTo: number) => {
    for (let at = (whole.at(-1)?.to ?? -1) + 1; at < upTo; at++) whole.push({ from: at, to: at, cards: [] });
  };
  for (const cell of line) {
    fill(cell.from);
    whole.push(cell);
  }
  fill(columns);
  return whole;
}

/** The quarter (as a column, 0 to 3) of a day of the programme's year; null on a day of another year. */
export function currentColumn(today: string, year: number): number | null {
  const [ownYear = 0, month = 1] = today.split("-").map(Number);
  return ownYear === year ? Math.ceil(month / 3) - 1 : null;
}
