import type { ViewRow } from "../views/view.row.js";
import type { TaskFilter } from "./task.filter.js";

/** What a view's tasks have to pass: its own filter and, where it is bound to one, its programme. */
export function filtersOfView({
  filterJson,
  programmeId,
}: Pick<ViewRow, "filterJson" | "programmeId">): TaskFilter[] {
  return programmeId ? [filterJson, { programme: { id: { eq: programmeId } } }] : [filterJson];
}
