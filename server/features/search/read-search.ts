import type { Context } from "../../context.js";
import { all, any, plainSql, sqlOf, valueSql, type Sql } from "../../database/conditions.js";
import type { Dialect } from "../../database/dialect.js";
import { beyond, keyColumns, orderBy, placeIn, placeWithin, type OrderKey } from "../../database/keyset.js";
import { connectionOf, type Connection, type Page, type Place } from "../../graphql/connection.js";
import { foundBy } from "../../search/found.js";
import { visibleProgrammes } from "../programmes/programme.policy.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { readItems } from "./read-items.js";
import { SearchField, SearchKind, type SearchCount, type SearchHit } from "./search-hit.row.js";
import { placesIn } from "./search-places.js";
import { snippetOf } from "./snippet.js";

/** What is looked for: folded words, all of them, in things of some kinds; in one programme, or in all. */
export interface Search {
  words: readonly string[];
  kinds: readonly SearchKind[];
  programmeId: string | null;
}

/** One thing that was found, before it is read. */
export interface Found {
  id: string;
  kind: SearchKind;
  programmeId: string | null;
  place: Place;
}

export interface SearchPage extends Connection<SearchHit> {
  countKinds: () => Promise<SearchCount[]>;
}

/**
 * The best first, then by kind; of names that are found equally well the shorter first; then the newest programme's, in
 * the notice's order.
 */
function keysIn({ byCode }: Dialect): OrderKey[] {
  return [
    { value: plainSql("m.rank"), kind: "integer", descending: false },
    {
      value: plainSql("case e.kind when 'PROJECT' then 0 when 'TASK' then 1 when 'PERSON' then 2 else 3 end"),
      kind: "integer",
      descending: false,
    },
    {
      value: plainSql("case when m.rank < 5 then length(e.name) else 0 end"),
      kind: "integer",
      descending: false,
    },
    { value: plainSql(byCode("e.programme_id")), kind: "text", descending: true },
    { value: plainSql(byCode("e.id")), kind: "text", descending: false },
  ];
}

/** A page of what is found. The number of selects does not grow with it, but by two for each programme among the tasks. */
export async function readSearch(
  context: Context,
  viewer: Viewer,
  search: Search,
  page: Page,
): Promise<SearchPage> {
  if (search.words.length === 0 || search.kinds.length === 0) return nothing(page, search.kinds);
  const tables = searchTables(context, viewer, search);
  const found = await readFound(context, search, tables, page);
  const hits = new Map<SearchHit, Place>();
  for (const { item, aliases, place } of await readItems(context, found)) {
    const snippet = snippetOf(placesIn(item, aliases), search.words);
    const hit = { item, ...(snippet ?? { field: SearchField.NAME, snippet: "", highlights: [] }) };
    hits.set(hit, place);
  }
  let counts: Promise<SearchCount[]> | undefined;
  const countKinds = () => (counts ??= readCounts(context, search, tables));
  const count = async () => (await countKinds()).reduce((sum, { count }) => sum + count, 0);
  return { ...connectionOf([...hits.keys()], page, (hit) => hits.get(hit) ?? [], count), countKinds };
}

function nothing(page: Page, kinds: readonly SearchKind[]): SearchPage {
  const countKinds = () => Promise.resolve(kinds.map((kind) => ({ kind, count: 0 })));
  return {
    ...connectionOf(
      [],
      page,
      () => [],
      () => Promise.resolve(0),
    ),
    countKinds,
  };
}

interface Tables {
  before: Sql;
  from: Sql;
}

/** Everything that is found as entries `e` with their ranks `m.rank`: what stands before `select`, and after it. */
function searchTables({ rows }: Context, viewer: Viewer, { words, kinds, programmeId }: Search): Tables {
  const parts = words.map((word, index) => foundBy(word, kinds, rows.dialect, String(index + 1)));
  const before = parts.reduce(
    (sql, { tables }, index) => sqlOf`${sql}${index ? ", " : ""}${tables}`,
    plainSql("with "),
  );
  const [first, ...others] = parts.map(({ found }) => found);
  const ranks = [first, ...others].map((found) => `${found}.rank`).join(" + ");
  const joins = others.map((found) => ` join ${found} on ${found}.id = ${first}.id`).join("");
  const inProgramme = programmeId === null ? [] : [within(programmeId)];
  const visible = any([plainSql("e.programme_id is null"), visibleProgrammes(viewer, "e.programme_id")]);
  const matched = `(select ${first}.id, ${ranks} as rank from ${first}${joins}) m`;
  return {
    before,
    from: sqlOf`from ${matched} join search_entry e on e.id = m.id where ${all([visible, ...inProgramme])}`,
  };
}

/** Projects and tasks of a programme, and the people and offices that they name. */
function within(programmeId: string): Sql {
  const linked = (table: string, of: string, kind: string) =>
    sqlOf`e.id in (select l.${kind}_id from ${table} l join ${of} o on o.id = l.${of}_id
      where o.programme_id = ${valueSql(programmeId)})`;
  return any([
    sqlOf`e.programme_id = ${valueSql(programmeId)}`,
    linked("project_leaders", "project", "person"),
    linked("project_owners", "project", "person"),
    linked("task_assignees", "task", "person"),
    linked("project_offices", "project", "office"),
    linked("project_assisting_offices", "project", "office"),
  ]);
}

async function readFound(
  { rows }: Context,
  { words }: Search,
  { before, from }: Tables,
  page: Page,
): Promise<Found[]> {
  const name = `search ${words.join(" ")}`;
  const keys = keysIn(rows.dialect);
  const place = placeWithin(name, keys, page);
  const further = place ? sqlOf` and (${beyond(keys, page, place)})` : "";
  const { sql, parameters } =
    sqlOf`${before} select e.id, e.kind, e.programme_id "programmeId", ${keyColumns(keys)}
    ${from}${further} order by ${orderBy(keys, page)} limit ${valueSql(page.size + 1)}`;
  const found = await rows.all<Omit<Found, "place"> & Record<string, unknown>>(sql, parameters);
  return found.map((columns) => ({ ...columns, place: placeIn(name, keys, columns) }));
}

async function readCounts(
  { rows }: Context,
  { kinds }: Search,
  { before, from }: Tables,
): Promise<SearchCount[]> {
  const { sql, parameters } = sqlOf`${before} select e.kind, count(*) "count" ${from} group by e.kind`;
  const found = await rows.all<{ kind: SearchKind; count: number | string }>(sql, parameters);
  const counts = new Map(found.map(({ kind, count }) => [kind, Number(count)]));
  return kinds.map((kind) => ({ kind, count: counts.get(kind) ?? 0 }));
}
