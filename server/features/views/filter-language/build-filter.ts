import { canonicalTaskFilter } from "./canonical-filter.js";
import type { FilterNames } from "./filter-names.js";
import type { Json, JsonObject } from "./filter-shape.js";
import type { FilterErrors, Span } from "./filter-text-error.js";
import type { FilterNode, Term } from "./parse-filter-text.js";
import { conditionsOfTerm } from "./term-filter.js";

/** Checks a filter that was written as JSON; tells what is wrong with it, or gives null. */
export type CheckJson = (filter: Json) => string | null;

/** The canonical filter that a text stands for. What cannot be looked up goes to `errors`. */
export function buildFilter(
  node: FilterNode,
  names: FilterNames,
  errors: FilterErrors,
  checkJson: CheckJson,
): JsonObject {
  return canonicalTaskFilter(filterOf(node, { names, errors, checkJson }));
}

interface Building {
  names: FilterNames;
  errors: FilterErrors;
  checkJson: CheckJson;
}

function filterOf(node: FilterNode, building: Building): JsonObject {
  switch (node.is) {
    case "all":
      return allOf(node.parts, building);
    case "any":
      return { or: node.parts.map((part) => filterOf(part, building)) };
    case "not":
      return { not: filterOf(node.part, building) };
    case "term":
      return termFilter(node.term, building);
    case "words":
      return searchFor(node.words, building.errors);
    case "json":
      return jsonFilter(node, building);
  }
}

/** Words side by side are one search. */
function allOf(parts: FilterNode[], building: Building): JsonObject {
  const words = parts.flatMap((part) => (part.is === "words" ? part.words : []));
  const others = parts.filter((part) => part.is !== "words").map((part) => filterOf(part, building));
  return { and: words.length > 0 ? [searchFor(words, building.errors), ...others] : others };
}

/** The longest search, in UTF-16 units. */
const longestSearch = 100;

function searchFor(words: (Span & { text: string })[], errors: FilterErrors): JsonObject {
  const search = words
    .map(({ text }) => text)
    .join(" ")
    .trim();
  const [first, last] = [words[0], words.at(-1)];
  if (search.length > longestSearch && first && last)
    errors.add("TOO_LONG", { start: first.start, end: last.end });
  return { search };
}

function termFilter(term: Term, { names, errors }: Building): JsonObject {
  const conditions = conditionsOfTerm(term, names, errors);
  return term.operator === "!=" ? { and: conditions } : { or: conditions };
}

function jsonFilter({ filter, span }: { filter: JsonObject; span: Span }, building: Building): JsonObject {
  const wrong = building.checkJson(filter);
  if (wrong === null) return filter;
  building.errors.add("INVALID_FILTER", span, { found: wrong });
  return {};
}
