import { all, sqlOf, type Sql } from "../../database/conditions.js";
import { foundIds } from "../../search/found.js";
import { fewWordsOf } from "../../search/words.js";
import type { FilterScope } from "./filter-scope.js";
import type { TaskAliases } from "./task-aliases.js";

/** Every word stands in the task's title, or in what its project is found by. */
export function searchTask(text: string, { t }: TaskAliases, { dialect }: FilterScope): Sql {
  return all(fewWordsOf(text).map((word) => sqlOf`${t}.id in (${foundIds(word, "TASK", dialect)})`));
}

/** Every word stands in one of the project's texts, or in the name of one of its people or offices. */
export function searchProject(text: string, j: string, { dialect }: FilterScope): Sql {
  return all(fewWordsOf(text).map((word) => sqlOf`${j}.id in (${foundIds(word, "PROJECT", dialect)})`));
}
