import type { Context } from "../../../context.js";
import { badInput } from "../../../graphql/coded-error.js";
import {
  connectionOf,
  onlyPlace,
  type Connection,
  type Page,
  type Place,
} from "../../../graphql/connection.js";
import { readOffices, readPeople } from "../../people/read-people.js";
import { maySee } from "../../programmes/programme.policy.js";
import { readProgrammes } from "../../programmes/read-programmes.js";
import type { Viewer } from "../../sessions/viewer.policy.js";
import { requireBounded } from "../bounds.filter.js";
import { lightsByUrgency } from "../light-sql.js";
import { matchesTask } from "../matches-filter.js";
import type { TaskFilter } from "../task.filter.js";
import { OrderDirection, TaskOrderField, type TaskOrder } from "../task-order.enum.js";
import type { TaskRow } from "../task.row.js";
import { readBoardAt } from "./read-board-at.js";
import { tasksAt, type Cast, type TaskAt } from "./tasks-at.js";

/**
 * The tasks that passed all of these filters at a moment of the past, of all programmes that the viewer may see or of `only`
 * one of them, in the notice's order. Days count from that day; “me” and offices are as they are now. See {@link readBoardAt}.
 */
export async function readTasksAt(
  context: Context,
  viewer: Viewer,
  filters: readonly TaskFilter[],
  asOf: string,
  only?: string,
): Promise<TaskAt[]> {
  for (const filter of filters) requireBounded(filter);
  const cast = await readCast(context);
  const found: TaskAt[] = [];
  const programmes = await readProgrammes(context);
  for (const { id } of programmes.filter(({ id }) => only === undefined || id === only)) {
    const board = maySee(viewer, id) ? await readBoardAt(context, id, asOf) : null;
    if (!board) continue;
    const looking = { viewer, today: board.programme.today };
    const tasks = tasksAt(board, cast);
    found.push(
      ...tasks.filter(({ facts }) => filters.every((filter) => matchesTask(filter, facts, looking))),
    );
  }
  return found;
}

async function readCast({ rows }: Context): Promise<Cast> {
  const [people, offices] = [await readPeople(rows), await readOffices(rows)];
  return {
    people: new Map(people.map((person) => [person.id, person])),
    offices: new Map(offices.map((office) => [office.id, office])),
  };
}

type Key = string | number | null;

const keys: Record<TaskOrderField, (at: TaskAt, index: number) => Key> = {
  PROJECT: (_, index) => index,
  DUE_ON: ({ facts }) => facts.dueOn,
  STARTS_ON: ({ facts }) => facts.startsOn,
  STAGE: ({ task }) => `${String(task.stage.position).padStart(6, "0")} ${task.rank}`,
  LIGHT: ({ facts }) => lightsByUrgency.indexOf(facts.light),
  DAYS_LATE: ({ facts }) => facts.daysLate,
  TITLE: ({ task }) => task.title,
  SUBMITTED_AT: ({ task }) => task.submittedAt?.getTime() ?? null,
  ACCEPTED_AT: ({ task }) => task.acceptedAt?.getTime() ?? null,
  // Of the past it is known what changed, and not when each task last did.
  UPDATED_AT: () => null,
  TIMES_RETURNED: ({ task }) => task.timesReturned,
};

/** A page of tasks of the past. Its cursors are places in that moment's list. */
export function pageOfTasksAt(
  tasks: readonly TaskAt[],
  orders: readonly TaskOrder[] | null | undefined,
  page: Page,
): Connection<TaskRow> {
  const inOrder = ordered(tasks, orders ?? []).map(({ task }) => task);
  const list = page.backwards ? inOrder.toReversed() : inOrder;
  const from = onlyPlace(page, "text");
  const place = from === undefined ? -1 : list.findIndex(({ id }) => id === from);
  if (from !== undefined && place < 0) throw badInput("cursor: expected one of this very moment");
  const begin = place + 1;
  const placeIn = ({ id }: TaskRow): Place => [id];
  return connectionOf(list.slice(begin, begin + page.size + 1), page, placeIn, () =>
    Promise.resolve(tasks.length),
  );
}

function ordered(tasks: readonly TaskAt[], orders: readonly TaskOrder[]): TaskAt[] {
  const keyed = tasks.map((at, index) => ({ at, keys: orders.map(({ field }) => keys[field](at, index)) }));
  keyed.sort((one, other) => {
    for (const [index, { direction }] of orders.entries()) {
      const difference = compare(one.keys[index] ?? null, other.keys[index] ?? null, direction);
      if (difference !== 0) return difference;
    }
    return 0;
  });
  return keyed.map(({ at }) => at);
}

/** What has no value comes last, whichever the direction. */
function compare(one: Key, other: Key, direction: OrderDirection): number {
  if (one === other) return 0;
  if (one === null || other === null) return one === null ? 1 : -1;
  return (one < other ? -1 : 1) * (direction === OrderDirection.ASC ? 1 : -1);
}
