import {
  all,
  any,
  compare,
  never,
  not,
  plainSql,
  sqlOf,
  valueSql,
  type Sql,
} from "../../database/conditions.js";
import { dayOf, spanOf } from "../../graphql/relative-days.js";
import type { DateComparator, IntComparator } from "../../graphql/comparators.js";
import type { LabelFilter } from "../labels/label.filter.js";
import type { OfficeFilter } from "../offices/office.filter.js";
import type { PersonFilter } from "../people/person.filter.js";
import type { ProgrammeFilter, StageFilter } from "../programmes/programme.filter.js";
import { byDay, type FilterScope } from "./filter-scope.js";

/** A condition only where something is asked. */
export function when<Value>(asked: Value | null | undefined, make: (asked: Value) => Sql): Sql[] {
  return asked === null || asked === undefined ? [] : [make(asked)];
}

/** What every list filter has: which items, by the same filter. */
interface ListFilter<Filter> {
  some?: Filter | null;
  every?: Filter | null;
  none?: Filter | null;
}

/** Compares the items of a thing's list. `exists` says whether one is there that the condition holds for. */
export function ofList<Filter>(
  list: ListFilter<Filter>,
  condition: (filter: Filter) => Sql,
  exists: (condition: Sql) => Sql,
): Sql {
  return all([
    ...when(list.some, (filter) => exists(condition(filter))),
    ...when(list.every, (filter) => not(exists(not(condition(filter))))),
    ...when(list.none, (filter) => not(exists(condition(filter)))),
  ]);
}

/** The person `p`. */
export function personCondition(filter: PersonFilter, p: string, scope: FilterScope): Sql {
  return all([
    ...when(filter.id, (id) => compare(plainSql(`${p}.id`), id)),
    ...when(filter.name, (name) => compare(plainSql(`${p}.name`), name)),
    ...when(filter.isMe, (isMe) => is(sqlOf`${p}.id = ${valueSql(scope.viewer.personId)}`, isMe)),
    ...when(filter.role, (role) => compare(plainSql(`${p}.role`), role)),
    ...when(filter.office, (office) => officeExists(`${p}.office_id`, office, scope)),
  ]);
}

/** There is an office with the id of a column, and it is such. */
export function officeExists(id: string, filter: OfficeFilter, scope: FilterScope): Sql {
  const o = scope.alias("o");
  return sqlOf`exists (select 1 from office ${o} where ${o}.id = ${id} and (${officeCondition(filter, o, scope)}))`;
}

/** The office `o`. */
export function officeCondition(filter: OfficeFilter, o: string, scope: FilterScope): Sql {
  const { officeId } = scope.viewer;
  return all([
    ...when(filter.id, (id) => compare(plainSql(`${o}.id`), id)),
    ...when(filter.name, (name) => compare(plainSql(`${o}.name`), name)),
    ...when(filter.isMine, (isMine) =>
      is(officeId === null ? never : sqlOf`${o}.id = ${valueSql(officeId)}`, isMine),
    ),
    ...when(filter.within, (root) => isWithin(`${o}.id`, root, scope)),
  ]);
}

function isWithin(id: string, root: string, scope: FilterScope): Sql {
  const [below, child] = [scope.alias("below"), scope.alias("child")];
  return sqlOf`${id} in (with recursive ${below}(id) as (select id from office where id = ${valueSql(root)}
    union select ${child}.id from office ${child} join ${below} on ${child}.parent_id = ${below}.id) select id from ${below})`;
}

/** The label `b`. */
export function labelCondition(filter: LabelFilter, b: string): Sql {
  return all([
    ...when(filter.id, (id) => compare(plainSql(`${b}.id`), id)),
    ...when(filter.name, (name) => compare(plainSql(`${b}.name`), name)),
  ]);
}

/** The programme `p`. */
export function programmeCondition(filter: ProgrammeFilter, p: string): Sql {
  return all([
    ...when(filter.id, (id) => compare(plainSql(`${p}.id`), id)),
    ...when(filter.year, (year) => compare(plainSql(`${p}.year`), year)),
    ...when(filter.title, (title) => compare(plainSql(`${p}.title`), title)),
  ]);
}

/** The stage `s`. */
export function stageCondition(filter: StageFilter, s: string): Sql {
  return all([
    ...when(filter.id, (id) => compare(plainSql(`${s}.id`), id)),
    ...when(filter.kind, (kind) => compare(plainSql(`${s}.kind`), kind)),
    ...when(filter.name, (name) => compare(plainSql(`${s}.name`), name)),
  ]);
}

/** A day of something in the programme `p`. */
export function compareDay(day: Sql, comparator: DateComparator, p: string, scope: FilterScope): Sql {
  const { within, ...others } = comparator;
  const named = (flexible: string) => byDay(scope, p, (today) => dayOf(flexible, today));
  const end = (span: NonNullable<typeof within>, which: 0 | 1) =>
    byDay(scope, p, (today) => spanOf(span, today)[which]);
  return all([
    compare(day, others, named),
    ...when(within, (span) => sqlOf`(${day} between ${end(span, 0)} and ${end(span, 1)}) is true`),
  ]);
}

/** Numbers of a JSON list: one of them is such; a list with nothing in it is as nothing is. */
export function compareNumbers(list: string, comparator: IntComparator, scope: FilterScope): Sql {
  const { isNull, ...others } = comparator;
  const n = scope.alias("n");
  const exists = (condition: Sql) =>
    sqlOf`exists (select 1 from ${scope.dialect.numbers(list, n)} where ${condition})`;
  const hasAny = exists(plainSql("1 = 1"));
  const ofNone = all([not(hasAny), compare(plainSql("null"), others)]);
  const such = any([exists(compare(plainSql(`${n}.value`), others)), ofNone]);
  return all([such, ...when(isNull, (wanted) => (wanted ? not(hasAny) : hasAny))]);
}

/** Whether a condition holds is as wanted. */
export function is(condition: Sql, wanted: boolean): Sql {
  return wanted ? condition : not(condition);
}
