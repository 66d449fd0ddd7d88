import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, print, separateOperations } from "graphql";
import { createApp, type App } from "../../server/app.js";
import { makeUpNotice, readingWithout } from "../../server/commands/make-up-notice.js";
import { readLimits, type Config } from "../../server/config.js";
import { newId } from "../../server/database/record.entity.js";
import { readWebhookSettings } from "../../server/features/webhooks/webhook-settings.js";
import { applyNotice } from "../../server/features/imports/apply-notice.js";
import { Person } from "../../server/features/people/person.entity.js";
import { Role } from "../../server/features/people/role.enum.js";
import { hashPassword } from "../../server/features/sessions/password.js";
import { ChangeVerb } from "../../server/log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../server/log/log-head.entity.js";
import { write } from "../../server/log/write.js";
import { usualLimits } from "../../server/reader/reader.js";
import {
  sessionCookie,
  startSession,
  usualSessionRules,
} from "../../server/features/sessions/session-tokens.js";

/** The built benchmark lies in `dist/bench/test/bench/`. */
const root = resolve(import.meta.dirname, "../../../..");

export const secret = "the secret of the benchmark";

/** Past the second quarter, so that lights of every colour are on. */
const today = "2022-08-15";

/** The default of the server. */
export const readyBytes = 64 * 1024 * 1024;

/** The sizes that the targets speak of: a township's notice, a town's, a county's. */
export const sizes = [
  { projects: 10, tasks: 40 },
  { projects: 500, tasks: 2_500 },
  { projects: 4_000, tasks: 20_000 },
] as const;

export type Size = (typeof sizes)[number];

/** A card, the person who works on it, and the stages it goes to and fro between. */
export interface Mover {
  taskId: string;
  projectId: string;
  personId: string;
  cookie: string;
}

/** A database with one programme of a given size. */
export interface Ground {
  size: Size;
  dataDir: string;
  programmeId: string;
  /** By kind. */
  stages: Record<"PENDING" | "ACTIVE", string>;
  /** A card for each of up to 50 owners, signed in. */
  movers: [Mover, ...Mover[]];
}

/** More points an hour than any bench takes. */
const unlimited = 1e12;

export function configOf(dataDir: string, settings: Partial<Config> = {}): Config {
  return {
    host: "127.0.0.1",
    port: 0,
    dataDir,
    databaseUrl: null,
    today,
    secret,
    demoPassword: null,
    publicUrl: null,
    singleSignOn: null,
    largestEvidence: 1024 * 1024,
    undoMinutes: 10,
    sessionRules: usualSessionRules,
    allowedOrigins: [],
    limits: { ...readLimits({}), points: unlimited, strangerPoints: unlimited },
    pageDir: null,
    readyBytes,
    persistedOnly: false,
    patience: 10_000,
    reading: usualLimits,
    webhooks: readWebhookSettings({}),
    logLevel: "silent",
    ...settings,
  };
}

/** The environment that gives a spawned server the same configuration. */
export function environmentOf({ dataDir }: Ground): NodeJS.ProcessEnv {
  return {
    DATA_DIR: dataDir,
    PORT: "0",
    SECRET: secret,
    TODAY: today,
    LOG_LEVEL: "silent",
    RATE_LIMIT_POINTS: String(unlimited),
  };
}

const made = new Map<Size, Promise<Ground>>();

/** The ground of a size: made once, as importing a notice makes it. */
export function groundOf(size: Size): Promise<Ground> {
  const ground = made.get(size) ?? makeGround(size);
  made.set(size, ground);
  return ground;
}

/** The same in a directory of its own, to be written to; the caller removes it. */
export async function copyOf(ground: Ground): Promise<Ground> {
  const dataDir = await mkdtemp(join(tmpdir(), "luoshi-bench-"));
  await cp(ground.dataDir, dataDir, { recursive: true });
  return { ...ground, dataDir };
}

/** Removes whatever {@link groundOf} made. */
export async function clearGrounds(): Promise<void> {
  for (const ground of made.values()) await rm((await ground).dataDir, { recursive: true, force: true });
}

async function makeGround(size: Size): Promise<Ground> {
  const dataDir = await mkdtemp(join(tmpdir(), "luoshi-bench-"));
  const app = await createApp(configOf(dataDir));
  const notice = makeUpNotice(size.projects, size.tasks);
  const reading = readingWithout(notice);
  const applying = {
    em: app.database.orm.em.fork(),
    actorId: null,
    at: new Date(),
    locale: "zh-CN",
  } as const;
  const programmeId = await applyNotice(applying, reading);
  await setUp(app);
  const kinds = await app.database.rows.all<{ kind: string; id: string }>(`select kind, id from stage`);
  const stage = (kind: string) => kinds.find((stage) => stage.kind === kind)?.id ?? "";
  const movers = await signIn(app);
  await app.stop();
  const stages = { PENDING: stage("PENDING"), ACTIVE: stage("ACTIVE") };
  return { size, dataDir, programmeId, stages, movers };
}

/** Makes an administrator, without whom each start would print the link that makes one. */
async function setUp({ database }: App): Promise<void> {
  const now = new Date();
  const passwordHash = await hashPassword("Of-The-Benchmark-1");
  const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.CREATE, at: now };
  await write(database.orm.em.fork(), attribution, (em) => {
    const columns = { id: newId("person"), name: "林晓敏", role: Role.ADMIN };
    const administrator = em.create(Person, columns, { partial: true });
    administrator.givePassword(passwordHash, { oneTime: false, now });
    em.persist(administrator);
    return Promise.resolve();
  });
}

/** What sessions are made with. */
export const sessionOptions = {
  secret,
  sessionRules: usualSessionRules,
  browser: { client: null, address: null },
};

async function signIn({ database }: App): Promise<Ground["movers"]> {
  const owned = await database.rows.all<Omit<Mover, "cookie">>(
    `select min(t.id) "taskId", min(t.project_id) "projectId", o.person_id "personId" from project_owners o
      join task t on t.project_id = o.project_id group by o.person_id limit 50`,
  );
  const em = database.orm.em.fork();
  const movers = owned.map((card) => {
    const token = startSession(em, em.getReference(Person, card.personId), sessionOptions, new Date());
    return { ...card, cookie: `${sessionCookie}=${token}` };
  });
  await em.flush();
  return movers as Ground["movers"];
}

/** A file of the page, by its path in `web/`. */
export function pageFile(path: string): string {
  return join(root, "web", path);
}

/** The documents that the page itself sends, each with one operation and the fragments that it needs. */
export async function pageDocuments(): Promise<{ board: string; move: string }> {
  const read = (path: string) => readFile(pageFile(path), "utf8");
  const card = await read("features/tasks/TaskCard.graphql");
  return {
    board: operationOf(`${await read("pages/BoardPage.graphql")}${card}`, "Board_Load"),
    move: operationOf(`${await read("features/tasks/moving/TaskMoves.graphql")}${card}`, "Board_MoveTask"),
  };
}

function operationOf(document: string, name: string): string {
  const operation = separateOperations(parse(document))[name];
  if (!operation) throw new Error(`The page's document no longer has ${name}`);
  return print(operation);
}
