import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { loaderOf } from "../../graphql/loader.js";
import { PersonRow } from "../people/person.row.js";
import { readPerson } from "../people/read-people.js";
import { requireReader } from "../programmes/programme.policy.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { FilterChip } from "./filter-reading.row.js";
import { readFilterForms } from "./read-filter.js";
import { readView, readViews } from "./read-views.js";
import { ViewRow } from "./view.row.js";

/** What a view says of itself; what it shows is in tasks/view.fields.ts. */
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
