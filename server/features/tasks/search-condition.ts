import { all, any, contains, plainSql, sqlOf, type Sql } from "../../database/conditions.js";
import type { FilterScope } from "./filter-scope.js";
import { wordsOf } from "./matches-filter.js";
import type { TaskAliases } from "./task-aliases.js";

/** Every word stands in the task's title, or in what its project is found by. */
export function searchTask(text: string, { t }: TaskAliases, scope: FilterScope): Sql {
  const j = scope.alias("j");
  const words = wordsOf(text).map((word) =>
    any([
      contains(plainSql(`${t}.title`), word),
      sqlOf`exists (select 1 from task_assignees l join person q on q.id = l.person_id
        where l.task_id = ${`${t}.id`} and ${contains(plainSql("q.name"), word)})`,
      sqlOf`exists (select 1 from project ${j} where ${j}.id = ${`${t}.project_id`} and (${found(word, j)}))`,
    ]),
  );
  return all(words);
}

/** Every word stands in one of the project's texts, or in the name of one of its people or offices. */
export function searchProject(text: string, j: string, _scope: FilterScope): Sql {
  return all(wordsOf(text).map((word) => found(word, j)));
}

function found(word: string, j: string): Sql {
  const linked = (table: string, kind: string) => sqlOf`exists (select 1 from ${table} l join ${kind} q
    on q.id = l.${`${kind}_id`} where l.project_id = ${`${j}.id`} and ${contains(plainSql("q.name"), word)})`;
  return any([
    ...["name", "content", "progress_text", "remarks"].map((column) =>
      contains(plainSql(`${j}.${column}`), word),
    ),
    ...["project_leaders", "project_owners"].map((table) => linked(table, "person")),
    ...["project_offices", "project_assisting_offices"].map((table) => linked(table, "office")),
  ]);
}
