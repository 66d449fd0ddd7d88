import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import { loaderOf } from "../../graphql/loader.js";
import { maySee, requireReader } from "../programmes/programme.policy.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { ProjectRow } from "../projects/project.row.js";
import { readProject } from "../projects/read-projects.js";
import { keptTasks, readTasksOfProject } from "./read-tasks.js";
import { TaskRow } from "./task.row.js";

/** What is asked of a project, its tasks among it. */
@Resolver(() => ProjectRow)
export class ProjectFields {
  @Query(() => ProjectRow, { description: "The project with this id. NOT_FOUND where there is none." })
  async project(
    @Arg("id", () => ID, { description: "A project's id." }) id: string,
    @Ctx() context: Context,
  ) {
    const viewer = requireReader(context);
    const project = await readProject(context.rows, id);
    if (!project || !maySee(viewer, project.programmeId)) throw notFound("project");
    return project;
  }

  @FieldResolver(() => [TaskRow], { description: "Its tasks, in the order of its progress plan." })
  tasks(@Root() project: ProjectRow, @Ctx() context: Context): TaskRow[] | Promise<TaskRow[]> {
    return keptTasks(project) ?? readTasksOfProject(context, project);
  }

  @FieldResolver(() => ProgrammeRow, {
    description: "The programme it belongs to; under a board or view of the past, as it was then.",
  })
  async programme(@Root() project: ProjectRow, @Ctx() context: Context): Promise<ProgrammeRow> {
    if (project.programmeThen) return project.programmeThen;
    const read = async (ids: readonly string[]) =>
      (await Promise.all(ids.map((id) => readProgramme(context, id)))).filter((found) => found !== null);
    const programme = await loaderOf(context, "programme", read, ({ id }) => id).load(project.programmeId);
    if (!programme) throw notFound("programme");
    return programme;
  }
}
