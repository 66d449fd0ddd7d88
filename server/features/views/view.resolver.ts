import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Ctx, FieldResolver, ID, Info, Int, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { badInput } from "../../graphql/coded-error.js";
import { PageArguments, pageOf } from "../../graphql/connection.js";
import { loaderOf } from "../../graphql/loader.js";
import { PointInTime } from "../../graphql/point-in-time.js";
import { PersonRow } from "../people/person.row.js";
import { readPerson } from "../people/read-people.js";
import { requireReader } from "../programmes/programme.policy.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { TaskFilter } from "../tasks/task.filter.js";
import type { TaskRow } from "../tasks/task.row.js";
import { FilterChip } from "./filter-reading.row.js";
import { readFilterForms, readFilterInput } from "./read-filter.js";
import { readView, readViews } from "./read-views.js";
import { ordered, pageOfTasks, runView } from "./run/run-view.js";
import { groupTasks, ViewGroup, ViewTaskConnection } from "./view-group.row.js";
import { ViewGrouping } from "./view.enum.js";
import { ViewOrderInput } from "./view.inputs.js";
import { ViewRow } from "./view.row.js";

const extraFilter = "Which of the view's tasks: holds besides its own filter.";
const asOfWords =
  "As it stood then, told from the log, with the lights of that day; nothing of a programme that was not there yet. Not in the future.";

/** What a view says and shows. */
@Resolver(() => ViewRow)
export class ViewResolver {
  @Query(() => [ViewRow], {
    description:
      "All views that are there for the viewer, in the order that they put them: ready-made ones, their own, and those shared with their office or with everyone; up to some hundred.",
  })
  async views(@Ctx() context: Context): Promise<ViewRow[]> {
    return readViews(context, requireReader(context));
  }

  @Query(() => ViewRow, {
    description: "The view with this id. NOT_FOUND for one that is not there for the viewer.",
  })
  async view(
    @Arg("id", () => ID, { description: "A view's id." }) id: string,
    @Ctx() context: Context,
  ): Promise<ViewRow> {
    return readView(context, requireReader(context), id);
  }

  @FieldResolver(() => PersonRow, { nullable: true, description: "Whose it is; null for a ready-made one." })
  owner(@Root() view: ViewRow, @Ctx() context: Context): Promise<PersonRow | null> | null {
    return view.ownerId ? readPerson(context, view.ownerId) : null;
  }

  @FieldResolver(() => ProgrammeRow, {
    nullable: true,
    description: "The programme it is bound to; null for all that the viewer may see.",
  })
  programme(@Root() { programmeId }: ViewRow, @Ctx() context: Context): Promise<ProgrammeRow | null> | null {
    return programmeId ? readProgramme(context, programmeId) : null;
  }

  @FieldResolver(() => String, {
    description: "Its filter as text, in the request's language: `parseFilter` reads it.",
  })
  async filterText(@Root() view: ViewRow, @Ctx() context: Context): Promise<string> {
    return (await formsOf(view, context)).text;
  }

  @FieldResolver(() => String, { description: "Its filter as one sentence, in the request's language." })
  async sentence(@Root() view: ViewRow, @Ctx() context: Context): Promise<string> {
    return (await formsOf(view, context)).sentence;
  }

  @FieldResolver(() => [FilterChip], { description: "Its filter's conditions, all of which must hold." })
  async chips(@Root() view: ViewRow, @Ctx() context: Context): Promise<FilterChip[]> {
    return (await formsOf(view, context)).chips;
  }

  @FieldResolver(() => Int, { description: "How many people follow it." })
  async followerCount(@Root() { id }: ViewRow, @Ctx() { rows }: Context): Promise<number> {
    const select = `select count(*) "count" from view_place where view_id = ? and is_followed`;
    const found = await rows.first<{ count: number | string }>(select, [id]);
    return Number(found?.count ?? 0);
  }

  @FieldResolver(() => ViewTaskConnection, {
    description: "Its tasks, for whoever asks: “me” is the viewer.",
  })
  async tasks(
    @Root() view: ViewRow,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Args(() => PageArguments) page: PageArguments,
    @Arg("filter", () => TaskFilter, { nullable: true, description: extraFilter }) filter?: TaskFilter | null,
    @Arg("orderBy", () => [ViewOrderInput], {
      nullable: true,
      description: "In place of the view's own order; up to 3.",
    })
    orderBy?: ViewOrderInput[] | null,
    @Arg("asOf", () => PointInTime, { nullable: true, description: asOfWords }) asOf?: string | null,
  ): Promise<ViewTaskConnection> {
    const asked = pageOf(page);
    const found = await run(view, context, info, filter, asOf);
    return pageOfTasks(ordered(found, orderBy ?? view.orderBy), asked);
  }

  @FieldResolver(() => [ViewGroup], {
    description:
      "Its tasks in groups with counts and lights: by its own columns and lanes, unless others are given.",
  })
  async groups(
    @Root() view: ViewRow,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("by", () => ViewGrouping, {
      nullable: true,
      description: "What groups are made by; the view's columns unless given.",
    })
    by?: ViewGrouping | null,
    @Arg("then", () => ViewGrouping, {
      nullable: true,
      description: "What they are grouped by once more; the view's lanes where neither is given.",
    })
    then?: ViewGrouping | null,
    @Arg("filter", () => TaskFilter, { nullable: true, description: extraFilter }) filter?: TaskFilter | null,
    @Arg("asOf", () => PointInTime, { nullable: true, description: asOfWords }) asOf?: string | null,
  ): Promise<ViewGroup[]> {
    const found = await run(view, context, info, filter, asOf);
    return groupTasks(found, by ?? view.columns, then ?? (by ? null : view.lanes));
  }

  @FieldResolver(() => Int, { description: "How many tasks it shows." })
  async count(
    @Root() view: ViewRow,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("filter", () => TaskFilter, { nullable: true, description: extraFilter }) filter?: TaskFilter | null,
    @Arg("asOf", () => PointInTime, { nullable: true, description: asOfWords }) asOf?: string | null,
  ): Promise<number> {
    return (await run(view, context, info, filter, asOf)).length;
  }
}

/** Views in one answer ask for the same forms more than once. */
function formsOf(view: ViewRow, context: Context) {
  const viewer = requireReader(context);
  const read = async (ids: readonly string[]) =>
    Promise.all(
      ids.map(async (filter) => ({
        key: filter,
        ...(await readFilterForms(context, viewer, JSON.parse(filter))),
      })),
    );
  return loaderOf(context, "filter forms", read, ({ key }) => key)
    .load(JSON.stringify(view.filterJson))
    .then((forms) => forms!);
}

function run(
  view: ViewRow,
  context: Context,
  { schema }: GraphQLResolveInfo,
  filter: TaskFilter | null | undefined,
  asOf: string | null | undefined,
): Promise<TaskRow[]> {
  const viewer = requireReader(context);
  const extra = filter ? readFilterInput(schema, context, filter) : null;
  const wrong = extra?.errors[0];
  if (wrong) throw badInput(`filter: ${wrong.message}`);
  return runView(context, viewer, view, { filter: extra?.filter ?? null, asOf: asOf ?? null });
}
