import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Int, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { badInput } from "../../graphql/coded-error.js";
import { requireReader } from "../programmes/programme.policy.js";
import { TaskFilter } from "../tasks/task.filter.js";
import { longestFilterText } from "./filter-language/parse-filter-text.js";
import { FilterReading, FilterSuggestion } from "./filter-reading.row.js";
import { readFilterForms, readFilterInput, readFilterText } from "./read-filter.js";
import { suggestFilter } from "./suggest-filter.js";

@Resolver()
export class FilterResolver {
  @Query(() => FilterReading, {
    description:
      "Reads a filter's text, such as `灯:红 科室:农业服务中心 期限<2022-07-01` or `light:red -stage:accepted (owner:me or leader:me)`; docs/views.md has the grammar. What is wrong comes as `errors`, with its place.",
  })
  async parseFilter(
    @Arg("text", () => String, { description: "The text; up to 5,000 characters." }) text: string,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<FilterReading> {
    const viewer = requireReader(context);
    if (!text.isWellFormed()) throw badInput("text: expected whole characters");
    const { filter, errors } = await readFilterText(context, viewer, schema, text);
    if (errors.length > 0) return { filterJson: null, text, chips: [], sentence: "", errors };
    const { filter: filterJson, ...forms } = await readFilterForms(context, viewer, filter);
    return { filterJson, ...forms, errors };
  }

  @Query(() => FilterReading, { description: "Says a filter: as text, as chips and as a sentence." })
  async describeFilter(
    @Arg("filter", () => TaskFilter, { description: "Which tasks." }) filter: TaskFilter,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<FilterReading> {
    const viewer = requireReader(context);
    const read = readFilterInput(schema, context, filter);
    if (read.errors.length > 0) throw badInput(`filter: ${read.errors[0]?.message ?? "not valid"}`);
    const { filter: filterJson, ...forms } = await readFilterForms(context, viewer, read.filter);
    return { filterJson, ...forms, errors: [] };
  }

  @Query(() => [FilterSuggestion], {
    description:
      "What a filter's text could go on with: fields, or values of the field before the cursor; up to 20, names by their pinyin, too (`zzw`).",
  })
  async filterSuggestions(
    @Arg("text", () => String, { description: "The text; up to 5,000 characters." }) text: string,
    @Arg("cursor", () => Int, { description: "Where one writes, in UTF-16 units from 0." }) cursor: number,
    @Ctx() context: Context,
  ): Promise<FilterSuggestion[]> {
    requireReader(context);
    if (text.length > longestFilterText)
      throw badInput(`text: expected up to ${longestFilterText} characters`);
    if (cursor < 0 || cursor > text.length)
      throw badInput(`cursor: expected 0 to ${text.length}, found ${cursor}`);
    return suggestFilter(context, text, cursor);
  }
}
