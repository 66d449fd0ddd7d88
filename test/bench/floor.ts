import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import Database from "better-sqlite3";

/** A server that does the least that the same answer takes: rows by better-sqlite3, `JSON.stringify`, `node:http`. */
export interface Floor {
  url: string;
  stop(): Promise<void>;
}

type Columns = Record<string, unknown>;
type Handler = (body: string) => string;

/** The whole board, `POST /`; with `Accept-Encoding: gzip` compressed as the product compresses. */
export async function boardFloor(file: string, programmeId: string): Promise<Floor> {
  const database = new Database(file, { readonly: true });
  const select = (sql: string) => database.prepare<[string], Columns>(sql);
  const programme = select(`select p.id, p.title, p.year, h.revision, '2022-08-15' today,
    p.time_zone "timeZone" from programme p
    join log_head h on h.chain = p.id where p.id = ?`);
  const stages = select(`select id, kind, name, position, colour, wip_limit "wipLimit" from stage
    where programme_id = ? order by position`);
  const projects = select(
    `select id, number, category, name from project where programme_id = ? order by position`,
  );
  const linked = (table: string, to: string) =>
    select(`select l.project_id "of", o.id, o.name from ${table} l join ${to} o on o.id = l.${to}_id
      join project j on j.id = l.project_id where j.programme_id = ? order by l.id`);
  const leaders = linked("project_leaders", "person");
  const owners = linked("project_owners", "person");
  const offices = linked("project_offices", "office");
  const tasks =
    select(`select id, project_id "projectId", title, rank, version, times_returned "timesReturned",
    needs_review "needsReview", submitted_at "submittedAt", accepted_at "acceptedAt", stage_id "stageId", starts_on "startsOn", due_on "dueOn",
    period_kind kind, quarters, period_words words from task where programme_id = ? order by project_id, position`);
  const assignees =
    select(`select l.task_id "of", o.id, o.name from task_assignees l join person o on o.id = l.person_id
    join task t on t.id = l.task_id where t.programme_id = ? order by l.id`);
  const labels =
    select(`select l.task_id "of", b.id, b.name, b.colour from task_labels l join label b on b.id = l.label_id
    join task t on t.id = l.task_id where t.programme_id = ? order by l.id`);
  return serve(
    () => {
      const people = (links: Columns[]) => Map.groupBy(links, (link) => link.of);
      const nameOnly = ({ id, name }: Columns) => ({ id, name });
      const columns = stages.all(programmeId);
      const stageOf = new Map(columns.map(({ id, kind }) => [id, { id, kind }]));
      const assigned = people(assignees.all(programmeId));
      const cardsOf = Map.groupBy(tasks.all(programmeId), (task) => task.projectId);
      const labelled = people(labels.all(programmeId));
      const [ledBy, ownedBy] = [people(leaders.all(programmeId)), people(owners.all(programmeId))];
      const doneBy = people(offices.all(programmeId));
      const board = {
        programme: programme.get(programmeId),
        stages: columns,
        projects: projects.all(programmeId).map(({ id, number, category, name }) => ({
          id,
          number,
          category,
          name,
          leaders: ledBy.get(id)?.map(nameOnly) ?? [],
          owners: ownedBy.get(id)?.map(nameOnly) ?? [],
          offices: doneBy.get(id)?.map(nameOnly) ?? [],
          tasks: cardsOf.get(id)?.map((task) => ({
            id: task.id,
            title: task.title,
            rank: task.rank,
            version: task.version,
            timesReturned: task.timesReturned,
            needsReview: task.needsReview,
            submittedAt: task.submittedAt,
            acceptedAt: task.acceptedAt,
            stage: stageOf.get(task.stageId),
            period: {
              startsOn: task.startsOn,
              dueOn: task.dueOn,
              kind: task.kind,
              quarters: task.quarters,
              words: task.words,
            },
            light: { colour: "GREEN", workingDaysLeft: 10 },
            assignees: assigned.get(task.id)?.map(nameOnly) ?? [],
            labels: labelled.get(task.id)?.map(({ id, name, colour }) => ({ id, name, colour })) ?? [],
          })),
        })),
      };
      return JSON.stringify({ data: { board } });
    },
    () => database.close(),
  );
}

/** A move, `POST /`: one prepared transaction that updates the card and adds a hashed row to the log. */
export function moveFloor(file: string): Promise<Floor> {
  const { database, move } = movingIn(file);
  const one = database.transaction(move);
  return serve(
    (body) => JSON.stringify({ data: { moveTask: one.immediate(JSON.parse(body) as BareMove) } }),
    () => database.close(),
  );
}

/** Moves of several cards, `POST /` with a list of them: the same for each, all in one transaction. */
export function batchFloor(file: string): Promise<Floor> {
  const { database, move } = movingIn(file);
  const all = database.transaction((moves: BareMove[]) => moves.map(move));
  return serve(
    (body) => JSON.stringify({ data: { moveTasks: all.immediate(JSON.parse(body) as BareMove[]) } }),
    () => database.close(),
  );
}

/** What a floor is told of a move. */
export interface BareMove {
  taskId: string;
  stageId: string;
  personId: string;
}

function movingIn(file: string) {
  const database = new Database(file);
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  const find = database.prepare<[string], Columns>(`select * from task where id = ?`);
  const head = database.prepare<[unknown], { revision: number; hash: string }>(
    `select revision, hash from log_head where chain = ?`,
  );
  const update = database.prepare(
    `update task set stage_id = ?, version = version + 1, updated_at = ? where id = ?`,
  );
  const append = database.prepare(`insert into change (id, chain, revision, at, actor_id, verb, subject_kind,
    subject_id, project_id, task_id, fields, previous_hash, hash) values (?, ?, ?, ?, ?, ?, 'TASK', ?, ?, ?, ?, ?, ?)`);
  const advance = database.prepare(`update log_head set revision = ?, hash = ? where chain = ?`);
  const move = ({ taskId, stageId, personId }: BareMove) => {
    const task = find.get(taskId);
    const { revision = 0, hash: previous = "" } = head.get(task?.programme_id) ?? {};
    const fields = JSON.stringify({ stage: { before: task?.stage_id, after: stageId } });
    const at = new Date().toISOString();
    const id = `change_${revision + 1}`;
    const named = [
      id,
      task?.programme_id,
      revision + 1,
      at,
      personId,
      "START",
      taskId,
      task?.project_id,
      taskId,
    ];
    const columns = [...named, fields, previous];
    const hash = createHash("sha256").update(JSON.stringify(columns)).digest("hex");
    update.run(stageId, Date.now(), taskId);
    append.run(...columns, hash);
    advance.run(revision + 1, hash, task?.programme_id);
    return find.get(taskId);
  };
  return { database, move };
}

/** Answers requests by a function of their bodies. */
export async function serve(answer: Handler, close: () => void): Promise<Floor> {
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const text = answer(body);
      const gzipped = request.headers["accept-encoding"] === "gzip";
      const payload = gzipped ? gzipSync(text) : Buffer.from(text);
      if (gzipped) response.setHeader("content-encoding", "gzip");
      response.setHeader("content-type", "application/json; charset=utf-8");
      response.setHeader("content-length", payload.length);
      response.end(payload);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    close();
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk as string;
  return body;
}
