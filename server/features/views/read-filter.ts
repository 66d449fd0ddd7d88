import type { GraphQLSchema } from "graphql";
import type { Context } from "../../context.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { whatIsWrongWith } from "./check-filter.js";
import { buildFilter } from "./filter-language/build-filter.js";
import { canonicalTaskFilter } from "./filter-language/canonical-filter.js";
import type { Json, JsonObject } from "./filter-language/filter-shape.js";
import { FilterErrors, type FilterTextError } from "./filter-language/filter-text-error.js";
import { parseFilterText } from "./filter-language/parse-filter-text.js";
import { printFilter } from "./filter-language/print-filter.js";
import { conditionsInWords, sentenceOf, type SaidCondition } from "./filter-language/say-filter.js";
import { idsIn, namesIn, readFilterNames } from "./read-filter-names.js";

/** A filter in all its forms. */
export interface FilterForms {
  filter: JsonObject;
  text: string;
  chips: SaidCondition[];
  sentence: string;
}

/** A filter as text, chips and a sentence, in the request's language, with the names that things have now. */
export async function readFilterForms(
  { rows, locale }: Pick<Context, "rows" | "locale">,
  viewer: Viewer,
  filter: JsonObject,
): Promise<FilterForms> {
  const names = await readFilterNames(rows, viewer, { ids: idsIn(filter) });
  return {
    filter,
    text: printFilter(filter, names, locale),
    chips: conditionsInWords(filter, names, locale),
    sentence: sentenceOf(filter, names, locale),
  };
}

/** The canonical filter that a text stands for, or what is wrong with the text. */
export async function readFilterText(
  { rows, locale }: Pick<Context, "rows" | "locale">,
  viewer: Viewer,
  schema: GraphQLSchema,
  text: string,
): Promise<{ filter: JsonObject; errors: FilterTextError[] }> {
  const { node, errors } = parseFilterText(text, locale);
  const names = await readFilterNames(rows, viewer, { names: namesIn(node) });
  const filter = buildFilter(node, names, errors, (json: Json) => whatIsWrongWith(schema, json));
  const wrong = errors.list.length === 0 ? whatIsWrongWith(schema, filter) : null;
  if (wrong !== null) errors.add("INVALID_FILTER", { start: 0, end: text.length }, { found: wrong });
  return { filter, errors: errors.list.toSorted((left, right) => left.offset - right.offset) };
}

/** A filter that came as input: canonical, or what is wrong with it. */
export function readFilterInput(
  schema: GraphQLSchema,
  { locale }: Pick<Context, "locale">,
  input: object,
): { filter: JsonObject; errors: FilterTextError[] } {
  const plain = JSON.parse(JSON.stringify(input)) as JsonObject;
  const errors = new FilterErrors("", locale);
  const wrong = whatIsWrongWith(schema, plain);
  if (wrong !== null) errors.add("INVALID_FILTER", { start: 0, end: 0 }, { found: wrong });
  return { filter: wrong === null ? canonicalTaskFilter(plain) : {}, errors: errors.list };
}
