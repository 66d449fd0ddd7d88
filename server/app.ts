import "reflect-metadata";
import fastifyCompress from "@fastify/compress";
import fastifyCookie from "@fastify/cookie";
import fastifyHelmet from "@fastify/helmet";
import fastify, { type FastifyInstance } from "fastify";
import { systemClock, type Clock } from "./clock.js";
import type { Config } from "./config.js";
import { ProgressFeed } from "./features/imports/progress-feed.js";
import { readWebhookQueue } from "./features/webhooks/read-webhook-queue.js";
import { hasAccounts } from "./features/people/read-first-account.js";
import { newSetUpToken } from "./features/sessions/set-up-key.js";
import { endOldSessions } from "./features/sessions/session-tokens.js";
import { Admission } from "./http/admission.js";
import { admitRequests } from "./http/admit-requests.js";
import { WebhookDeliverer } from "./features/webhooks/webhook-deliverer.js";
import { WebhookSender } from "./features/webhooks/webhook-sender.js";
import { answerErrors } from "./http/answer-errors.js";
import { drainer } from "./http/draining.js";
import { addEvidence } from "./http/evidence.js";
import { addExplorer } from "./http/explorer.js";
import { addGraphqlRoute } from "./http/graphql-route.js";
import { addHealth } from "./http/health.js";
import { guardOrigins } from "./http/origins.js";
import { Metrics, operationsIn } from "./http/metrics.js";
import { addPage, contentSecurityPolicy } from "./http/page.js";
import { readPersistedDocuments } from "./http/persisted-documents.js";
import { addReadyAnswers } from "./http/ready-answers.js";
import { contextMaker, type Requests, type Services } from "./http/request-context.js";
import { addSingleSignOn } from "./http/single-sign-on.js";
import { addLive } from "./http/live/add-live.js";
import { ordinaryBody, requestTimeout } from "./http/body-limits.js";
import { logOptions, logRequests } from "./http/server-log.js";
import { removeOldUploads } from "./http/uploads.js";
import { Presence } from "./features/presence/presence.js";
import { ChangeFeed } from "./log/change-feed.js";
import { forgetOldAnswers } from "./log/once.js";
import { openDatabase, type Database } from "./orm.config.js";
import { CannotStart } from "./start-up.js";
import { watchOtherProcesses } from "./log/watch-other-processes.js";
import { createReader } from "./reader/reader.js";
import { makeSchema } from "./schema.js";

/** A running server. */
export interface App {
  url: string;
  database: Database;
  feed: ChangeFeed;
  progress: ProgressFeed;
  presence: Presence;
  /** Where the first account is made; null once there is one. */
  setUpLink: string | null;
  /** What is counted; whoever has a queue adds a gauge. */
  metrics: Metrics;
  /** Stops taking requests, finishes those under way, closes sockets and the database. */
  stop(): Promise<void>;
}

/** Wires everything and listens. */
export async function createApp(config: Config, clock: Clock = systemClock(config.today)): Promise<App> {
  const feed = new ChangeFeed();
  const database = await openDatabase(config, feed, { readSeconds: config.limits.operationSeconds });
  const server = await makeServer(config);
  const drain = drainer(server);
  const schema = makeSchema();
  const reader = createReader(config.reading);
  const progress = new ProgressFeed();
  const presence = new Presence();
  // Receivers refuse what was signed at another time than theirs: where the day is pinned, webhooks live on.
  const webhooks = new WebhookSender(config.webhooks, config.today ? systemClock() : clock, config.secret);
  const documents = await readPersistedDocuments(config.pageDir);
  const services = { config, clock, database, feed, reader, progress, presence, webhooks, documents };
  const requests = contextMaker(services);
  const admission = new Admission(schema, config.limits);
  guardOrigins(server, config.allowedOrigins);
  admitRequests(server, admission, requests);
  logRequests(server);
  const metrics = countedMetrics(server, requests, services);
  addReadyAnswers(server, schema, requests.viewerOf, services);
  await server.register(fastifyCompress, { threshold: 2048, encodings: ["gzip"] });
  addHealth(server, database.rows);
  const apollo = await addGraphqlRoute(server, schema, requests, { ...services, admission });
  addSingleSignOn(server, { ...services, admission });
  const sweepEvidence = addEvidence(server, requests, services);
  await addExplorer(server);
  await addPage(server, config.pageDir);
  const closeLive = addLive(server, schema, requests, { ...services, admission });
  const others = watchOtherProcesses(
    feed,
    { rows: database.rows, databaseUrl: config.databaseUrl },
    presence,
    (error) => {
      server.log.error({ err: error }, "cannot see what other processes write");
    },
  );
  if (others.tell) presence.join(others.tell);
  await removeOldUploads();
  await endOldSessions(database.orm.em.fork());
  const stopForgetting = hourly(
    () => forgetOldAnswers(database.orm.em.fork(), clock.now()),
    (error) => server.log.error({ err: error }, "cannot forget old answers"),
  );
  const stopSweeping = hourly(sweepEvidence, (error) => {
    server.log.error({ err: error }, "cannot let go of files that nothing names");
  });
  const url = await listen(server, config);
  const deliverer = new WebhookDeliverer({
    orm: database.orm,
    rows: { ...database.rows },
    sender: webhooks,
    log: server.log,
  });
  const stop = async () => {
    // Nothing more is sent to webhooks while the last requests are answered.
    const sent = deliverer.stop();
    await drain();
    presence.stop();
    await others.stop();
    await sent;
    stopForgetting();
    stopSweeping();
    await closeLive();
    await apollo.stop();
    await server.close();
    await reader.stop();
    await database.close();
  };
  const setUpLink = await makeSetUpLink(config, database.rows, url);
  return { url, database, feed, progress, presence, metrics, setUpLink, stop };
}

/** A link to make the first account with, at each start while there is none. */
async function makeSetUpLink(
  { publicUrl, secret }: Config,
  rows: Database["rows"],
  url: string,
): Promise<string | null> {
  if (await hasAccounts(rows)) return null;
  return `${publicUrl ?? url}/set-up#${newSetUpToken(secret, new Date())}`;
}

/** Counts what the server does, and serves it at `/metrics`. */
function countedMetrics(
  server: FastifyInstance,
  requests: Requests,
  { feed, database, documents }: Services,
): Metrics {
  const metrics = new Metrics(operationsIn(documents.values()));
  metrics.watch(server);
  metrics.serve(server, requests);
  metrics.gauge("luoshi_subscribers", "Subscriptions that follow the log.", () => feed.followerCount);
  metrics.gauge("luoshi_changes_written", "Changes in the log, whichever process wrote them.", async () => {
    const sum = `select sum(revision) "changes" from log_head`;
    return Number((await database.rows.first<{ changes: unknown }>(sum))?.changes);
  });
  const queue = () => readWebhookQueue(database.rows);
  metrics.gauge(
    "luoshi_webhooks_waiting",
    "Changes that webhooks have not been told of yet.",
    async () => (await queue()).waiting,
  );
  metrics.gauge(
    "luoshi_webhook_dead_letters",
    "Changes that webhooks could not be told of.",
    async () => (await queue()).deadLetters,
  );
  return metrics;
}

/** Does something now and every hour. Gives what ends it. */
function hourly(work: () => Promise<void>, onError: (error: unknown) => void): () => void {
  const run = () => void work().catch(onError);
  run();
  const timer = setInterval(run, 3_600_000);
  timer.unref();
  return () => clearInterval(timer);
}

/** Listens. Throws {@link CannotStart} when the address is taken or not this machine's. */
async function listen(server: FastifyInstance, { host, port }: Config): Promise<string> {
  try {
    return await server.listen({ host, port });
  } catch (error) {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new CannotStart(`Cannot listen on ${host}:${port} (${code}): choose another PORT or HOST`);
  }
}

async function makeServer(config: Config): Promise<FastifyInstance> {
  // A proxy on this machine says whether the browser came by https, and where from.
  const server = fastify({
    bodyLimit: ordinaryBody,
    requestTimeout,
    ...logOptions(config),
    forceCloseConnections: "idle",
    trustProxy: "loopback",
  });
  answerErrors(server);
  await server.register(fastifyHelmet, {
    contentSecurityPolicy,
    strictTransportSecurity: false,
    xFrameOptions: { action: "deny" },
  });
  await server.register(fastifyCookie);
  return server;
}
