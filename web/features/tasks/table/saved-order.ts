import type { OrderDirection, TaskOrderField } from "../../../gql/graphql";
import type { SortBy } from "./arrange-rows";
import type { ColumnKey } from "./table-columns";

const columnsByField: Partial<Record<TaskOrderField, ColumnKey>> = {
  ACCEPTED_AT: "acceptedOn",
  DUE_ON: "dueOn",
  LIGHT: "light",
  PROJECT: "number",
  STAGE: "stage",
  STARTS_ON: "startsOn",
  SUBMITTED_AT: "submittedOn",
  TIMES_RETURNED: "timesReturned",
  TITLE: "title",
};

/** A saved view's order in the table's columns. What no column shows is left out: it could not be told from the table. */
export function sortOfOrder(
  order: readonly { field: TaskOrderField; direction: OrderDirection }[],
): SortBy[] {
  return order.flatMap(({ field, direction }) => {
    const key = columnsByField[field];
    return key ? [{ key, isDescending: direction === "DESC" }] : [];
  });
}
