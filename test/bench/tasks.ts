import Database from "better-sqlite3";
import { createApp } from "../../server/app.js";
import { sqliteFile } from "../../server/orm.config.js";
import { Connection, requestBytes, type Answer } from "./connection.js";
import { serve, type Floor } from "./floor.js";
import { configOf, groundOf, sizes, type Size } from "./ground.js";
import { figureOf, inRounds, ratioTo } from "./rounds.js";
import { ratioLine, short, type Line } from "./table.js";

/** Something that is asked of tasks, and the plain select that answers nearly the same. */
interface Question {
  query: string;
  variables: object;
  select: string;
  /** How many items the answer must have at least: an empty one is fast. */
  least: number;
}

const card = `id title project { name } stage { kind } light { colour } assignees { name }`;
const cardColumns = `t.id, t.title, j.name, s.kind from task t join project j on j.id = t.project_id join stage s on s.id = t.stage_id`;
const filterQuery = `query ($filter: TaskFilter) { tasks(filter: $filter, first: 50) { nodes { ${card} } } }`;
const searchQuery = `query ($text: String!) { search(text: $text, first: 50) { nodes { field snippet highlights { start end } item {
  __typename ... on Task { id title } ... on Project { id name } ... on Person { id name } ... on Office { id name } } } } }`;

/** How many of a kind `like` finds, as whoever has no index would look for them. */
function likeSelect(word: string): string {
  const like = `like '%${word}%'`;
  return `select 'Task' kind, t.id, t.title from task t join project j on j.id = t.project_id
      where t.title ${like} or j.name ${like} or j.content ${like} or j.progress_text ${like}
    union all select 'Project', j.id, j.name from project j where j.name ${like} or j.content ${like} or j.progress_text ${like}
    union all select 'Person', id, name from person where name ${like}
    union all select 'Office', id, name from office where name ${like} order by 2 limit 50`;
}

const questions: Record<string, Question> = {
  "first 50 tasks": {
    query: filterQuery,
    variables: { filter: {} },
    select: `select ${cardColumns} order by j.position, t.position limit 50`,
    least: 50,
  },
  "red ones of an office, first 50": {
    query: filterQuery,
    variables: {
      filter: { light: { eq: "RED" }, project: { offices: { some: { name: { contains: "农业" } } } } },
    },
    select: `select ${cardColumns} where t.due_on < '2022-08-15' and s.kind in ('PENDING', 'ACTIVE') and exists
      (select 1 from project_offices l join office o on o.id = l.office_id where l.project_id = j.id and instr(o.name, '农业') > 0)
      order by j.position, t.position limit 50`,
    least: 10,
  },
  "groups by lead office, then light": {
    query: `{ tasks(first: 1) { groups(by: LEAD_OFFICE, then: LIGHT) { key count groups { key count } } } }`,
    variables: {},
    select: `select o.id, o.name, t.due_on < '2022-08-15' late, count(*) from task t
      join project_offices l on l.project_id = t.project_id join office o on o.id = l.office_id group by 1, 2, 3`,
    least: 3,
  },
  "search of a rare word": {
    query: searchQuery,
    variables: { text: "工程499" },
    select: likeSelect("工程499"),
    least: 2,
  },
  "search of a word that nearly all have": {
    query: searchQuery,
    variables: { text: "改善群众" },
    select: likeSelect("改善群众"),
    least: 50,
  },
  "search of initials": {
    query: searchQuery,
    variables: { text: "zjg" },
    select: likeSelect("赵建国"),
    least: 5,
  },
};

/** Filters, groups and search over a town's and a county's tasks, each beside one plain prepared select. */
export async function benchTasks(): Promise<Line[]> {
  const lines: Line[] = [];
  for (const size of sizes.slice(1)) lines.push(...(await benchSize(size)));
  return lines;
}

async function benchSize(size: Size): Promise<Line[]> {
  const { dataDir, movers } = await groundOf(size);
  const app = await createApp(configOf(dataDir));
  const floor = await selectFloor(sqliteFile({ dataDir }));
  const [toApp, toFloor] = await Promise.all([Connection.open(app.url), Connection.open(floor.url)]);
  const lines: Line[] = [];
  for (const [name, { query, variables, select, least }] of Object.entries(questions)) {
    const headers = { cookie: movers[0].cookie };
    const ask = requestBytes("POST", "/graphql", headers, JSON.stringify({ query, variables }));
    const plain = requestBytes("POST", "/", headers, select);
    requireItems(name, await toApp.send(ask), least);
    const options = { rounds: 5, milliseconds: 150 };
    const times = await inRounds({ floor: () => toFloor.send(plain), ours: () => toApp.send(ask) }, options);
    const [ours, floors] = [figureOf(times.ours).median, figureOf(times.floor).median];
    const what = `${name}, of ${size.tasks.toLocaleString("en")}`;
    lines.push(
      ratioLine(what, ratioTo(times.floor, times.ours), null, `${short(ours)} ms, floor ${short(floors)} ms`),
    );
  }
  for (const connection of [toApp, toFloor]) connection.close();
  await floor.stop();
  await app.stop();
  return lines;
}

/** Answers with the rows of the select that is sent. */
function selectFloor(file: string): Promise<Floor> {
  const database = new Database(file, { readonly: true });
  const statements = new Map<string, Database.Statement>();
  const answer = (select: string) => {
    const statement = statements.get(select) ?? database.prepare(select);
    statements.set(select, statement);
    return JSON.stringify({ data: statement.all() });
  };
  return serve(answer, () => database.close());
}

function requireItems(name: string, answer: Answer, least: number): void {
  const text = answer.body().toString();
  const { data } = JSON.parse(text) as {
    data?: { tasks?: { nodes?: unknown[]; groups?: unknown[] }; search?: { nodes: unknown[] } };
  };
  const items = data?.search?.nodes ?? data?.tasks?.groups ?? data?.tasks?.nodes ?? [];
  if (items.length < least) throw new Error(`${name}: expected ${least} items, found ${text.slice(0, 500)}`);
}
