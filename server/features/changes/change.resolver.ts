import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../context.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { loaderOf } from "../../graphql/loader.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { PersonRow } from "../people/person.row.js";
import { readPerson } from "../people/read-people.js";
import { requireProgramme, requireReader } from "../programmes/programme.policy.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { ProjectRow } from "../projects/project.row.js";
import { readProject } from "../projects/read-projects.js";
import { readTask } from "../tasks/read-tasks.js";
import { TaskRow } from "../tasks/task.row.js";
import { ChangeRow } from "./change.row.js";
import { readChangesAfter } from "./read-changes.js";

interface ChangesArguments {
  programmeId: string;
  sinceRevision?: number | null;
}

@Resolver(() => ChangeRow)
export class ChangeResolver {
  @Subscription(() => ChangeRow, {
    description:
      "Every change of a programme, in order and without gaps. Hand it the last revision seen and nothing is missed over a dropped connection. An IMPORT may change thousands of tasks: its changes come without `task` (`subjectId` has its id); read the board anew.",
    subscribe: async ({ args, context }: { args: ChangesArguments; context: Context }) =>
      follow(args, context),
  })
  changes(
    @Root() change: ChangeRow,
    @Ctx() context: Context,
    @Arg("programmeId", () => ID, { description: "A programme's id." }) _programmeId: string,
    @Arg("sinceRevision", () => Int, {
      nullable: true,
      description: "Go on after this revision; without it, from now on.",
    })
    _sinceRevision?: number,
  ): ChangeRow {
    // The right to hear it may have been lost since the subscription began.
    requireProgramme(requireReader(context), change.programmeId);
    // A whole task costs nine selects: times thousands, for each open board, which is read anew all the same.
    return change.verb === ChangeVerb.IMPORT
      ? Object.assign(new ChangeRow(), change, { taskId: null })
      : change;
  }

  @FieldResolver(() => PersonRow, { nullable: true, description: "Who did it; null for the command line." })
  actor(@Root() change: ChangeRow, @Ctx() context: Context): Promise<PersonRow | null> | null {
    return change.actorId ? readPerson(context, change.actorId) : null;
  }

  @FieldResolver(() => TaskRow, {
    nullable: true,
    description: "The task it belongs to, as it is now; null when `changes` tells of an IMPORT.",
  })
  task(@Root() change: ChangeRow, @Ctx() context: Context): Promise<TaskRow | null> | null {
    if (!change.taskId) return null;
    return loaderOf(context, "task", tasksById(context), ({ id }) => id).load(change.taskId);
  }

  @FieldResolver(() => ProjectRow, {
    nullable: true,
    description: "The project it belongs to, as it is now.",
  })
  project(@Root() change: ChangeRow, @Ctx() context: Context): Promise<ProjectRow | null> | null {
    if (!change.projectId) return null;
    return loaderOf(context, "project", projectsById(context), ({ id }) => id).load(change.projectId);
  }
}

/** Changes of one request are mostly of the same few tasks: each is read once. */
const tasksById = (context: Context) => async (ids: readonly string[]) =>
  (await Promise.all(ids.map((id) => readTask(context, id)))).filter((task) => task !== null);

const projectsById =
  ({ rows }: Context) =>
  async (ids: readonly string[]) =>
    (await Promise.all(ids.map((id) => readProject(rows, id)))).filter((project) => project !== null);

async function follow({ programmeId, sinceRevision }: ChangesArguments, context: Context) {
  requireProgramme(requireReader(context), programmeId);
  const programme = await readProgramme(context, programmeId);
  if (!programme) throw notFound("programme");
  const since = context.resumeAfter ?? sinceRevision ?? programme.revision;
  if (since < 0 || since > programme.revision) {
    throw badInput(`sinceRevision: expected 0 to ${programme.revision}, found ${since}`);
  }
  return context.feed.follow(programmeId, since, context.lastingRows, readChangesAfter);
}
