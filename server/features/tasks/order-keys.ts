import { plainSql, type Sql } from "../../database/conditions.js";
import type { OrderKey } from "../../database/keyset.js";
import { badInput } from "../../graphql/coded-error.js";
import type { FilterScope } from "./filter-scope.js";
import { daysLate, lightRank, worstLight } from "./light-sql.js";
import { usualAliases } from "./task-aliases.js";
import {
  OrderDirection,
  ProjectOrderField,
  TaskOrderField,
  type ProjectOrder,
  type TaskOrder,
} from "./task-order.enum.js";

/** An order by its keys, with a name that cursors carry. */
export interface Order {
  name: string;
  keys: OrderKey[];
}

const mostCriteria = 5;

/** The order of tasks in {@link taskTables}; what stands equal goes by its id. */
export function taskOrder(orders: readonly TaskOrder[] | null | undefined, scope: FilterScope): Order {
  const given = orders?.length ? orders : [{ field: TaskOrderField.PROJECT, direction: OrderDirection.ASC }];
  return orderOf(given, (field) => taskKeys(field, scope), "t.id");
}

/** The order of projects `j` with their programme `p`. */
export function projectOrder(orders: readonly ProjectOrder[] | null | undefined, scope: FilterScope): Order {
  const given = orders?.length
    ? orders
    : [{ field: ProjectOrderField.NOTICE, direction: OrderDirection.ASC }];
  return orderOf(given, (field) => projectKeys(field, scope), "j.id");
}

function orderOf<Field extends string>(
  orders: readonly { field: Field; direction: OrderDirection }[],
  keysOf: (field: Field) => Sql[],
  id: string,
): Order {
  if (orders.length > mostCriteria)
    throw badInput(`orderBy: expected up to ${mostCriteria} criteria, found ${orders.length}`);
  const keys = orders.flatMap(({ field, direction }) =>
    keysOf(field).map((value) => ({ value, descending: direction === OrderDirection.DESC })),
  );
  const name = orders.map(({ field, direction }) => `${field} ${direction}`).join(", ");
  return { name, keys: [...keys, { value: plainSql(id), descending: false }] };
}

function taskKeys(field: TaskOrderField, scope: FilterScope): Sql[] {
  const { byCode, milliseconds } = scope.dialect;
  switch (field) {
    case TaskOrderField.PROJECT:
      return ["p.year", "t.programme_id", "j.position", "t.position"].map(plainSql);
    case TaskOrderField.DUE_ON:
      return [plainSql("t.due_on")];
    case TaskOrderField.STARTS_ON:
      return [plainSql("t.starts_on")];
    case TaskOrderField.STAGE:
      return ["s.position", "t.rank"].map(plainSql);
    case TaskOrderField.LIGHT:
      return [lightRank(usualAliases, scope)];
    case TaskOrderField.DAYS_LATE:
      return [daysLate(usualAliases, scope)];
    case TaskOrderField.TITLE:
      return [plainSql(byCode("t.title"))];
    case TaskOrderField.SUBMITTED_AT:
      return [plainSql(milliseconds("t.submitted_at"))];
    case TaskOrderField.ACCEPTED_AT:
      return [plainSql(milliseconds("t.accepted_at"))];
    case TaskOrderField.UPDATED_AT:
      return [plainSql(milliseconds("t.updated_at"))];
    case TaskOrderField.TIMES_RETURNED:
      return [plainSql("t.times_returned")];
  }
}

function projectKeys(field: ProjectOrderField, scope: FilterScope): Sql[] {
  const { byCode, milliseconds } = scope.dialect;
  switch (field) {
    case ProjectOrderField.NOTICE:
      return ["p.year", "j.programme_id", "j.position"].map(plainSql);
    case ProjectOrderField.NUMBER:
      return [plainSql("j.number")];
    case ProjectOrderField.NAME:
      return [plainSql(byCode("j.name"))];
    case ProjectOrderField.LIGHT:
      return [worstLight({ j: "j", p: "p" }, scope)];
    case ProjectOrderField.UPDATED_AT:
      return [plainSql(milliseconds("j.updated_at"))];
  }
}
