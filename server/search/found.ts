import { all, any, plainSql, sqlOf, valueSql, type Sql } from "../database/conditions.js";
import type { Dialect } from "../database/dialect.js";
import { gramsOfWord } from "./grams.js";
import { pinyinWord } from "./pinyin.js";
import type { EntryKind } from "./search-entry.js";
import { fewWordsOf } from "./words.js";

/**
 * How well something is found, the best first. 0: it is called so; 1: its name begins so; 2: its name has it, or
 * sounds so from end to end; 3: its name begins to sound so; 4: a later part of it does; 5: another text of it has it.
 * What is found by somebody or something that belongs to it comes a {@link step} after.
 */
const inNames = 4;
const step = 6;

/** Whether the project, task, person or office with the id of a column is found by all words of a text. */
export function isFoundBy(text: string, kind: EntryKind, id: string, dialect: Dialect): Sql {
  return all(fewWordsOf(text).map((word) => sqlOf`${id} in (${foundIds(word, kind, dialect)})`));
}

/** The ids of whatever of a kind one word finds, as a select. */
function foundIds(word: string, kind: EntryKind, dialect: Dialect): Sql {
  const names = namesMarked("");
  return sqlOf`with ${commonTables(word, names, dialect)} select id from (${whereFound([kind], names, dialect)}) every`;
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
  const names = namesMarked(mark);
  const found = `found${mark}`;
  const tables = sqlOf`${commonTables(word, names, dialect)},
    ${found}(id, rank) as (${best(whereFound(kinds, names, dialect))})`;
  return { tables, found };
}

/** The names of a word's tables: entries that have it, those of people and offices, and projects that it finds. */
interface Names {
  hit: string;
  named: string;
  project: string;
}

function namesMarked(mark: string): Names {
  return { hit: `hit${mark}`, named: `named${mark}`, project: `in_project${mark}` };
}

function commonTables(word: string, names: Names, dialect: Dialect): Sql {
  const { hit, named, project } = names;
  const projects = [
    `select id, rank from ${hit} where kind = 'PROJECT'`,
    linked(named, "project_leaders", "project", "person", dialect),
    linked(named, "project_owners", "project", "person", dialect),
    linked(named, "project_offices", "project", "office", dialect),
    linked(named, "project_assisting_offices", "project", "office", dialect),
  ].join(" union all ");
  return sqlOf`${hit}(id, kind, rank) as materialized (${hits(word, dialect)}),
    ${named}(id, rank) as (select id, rank + ${String(step)} from ${hit}
      where kind in ('PERSON', 'OFFICE') and rank <= ${String(inNames)}),
    ${project}(id, rank) as (${best(projects)})`;
}

/** Whatever of some kinds a word finds, with ranks; a thing may come more than once. */
function whereFound(kinds: readonly EntryKind[], { hit, named, project }: Names, dialect: Dialect): string {
  const itself = (kind: EntryKind) => `select id, rank from ${hit} where kind = '${kind}'`;
  const selects: Record<EntryKind, readonly string[]> = {
    PROJECT: [`select id, rank from ${project}`],
    TASK: [
      itself("TASK"),
      linked(named, "task_assignees", "task", "person", dialect),
      `select t.id, p.rank + ${2 * step} from ${project} p ${dialect.joinFew} task t on t.project_id = p.id`,
    ],
    PERSON: [itself("PERSON")],
    OFFICE: [itself("OFFICE")],
  };
  return kinds.flatMap((kind) => selects[kind]).join(" union all ");
}

/** What is linked to people or offices that were found. */
function linked(named: string, table: string, of: string, kind: string, { joinFew }: Dialect): string {
  return `select l.${of}_id, n.rank from ${named} n ${joinFew} ${table} l on l.${kind}_id = n.id`;
}

function best(selects: string): string {
  return `select id, min(rank) from (${selects}) every group by id`;
}

/** Every entry with a word in it, and how well it is found. */
function hits(word: string, dialect: Dialect): Sql {
  const contains = (column: string, part: string) =>
    sqlOf`${dialect.placeOf}(e.${column}, ${valueSql(part)}) > 0`;
  const sound = pinyinWord(word);
  const sounds = (forms: string[]) => (sound === null ? [] : forms.map((form) => contains("pinyin", form)));
  const from = sqlOf`substr(e.name, 1, ${valueSql([...word].length)}) = ${valueSql(word)}`;
  const ranks = [
    sqlOf`e.name = ${valueSql(word)}`,
    from,
    any([contains("name", word), ...sounds([`^${sound} `])]),
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
  const texts = [contains("name", word), contains("body", word), ...sounds([`^${sound}`, ` ${sound}`])];
  return sqlOf`select e.id, e.kind, ${rank} else 5 end from search_entry e where ${all([any(grams), any(texts)])}`;
}
