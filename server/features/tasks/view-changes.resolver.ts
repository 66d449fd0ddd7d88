import { Arg, Ctx, Extensions, Field, ID, Int, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../context.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { readTouchedTasks, type TouchedTasks } from "../changes/read-touched-tasks.js";
import { requireProgramme, requireReader } from "../programmes/programme.policy.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { readView } from "../views/read-views.js";
import { chooseTasks, countTasks, readChosenAmong } from "./read-task-page.js";
import { TaskRow } from "./task.row.js";
import { filtersOfView } from "./view-filters.js";

@ObjectType({
  simpleResolvers: true,
  description: "What happened to the tasks of a view since the last one of these: all of it at once.",
})
export class ViewChange {
  @Field(() => Int, {
    description: "The programme's last change that is in it: go on after it with `sinceRevision`.",
  })
  revision!: number;

  @Field(() => Boolean, {
    description:
      "More changed than is told here, as by an import: read the view anew. Then the lists are empty.",
  })
  reload!: boolean;

  @Field(() => [TaskRow], {
    description: "Tasks that were touched and that the view shows now: new in it, or changed.",
  })
  shown!: TaskRow[];

  @Field(() => [ID], {
    description:
      "Tasks that were touched and that the view does not show now; whoever shows one takes it away.",
  })
  gone!: string[];

  @Field(() => Int, { description: "How many tasks of the programme the view shows now." })
  count!: number;
}

interface ViewChangedArguments {
  id: string;
  programmeId?: string | null;
  sinceRevision?: number | null;
}

@Resolver()
export class ViewChangesResolver {
  @Extensions({ perViewer: true })
  @Subscription(() => ViewChange, {
    description:
      "Tells when tasks of a view changed, came or went, in one programme: many changes at once make one event. Hand it the last revision seen and nothing is missed over a dropped connection. Light and time of day are not changes: a view goes by the day, so read it anew at midnight.",
    subscribe: async ({ args, context }: { args: ViewChangedArguments; context: Context }) =>
      follow(args, context),
  })
  async viewChanged(
    @Root() touched: TouchedTasks,
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "A view's id." }) id: string,
    @Arg("programmeId", () => ID, {
      nullable: true,
      description: "For a view of all programmes: the one to follow. A view that is bound to one needs none.",
    })
    _programmeId?: string,
    @Arg("sinceRevision", () => Int, {
      nullable: true,
      description: "Go on after this revision of the programme; without it, from now on.",
    })
    _sinceRevision?: number,
  ): Promise<ViewChange> {
    // The right to it may have been lost since the subscription began, and the view may be another now.
    const viewer = requireReader(context);
    requireProgramme(viewer, touched.programmeId);
    const view = await readView(context, viewer, id);
    const ofProgramme = { programme: { id: { eq: touched.programmeId } } };
    const chosen = await chooseTasks(context, { filters: [...filtersOfView(view), ofProgramme] });
    const { revision, isWhole, taskIds } = touched;
    const shown = isWhole ? [] : await readChosenAmong(context, chosen, taskIds);
    const ids = new Set(shown.map((task) => task.id));
    const gone = isWhole ? [] : taskIds.filter((taskId) => !ids.has(taskId));
    return Object.assign(new ViewChange(), {
      revision,
      reload: isWhole,
      shown,
      gone,
      count: await countTasks(context, chosen),
    });
  }
}

async function follow({ id, programmeId, sinceRevision }: ViewChangedArguments, context: Context) {
  const viewer = requireReader(context);
  const view = await readView(context, viewer, id);
  const followed = view.programmeId ?? programmeId;
  if (!followed) throw badInput("programmeId: expected for a view of all programmes, found none");
  if (programmeId && programmeId !== followed) throw notFound("programme");
  requireProgramme(viewer, followed);
  const programme = await readProgramme(context, followed);
  if (!programme) throw notFound("programme");
  const since = context.resumeAfter ?? sinceRevision ?? programme.revision;
  if (since < 0 || since > programme.revision)
    throw badInput(`sinceRevision: expected 0 to ${programme.revision}, found ${since}`);
  return context.feed.follow(followed, since, context.lastingRows, readTouchedTasks);
}
