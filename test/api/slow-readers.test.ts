import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { createClient } from "graphql-ws";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import { createApp, type App } from "../../server/app.js";
import { newId } from "../../server/database/record.entity.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi, type DatabaseKind } from "../kit/luoshi.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes that are in use. */
function memory(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const patience = 4000;
/** For those of whom nothing else is asked than that they are let go. */
const shortPatience = 300;
const size = 100_000;
const changes = 400;
const slow = 5;
const query = `subscription ($id: ID!, $since: Int) {
  changes(programmeId: $id, sinceRevision: $since) { revision reason }
}`;

describe.each<DatabaseKind>(["SQLite", "PostgreSQL"])(
  "Those who do not read what they are sent (%s)",
  (kind) => {
    const luoshi = new Luoshi(kind);
    const { given } = luoshi;
    beforeAll(() => luoshi.start({ patience }));
    afterAll(() => luoshi.stop());

    /** Rows of the log as large as they may be, and more of them than any socket takes. */
    async function publish(
      programme: GivenProgramme,
      since: number,
      { feed }: Pick<App, "feed"> = luoshi.app,
    ): Promise<void> {
      const reason = "长".repeat(size / 3);
      for (let revision = since + 1; revision <= since + changes; revision++) {
        await luoshi.sql(
          `insert into change (id, chain, revision, at, verb, subject_kind, subject_id, reason, fields, previous_hash, hash)
          values (?, ?, ?, '2022-08-15T01:00:00.000Z', 'UPDATE', 'TASK', ?, ?, '{}', '', '')`,
          [newId("change"), programme.id, revision, programme.card.id, reason],
        );
        await luoshi.sql(`update log_head set revision = ? where chain = ?`, [revision, programme.id]);
        feed.announce(programme.id, revision);
      }
    }

    async function begun() {
      const programme = await given.programme({ projects: [{ owners: ["陈美治"] }] });
      const { cookie = "" } = await given.reader();
      const [head] = await luoshi.sql<{ revision: number }>(`select revision from log_head where chain = ?`, [
        programme.id,
      ]);
      return { programme, cookie, since: head?.revision ?? 0 };
    }

    /** A stream that nobody reads. */
    async function leaveUnread(
      url: string,
      cookie: string,
      programme: GivenProgramme,
      since: number,
    ): Promise<IncomingMessage> {
      const address = new URL("/graphql/stream", url);
      address.searchParams.set("query", query);
      address.searchParams.set("variables", JSON.stringify({ id: programme.id, since }));
      const asking = get(address, { headers: { cookie, accept: "text/event-stream" } });
      const [response] = (await once(asking, "response")) as [IncomingMessage];
      response.on("error", () => undefined);
      return response;
    }

    it("are let go from streams, too", async () => {
      const { programme, cookie, since } = await begun();
      const hasty = await createApp({ ...luoshi.config, port: 0, patience: shortPatience }, luoshi.clock);
      onTestFinished(() => hasty.stop());
      const response = await leaveUnread(hasty.url, cookie, programme, since);
      await expect.poll(() => hasty.feed.followerCount, { interval: 5 }).toBe(1);
      await publish(programme, since, hasty);
      await expect.poll(() => hasty.feed.followerCount, { interval: 20, timeout: 10_000 }).toBe(0);
      const closed = new Promise((resolve) => response.once("close", resolve));
      response.resume();
      await closed;
      expect(response.complete).toBe(false);
    });

    /** A stock client whose first socket can be told not to read. */
    function follow(cookie: string, programme: GivenProgramme, since: number) {
      const sockets: WebSocket[] = [];
      const codes: number[] = [];
      class Pausable extends WebSocket {
        constructor(address: string, protocols: string[]) {
          super(address, protocols, { headers: { cookie } });
          sockets.push(this);
          this.on("close", (code: number) => codes.push(code));
        }
      }
      const client = createClient({
        url: `${luoshi.url.replace("http", "ws")}/graphql`,
        webSocketImpl: Pausable,
        retryAttempts: 20,
        retryWait: () => new Promise((resolve) => setTimeout(resolve, 20)),
        shouldRetry: () => true,
      });
      const variables = { id: programme.id, since };
      const heard: number[] = [];
      client.subscribe<{ changes: { revision: number } }>(
        { query, variables },
        {
          next({ data }) {
            if (!data) return;
            variables.since = data.changes.revision;
            heard.push(data.changes.revision);
          },
          error: () => undefined,
          complete: () => undefined,
        },
      );
      onTestFinished(() => void Promise.resolve(client.dispose()).catch(() => undefined));
      return { sockets, heard, codes };
    }

    it(
      "hold nobody up and take no memory; they are let go, and resume where they were",
      { timeout: 60_000 },
      async () => {
        const { programme, cookie, since } = await begun();
        const those = Array.from({ length: slow }, () => follow(cookie, programme, since));
        const reader = follow(cookie, programme, since);
        await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(slow + 1);
        for (const { sockets } of those) sockets[0]?.pause();
        const before = memory();
        await publish(programme, since);
        await expect.poll(() => reader.heard.length, { interval: 5, timeout: 10_000 }).toBe(changes);
        // 40 MB were published to each. What waits for one is bounded, and what is ready to send is shared by all.
        expect(luoshi.app.feed.followerCount).toBe(slow + 1);
        await expect.poll(() => memory() - before, { timeout: 2000 }).toBeLessThan(16 * 1024 * 1024);
        expect(those.map(({ heard }) => heard.length).every((count) => count < changes)).toBe(true);
        // The server lets go of those who did not read in time.
        await expect.poll(() => luoshi.app.feed.followerCount, { interval: 20, timeout: 10_000 }).toBe(1);
        for (const { sockets } of those) sockets[0]?.resume();
        const all = Array.from({ length: changes }, (_, index) => since + 1 + index);
        await expect
          .poll(() => those.map(({ heard }) => heard.length), { timeout: 15_000 })
          .toEqual(those.map(() => changes));
        for (const { heard, sockets } of those) {
          expect(heard).toEqual(all);
          expect(sockets.length).toBeGreaterThan(1);
        }
      },
    );
  },
);
