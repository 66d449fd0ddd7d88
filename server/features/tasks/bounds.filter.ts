import { badInput } from "../../graphql/coded-error.js";
import type { ProjectFilter, TaskFilter } from "./task.filter.js";

/** How deep a filter may be, and how many values it may have in all. */
export const filterBounds = { depth: 12, values: 300 };

/** Throws BAD_USER_INPUT for a filter that is deeper or larger than any that people make. */
export function requireBounded(filter: TaskFilter | ProjectFilter): void {
  let values = 0;
  const visit = (part: unknown, depth: number): void => {
    if (depth > filterBounds.depth)
      throw badInput(`filter: expected up to ${filterBounds.depth} levels, found more`);
    if (part === null || part === undefined) return;
    if (typeof part !== "object") {
      values += 1;
      if (values > filterBounds.values)
        throw badInput(`filter: expected up to ${filterBounds.values} values, found more`);
      return;
    }
    const isList = Array.isArray(part);
    for (const inner of Object.values(part)) visit(inner, isList ? depth : depth + 1);
  };
  visit(filter, 0);
}
