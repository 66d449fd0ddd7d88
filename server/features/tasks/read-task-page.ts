import type { Context } from "../../context.js";
import { all, sqlOf, valueSql, type Sql } from "../../database/conditions.js";
import { placeholders } from "../../database/rows.js";
import { beyond, keyColumns, orderBy, placeIn, placeWithin } from "../../database/keyset.js";
import { connectionOf, type Connection, type Page, type Place } from "../../graphql/connection.js";
import { visibleProgrammes } from "../programmes/programme.policy.js";
import { readProjects } from "../projects/read-projects.js";
import type { ProjectRow } from "../projects/project.row.js";
import { projectCondition, taskCondition } from "./filter-conditions.js";
import { requireBounded } from "./bounds.filter.js";
import { filterScope, type FilterScope } from "./filter-scope.js";
import { projectOrder, taskOrder, type Order } from "./order-keys.js";
import { readTasksById } from "./read-tasks.js";
import { projectsInNoticeOrder, tasksInNoticeOrder, taskTables, usualAliases } from "./task-aliases.js";
import type { ProjectFilter, TaskFilter } from "./task.filter.js";
import type { ProjectOrder, TaskOrder } from "./task-order.enum.js";
import type { TaskRow } from "./task.row.js";

/** Which tasks: those that a viewer may see and that pass all of these filters. */
export interface TaskChoice {
  filters: readonly (TaskFilter | null | undefined)[];
}

/** A choice of tasks as SQL, ready for pages, counts and groups. */
export interface ChosenTasks {
  scope: FilterScope;
  where: Sql;
}

/** Turns a choice into SQL. Throws BAD_USER_INPUT for a filter beyond all bounds. */
export async function chooseTasks(context: Context, { filters }: TaskChoice): Promise<ChosenTasks> {
  const given = filters.filter((filter) => filter !== null && filter !== undefined);
  for (const filter of given) requireBounded(filter);
  const scope = await filterScope(context);
  const conditions = given.map((filter) => taskCondition(filter, usualAliases, scope));
  return { scope, where: all([visibleProgrammes(scope.viewer, "t.programme_id"), ...conditions]) };
}

/** A page of tasks. Their number does not change that of the selects: two for each programme among them, and a dozen. */
export async function readTaskPage(
  context: Context,
  choice: TaskChoice,
  orders: readonly TaskOrder[] | null | undefined,
  page: Page,
): Promise<Connection<TaskRow>> {
  const chosen = await chooseTasks(context, choice);
  const order = taskOrder(orders, chosen.scope);
  const direction = noticeDirection(order, page);
  const tables = direction ? tasksInNoticeOrder(context.rows.dialect, direction) : taskTables;
  const found = await readPlaces<{ id: string; programmeId: string }>(
    context,
    sqlOf`select t.id, t.programme_id "programmeId"`,
    sqlOf`from ${tables} where (${chosen.where})`,
    order,
    page,
  );
  const tasks = await readWhole(context, found);
  const places = new Map(found.map(({ id, place }) => [id, place]));
  const inOrder = found.map(({ id }) => tasks.get(id)).filter((task) => task !== undefined);
  return connectionOf(
    inOrder,
    page,
    ({ id }) => places.get(id) ?? [id],
    () => countTasks(context, chosen),
  );
}

/** Those of some tasks that were chosen, whole, in the order of their ids. */
export async function readChosenAmong(
  context: Context,
  { where }: ChosenTasks,
  ids: readonly string[],
): Promise<TaskRow[]> {
  if (ids.length === 0) return [];
  const among = { sql: `t.id in (${placeholders(ids)})`, parameters: ids };
  const { sql, parameters } = sqlOf`select t.id, t.programme_id "programmeId" from ${taskTables}
    where ${where} and ${among} order by t.id`;
  const found = await context.rows.all<{ id: string; programmeId: string }>(sql, parameters);
  const tasks = await readWhole(context, found);
  return found.map(({ id }) => tasks.get(id)).filter((task) => task !== undefined);
}

/** How many tasks were chosen. */
export async function countTasks({ rows }: Context, { where }: ChosenTasks): Promise<number> {
  const { sql, parameters } = sqlOf`select count(*) "count" from ${taskTables} where ${where}`;
  return Number((await rows.first<{ count: number | string }>(sql, parameters))?.count ?? 0);
}

/** A page of projects. */
export async function readProjectPage(
  context: Context,
  filter: ProjectFilter | null | undefined,
  orders: readonly ProjectOrder[] | null | undefined,
  page: Page,
): Promise<Connection<ProjectRow>> {
  if (filter) requireBounded(filter);
  const scope = await filterScope(context);
  const such = filter ? [projectCondition(filter, { j: "j", p: "p" }, scope)] : [];
  const where = all([visibleProgrammes(scope.viewer, "j.programme_id"), ...such]);
  const order = projectOrder(orders, scope);
  const direction = noticeDirection(order, page);
  const joined = direction
    ? projectsInNoticeOrder(context.rows.dialect, direction)
    : "project j join programme p on p.id = j.programme_id";
  const tables = sqlOf`from ${joined} where (${where})`;
  const found = await readPlaces<{ id: string }>(context, sqlOf`select j.id`, tables, order, page);
  const ids = found.map(({ id }) => id);
  const read = await readProjectsById(context, ids);
  const places = new Map(found.map(({ id, place }) => [id, place]));
  const inOrder = ids.map((id) => read.get(id)).filter((project) => project !== undefined);
  const count = async () => {
    const { sql, parameters } = sqlOf`select count(*) "count" ${tables}`;
    return Number((await context.rows.first<{ count: number | string }>(sql, parameters))?.count ?? 0);
  };
  return connectionOf(inOrder, page, ({ id }) => places.get(id) ?? [id], count);
}

async function readProjectsById({ rows }: Context, ids: readonly string[]): Promise<Map<string, ProjectRow>> {
  if (ids.length === 0) return new Map();
  const where = `j.id in (${ids.map(() => "?").join(", ")})`;
  return new Map(
    (await readProjects(rows, { where, parameters: ids })).map((project) => [project.id, project]),
  );
}

/** Which way a page goes through the notice's order; null for any other order. */
function noticeDirection({ isOfNotice, keys }: Order, { backwards }: Page): "asc" | "desc" | null {
  if (!isOfNotice) return null;
  return keys[0]?.descending === backwards ? "asc" : "desc";
}

/** One more than a page's items, in the order of reading, with their places. */
async function readPlaces<Found extends object>(
  { rows }: Context,
  select: Sql,
  tables: Sql,
  { name, keys }: Order,
  page: Page,
): Promise<(Found & { place: Place })[]> {
  const from = placeWithin(name, keys, page);
  const further = from ? sqlOf` and (${beyond(keys, page, from)})` : "";
  const { sql, parameters } = sqlOf`${select}, ${keyColumns(keys)} ${tables}${further}
    order by ${orderBy(keys, page)} limit ${valueSql(page.size + 1)}`;
  const found = await rows.all<Found & Record<string, unknown>>(sql, parameters);
  return found.map((columns) => ({ ...columns, place: placeIn(name, keys, columns) }));
}

async function readWhole(
  context: Context,
  found: readonly { id: string; programmeId: string }[],
): Promise<Map<string, TaskRow>> {
  const byProgramme = Map.groupBy(found, ({ programmeId }) => programmeId);
  const read = [...byProgramme].map(([programmeId, tasks]) =>
    readTasksById(
      context,
      programmeId,
      tasks.map(({ id }) => id),
    ),
  );
  return new Map((await Promise.all(read)).flatMap((tasks) => [...tasks]));
}
