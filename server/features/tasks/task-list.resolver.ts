import { Arg, Args, Ctx, Field, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { badInput } from "../../graphql/coded-error.js";
import { connectionClasses, PageArguments, pageOf, type Connection } from "../../graphql/connection.js";
import { requireReader } from "../programmes/programme.policy.js";
import { ProjectRow } from "../projects/project.row.js";
import { readTaskGroups } from "./read-task-groups.js";
import { chooseTasks, readProjectPage, readTaskPage, type TaskChoice } from "./read-task-page.js";
import { TaskFacet, TaskGroup, TaskGroupKey } from "./task-group.row.js";
import { ProjectFilter, TaskFilter } from "./task.filter.js";
import { ProjectOrder, TaskOrder } from "./task-order.enum.js";
import { TaskRow } from "./task.row.js";

import { groupTasksAt } from "./past/group-tasks-at.js";
import type { TaskAt } from "./past/tasks-at.js";

const mostFacets = 8;

const ofTasks = connectionClasses(() => TaskRow, "Task");

/** A page of chosen tasks, and what the database can say of all of them. */
@ObjectType({ description: "A page of tasks; facets and groups count all of them, not the page's alone." })
export class TaskConnection extends ofTasks.Connection {
  choice!: TaskChoice;
  /** All of them, where they are shown as they were; null for now. */
  past: readonly TaskAt[] | null = null;

  @Field(() => [TaskFacet], {
    description:
      "For filters: how many of all these tasks have each value of the named things; up to 8 things.",
  })
  async facets(
    @Ctx() context: Context,
    @Arg("of", () => [TaskGroupKey], { description: "The things to count." }) of: TaskGroupKey[],
  ): Promise<TaskFacet[]> {
    if (of.length > mostFacets) throw badInput(`of: expected up to ${mostFacets} things, found ${of.length}`);
    const { past } = this;
    if (past) {
      const each = async (by: TaskGroupKey) => ({ by, values: await groupTasksAt(context, past, by, null) });
      return Promise.all(of.map(each));
    }
    const chosen = await chooseTasks(context, this.choice);
    return Promise.all(of.map(async (by) => ({ by, values: await readTaskGroups(context, chosen, by) })));
  }

  @Field(() => [TaskGroup], {
    description:
      "All these tasks in groups, with counts and lights; in their usual order, those of none last.",
  })
  async groups(
    @Ctx() context: Context,
    @Arg("by", () => TaskGroupKey, { description: "What to group them by." }) by: TaskGroupKey,
    @Arg("then", () => TaskGroupKey, { nullable: true, description: "What to group each group by." })
    then?: TaskGroupKey | null,
  ): Promise<TaskGroup[]> {
    if (this.past) return groupTasksAt(context, this.past, by, then ?? null);
    return readTaskGroups(context, await chooseTasks(context, this.choice), by, then ?? null);
  }
}

/** A page of tasks as the API shows it. */
export async function taskConnection(
  context: Context,
  choice: TaskChoice,
  orders: readonly TaskOrder[] | null | undefined,
  page: PageArguments,
): Promise<TaskConnection> {
  const read = await readTaskPage(context, choice, orders, pageOf(page));
  return Object.assign(new TaskConnection(), read, { choice });
}

const ofProjects = connectionClasses(() => ProjectRow, "Project");

@ObjectType({ description: "A page of projects." })
export class ProjectConnection extends ofProjects.Connection {}

@Resolver()
export class TaskListResolver {
  @Query(() => TaskConnection, {
    description: "Tasks that pass a filter, of all programmes that the viewer may see; page by page.",
  })
  tasks(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => TaskFilter, { nullable: true, description: "Which; all without it." })
    filter?: TaskFilter | null,
    @Arg("orderBy", () => [TaskOrder], {
      nullable: true,
      description: "By what, the first criterion first; up to 5; the notice's order without it.",
    })
    orderBy?: TaskOrder[] | null,
  ): Promise<TaskConnection> {
    requireReader(context);
    return taskConnection(context, { filters: [filter] }, orderBy, page);
  }

  @Query(() => ProjectConnection, {
    description: "Projects that pass a filter, of all programmes that the viewer may see; page by page.",
  })
  async projects(
    @Ctx() context: Context,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => ProjectFilter, { nullable: true, description: "Which; all without it." })
    filter?: ProjectFilter | null,
    @Arg("orderBy", () => [ProjectOrder], {
      nullable: true,
      description: "By what, the first criterion first; up to 5; the notice's order without it.",
    })
    orderBy?: ProjectOrder[] | null,
  ): Promise<ProjectConnection> {
    requireReader(context);
    const read: Connection<ProjectRow> = await readProjectPage(context, filter, orderBy, pageOf(page));
    return Object.assign(new ProjectConnection(), read);
  }
}
