import { setTimeout as later } from "node:timers/promises";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { faultsOfHistory } from "../kit/history-checker.js";
import { createDatabase } from "../kit/postgres.js";
import { receiver, status } from "../kit/receiver.js";
import { endServer, startServer } from "../kit/running-server.js";
import { openSocket } from "../kit/socket-client.js";
import { Load } from "./load.js";
import { conclude, isWhole, soakSeconds } from "./report.js";
import { aftermathOf, makeTownship, type Township } from "./township.js";

/** What may be more at the end than after the first part: what a run of a few minutes varies by. */
const slack = { megabytes: 24, descriptors: 3, resources: 4 };

/** What is counted of a server while it runs, in the names of its `/metrics`. */
const counted = {
  heap: "nodejs_heap_size_used_bytes",
  descriptors: "process_open_fds",
  resources: "nodejs_active_resources_total",
  subscribers: "luoshi_subscribers",
  sockets: "luoshi_open_sockets",
};
type Sample = Record<keyof typeof counted, number>;

describe.each(["SQLite", "PostgreSQL"])("A soak (%s)", (kind) => {
  it.runIf(isWhole)(
    "of moves, edits, views, subscriptions and webhooks leaves memory, handles and followers as they were",
    { timeout: 7_200_000 },
    async () => {
      const databaseUrl = kind === "PostgreSQL" ? await createDatabase() : undefined;
      const town = await makeTownship({ databaseUrl, cards: 40 });
      const server = await startServer({
        ...town.settings,
        NODE_OPTIONS: `--import ${new URL("collect-garbage.mjs", import.meta.url).href}`,
        WEBHOOK_TARGETS: "127.0.0.1",
        WEBHOOK_SECONDS: "1",
        LOG_LEVEL: "error",
      });
      const ears = await receiver();
      let told = 0;
      ears.otherwise = (response, ...rest) => {
        told += 1;
        // What came in is not looked at, and must not fill the memory of the drill.
        ears.received.length = 0;
        // One failure is tried again after seconds, the next one after minutes: between two there are some that pass.
        if (told % 20 === 5) status(500)(response, ...rest);
        else if (told % 20 === 12) response.destroy();
        else status(204)(response, ...rest);
      };
      await ask(server.url, town, newWebhook, { input: { name: "时好时坏", url: ears.url } });
      const load = new Load(town, () => [server.url], `soak-${kind}`, false);
      const others = { asked: 0, followed: 0, isOver: false };
      const connections = await connectionsOf(databaseUrl);

      /** Everything at once for so long. */
      const soak = async (seconds: number) => {
        others.isOver = false;
        const writing = load.run(3);
        const crowd = [look(), follow(), follow()];
        await later(seconds * 1000);
        others.isOver = true;
        // Followers wait for what is written.
        await Promise.all(crowd);
        load.stop();
        await writing;
      };
      const look = async () => {
        while (!others.isOver) {
          const made = await ask(server.url, town, newView, { input: { name: `视图${others.asked}` } });
          await ask(server.url, town, board, { id: town.programmeId });
          const { id: viewId } = made.createView as { id: string };
          await ask(server.url, town, oldView, { input: { viewId } });
          others.asked += 3;
        }
      };
      const follow = async () => {
        while (!others.isOver) {
          const socket = openSocket(server.url, { token: town.token });
          const events = socket.follow(changes, { id: town.programmeId });
          for (let heard = 0; heard < 3 && !others.isOver; heard += 1) await events.next();
          others.followed += 1;
          // Every other one just goes, as a browser does whose lid is shut.
          if (others.followed % 2 === 0) await events.return?.();
          await socket.close();
        }
      };
      /** Once everybody has gone, and descriptors have been as many for a while: what was kept alive has ended. */
      const calm = async () => {
        let [same, last] = [0, 0];
        const isStill = async () => {
          const { subscribers, sockets, descriptors } = await sampleOf(server.url);
          same = subscribers + sockets === 0 && descriptors === last ? same + 1 : 0;
          last = descriptors;
          return same;
        };
        await expect.poll(isStill, { interval: 100, timeout: 60_000 }).toBeGreaterThan(still);
        server.child.kill("SIGUSR2");
        const sample = await sampleOf(server.url);
        const megabytes = Math.round(sample.heap / 1024 / 1024);
        return { ...sample, megabytes, connections: await connections.count() };
      };

      const seconds = soakSeconds();
      await soak(Math.max(5, seconds / 6));
      const before = await calm();
      await soak(seconds);
      const after = await calm();
      await connections.end();
      expect(await endServer(server, "SIGTERM")).toBe(0);

      const faults = [...load.faults, ...faultsOfHistory(load.history, await aftermathOf(town.settings))];
      for (const name of ["megabytes", "descriptors", "resources"] as const) {
        if (after[name] > before[name] + slack[name])
          faults.push(`${name} grew from ${before[name]} to ${after[name]}`);
      }
      // The pool lets go of its connections by itself: it may be smaller, and at most as large as it may become.
      if (after.connections > mostConnections) faults.push(`${after.connections} connections of the pools`);
      if (told === 0) faults.push("no webhook was told of anything");
      const figures = [
        `${seconds} s`,
        `${load.okCount} writes`,
        `${others.asked} others`,
        `${others.followed} followers`,
        `${told} webhooks`,
        `heap ${before.megabytes} → ${after.megabytes} MB`,
        `descriptors ${before.descriptors} → ${after.descriptors}`,
        `resources ${before.resources} → ${after.resources}`,
        `connections ${before.connections} → ${after.connections}`,
      ];
      conclude(`soak (${kind})`, figures.join(", "), faults);
    },
  );
});

/** For how many looks, ten a second, nothing has changed: pools let go of what is idle for ten seconds. */
const still = 120;

/** Two pools of ten, and the one that listens. */
const mostConnections = 21;

const newWebhook = `mutation ($input: CreateWebhookInput!) {
  createWebhook(input: $input) { __typename ... on WebhookWithSecret { webhook { id } } }
}`;
const newView = `mutation ($input: CreateViewInput!) { createView(input: $input) { ... on View { id } } }`;
const oldView = `mutation ($input: ViewInput!) { deleteView(input: $input) { __typename } }`;
const board = `query ($id: ID!) { board(programmeId: $id) { projects { tasks { title light { colour } } } } }`;
const changes = `subscription ($id: ID!) { changes(programmeId: $id) { revision verb } }`;

async function ask(
  url: string,
  { token }: Township,
  query: string,
  variables: object,
): Promise<Record<string, object>> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data?: Record<string, object>; errors?: object[] };
  if (errors || !data) throw new Error(`${query} came to ${JSON.stringify(errors)}`);
  return data;
}

async function sampleOf(url: string): Promise<Sample> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const valueOf = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1]);
  const sample = Object.entries(counted).map(([name, metric]) => [name, valueOf(metric)]);
  return Object.fromEntries(sample) as Sample;
}

/** Counts the connections to a database of PostgreSQL but its own; none elsewhere. */
async function connectionsOf(databaseUrl: string | undefined) {
  if (databaseUrl === undefined) return { count: async () => 0, end: async () => undefined };
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const select = `select count(*)::int "count" from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  const count = async () => (await client.query<{ count: number }>(select)).rows[0]?.count ?? 0;
  return { count, end: () => client.end() };
}
