import type { Context } from "../../context.js";
import { plainSql, sqlOf, type Sql } from "../../database/conditions.js";
import { badInput } from "../../graphql/coded-error.js";
import { leadOffice } from "./filter-conditions.js";
import type { FilterScope } from "./filter-scope.js";
import { LightColour } from "./light.js";
import { lightRank, lightsByUrgency, lightText } from "./light-sql.js";
import { nameGroups } from "./name-groups.js";
import type { ChosenTasks } from "./read-task-page.js";
import { taskTables, usualAliases } from "./task-aliases.js";
import { TaskGroup, TaskGroupKey, type LightCounts } from "./task-group.row.js";

/** The most groups of one answer; more are refused rather than cut off. */
export const mostGroups = 2000;

interface Counted {
  key: string | number | null;
  then: string | number | null;
  light: number;
  count: number | string;
}

/** Chosen tasks grouped by one thing and, within, by another; counts and lights come from the database. */
export async function readTaskGroups(
  context: Context,
  { scope, where }: ChosenTasks,
  by: TaskGroupKey,
  then: TaskGroupKey | null = null,
): Promise<TaskGroup[]> {
  const [outer, inner] = [grouping(by, "g", scope), then ? grouping(then, "h", scope) : null];
  const { sql, parameters } = sqlOf`select ${outer.key} as "key", ${inner?.key ?? "null"} as "then",
    ${lightRank(usualAliases, scope)} as "light", count(*) as "count"
    from ${taskTables} ${outer.join} ${inner?.join ?? ""} where ${where} group by 1, 2, 3 limit ${String(mostGroups * 4 + 1)}`;
  const counted = await context.rows.all<Counted>(sql, parameters);
  const groups = groupsOf(
    by,
    counted,
    ({ key }) => key,
    (own) =>
      then
        ? groupsOf(
            then,
            own,
            (one) => one.then,
            () => [],
          )
        : [],
  );
  const total = groups.reduce((sum, group) => sum + 1 + group.groups.length, 0);
  if (total > mostGroups)
    throw badInput(
      `groups: expected up to ${mostGroups} groups, found more: choose fewer tasks, or group them by less`,
    );
  return nameGroups(context, groups);
}

function groupsOf(
  by: TaskGroupKey,
  counted: readonly Counted[],
  keyOf: (one: Counted) => Counted["key"],
  within: (own: Counted[]) => TaskGroup[],
): TaskGroup[] {
  const byKey = Map.groupBy(counted, (one) => keyOf(one) ?? null);
  return [...byKey].map(([key, own]) => {
    const lights = lightsOf(own);
    const count = lights.red + lights.yellow + lights.green + lights.none;
    return Object.assign(new TaskGroup(), {
      ...unnamed,
      by,
      key: key === null ? null : String(key),
      count,
      lights,
      groups: within(own),
    });
  });
}

const unnamed = {
  stage: null,
  stageKind: null,
  light: null,
  quarter: null,
  programme: null,
  project: null,
  office: null,
  person: null,
  label: null,
};

function lightsOf(counted: readonly Counted[]): LightCounts {
  const of = (colour: LightColour) =>
    counted
      .filter(({ light }) => lightsByUrgency[Number(light)] === colour)
      .reduce((sum, { count }) => sum + Number(count), 0);
  return {
    red: of(LightColour.RED),
    yellow: of(LightColour.YELLOW),
    green: of(LightColour.GREEN),
    none: of(LightColour.NONE),
  };
}

interface Grouping {
  key: Sql;
  /** What has to be joined for it: a task with several of the thing is counted with each. */
  join: string;
}

function grouping(by: TaskGroupKey, alias: string, scope: FilterScope): Grouping {
  const linked = (table: string, of: string, item: string): Grouping => ({
    key: plainSql(`${alias}.${item}`),
    join: `left join ${table} ${alias} on ${alias}.${of}`,
  });
  const ofProject = (table: string, item: string) => linked(table, `project_id = t.project_id`, item);
  switch (by) {
    case TaskGroupKey.STAGE:
      return { key: plainSql("t.stage_id"), join: "" };
    case TaskGroupKey.STAGE_KIND:
      return { key: plainSql("s.kind"), join: "" };
    case TaskGroupKey.LIGHT:
      return { key: lightText(lightRank(usualAliases, scope)), join: "" };
    case TaskGroupKey.QUARTER:
      return {
        key: plainSql(`${alias}.value`),
        join: `left join ${scope.dialect.lateral}${scope.dialect.numbers("t.quarters", alias)} on 1 = 1`,
      };
    case TaskGroupKey.DUE_MONTH:
      return { key: plainSql("substr(t.due_on, 1, 7)"), join: "" };
    case TaskGroupKey.PROGRAMME:
      return { key: plainSql("t.programme_id"), join: "" };
    case TaskGroupKey.PROJECT:
      return { key: plainSql("t.project_id"), join: "" };
    case TaskGroupKey.CATEGORY:
      return { key: plainSql("j.category"), join: "" };
    case TaskGroupKey.LEAD_OFFICE:
      return { key: plainSql(leadOffice("t.project_id")), join: "" };
    case TaskGroupKey.OFFICE:
      return ofProject("project_offices", "office_id");
    case TaskGroupKey.ASSISTING_OFFICE:
      return ofProject("project_assisting_offices", "office_id");
    case TaskGroupKey.LEADER:
      return ofProject("project_leaders", "person_id");
    case TaskGroupKey.OWNER:
      return ofProject("project_owners", "person_id");
    case TaskGroupKey.ASSIGNEE:
      return linked("task_assignees", "task_id = t.id", "person_id");
    case TaskGroupKey.LABEL:
      return linked("task_labels", "task_id = t.id", "label_id");
  }
}
