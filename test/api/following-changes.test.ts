import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";
import { take, type Event } from "../kit/socket-client.js";

const changesQuery = `subscription ($id: ID!, $since: Int) {
  changes(programmeId: $id, sinceRevision: $since) {
    revision verb subjectKind subjectId actor { name } task { id stage { kind } nextStages { allowed } } fields { field before after }
  }
}`;

interface Heard {
  changes: {
    revision: number;
    verb: string;
    subjectKind: string;
    actor: { name: string } | null;
    task: { id: string; stage: { kind: string }; nextStages: { allowed: boolean }[] } | null;
    fields: { field: string }[];
  };
}

describeApi("Following a programme's changes", (luoshi) => {
  const { given } = luoshi;
  /** The sockets of the test before are closed; the server has let go of them a moment later. */
  const nobodyFollows = async () => {
    await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(0);
  };
  beforeEach(nobodyFollows);
  afterEach(() => vi.restoreAllMocks());

  const programmeOf = (count = 1): Promise<GivenProgramme> =>
    given.programme({ projects: [{ owners: ["陈美治"], tasks: Array.from({ length: count }, () => ({})) }] });

  async function revisionOf(programme: GivenProgramme): Promise<number> {
    const query = `query ($id: ID!) { programme(id: $id) { revision } }`;
    const { programme: found } = await (
      await given.reader()
    ).ask<{ programme: { revision: number } }>(query, {
      id: programme.id,
    });
    return found.revision;
  }

  /** Follows until at least `since` is caught up with, so that nothing said later is missed. */
  async function follow(client: Client, programme: GivenProgramme, since?: number) {
    const events = client.socket().follow<Heard>(changesQuery, { id: programme.id, since });
    const before = luoshi.app.feed.followerCount;
    const next = events.next();
    await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(before + 1);
    return replay(events, next);
  }

  /** The same events, the first of which was asked for already. */
  function replay(
    events: AsyncIterableIterator<Event<Heard>>,
    first: Promise<IteratorResult<Event<Heard>>>,
  ): AsyncIterableIterator<Event<Heard>> {
    let asked: Promise<IteratorResult<Event<Heard>>> | undefined = first;
    const again: AsyncIterableIterator<Event<Heard>> = {
      next() {
        const result = asked ?? events.next();
        asked = undefined;
        return result;
      },
      return: (value: unknown) => events.return?.(value) ?? Promise.resolve({ done: true, value: undefined }),
      [Symbol.asyncIterator]: () => again,
    };
    return again;
  }

  it("hears every change in order, as it is now and for whoever listens", async () => {
    const programme = await programmeOf();
    const [owner, reader] = [await given.signedIn("陈美治"), await given.reader()];
    const [mine, theirs] = [await follow(owner, programme), await follow(reader, programme)];
    await owner.move(programme.card, "ACTIVE");
    await owner.move(programme.card, "PENDING");
    const heard = (await take(mine, 2)).map(({ changes }) => changes);
    expect(heard.map(({ verb }) => verb)).toEqual(["START", "POSTPONE"]);
    expect(heard[1]?.revision).toBe((heard[0]?.revision ?? 0) + 1);
    expect(heard[0]).toMatchObject({
      subjectKind: "TASK",
      actor: { name: "陈美治" },
      task: { id: programme.card.id },
    });
    expect(heard[1]?.task?.nextStages.some(({ allowed }) => allowed)).toBe(true);
    const read = (await take(theirs, 2)).map(({ changes }) => changes);
    expect(read.map(({ revision }) => revision)).toEqual(heard.map(({ revision }) => revision));
    expect(read[1]?.task?.nextStages.some(({ allowed }) => allowed)).toBe(false);
  });

  it("a submission is heard with its report, in one go", async () => {
    const programme = await programmeOf();
    const owner = await given.signedIn("陈美治");
    const events = await follow(owner, programme);
    await owner.move(programme.card, "SUBMITTED", { report: { done: "完成" } });
    const kinds = (await take(events, 2)).map(({ changes }) => `${changes.verb} ${changes.subjectKind}`);
    expect(kinds.toSorted()).toEqual(["SUBMIT REPORT", "SUBMIT TASK"]);
  });

  it("hears nothing of another programme, and nothing of what was refused", async () => {
    const [programme, other] = [await programmeOf(), await programmeOf()];
    const owner = await given.signedIn("陈美治");
    const events = await follow(owner, programme);
    await owner.move(other.card, "ACTIVE");
    await owner.move(programme.card, "ACCEPTED");
    await owner.move(programme.card, "ACTIVE");
    expect((await take(events, 1))[0]?.changes).toMatchObject({
      verb: "START",
      task: { id: programme.card.id },
    });
  });

  it("goes on after the last revision it saw: all that was missed, and nothing twice", async () => {
    const programme = await programmeOf(3);
    const owner = await given.signedIn("陈美治");
    const since = await revisionOf(programme);
    for (const place of ["1.1", "1.2", "1.3"]) await owner.move(programme.task(place), "ACTIVE");
    const events = await follow(owner, programme, since + 1);
    await owner.move(programme.card, "PENDING");
    const revisions = (await take(events, 3)).map(({ changes }) => changes.revision);
    expect(revisions).toEqual([since + 2, since + 3, since + 4]);
  });

  it("hears the whole log from 0, in pages that do not show", async () => {
    const programme = await programmeOf(230);
    const revision = await revisionOf(programme);
    const events = (await given.reader())
      .socket()
      .follow<Heard>(`subscription ($id: ID!) { changes(programmeId: $id, sinceRevision: 0) { revision } }`, {
        id: programme.id,
      });
    const revisions = (await take(events, revision)).map(({ changes }) => changes.revision);
    expect(revisions).toEqual(Array.from({ length: revision }, (_, index) => index + 1));
  });

  it("hears in order, without gaps, what many do at the same time", async () => {
    const programme = await programmeOf(8);
    const owner = await given.signedIn("陈美治");
    const since = await revisionOf(programme);
    const events = await follow(await given.reader(), programme);
    await Promise.all(
      programme.tasks.map(async (task) => {
        for (const to of ["ACTIVE", "PENDING", "ACTIVE"] as const) await owner.move(task, to);
      }),
    );
    const revisions = (await take(events, 24)).map(({ changes }) => changes.revision);
    expect(revisions).toEqual(Array.from({ length: 24 }, (_, index) => since + 1 + index));
  });

  it.each([
    ["a revision that is yet to come", (revision: number) => ({ since: revision + 1 }), "BAD_USER_INPUT"],
    ["a revision below 0", () => ({ since: -1 }), "BAD_USER_INPUT"],
    ["a programme that never was", () => ({ id: "programme_unknown" }), "NOT_FOUND"],
  ])("of %s is refused", async (_what, change, code) => {
    const programme = await programmeOf();
    const variables = { id: programme.id, ...change(await revisionOf(programme)) };
    const events = (await given.reader()).socket().follow<Heard>(changesQuery, variables);
    await expect(take(events, 1)).rejects.toThrow(code);
  });

  it("documents beyond the limits are refused on sockets too", async () => {
    const query = `subscription { changes(programmeId: "x") { task { project { tasks { project { tasks { project { tasks
      { project { tasks { project { tasks { project { tasks { id } } } } } } } } } } } } } } }`;
    await expect(take((await given.reader()).socket().follow(query), 1)).rejects.toThrow("QUERY_TOO_LARGE");
    const long = `{ ${"viewer { canImport } ".repeat(260)} }`;
    await expect(take((await given.reader()).socket().follow(long), 1)).rejects.toThrow("1000 tokens");
    expect(luoshi.app.feed.followerCount).toBe(0);
  });

  it("one socket has no more than 100 operations under way", async () => {
    const programme = await programmeOf();
    const socket = (await given.reader()).socket();
    const firsts = Array.from({ length: 100 }, () =>
      socket
        .follow<Heard>(changesQuery, { id: programme.id })
        .next()
        .catch(() => undefined),
    );
    await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(100);
    const events = socket.follow<Heard>(changesQuery, { id: programme.id });
    await expect(take(events, 1)).rejects.toThrow("TOO_MANY_REQUESTS");
    await socket.close();
    await Promise.all(firsts);
  });

  it("a bug met on a socket is INTERNAL with a number, and nothing else, here too", async () => {
    const socket = (await given.reader()).socket();
    await take(socket.follow(`{ programmes { id } }`), 1);
    vi.spyOn(luoshi.app.database.rows, "all").mockRejectedValue(new Error("the disk /dev/sda1 is gone"));
    const { value } = (await socket.follow(`{ programmes { id } }`).next()) as { value: Event<unknown> };
    expect(value.errors).toMatchObject([
      { extensions: { code: "INTERNAL", errorId: expect.any(String) as string } },
    ]);
    expect(JSON.stringify(value)).not.toContain("sda1");
  });

  it("after signing out hears nothing more", async () => {
    const programme = await programmeOf();
    const listener = given.newName();
    await given.person(listener);
    const browser = await given.signIn(listener);
    const events = await follow(browser, programme);
    const owner = await given.signedIn("陈美治");
    await owner.move(programme.card, "ACTIVE");
    await take(events, 1);
    await browser.ask(`mutation { signOut }`);
    await owner.move(programme.card, "PENDING");
    await expect(take(events, 1)).rejects.toThrow("UNAUTHENTICATED");
    expect(await events.next()).toMatchObject({ done: true });
    await nobodyFollows();
  });

  it("the socket of a session that ended is closed within seconds, though nothing happens", async () => {
    const programme = await programmeOf();
    const listener = given.newName();
    await given.person(listener);
    const browser = await given.signIn(listener);
    const events = await follow(browser, programme);
    await browser.ask(`mutation { signOut }`);
    await expect(events.next()).rejects.toMatchObject({ code: 4403 });
    await nobodyFollows();
  });

  it("a client that goes away leaves nothing behind, however it goes", async () => {
    const programme = await programmeOf();
    const reader = await given.reader();
    const sockets = Array.from({ length: 20 }, () => reader.socket());
    const followed = sockets.map((socket) => socket.follow<Heard>(changesQuery, { id: programme.id }));
    const firsts = followed.map((events) => events.next().catch(() => undefined));
    await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(20);
    await Promise.all(sockets.map((socket) => socket.close()));
    await nobodyFollows();
    await Promise.all(firsts);
  });

  it("a subscription that is ended leaves nothing behind", async () => {
    const events = await follow(await given.reader(), await programmeOf());
    await events.return?.();
    await nobodyFollows();
  });

  describe("from a page", () => {
    /** The HTTP status of the answer to an upgrade: 101 when the socket opens. */
    async function upgradeFrom(origin: string | undefined): Promise<number> {
      const cookie = (await given.reader()).cookie ?? "";
      const headers = { cookie, ...(origin !== undefined && { origin }) };
      const address = `${luoshi.url.replace("http", "ws")}/graphql`;
      const socket = new WebSocket(address, "graphql-transport-ws", { headers });
      try {
        const [status] = await Promise.race([
          once(socket, "open").then(() => [101]),
          new Promise<number[]>((answer) => {
            socket.on("unexpected-response", (_request, { statusCode = 0 }) => answer([statusCode]));
          }),
        ]);
        return status ?? 0;
      } finally {
        socket.on("error", () => undefined).terminate();
      }
    }

    it.each(["http://evil.example", "null", "http://127.0.0.1:1", "file://"])(
      "at %s: refused",
      async (origin) => {
        expect(await upgradeFrom(origin)).toBe(401);
      },
    );

    it("of the server's own, or from a program: let in", async () => {
      expect(await upgradeFrom(luoshi.url)).toBe(101);
      expect(await upgradeFrom(undefined)).toBe(101);
    });
  });
});
