import fc from "fast-check";
import { execute, type ExecutionResult, type GraphQLObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWebhookTargets } from "../../server/features/webhooks/webhook-settings.js";
import { newId } from "../../server/database/record.entity.js";
import { WebhookSender } from "../../server/features/webhooks/webhook-sender.js";
import { contextMaker, type Requests, type Services } from "../../server/http/request-context.js";
import { makeSchema } from "../../server/schema.js";
import { Random } from "../fuzz/random.js";
import { withoutValue } from "../kit/authorisation/calls.js";
import { readDenials } from "../kit/authorisation/denials.js";
import { readableTypes } from "../kit/authorisation/observe.js";
import { Walker, type AskedField, type Grounds, type Walk } from "../kit/authorisation/random-walk.js";
import { miscounts } from "../kit/authorisation/recount.js";
import { Secrets } from "../kit/authorisation/secrets.js";
import { Specimens } from "../kit/authorisation/specimens.js";
import { valuesAt } from "../kit/authorisation/walk.js";
import { elsewhereToken, World, type Seat } from "../kit/authorisation/world.js";
import { Luoshi } from "../kit/luoshi.js";
import { anyTaskFilter } from "../kit/random-filters.js";

/** `WALK_SEED=7 WALKS=20000` walks other ways, and more of them. */
const seed = Number(process.env.WALK_SEED ?? 20220815);
const count = Number(process.env.WALKS ?? 2000);
/** One in so many goes over HTTP as well: through Apollo, its compiled execution and the answers that are kept ready. */
const byHttp = 40;

const plenty = 100_000_000;
const settings = {
  webhooks: {
    targets: readWebhookTargets("127.0.0.0/8"),
    allowHttp: true,
    timeoutMilliseconds: 400,
    lookMilliseconds: 50,
    keepDays: 30,
    keepAttempts: 40,
  },
  limits: {
    operationPoints: 10_000,
    points: plenty,
    strangerPoints: plenty,
    signInAttempts: plenty,
    operationSeconds: 10,
  },
};

const columns = [
  "stranger",
  "VIEWER",
  "OWNER",
  "LEADER",
  "SUPERVISOR",
  "ADMIN",
  "token to read",
  elsewhereToken,
];

describe(`Random walks over the API (WALK_SEED=${seed})`, () => {
  const luoshi = new Luoshi("SQLite");
  const world = new World(luoshi);
  const schema = makeSchema();
  let readable: string[];
  let secrets: Secrets;
  let denials: Map<string, Set<string>>;
  let requests: Requests;
  let grounds: Grounds;
  const comeTo = new Set<string>();
  beforeAll(async () => {
    await luoshi.start(settings);
    await world.settle();
    const specimens = await Specimens.of(world);
    const types = readableTypes(schema, await specimens.idsFor(seatOf("ADMIN"), "own")).keys();
    readable = [...types].flatMap((type) =>
      Object.keys((schema.getType(type) as GraphQLObjectType).getFields()).map((field) => `${type}.${field}`),
    );
    secrets = await Secrets.plantIn(world);
    denials = await readDenials();
    requests = requestsOf(luoshi);
    grounds = await groundsOf(luoshi, secrets);
  }, 120_000);
  afterAll(() => luoshi.stop());

  const seatOf = (column: string) => {
    const seat = world.seats.find((one) => one.column === column);
    if (!seat) throw new Error(`Nobody sits at ${column}`);
    return seat;
  };

  /** Runs a walk as the seat's own request would be run. */
  async function run(walk: Walk, { client: { cookie, token } }: Seat): Promise<ExecutionResult> {
    const authorization = token === undefined ? undefined : `Bearer ${token}`;
    const contextValue = await requests.makeContext({ cookie, authorization });
    return execute({ schema, document: walk.document, contextValue });
  }

  /** What is wrong with an answer; nothing where it is as it should be. */
  function wrongIn({ data, errors = [] }: ExecutionResult, walk: Walk, seat: Seat): string[] {
    const said = errors.map(({ message, extensions }) => ({ message, code: extensions.code }));
    const denied = denials.get(seat.column);
    const given = walk.asked
      .filter(({ coordinate, keys }) => denied?.has(coordinate) && valuesAt(data, keys).length > 0)
      .map(({ coordinate }) => `gave ${coordinate}, which docs/who-may-do-what.md denies`);
    const broken = said
      .filter(({ code }) => typeof code !== "string")
      .map(({ message }) => `failed: ${message}`);
    const leaks = secrets
      .leaksIn(JSON.stringify({ data, said }), seat)
      .filter(([word]) => !saysAgain(walk, word))
      .map(([word, where]) => `told of ${where}: ${word}`);
    return [...leaks, ...given, ...miscounts(data), ...broken];
  }

  it.each(columns)(
    `show %s nothing that is not theirs (${count} of them)`,
    async (column) => {
      const seat = seatOf(column);
      const walker = new Walker(schema, new Random(seed + columns.indexOf(column)), grounds);
      const failures: object[] = [];
      let fruitful = 0;
      const isFruit = ({ keys }: AskedField, { data }: ExecutionResult) => valuesAt(data, keys).length > 0;
      for (let number = 1; number <= count && failures.length < 3; number++) {
        const walk = walker.next();
        const answer = await run(walk, seat);
        const fruits = walk.asked.filter((one) => isFruit(one, answer));
        if (fruits.length > 0) fruitful += 1;
        for (const { coordinate } of fruits) comeTo.add(coordinate);
        const wrong = wrongIn(answer, walk, seat);
        if (number % byHttp === 0) {
          const { data, errors } = await seat.client.send<Record<string, unknown>>(walk.text);
          wrong.push(...wrongIn({ data, errors } as never, walk, seat));
        }
        if (wrong.length > 0) failures.push({ column, number, wrong, query: walk.text });
      }
      expect(failures).toEqual([]);
      // Whoever may see things comes to some, on most walks; a stranger to little more than ways to sign in.
      expect(fruitful / count).toBeGreaterThan(seat.role === null ? 0.02 : 0.3);
    },
    60_000,
  );

  it("come to every field that can be read", () => {
    expect(readable.filter((one) => !comeTo.has(one) && !withoutValue.has(one))).toEqual([]);
  });

  it("are about secrets that are there, for somebody to see", async () => {
    const clients = [...world.seats.map(({ client }) => client), ...secrets.others];
    const programmes = await luoshi.sql<{ id: string }>(`select id from programme`);
    const changes = programmes.map(
      ({ id }) => `{ programme(id: "${id}") { changes(first: 100) { nodes { id } } } }`,
    );
    const texts: string[] = [];
    for (const question of changes) texts.push((await (await world.oracle()).send(question)).text);
    for (const client of clients)
      for (const question of plainQuestions(secrets.hidden.id))
        texts.push((await client.send(question)).text);
    expect(secrets.missingIn(texts, world.seats)).toEqual([]);
    expect(secrets.size).toBeGreaterThan(200);
  });

  it("find that programmes count what they have, whoever asks", async () => {
    type Counts = { programmes: { id: string; taskCount: number; projectCount: number }[] };
    for (const { client, role } of world.seats) {
      if (role === null) continue;
      const { programmes } = await client.ask<Counts>(`{ programmes { id taskCount projectCount } }`);
      for (const { id, taskCount, projectCount } of programmes) {
        const ofIt = `programme: { id: { eq: "${id}" } }`;
        const found = await client.ask(
          `{ tasks(filter: { ${ofIt} }) { totalCount } projects(filter: { ${ofIt} }) { totalCount } }`,
        );
        expect(found).toEqual({ tasks: { totalCount: taskCount }, projects: { totalCount: projectCount } });
      }
    }
  });
});

/** A filter that is to be described is said again, ids and all: that tells nobody what it is about. */
function saysAgain({ asked, text }: Walk, word: string): boolean {
  return asked[0]?.coordinate === "Query.describeFilter" && /_/.test(word) && text.includes(word);
}

/** What makes the context of a request, from what the server itself is made of. */
function requestsOf({ app, config, clock }: Luoshi): Requests {
  const webhooks = new WebhookSender(config.webhooks, clock, config.secret);
  const { database, feed, progress } = app;
  // Queries read no documents, neither notices nor the page's own.
  const services: Partial<Services> = { config, clock, database, feed, progress, webhooks };
  return contextMaker(services as Services);
}

const tables = ["programme", "project", "task", "stage", "label", "person", "office", "office_alias"].concat(
  ["report", "evidence", "change", "view", "access_token", "session", "invitation", "notice_import"],
  ["webhook", "webhook_delivery", "webhook_dead_letter"],
);

async function groundsOf(luoshi: Luoshi, secrets: Secrets): Promise<Grounds> {
  const ids = new Map<string, string[]>();
  for (const table of tables)
    for (const { id } of await luoshi.sql<{ id: string }>(`select id from "${table}" order by id`)) {
      const prefix = id.slice(0, id.lastIndexOf("_"));
      ids.set(prefix, [...(ids.get(prefix) ?? []), id]);
    }
  const gone = await luoshi.sql<{ id: string }>(
    `select subject_id as "id" from change where verb = 'REMOVE' order by id`,
  );
  for (const [prefix, some] of ids) {
    const [first = ""] = some;
    // One that nobody gave, one of another kind under this name, and those that are gone.
    some.push(
      newId(prefix),
      `${prefix}_${first.slice(-25)}x`,
      ...gone.map(({ id }) => id).filter((id) => id.startsWith(`${prefix}_`)),
    );
  }
  const known = Object.fromEntries(
    ["task", "project", "programme", "person", "office", "stage", "label"].map((kind) => [
      kind,
      (ids.get(kind) ?? []).slice(-6),
    ]),
  );
  const links = [secrets.link, "no such link"];
  const names = ["本责任人", "外科室", "民生", "密"];
  const filters = fc.sample(anyTaskFilter({ ids: known as never, names }), { seed, numRuns: 300 });
  const words = ["密", "项目", "本科室", "责任", "zrr", "灯:红", "科室:本科室 灯:无此", "负责:我", "密 项目"];
  return {
    ids,
    words,
    links,
    filters,
    moments: ["2022-08-14", "2022-08-15T01:00:00Z", "2022-08-15T09:00:00+08:00"],
  };
}

/** Everything with a secret in it, for those who may see it. */
function plainQuestions(programmeId: string): string[] {
  const source = `{ text }`;
  return [
    `{ views { name } viewer { sessions { client } person { lastSignInAt lockedUntil } } }`,
    `{ viewer { tokens(first: 100) { nodes { name } } } }`,
    `{ tokens(first: 100) { nodes { name } } invitations(first: 100) { nodes { id } } people(first: 100) { nodes { lastSignInAt } } }`,
    `{ webhooks(first: 20) { nodes { name deliveries(first: 9) { nodes { excerpt } } deadLetters(first: 9) { nodes { error } } } } }`,
    `{ programme(id: "${programmeId}") { title documentNumber issuers cc stages { name } labels { name }
      changes(first: 100) { nodes { id reason fields { before after } } } } }`,
    `{ board(programmeId: "${programmeId}") { projects { id name category remarks content progressText
      tasks { id title period { words } hints { text } source ${source} reports { done obstacles } } } } }`,
  ];
}
