import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { WebSocketServer } from "ws";
import { createApp, type App } from "../../server/app.js";
import { Person } from "../../server/features/people/person.entity.js";
import { sessionCookie, startSession } from "../../server/features/sessions/session-tokens.js";
import { Connection } from "./connection.js";
import { Crowd } from "./crowd.js";
import {
  configOf,
  copyOf,
  groundOf,
  pageDocuments,
  pageFile,
  sessionOptions,
  sizes,
  type Ground,
} from "./ground.js";
import { now } from "./monotonic.js";
import { MovingCard } from "./moving-card.js";
import { figureOf, quantile, type Figure } from "./rounds.js";
import { memoryOf, startServer } from "./start.js";
import { boundLine, short, type Line } from "./table.js";

const subscribers = 1000;
const paused = 20;
const cut = 300;
const rounds = 30;

/** What a dashboard follows: nothing in it depends on who asks. */
const query = `subscription ($programmeId: ID!, $sinceRevision: Int) {
  changes(programmeId: $programmeId, sinceRevision: $sinceRevision) {
    revision at verb subjectKind subjectId actor { id name } fields { field before after }
    task { id version rank stage { id } timesReturned submittedAt acceptedAt project { id } }
  }
}`;

/** One move to 1,000 who follow, over sockets and over streams, beside a bare broadcast of the same bytes. */
export async function benchLive(): Promise<Line[]> {
  const [socket, stream] = [await Stage.open("socket", query), await Stage.open("stream", query)];
  const sample = (await socket.move()).sample;
  await stream.move();
  const raw = await RawServer.open(sample);
  const times = { raw: [] as number[], socket: [] as number[], stream: [] as number[] };
  const work = { raw: [] as number[], socket: [] as number[], stream: [] as number[] };
  const each = { socket: [] as number[], stream: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    globalThis.gc?.();
    work.raw.push(await working(async () => times.raw.push(await raw.broadcast())));
    for (const stage of [socket, stream]) {
      const moved = await stage.moveWorking();
      work[stage.way].push(moved.work);
      times[stage.way].push(moved.sinceCommit);
      each[stage.way].push(...moved.sinceRequest);
    }
  }
  await raw.close();
  const lines = [
    ...linesOf("sockets", times.socket, times.raw, each.socket),
    ...linesOf("streams", times.stream, times.raw, each.stream),
    workLine("sockets", work.socket, work.raw),
    workLine("streams", work.stream, work.raw),
    ...(await disturbed(socket)),
  ];
  await socket.close();
  await stream.close();
  return [...lines, await ownAnswers(), await memoryLine("socket"), await memoryLine("stream")];
}

function linesOf(what: string, times: number[], raw: number[], each: number[]): Line[] {
  const ratios = figureOf(times.map((time, round) => time / (raw[round] ?? NaN)));
  const sorted = each.toSorted((one, other) => one - other);
  const note = `${short(figureOf(times).median)} ms from the commit to the last, bare ${short(figureOf(raw).median)} ms`;
  return [
    timesLine(`one move to ${subscribers} ${what}, time to the last`, ratios, 2, note),
    boundLine(
      `… from the request to each, p95`,
      quantile(sorted, 0.95),
      "ms",
      100,
      `p50 ${short(quantile(sorted, 0.5))} ms`,
    ),
    boundLine(`… p99`, quantile(sorted, 0.99), "ms", 250, `the very last ${short(sorted.at(-1) ?? NaN)} ms`),
  ];
}

/** What the server's own processor did, the move itself included; who receives has another. */
function workLine(what: string, work: number[], raw: number[]): Line {
  const { median, least, most } = figureOf(work.map((time, round) => time / (raw[round] ?? NaN)));
  const note = `${short(figureOf(work).median)} ms, bare ${short(figureOf(raw).median)} ms`;
  const figure = `${short(median)} × bare (${short(least)}–${short(most)})`;
  return {
    what: `the server's CPU for one move to ${subscribers} ${what}`,
    figure,
    target: "",
    met: null,
    note,
  };
}

/** Milliseconds of CPU that this process takes for some work. */
async function working(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function timesLine(what: string, { median, least, most }: Figure, atMost: number, note: string): Line {
  const figure = `${short(median)} × bare (${short(least)}–${short(most)})`;
  return { what, figure, target: `≤ ${atMost} × bare`, met: median <= atMost, note };
}

/** The same while 20 do not read, and when 300 break and come back at once. */
async function disturbed(stage: Stage): Promise<Line[]> {
  const calm: number[] = [];
  for (let round = 0; round < 10; round++) calm.push((await stage.move()).sinceCommit);
  await stage.crowd.pause(paused);
  const beside: number[] = [];
  for (let round = 0; round < 10; round++) beside.push((await stage.move()).sinceCommit);
  const some = await stage.cutAndResume(cut);
  const all = await stage.cutAndResume(subscribers - paused);
  const [quiet, slow] = [figureOf(calm).median, figureOf(beside).median];
  return [
    {
      what: `one move to ${subscribers} sockets, ${paused} of which do not read`,
      figure: `${short(slow / quiet)} × the time`,
      target: "",
      met: null,
      note: `${short(slow)} ms to the last who reads, ${short(quiet)} ms without them`,
    },
    boundLine(`${cut} sockets cut: all back and caught up`, some, "ms", 2000, ""),
    boundLine(`${subscribers - paused} sockets cut, back at once and caught up`, all, "ms", 2000, ""),
  ];
}

/** The page's own document: what each may do with the card is answered for each person. */
async function ownAnswers(): Promise<Line> {
  const files = [
    "programmes/LiveChanges.graphql",
    "tasks/TaskCard.graphql",
    "tasks/timeline/OriginalPeriod.graphql",
  ];
  const texts = files.map((file) => readFile(pageFile(`features/${file}`), "utf8"));
  const document = (await Promise.all(texts)).join("");
  const stage = await Stage.open("socket", document);
  const each: number[] = [];
  for (let round = 0; round < 10; round++) each.push(...(await stage.move()).sinceRequest);
  await stage.close();
  const sorted = each.toSorted((one, other) => one - other);
  const note = `p50 ${short(quantile(sorted, 0.5))} ms, p99 ${short(quantile(sorted, 0.99))} ms`;
  return boundLine(`one move to ${subscribers} open pages, p95`, quantile(sorted, 0.95), "ms", 100, note);
}

/** A server with a programme, somebody who moves a card, and 1,000 who follow. */
class Stage {
  revision = 0;
  private constructor(
    readonly way: "socket" | "stream",
    readonly app: App,
    readonly ground: Ground,
    readonly crowd: Crowd,
    readonly card: MovingCard,
    readonly mover: Connection,
  ) {}

  static async open(way: "socket" | "stream", document: string): Promise<Stage> {
    const ground = await copyOf(await groundOf(sizes[1]));
    const app = await createApp(configOf(ground.dataDir));
    const cookies = await sessions(app);
    const { programmeId } = ground;
    const crowd = await Crowd.open({ url: app.url, way, query: document, programmeId, cookies });
    while (app.feed.followerCount < subscribers) await new Promise((resolve) => setTimeout(resolve, 10));
    const card = new MovingCard(ground, ground.movers[0], (await pageDocuments()).move);
    return new Stage(way, app, ground, crowd, card, await Connection.open(app.url));
  }

  /** Moves the card; how long it then took to reach them, in milliseconds. */
  async move(): Promise<{ sinceCommit: number; sinceRequest: number[]; sample: string }> {
    const heard = this.crowd.hear();
    const { requested, committed } = await this.moveUnheard();
    const { times, sample } = await heard;
    const last = Math.max(...times);
    return { sinceCommit: last - committed, sinceRequest: times.map((time) => time - requested), sample };
  }

  /** Breaks connections that then miss one move; how long until the last is back and has heard of it. */
  async cutAndResume(count: number): Promise<number> {
    const { revision } = this;
    await this.moveUnheard();
    await this.crowd.hear();
    const start = now();
    await this.crowd.cut(count, revision);
    return Math.max(...(await this.crowd.hear(count)).times) - start;
  }

  async moveWorking() {
    let moved: Awaited<ReturnType<Stage["move"]>> | null = null;
    const work = await working(async () => (moved = await this.move()));
    return { ...moved!, work };
  }

  async moveUnheard(): Promise<{ requested: number; committed: number }> {
    const { feed } = this.app;
    const announce = feed.announce.bind(feed);
    let committed = 0;
    feed.announce = (chain, revision) => {
      committed = now();
      this.revision = revision;
      announce(chain, revision);
    };
    const requested = now();
    await this.card.move(this.mover);
    feed.announce = announce;
    return { requested, committed };
  }

  async close(): Promise<void> {
    this.mover.close();
    await this.crowd.close();
    await this.app.stop();
    await rm(this.ground.dataDir, { recursive: true, force: true });
  }
}

/** A session of its own for each. */
async function sessions({ database }: App): Promise<string[]> {
  const people = await database.rows.all<{ id: string }>(
    `select id from person order by id limit ${subscribers}`,
  );
  const em = database.orm.em.fork();
  const cookies = Array.from({ length: subscribers }, (_, index) => {
    const person = em.getReference(Person, people[index % people.length]?.id ?? "");
    return `${sessionCookie}=${startSession(em, person, sessionOptions, new Date())}`;
  });
  await em.flush();
  return cookies;
}

/** What each who follows takes of the server's resident memory, in a process of its own. */
async function memoryLine(way: "socket" | "stream"): Promise<Line> {
  const ground = await copyOf(await groundOf(sizes[1]));
  const app = await createApp(configOf(ground.dataDir));
  const cookies = await sessions(app);
  await app.stop();
  const server = await startServer(ground);
  const { programmeId } = ground;
  const card = new MovingCard(ground, ground.movers[0], (await pageDocuments()).move);
  const mover = await Connection.open(server.url);
  for (let count = 0; count < 50; count++) await card.move(mover);
  const before = await memoryOf(server.process, "VmRSS");
  const crowd = await Crowd.open({ url: server.url, way, query, programmeId, cookies });
  for (let count = 0; count < 5; count++) {
    const heard = crowd.hear();
    await card.move(mover);
    await heard;
  }
  const after = await memoryOf(server.process, "VmRSS");
  mover.close();
  await crowd.close();
  await server.stop();
  await rm(ground.dataDir, { recursive: true, force: true });
  const note = `${short(before)} MB without them, ${short(after)} MB with ${subscribers} and after five moves`;
  const what = `resident memory for each of ${subscribers} ${way}s`;
  return boundLine(what, ((after - before) * 1024) / subscribers, "KB", 100, note);
}

/** A bare `ws` server that sends the same bytes to as many. */
class RawServer {
  private constructor(
    readonly server: Server,
    readonly sockets: WebSocketServer,
    readonly crowd: Crowd,
    readonly message: string,
  ) {}

  static async open(message: string): Promise<RawServer> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const sockets = new WebSocketServer({ server });
    const { port } = server.address() as { port: number };
    const cookies = Array.from({ length: subscribers }, () => "");
    const url = `http://127.0.0.1:${port}`;
    const crowd = await Crowd.open({ url, way: "raw", query: "", programmeId: "", cookies });
    return new RawServer(server, sockets, crowd, message);
  }

  async broadcast(): Promise<number> {
    const heard = this.crowd.hear();
    const start = now();
    for (const client of this.sockets.clients) client.send(this.message);
    return Math.max(...(await heard).times) - start;
  }

  async close(): Promise<void> {
    await this.crowd.close();
    this.sockets.close();
    this.server.close();
  }
}
