import type { GraphQLResolveInfo } from "graphql";
import { ArgsType, Arg, Args, Ctx, Field, FieldResolver, Info, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { badInput } from "../../graphql/coded-error.js";
import { PageArguments, pageOf } from "../../graphql/connection.js";
import { PointInTime } from "../../graphql/point-in-time.js";
import { requireReader } from "../programmes/programme.policy.js";
import { readFilterInput } from "../views/read-filter.js";
import { ViewRow } from "../views/view.row.js";
import { groupTasksAt } from "./past/group-tasks-at.js";
import { pageOfTasksAt, readTasksAt } from "./past/read-tasks-at.js";
import type { TaskAt } from "./past/tasks-at.js";
import { readTaskGroups } from "./read-task-groups.js";
import { chooseTasks, countTasks } from "./read-task-page.js";
import { TaskFacet, TaskGroup, TaskGroupKey } from "./task-group.row.js";
import { TaskConnection, taskConnection } from "./task-list.resolver.js";
import { TaskFilter } from "./task.filter.js";
import { TaskOrder } from "./task-order.enum.js";
import { filtersOfView } from "./view-filters.js";

const mostFacets = 8;

/** What a run of a view adds to it. */
@ArgsType()
class RunArguments {
  @Field(() => TaskFilter, {
    nullable: true,
    description: "Which of the view's tasks: holds besides its own filter.",
  })
  filter?: TaskFilter | null;

  @Field(() => PointInTime, {
    nullable: true,
    description:
      "As it stood then, told from the log, with the lights of that day; nothing of a programme that was not there yet. Not in the future.",
  })
  asOf?: string | null;
}

/** What a view shows: whoever made it, what its viewer may see; “me” is the viewer. */
@Resolver(() => ViewRow)
export class ViewFields {
  @FieldResolver(() => TaskConnection, {
    description: "Its tasks, in its own order unless another is given.",
  })
  async tasks(
    @Root() view: ViewRow,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => RunArguments) run: RunArguments,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("orderBy", () => [TaskOrder], {
      nullable: true,
      description: "In place of the view's own order; up to 5.",
    })
    orderBy?: TaskOrder[] | null,
  ): Promise<TaskConnection> {
    const filters = filtersOf(view, context, info, run);
    const orders = orderBy ?? view.orderBy;
    const past = await pastOf(context, filters, run);
    if (!past) return taskConnection(context, { filters }, orders, page);
    const read = pageOfTasksAt(past, orders, pageOf(page));
    return Object.assign(new TaskConnection(), read, { choice: { filters }, past });
  }

  @FieldResolver(() => [TaskGroup], {
    description:
      "Its tasks in groups, with counts and lights: by its own columns and lanes unless others are given.",
  })
  async groups(
    @Root() view: ViewRow,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => RunArguments) run: RunArguments,
    @Arg("by", () => TaskGroupKey, {
      nullable: true,
      description: "What to group them by; the view's columns unless given.",
    })
    by?: TaskGroupKey | null,
    @Arg("then", () => TaskGroupKey, {
      nullable: true,
      description: "What to group each group by; the view's lanes where neither is given.",
    })
    then?: TaskGroupKey | null,
  ): Promise<TaskGroup[]> {
    const inner = then ?? (by ? null : view.lanes);
    return groupsOf(context, await chosen(view, context, info, run), by ?? view.columns, inner);
  }

  @FieldResolver(() => [TaskFacet], {
    description: "For filters: how many of its tasks have each value of the named things; up to 8 things.",
  })
  async facets(
    @Root() view: ViewRow,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => RunArguments) run: RunArguments,
    @Arg("of", () => [TaskGroupKey], { description: "The things to count." }) of: TaskGroupKey[],
  ): Promise<TaskFacet[]> {
    if (of.length > mostFacets) throw badInput(`of: expected up to ${mostFacets} things, found ${of.length}`);
    const tasks = await chosen(view, context, info, run);
    return Promise.all(of.map(async (by) => ({ by, values: await groupsOf(context, tasks, by, null) })));
  }

  @FieldResolver(() => Int, { description: "How many tasks it shows." })
  async count(
    @Root() view: ViewRow,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => RunArguments) run: RunArguments,
  ): Promise<number> {
    const tasks = await chosen(view, context, info, run);
    return "past" in tasks ? tasks.past.length : countTasks(context, await chooseTasks(context, tasks));
  }
}

type Chosen = { filters: TaskFilter[] } | { past: TaskAt[] };

async function chosen(
  view: ViewRow,
  context: Context,
  info: GraphQLResolveInfo,
  run: RunArguments,
): Promise<Chosen> {
  const filters = filtersOf(view, context, info, run);
  const past = await pastOf(context, filters, run);
  return past ? { past } : { filters };
}

async function groupsOf(
  context: Context,
  tasks: Chosen,
  by: TaskGroupKey,
  then: TaskGroupKey | null,
): Promise<TaskGroup[]> {
  if ("past" in tasks) return groupTasksAt(context, tasks.past, by, then);
  return readTaskGroups(context, await chooseTasks(context, tasks), by, then);
}

/** The view's own filter and programme, and the run's filter: all hold. */
function filtersOf(
  view: ViewRow,
  context: Context,
  { schema }: GraphQLResolveInfo,
  { filter }: RunArguments,
): TaskFilter[] {
  const filters = filtersOfView(view);
  if (!filter) return filters;
  const read = readFilterInput(schema, context, filter);
  const [wrong] = read.errors;
  if (wrong) throw badInput(`filter: ${wrong.message}`);
  return [...filters, read.filter];
}

/** The tasks of the moment that is asked for; null for now. */
async function pastOf(
  context: Context,
  filters: TaskFilter[],
  { asOf }: RunArguments,
): Promise<TaskAt[] | null> {
  return asOf ? readTasksAt(context, requireReader(context), filters, asOf) : null;
}
