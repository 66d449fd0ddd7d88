import type { Context } from "../../../context.js";
import { connectionOf, type Connection, type Page, type Place } from "../../../graphql/connection.js";
import { readOffices, readPeople } from "../../people/read-people.js";
import { maySee } from "../../programmes/programme.policy.js";
import { readProgrammes } from "../../programmes/read-programmes.js";
import type { Viewer } from "../../sessions/viewer.policy.js";
import { lightsFromWorst } from "../../tasks/light.row.js";
import { readBoardAt, type BoardAt } from "../../tasks/past/read-board-at.js";
import type { TaskRow } from "../../tasks/task.row.js";
import { taskShape, type JsonObject } from "../filter-language/filter-shape.js";
import type { StoredOrder } from "../view.entity.js";
import { ViewGrouping, ViewOrderDirection, ViewOrderField } from "../view.enum.js";
import type { ViewRow } from "../view.row.js";
import { matchesFilter } from "./match-filter.js";
import { taskThings, type Circle } from "./task-facts.js";

/** What a run of a view adds to it. */
export interface Run {
  /** Holds besides the view's own filter. */
  filter: JsonObject | null;
  /** See `readBoardAt`; null for now. */
  asOf: string | null;
}

/**
 * The tasks that pass a view's filter and the run's, in the notice's order: of its programme, or of all that the viewer
 * may see, whoever shared it. "Me" is the viewer; days are counted in each programme's time zone.
 */
export async function runView(
  context: Context,
  viewer: Viewer,
  view: ViewRow,
  { filter, asOf }: Run,
): Promise<TaskRow[]> {
  const circle = await readCircle(context, viewer);
  const whole = filter ? { and: [view.filterJson, filter] } : view.filterJson;
  const found: TaskRow[] = [];
  for (const programmeId of await programmesOf(context, viewer, view)) {
    const board = await boardAt(context, programmeId, asOf);
    if (!board) continue;
    const { today } = board.programme;
    for (const thing of taskThings(board, circle))
      if (matchesFilter(taskShape, whole, thing, today)) found.push(thing.task);
  }
  return found;
}

const boards = new WeakMap<Context, Map<string, Promise<BoardAt | null>>>();

/** A board is read once a request, however many fields of views ask for it. */
function boardAt(context: Context, programmeId: string, asOf: string | null): Promise<BoardAt | null> {
  const ofRequest = boards.get(context) ?? new Map<string, Promise<BoardAt | null>>();
  boards.set(context, ofRequest);
  const key = `${programmeId} ${asOf ?? ""}`;
  const board = ofRequest.get(key) ?? readBoardAt(context, programmeId, asOf);
  ofRequest.set(key, board);
  return board;
}

async function programmesOf(context: Context, viewer: Viewer, { programmeId }: ViewRow): Promise<string[]> {
  if (programmeId !== null) return maySee(viewer, programmeId) ? [programmeId] : [];
  const programmes = await readProgrammes(context);
  return programmes.map(({ id }) => id).filter((id) => maySee(viewer, id));
}

async function readCircle({ rows }: Context, { personId, officeId, supervises }: Viewer): Promise<Circle> {
  const [people, offices] = [await readPeople(rows), await readOffices(rows)];
  return {
    personId,
    officeId,
    supervises,
    people: new Map(people.map((person) => [person.id, person])),
    parentOf: new Map(offices.map(({ id, parentId }) => [id, parentId])),
  };
}

const orderKeys: Record<ViewOrderField, (task: TaskRow, index: number) => string | number | null> = {
  DUE_ON: (task) => task.columns.dueOn,
  STARTS_ON: (task) => task.columns.startsOn,
  LIGHT: (task) => lightsFromWorst.indexOf(task.light.colour),
  PROJECT: (_, index) => index,
  STAGE: (task) => task.stage.position,
  TITLE: (task) => task.title,
};

/** Puts tasks that come in the notice's order into another. What is missing comes last either way. */
export function ordered(tasks: readonly TaskRow[], orderBy: readonly StoredOrder[]): TaskRow[] {
  const keyed = tasks.map((task, index) => ({
    task,
    keys: orderBy.map(({ field }) => orderKeys[field](task, index)),
  }));
  keyed.sort((one, other) => {
    for (const [index, { direction }] of orderBy.entries()) {
      const difference = compare(one.keys[index] ?? null, other.keys[index] ?? null, direction);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return keyed.map(({ task }) => task);
}

function compare(
  one: string | number | null,
  other: string | number | null,
  direction: ViewOrderDirection,
): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return (one < other ? -1 : 1) * (direction === ViewOrderDirection.ASC ? 1 : -1);
}

/** A page of tasks. Its cursors are ids: a task that is gone meanwhile begins the list anew. */
export function pageOfTasks(tasks: readonly TaskRow[], page: Page): Connection<TaskRow> {
  const direction = page.backwards ? tasks.toReversed() : tasks;
  const begin = page.beyond ? direction.findIndex(({ id }) => id === page.beyond?.[0]) + 1 : 0;
  const read = direction.slice(begin, begin + page.size + 1);
  const placeIn = ({ id }: TaskRow): Place => [id];
  return connectionOf(read, page, placeIn, tasks.length);
}

/** One value that tasks are grouped by. */
export interface GroupKey {
  key: string | null;
  label: string | null;
}

/** The groups that a task stands in; one with neither key nor label for what has none. */
export const groupsOf: Record<ViewGrouping, (task: TaskRow) => GroupKey[]> = {
  STAGE: ({ stage }) => [{ key: stage.kind, label: stage.name }],
  QUARTER: ({ period }) =>
    period.quarters.map((quarter) => ({ key: String(quarter), label: String(quarter) })),
  LIGHT: ({ light }) => [{ key: light.colour, label: light.colour }],
  OFFICE: ({ project }) => project.offices.slice(0, 1).map(({ id, name }) => ({ key: id, label: name })),
  LEADER: ({ project }) => project.leaders.map(({ id, name }) => ({ key: id, label: name })),
  OWNER: ({ project }) => project.owners.map(({ id, name }) => ({ key: id, label: name })),
  PROJECT: ({ project }) => [{ key: project.id, label: project.name }],
};
