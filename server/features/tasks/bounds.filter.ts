import { badInput } from "../../graphql/coded-error.js";
import { wordsOf } from "../../search/words.js";
import type { ProjectFilter, TaskFilter } from "./task.filter.js";

/**
 * How deep a filter may be, how many values it may have in all, and how many words it may look for: each goes through
 * the search index on its own.
 */
export const filterBounds = { depth: 12, values: 300, words: 10 };

/** Throws BAD_USER_INPUT for a filter that is deeper or larger than any that people make. */
export function requireBounded(filter: TaskFilter | ProjectFilter): void {
  const found = { depth: 0, values: 0, words: 0 };
  const requireFew = (what: keyof typeof filterBounds, name: string) => {
    if (found[what] > filterBounds[what])
      throw badInput(`filter: expected up to ${filterBounds[what]} ${name}, found more`);
  };
  const visit = (part: unknown, key: string, depth: number): void => {
    found.depth = depth;
    requireFew("depth", "levels");
    if (part === null || part === undefined) return;
    if (typeof part !== "object") {
      found.values += 1;
      requireFew("values", "values");
      if (key === "search" && typeof part === "string") found.words += wordsOf(part).length;
      requireFew("words", "words to search");
      return;
    }
    const isList = Array.isArray(part);
    for (const [name, inner] of Object.entries(part)) visit(inner, name, isList ? depth : depth + 1);
  };
  visit(filter, "", 0);
}
