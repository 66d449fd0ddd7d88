import { all, any, compare, not, plainSql, sqlOf, valueSql, type Sql } from "../../database/conditions.js";
import { isFoundBy } from "../../search/found.js";
import type { ProjectFilter, TaskFilter } from "./task.filter.js";
import {
  compareDay,
  compareNumbers,
  is,
  labelCondition,
  officeCondition,
  officeExists,
  ofList,
  personCondition,
  programmeCondition,
  stageCondition,
  when,
} from "./filter-parts.js";
import type { FilterScope } from "./filter-scope.js";
import { daysLate, lightRank, lightText, worstLight } from "./light-sql.js";
import { dayColumns, type TaskAliases } from "./task-aliases.js";

/** A filter of tasks as a condition on `t` and what belongs to it. */
export function taskCondition(filter: TaskFilter, of: TaskAliases, scope: FilterScope): Sql {
  const { t, s, p } = of;
  const days = dayColumns(of, scope.dialect);
  const day = (column: Sql) => (comparator: Parameters<typeof compareDay>[1]) =>
    compareDay(column, comparator, p, scope);
  return all([
    ...when(filter.and, (filters) => all(filters.map((one) => taskCondition(one, of, scope)))),
    ...when(filter.or, (filters) => any(filters.map((one) => taskCondition(one, of, scope)))),
    ...when(filter.not, (one) => not(taskCondition(one, of, scope))),
    ...when(filter.id, (id) => compare(plainSql(`${t}.id`), id)),
    ...when(filter.search, (text) => isFoundBy(text, "TASK", `${t}.id`, scope.dialect)),
    ...when(filter.title, (title) => compare(plainSql(`${t}.title`), title)),
    ...when(filter.stage, (stage) => stageCondition(stage, s)),
    ...when(filter.project, (project) => projectOf(project, of, scope)),
    ...when(filter.programme, (programme) => programmeCondition(programme, p)),
    ...peopleConditions(filter, of, scope),
    ...when(filter.labels, (labels) => {
      const b = scope.alias("b");
      return ofList(
        labels,
        (one) => labelCondition(one, b),
        exists(`task_labels`, "label", b, `task_id`, `${t}.id`, scope),
      );
    }),
    ...when(filter.startsOn, day(plainSql(`${t}.starts_on`))),
    ...when(filter.dueOn, day(plainSql(`${t}.due_on`))),
    ...when(filter.submittedOn, day(plainSql(days.submittedOn))),
    ...when(filter.acceptedOn, day(plainSql(days.acceptedOn))),
    ...when(filter.quarter, (quarter) => compareNumbers(`${t}.quarters`, quarter, scope)),
    ...when(filter.light, (light) => compare(lightText(lightRank(of, scope)), light)),
    ...when(filter.daysLate, (late) => compare(daysLate(of, scope), late)),
    ...when(filter.awaitingMe, (wanted) => is(awaits(of, scope), wanted)),
    ...when(filter.timesReturned, (times) => compare(plainSql(`${t}.times_returned`), times)),
    ...when(filter.percent, (percent) => compare(newestPercent(of, scope), percent)),
    ...when(filter.needsReview?.eq, (wanted) => is(plainSql(`${t}.needs_review is true`), wanted)),
  ]);
}

function peopleConditions(filter: TaskFilter, { t }: TaskAliases, scope: FilterScope): Sql[] {
  const person = (l: string) => (one: Parameters<typeof personCondition>[0]) =>
    personCondition(one, l, scope);
  return [
    ...when(filter.assignees, (list) => {
      const p = scope.alias("p");
      return ofList(list, person(p), exists("task_assignees", "person", p, "task_id", `${t}.id`, scope));
    }),
    ...when(filter.workers, (list) => {
      const p = scope.alias("p");
      const workers = sqlOf`select person_id from task_assignees where task_id = ${`${t}.id`}
        union select person_id from project_owners where project_id = ${`${t}.project_id`}`;
      return ofList(
        list,
        person(p),
        (such) => sqlOf`exists (select 1 from person ${p} where ${p}.id in (${workers}) and (${such}))`,
      );
    }),
    ...when(filter.submittedBy, (one) => {
      const p = scope.alias("p");
      return sqlOf`exists (select 1 from person ${p} where ${p}.id = ${`${t}.submitted_by_id`} and (${person(p)(one)}))`;
    }),
  ];
}

function projectOf(filter: ProjectFilter, { t, p }: TaskAliases, scope: FilterScope): Sql {
  const j = scope.alias("j");
  return sqlOf`exists (select 1 from project ${j} where ${j}.id = ${`${t}.project_id`} and (${projectCondition(filter, { j, p }, scope)}))`;
}

/** A filter of projects as a condition on `j` and its programme `p`. */
export function projectCondition(
  filter: ProjectFilter,
  of: { j: string; p: string },
  scope: FilterScope,
): Sql {
  const { j, p } = of;
  return all([
    ...when(filter.and, (filters) => all(filters.map((one) => projectCondition(one, of, scope)))),
    ...when(filter.or, (filters) => any(filters.map((one) => projectCondition(one, of, scope)))),
    ...when(filter.not, (one) => not(projectCondition(one, of, scope))),
    ...when(filter.id, (id) => compare(plainSql(`${j}.id`), id)),
    ...when(filter.search, (text) => isFoundBy(text, "PROJECT", `${j}.id`, scope.dialect)),
    ...when(filter.number, (number) => compare(plainSql(`${j}.number`), number)),
    ...when(filter.name, (name) => compare(plainSql(`${j}.name`), name)),
    ...when(filter.category, (category) => compare(plainSql(`${j}.category`), category)),
    ...when(filter.programme, (programme) => programmeCondition(programme, p)),
    ...projectPeople(filter, j, scope),
    ...when(filter.tasks, (tasks) => {
      const inner = { t: scope.alias("t"), s: scope.alias("s"), p };
      return ofList(
        tasks,
        (one) => taskCondition(one, inner, scope),
        (
          such,
        ) => sqlOf`exists (select 1 from task ${inner.t} join stage ${inner.s} on ${inner.s}.id = ${inner.t}.stage_id
          where ${inner.t}.project_id = ${`${j}.id`} and (${such}))`,
      );
    }),
    ...when(filter.light, (light) => compare(lightText(worstLight(of, scope)), light)),
  ]);
}

function projectPeople(filter: ProjectFilter, j: string, scope: FilterScope): Sql[] {
  const people = (table: string) => (list: NonNullable<ProjectFilter["owners"]>) => {
    const p = scope.alias("p");
    return ofList(
      list,
      (one) => personCondition(one, p, scope),
      exists(table, "person", p, "project_id", `${j}.id`, scope),
    );
  };
  const offices = (table: string) => (list: NonNullable<ProjectFilter["offices"]>) => {
    const o = scope.alias("o");
    return ofList(
      list,
      (one) => officeCondition(one, o, scope),
      exists(table, "office", o, "project_id", `${j}.id`, scope),
    );
  };
  return [
    ...when(filter.leaders, people("project_leaders")),
    ...when(filter.owners, people("project_owners")),
    ...when(filter.offices, offices("project_offices")),
    ...when(filter.assistingOffices, offices("project_assisting_offices")),
    ...when(filter.leadOffice, (one) => officeExists(leadOffice(`${j}.id`), one, scope)),
  ];
}

/** The id of a project's lead office, the first of its offices. */
export function leadOffice(projectId: string): string {
  return `(select l.office_id from project_offices l where l.project_id = ${projectId} order by l.id limit 1)`;
}

/** Whether a linked thing is there that a condition holds for. */
function exists(table: string, kind: string, alias: string, of: string, id: string, scope: FilterScope) {
  const l = scope.alias("l");
  return (
    such: Sql,
  ): Sql => sqlOf`exists (select 1 from ${table} ${l} join ${kind} ${alias} on ${alias}.id = ${l}.${`${kind}_id`}
    where ${l}.${of} = ${id} and (${such}))`;
}

/** Submitted, by somebody else, in a project that the viewer leads or as their supervisor. */
function awaits({ t, s }: TaskAliases, { viewer }: FilterScope): Sql {
  const me = valueSql(viewer.personId);
  const submitted = sqlOf`${s}.kind = 'SUBMITTED' and (${t}.submitted_by_id <> ${me}) is not false`;
  if (viewer.supervises) return submitted;
  return sqlOf`${submitted} and exists (select 1 from project_leaders l where l.project_id = ${`${t}.project_id`}
    and l.person_id = ${me})`;
}

function newestPercent({ t }: TaskAliases, scope: FilterScope): Sql {
  const r = scope.alias("r");
  return plainSql(
    `(select ${r}.percent from report ${r} where ${r}.task_id = ${t}.id order by ${r}.id desc limit 1)`,
  );
}
