import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { fingerprintOf } from "../../server/fingerprint.js";
import { ACCOUNTS_CHAIN } from "../../server/log/log-head.entity.js";
import type { Client } from "../kit/client.js";
import { OpenStream } from "../kit/event-stream.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";

const changesQuery = `subscription ($id: ID!, $since: Int) {
  changes(programmeId: $id, sinceRevision: $since) { revision verb }
}`;

describeApi("A stream of server-sent events", (luoshi) => {
  const { given } = luoshi;
  const nobodyFollows = async () => {
    await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(0);
  };
  beforeEach(nobodyFollows);

  const programmeOf = () => given.programme({ projects: [{ owners: ["陈美治"], tasks: [{}, {}] }] });

  type Headers = Record<string, string>;

  function byPost(client: Client, query: string, variables: object = {}, headers: Headers = {}) {
    return OpenStream.open(`${luoshi.url}/graphql/stream`, {
      method: "POST",
      headers: {
        accept: "text/event-stream",
        "content-type": "application/json",
        ...(client.cookie !== undefined && { cookie: client.cookie }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
  }

  function byGet(client: Client, query: string, variables: object = {}, headers: Headers = {}) {
    const address = new URL("/graphql/stream", luoshi.url);
    address.searchParams.set("query", query);
    address.searchParams.set("variables", JSON.stringify(variables));
    const asked: Headers = { accept: "text/event-stream", ...headers };
    if (client.cookie !== undefined) asked.cookie = client.cookie;
    return OpenStream.open(address, { headers: asked });
  }

  /** Waits until the stream follows. */
  async function following(stream: OpenStream): Promise<OpenStream> {
    await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(1);
    return stream;
  }

  const verbs = (stream: OpenStream) =>
    stream.events
      .filter(({ event }) => event === "next")
      .map(({ data }) => (JSON.parse(data) as { data?: { changes: { verb: string } } }).data?.changes.verb);

  async function moveTo(programme: GivenProgramme, ...stages: ("ACTIVE" | "PENDING")[]): Promise<void> {
    const owner = await given.signedIn("陈美治");
    for (const stage of stages) await owner.move(programme.card, stage);
  }

  it("tells of every change with an id, and asks nobody on the way to change or gather it", async () => {
    const programme = await programmeOf();
    const stream = await following(await byPost(await given.reader(), changesQuery, { id: programme.id }));
    expect(stream.response.status).toBe(200);
    expect(Object.fromEntries(stream.response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "x-content-type-options": "nosniff",
    });
    expect(stream.response.headers.get("content-encoding")).toBeNull();
    await moveTo(programme, "ACTIVE", "PENDING");
    await expect.poll(() => verbs(stream)).toEqual(["START", "POSTPONE"]);
    const { id, data } = stream.events[0]!;
    expect(data).toContain(`"revision":${id}`);
  });

  it("begins with an id: one that breaks before its first event resumes from there", async () => {
    const programme = await programmeOf();
    const stream = await following(await byGet(await given.reader(), changesQuery, { id: programme.id }));
    await expect.poll(() => stream.text).toMatch(/^retry: \d+\nid: \d+\n\n$/);
    const id = /id: (\d+)/.exec(stream.text)?.[1] ?? "";
    await moveTo(programme, "ACTIVE");
    await expect.poll(() => verbs(stream)).toEqual(["START"]);
    const variables = { id: programme.id, since: 0 };
    const again = await byGet(await given.reader(), changesQuery, variables, { "last-event-id": id });
    await expect.poll(() => verbs(again)).toEqual(["START"]);
  });

  it("whose client is gone before it begins leaves nobody behind whose rights are looked after", async () => {
    const programme = await programmeOf();
    const reader = await given.reader();
    const { rows } = luoshi.app.database;
    const [first, begun, goOn] = [
      rows.first.bind(rows),
      Promise.withResolvers<void>(),
      Promise.withResolvers<void>(),
    ];
    const held = vi.spyOn(rows, "first").mockImplementation(async (sql, parameters) => {
      begun.resolve();
      await goOn.promise;
      return first(sql, parameters);
    });
    const address = new URL("/graphql/stream", luoshi.url);
    address.searchParams.set("query", changesQuery);
    address.searchParams.set("variables", JSON.stringify({ id: programme.id }));
    const leaving = new AbortController();
    const gone = fetch(address, {
      headers: { accept: "text/event-stream", cookie: reader.cookie ?? "" },
      signal: leaving.signal,
    }).catch(() => null);
    await begun.promise;
    leaving.abort();
    await gone;
    // The server hears of it before anything that is asked later.
    await fetch(`${luoshi.url}/healthz`).then((response) => response.text());
    held.mockRestore();
    goOn.resolve();
    await reader.ask(`{ programmes { id } }`);
    const asked = vi.spyOn(rows, "all");
    luoshi.app.feed.announce(ACCOUNTS_CHAIN, 1);
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(asked.mock.calls.filter(([sql]) => sql.includes("session"))).toEqual([]);
    vi.restoreAllMocks();
  });

  it("answers a query, too, and then is complete", async () => {
    const stream = await byPost(await given.reader(), `{ viewer { person { name } } }`);
    await expect.poll(() => stream.hasEnded).toBe(true);
    expect(stream.events.map(({ event }) => event)).toEqual(["next", "complete"]);
    expect(stream.events[0]?.data).toContain("读者");
  });

  describe("is refused", () => {
    it.each([
      ["by a page of another site", { origin: "http://evil.example" }, 403],
      ["by a page without an origin of its own", { origin: "null" }, 403],
      ["to what asks for no stream, as an image or a form does", { accept: "*/*" }, 406],
      ["with an id that never was", { "last-event-id": "DROP" }, 400],
    ])("%s", async (_what, headers, status) => {
      const programme = await programmeOf();
      const stream = await byGet(await given.reader(), changesQuery, { id: programme.id }, headers);
      expect(stream.response.status).toBe(status);
      await expect.poll(() => stream.text).toContain(`"code":`);
      expect(luoshi.app.feed.followerCount).toBe(0);
    });

    it("as a form, which any page may send", async () => {
      const headers = { "content-type": "text/plain" };
      const stream = await byPost(await given.reader(), `{ viewer { person { name } } }`, {}, headers);
      expect(stream.response.status).toBe(415);
    });

    it("a mutation by GET", async () => {
      const stream = await byGet(await given.reader(), `mutation { signOut }`);
      expect(stream.response.status).toBe(405);
    });

    it.each([
      ["that is none", `subscription {`, "GRAPHQL_PARSE_FAILED"],
      ["of fields that are not there", `{ nothing }`, "GRAPHQL_VALIDATION_FAILED"],
      [
        "beyond the limits",
        `{ ${"a: viewer { canImport } ".repeat(31).replaceAll("a:", () => `a${(count += 1)}:`)} }`,
        "QUERY_TOO_LARGE",
      ],
      ["of too many words", `{ ${"viewer { canImport } ".repeat(260)} }`, "1000 tokens"],
    ])("a document %s", async (_what, query, words) => {
      const stream = await byPost(await given.reader(), query);
      expect(stream.response.status).toBe(400);
      await expect.poll(() => stream.text).toContain(words);
    });

    it.each([
      ["nobody", () => Promise.resolve(luoshi.stranger), "UNAUTHENTICATED", 401],
      ["a programme that is not there", () => given.reader(), "NOT_FOUND", 404],
    ])(
      "for %s: an event source by the status, another client in the stream",
      async (_what, who, code, status) => {
        const variables = { id: "programme_unknown" };
        const [got, posted] = [
          await byGet(await who(), changesQuery, variables),
          await byPost(await who(), changesQuery, variables),
        ];
        expect([got.response.status, posted.response.status]).toEqual([status, 200]);
        await expect.poll(() => got.text).toContain(code);
        await expect.poll(() => posted.hasEnded).toBe(true);
        expect(posted.events.map(({ event }) => event)).toEqual(["next", "complete"]);
        expect(posted.events[0]?.data).toContain(code);
      },
    );
  });

  describe("to somebody whose rights go", () => {
    async function programTalking(programme: GivenProgramme, limits: { programmeIds?: string[] } = {}) {
      const name = given.newName();
      const personId = await given.person(name, { role: Role.OWNER });
      const token = randomUUID();
      const ids = limits.programmeIds ? JSON.stringify(limits.programmeIds) : null;
      const columns = `id, created_at, updated_at, version, person_id, name, fingerprint, scopes, programme_ids, is_service`;
      const now = new Date().toISOString();
      const fingerprint = fingerprintOf(token, luoshi.config.secret);
      await luoshi.sql(
        `insert into access_token (${columns}) values (?, ?, ?, 1, ?, ?, ?, '["READ"]', ?, ?)`,
        [`token_${name}`, now, now, personId, name, fingerprint, ids, luoshi.kind === "SQLite" ? 0 : "false"],
      );
      const authorization = `Bearer ${token}`;
      const stream = await byPost(luoshi.stranger, changesQuery, { id: programme.id }, { authorization });
      await following(stream);
      return { stream, name, personId, tokenId: `token_${name}` };
    }

    it("by a revoked token: not one event more, and the end", async () => {
      const programme = await programmeOf();
      const { stream, tokenId } = await programTalking(programme);
      await moveTo(programme, "ACTIVE");
      await expect.poll(() => verbs(stream)).toEqual(["START"]);
      await luoshi.sql(`update access_token set revoked_at = ? where id = ?`, [
        new Date().toISOString(),
        tokenId,
      ]);
      await moveTo(programme, "PENDING");
      await expect.poll(() => stream.hasEnded).toBe(true);
      expect(stream.text).not.toContain("POSTPONE");
      expect(stream.text).toContain("UNAUTHENTICATED");
    });

    it("by a token's new limits: not one event more, and the end", async () => {
      const programme = await programmeOf();
      const { stream, tokenId } = await programTalking(programme, { programmeIds: [programme.id] });
      await moveTo(programme, "ACTIVE");
      await expect.poll(() => verbs(stream)).toEqual(["START"]);
      await luoshi.sql(`update access_token set programme_ids = '[]' where id = ?`, [tokenId]);
      await moveTo(programme, "PENDING");
      await expect.poll(() => stream.hasEnded).toBe(true);
      expect(stream.text).not.toContain("POSTPONE");
      expect(stream.text).toContain("NOT_FOUND");
    });

    it("by being disabled: closed within 5 seconds, though nothing happens", async () => {
      const programme = await programmeOf();
      const { stream, personId } = await programTalking(programme);
      await luoshi.sql(`update person set disabled_at = ? where id = ?`, [
        new Date().toISOString(),
        personId,
      ]);
      await expect.poll(() => stream.hasEnded, { timeout: 5000 }).toBe(true);
      expect(verbs(stream)).toEqual([undefined]);
      expect(stream.text).toContain("UNAUTHENTICATED");
    });
  });

  it("never gives one the answer of another: what each may do, and in their language", async () => {
    const programme = await programmeOf();
    const query = `subscription ($id: ID!) { changes(programmeId: $id) {
      task { nextStages { allowed } light { explanation } }
    } }`;
    const [owner, reader] = [await given.signedIn("陈美治"), await given.reader()];
    const variables = { id: programme.id };
    const streams = [
      await byPost(owner, query, variables, { "accept-language": "zh-CN" }),
      await byPost(reader, query, variables, { "accept-language": "zh-CN" }),
      await byPost(reader, query, variables, { "accept-language": "en" }),
    ];
    await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(3);
    await moveTo(programme, "ACTIVE");
    await expect.poll(() => streams.map(({ events }) => events.length)).toEqual([1, 1, 1]);
    const [own, theirs, english] = streams.map(({ events }) => events[0]?.data ?? "");
    expect([own, theirs, english].map((data) => data?.includes(`"allowed":true`))).toEqual([
      true,
      false,
      false,
    ]);
    expect([own, theirs, english].map((data) => /[一-龥]/.test(data ?? ""))).toEqual([true, true, false]);
    for (const stream of streams) stream.close();
  });

  it("is answered once for all who ask the same: more followers, no more statements", async () => {
    const programme = await programmeOf();
    const reader = await given.reader();
    const statementsWith = async (followers: number, stage: "ACTIVE" | "PENDING") => {
      const streams = await Promise.all(
        Array.from({ length: followers }, () => byPost(reader, changesQuery, { id: programme.id })),
      );
      await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(followers);
      const spy = vi.spyOn(luoshi.app.database.rows, "all");
      await moveTo(programme, stage);
      await expect.poll(() => streams.map((stream) => verbs(stream).length)).toEqual(streams.map(() => 1));
      const selects = spy.mock.calls.filter(([sql]) => sql.includes("from change c"));
      spy.mockRestore();
      for (const stream of streams) stream.close();
      await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(0);
      return selects.length;
    };
    expect(await statementsWith(1, "ACTIVE")).toBe(await statementsWith(10, "PENDING"));
  });
});

let count = 0;
