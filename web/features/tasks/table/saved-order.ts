import type { OrderDirection, TaskOrderField } from "../../../gql/graphql";
import type { SortBy } from "./arrange-rows";
import type { ColumnKey } from "./table-columns";

const columnsByField: Record<TaskOrderField, ColumnKey> = {
  ACCEPTED_AT: "acceptedOn",
  DAYS_LATE: "daysLate",
  DUE_ON: "dueOn",
  LIGHT: "light",
  PROJECT: "number",
  STAGE: "stage",
  STARTS_ON: "startsOn",
  SUBMITTED_AT: "submittedOn",
  TIMES_RETURNED: "timesReturned",
  TITLE: "title",
  UPDATED_AT: "updatedOn",
};

/** A saved view's order in the table's columns. */
export function sortOfOrder(
  order: readonly { field: TaskOrderField; direction: OrderDirection }[],
): SortBy[] {
  return order.map(({ field, direction }) => ({
    key: columnsByField[field],
    isDescending: direction === "DESC",
  }));
}
