import { all, any, contains, plainSql, sqlOf, valueSql, type Sql } from "../database/conditions.js";
import type { Dialect } from "../database/dialect.js";
import { gramsOfWord } from "./grams.js";
import { pinyinWord } from "./pinyin.js";
import { entryKinds, type EntryKind } from "./search-entry.js";

/**
 * How well something is found, the best first. 0: it is called so; 1: its name begins so; 2: its name has it, or
 * sounds so from end to end; 3: its name begins to sound so; 4: a later part of it does; 5: another text of it has it.
 * What is found by somebody or something that belongs to it comes a {@link step} after.
 */
const inNames = 4;
const step = 6;

/** The ids of whatever of a kind one word finds, as a select: a condition on tasks or projects takes it by `in`. */
export function foundIds(word: string, kind: EntryKind, dialect: Dialect): Sql {
  const { tables, found } = foundBy(word, [kind], dialect, "");
  return sqlOf`with ${tables} select id from ${found}`;
}

/** The tables of a statement `with …` in which a word is looked for, and the last of them, `(id, rank)`. */
export interface FoundBy {
  tables: Sql;
  found: string;
}

/**
 * Looks for a folded word: projects are found by their own texts and the names of their people and offices, tasks by
 * their titles, the names of their assignees, and whatever finds their project. `mark` tells several words apart.
 */
export function foundBy(word: string, kinds: readonly EntryKind[], dialect: Dialect, mark: string): FoundBy {
  const [hit, named, project, found] = [`hit${mark}`, `named${mark}`, `in_project${mark}`, `found${mark}`];
  const linked = (table: string, of: string, kind: string) =>
    `select l.${of}_id, n.rank from ${table} l join ${named} n on n.id = l.${kind}_id`;
  const projects = [
    `select id, rank from ${hit} where kind = 'PROJECT'`,
    linked("project_leaders", "project", "person"),
    linked("project_owners", "project", "person"),
    linked("project_offices", "project", "office"),
    linked("project_assisting_offices", "project", "office"),
  ];
  const parts: Record<EntryKind, readonly string[]> = {
    PROJECT: [`select id, rank from ${project}`],
    TASK: [
      `select id, rank from ${hit} where kind = 'TASK'`,
      linked("task_assignees", "task", "person"),
      `select t.id, p.rank + ${2 * step} from task t join ${project} p on p.id = t.project_id`,
    ],
    PERSON: [`select id, rank from ${hit} where kind = 'PERSON'`],
    OFFICE: [`select id, rank from ${hit} where kind = 'OFFICE'`],
  };
  const best = (selects: readonly string[]) =>
    `select id, min(rank) from (${selects.join(" union all ")}) every group by id`;
  const tables = sqlOf`${hit}(id, kind, rank) as materialized (${hits(word, dialect)}),
    ${named}(id, rank) as (select id, rank + ${String(step)} from ${hit}
      where kind in ('PERSON', 'OFFICE') and rank <= ${String(inNames)}),
    ${project}(id, rank) as (${best(projects)}),
    ${found}(id, rank) as (${best(entryKinds.filter((kind) => kinds.includes(kind)).flatMap((kind) => parts[kind]))})`;
  return { tables, found };
}

/** Every entry with a word in it, and how well it is found. */
function hits(word: string, dialect: Dialect): Sql {
  const [name, body, pinyin] = [plainSql("e.name"), plainSql("e.body"), plainSql("e.pinyin")];
  const sound = pinyinWord(word);
  const sounds = (forms: string[]) => (sound === null ? [] : forms.map((form) => contains(pinyin, form)));
  const from = sqlOf`substr(${name}, 1, ${valueSql([...word].length)}) = ${valueSql(word)}`;
  const ranks = [
    sqlOf`${name} = ${valueSql(word)}`,
    from,
    any([contains(name, word), ...sounds([`^${sound} `])]),
    any(sounds([`^${sound}`])),
    any(sounds([` ${sound}`])),
  ];
  const rank = ranks.reduce(
    (sql, condition, index) => sqlOf`${sql} when ${condition} then ${String(index)}`,
    plainSql("case"),
  );
  const grams = [...new Set([word, sound ?? word])].map((part) => ({
    sql: dialect.hasGrams("e"),
    parameters: [gramsOfWord(part)],
  }));
  const texts = [contains(name, word), contains(body, word), ...sounds([`^${sound}`, ` ${sound}`])];
  return sqlOf`select e.id, e.kind, ${rank} else 5 end from search_entry e where ${all([any(grams), any(texts)])}`;
}
