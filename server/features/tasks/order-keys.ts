import { plainSql, type Sql } from "../../database/conditions.js";
import type { OrderKey } from "../../database/keyset.js";
import { badInput } from "../../graphql/coded-error.js";
import type { PlaceKind } from "../../graphql/connection.js";
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
  /** It is the notice's order and nothing else: tables that are joined in that order need no sorting. */
  isOfNotice: boolean;
}

type Keys = Pick<OrderKey, "value" | "kind" | "isThere">[];

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
  keysOf: (field: Field) => Keys,
  id: string,
): Order {
  if (orders.length > mostCriteria)
    throw badInput(`orderBy: expected up to ${mostCriteria} criteria, found ${orders.length}`);
  const keys = orders.flatMap(({ field, direction }) =>
    keysOf(field).map((key) => ({ ...key, descending: direction === OrderDirection.DESC })),
  );
  const name = orders.map(({ field, direction }) => `${field} ${direction}`).join(", ");
  const [first, ...more] = orders;
  const isOfNotice = more.length === 0 && (first?.field === "PROJECT" || first?.field === "NOTICE");
  // Whatever else stands equal goes by its id; the notice's order ends with it.
  const last = isOfNotice ? [] : [{ ...text(id), descending: false }];
  return { name, keys: [...keys, ...last], isOfNotice };
}

/** A column of text that no row is without. */
function text(column: string) {
  return { value: plainSql(column), kind: "text", isThere: true } as const;
}

/** A column of whole numbers that no row is without. */
function integer(column: string) {
  return { value: plainSql(column), kind: "integer", isThere: true } as const;
}

/** An expression that may be null. */
function perhaps(kind: PlaceKind, value: Sql | string) {
  return { value: typeof value === "string" ? plainSql(value) : value, kind };
}

function taskKeys(field: TaskOrderField, scope: FilterScope): Keys {
  const { byCode, milliseconds } = scope.dialect;
  switch (field) {
    case TaskOrderField.PROJECT:
      return [
        integer("p.year"),
        text("p.id"),
        integer("j.position"),
        text("j.id"),
        integer("t.position"),
        text("t.id"),
      ];
    case TaskOrderField.DUE_ON:
      return [perhaps("text", "t.due_on")];
    case TaskOrderField.STARTS_ON:
      return [perhaps("text", "t.starts_on")];
    case TaskOrderField.STAGE:
      return [integer("s.position"), text("t.rank")];
    case TaskOrderField.LIGHT:
      return [perhaps("integer", lightRank(usualAliases, scope))];
    case TaskOrderField.DAYS_LATE:
      return [perhaps("integer", daysLate(usualAliases, scope))];
    case TaskOrderField.TITLE:
      return [perhaps("text", byCode("t.title"))];
    case TaskOrderField.SUBMITTED_AT:
      return [perhaps("instant", milliseconds("t.submitted_at"))];
    case TaskOrderField.ACCEPTED_AT:
      return [perhaps("instant", milliseconds("t.accepted_at"))];
    case TaskOrderField.UPDATED_AT:
      return [perhaps("instant", milliseconds("t.updated_at"))];
    case TaskOrderField.TIMES_RETURNED:
      return [perhaps("integer", "t.times_returned")];
  }
}

function projectKeys(field: ProjectOrderField, scope: FilterScope): Keys {
  const { byCode, milliseconds } = scope.dialect;
  switch (field) {
    case ProjectOrderField.NOTICE:
      return [integer("p.year"), text("p.id"), integer("j.position"), text("j.id")];
    case ProjectOrderField.NUMBER:
      return [perhaps("integer", "j.number")];
    case ProjectOrderField.NAME:
      return [perhaps("text", byCode("j.name"))];
    case ProjectOrderField.LIGHT:
      return [perhaps("integer", worstLight({ j: "j", p: "p" }, scope))];
    case ProjectOrderField.UPDATED_AT:
      return [perhaps("instant", milliseconds("j.updated_at"))];
  }
}
