import { afterEach, describe, expect, it, vi } from "vitest";
import { describeApi, Luoshi } from "../kit/luoshi.js";
import type { Client, Reply } from "../kit/client.js";

const usual = {
  operationPoints: 10_000,
  points: 250_000,
  strangerPoints: 25_000,
  signInAttempts: 100,
  operationSeconds: 10,
};

/** A server with limits of its own, that goes with the test. */
async function serverWith(limits: Partial<typeof usual>, test: (luoshi: Luoshi) => Promise<void>) {
  const luoshi = new Luoshi("SQLite");
  await luoshi.start({ limits: { ...usual, ...limits } });
  try {
    await test(luoshi);
  } finally {
    await luoshi.stop();
  }
}

interface Cost {
  requested: number;
  nodes: number;
  limit: number;
  remaining: number;
  perHour: number;
}

const costOf = ({ text }: Reply<unknown>) =>
  (JSON.parse(text) as { extensions?: { cost?: Cost } }).extensions?.cost;

const people = "{ people(first: 100) { nodes { id name role } } }";

describeApi("What an operation costs", (luoshi) => {
  const { given, stranger } = luoshi;
  afterEach(() => vi.restoreAllMocks());

  it("is told in the answer, with what is left, and in its headers", async () => {
    const reader = await given.reader();
    const first = await reader.send(people);
    const cost = costOf(first);
    expect(cost).toMatchObject({ requested: 130.2, nodes: 100, limit: 10_000, perHour: 250_000 });
    expect(first.headers.get("query-cost")).toBe("130.2");
    expect(first.headers.get("ratelimit-policy")).toBe(`"session";q=250000;w=3600`);
    expect(first.headers.get("ratelimit")).toMatch(/^"session";r=\d+;t=\d+$/);
    const second = costOf(await reader.send(people));
    expect((cost?.remaining ?? 0) - (second?.remaining ?? 0)).toBeGreaterThan(120);
  });

  it("is told to strangers in headers alone: their answers are alike", async () => {
    const reply = await stranger.send(`{ viewer { canImport } }`);
    expect(costOf(reply)).toBeUndefined();
    expect(reply.headers.get("ratelimit-policy")).toBe(`"address";q=25000;w=3600`);
  });

  it("of a board is told in headers, and one that is kept ready costs a point", async () => {
    const programme = await given.programme();
    const reader = await given.signedIn("看板读者");
    const read = () =>
      reader.send(`query ($id: ID!) { board(programmeId: $id) { projects { id name } } }`, {
        id: programme.id,
      });
    const left = ({ headers }: Reply<unknown>) => Number(/r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1]);
    const [first, second, third] = [await read(), await read(), await read()];
    expect(first.headers.get("query-cost")).toMatch(/^\d+(\.\d)?$/);
    expect(costOf(first)).toBeUndefined();
    expect(second.text).toBe(first.text);
    expect(left(second) - left(third)).toBeLessThanOrEqual(1);
  });

  it("is refused above the limit before any SQL but that for who asks", async () => {
    const reader = await given.reader();
    await reader.send(people);
    const page = `tokens(first: 100) { nodes { programmes { stages { id } } person { office { aliases { id } } } } }`;
    const all = vi.spyOn(luoshi.app.database.rows, "all");
    const reply = await reader.send(`{ a: ${page} b: ${page} c: ${page} }`);
    expect(reply).toMatchObject({ status: 400, code: "QUERY_TOO_COSTLY", data: null });
    expect(all).not.toHaveBeenCalled();
  });

  it.each([0, -1, 101, 2 ** 31])("is not reckoned for pages of %d: 400 before any SQL", async (first) => {
    const reader = await given.reader();
    await reader.send(people);
    const all = vi.spyOn(luoshi.app.database.rows, "all");
    const inDocument = await reader.send(`{ viewer { tokens(first: ${first}) { nodes { id } } } }`);
    const inVariable = await reader.send(`query ($n: Int) { viewer { tokens(last: $n) { nodes { id } } } }`, {
      n: first,
    });
    const ofHistory = await reader.send(`query ($n: Int!) { task(id: "x") { history(first: $n) { id } } }`, {
      n: first,
    });
    expect([inDocument.status, inVariable.status, ofHistory.status]).toEqual([400, 400, 400]);
    expect([inVariable.code, ofHistory.code]).toEqual(["BAD_USER_INPUT", "BAD_USER_INPUT"]);
    expect(all).not.toHaveBeenCalled();
  });
});

describe("Whoever asks too much", () => {
  it("is told to wait, by status, header and code, and nothing is read for them", () =>
    serverWith({ points: 300 }, async ({ given, app }) => {
      const reader = await given.reader();
      const other = await given.signedIn("另一个人");
      expect((await reader.send(people)).status).toBe(200);
      expect((await reader.send(people)).status).toBe(200);
      const all = vi.spyOn(app.database.rows, "all");
      const refused = await reader.send(people);
      expect(refused).toMatchObject({ status: 429, code: "RATE_LIMITED", data: null });
      expect(all).not.toHaveBeenCalled();
      all.mockRestore();
      const wait = Number(refused.headers.get("retry-after"));
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(3600);
      expect(refused.errors[0]?.extensions).toEqual({ code: "RATE_LIMITED", retryAfter: wait });
      expect(refused.headers.get("ratelimit")).toMatch(/^"session";r=\d+;t=\d+$/);
      expect((await other.send(people)).status).toBe(200);
    }));

  it("does not get past it with requests that cannot be read", () =>
    serverWith({ strangerPoints: 5 }, async ({ stranger }) => {
      const statuses: number[] = [];
      for (let count = 0; count < 7; count += 1) statuses.push((await stranger.send("{ nothing")).status);
      expect(statuses).toEqual([400, 400, 400, 400, 400, 429, 429]);
      const { status, code } = await stranger.send("{ nothing");
      expect([status, code]).toEqual([429, "RATE_LIMITED"]);
    }));

  it("has a budget for each token", () =>
    serverWith({ points: 200 }, async ({ given, stranger }) => {
      const reader = await given.reader();
      const create = `mutation { createToken(input: { name: "x", scopes: [READ] }) { ... on CreatedToken { secret } } }`;
      const token = async () =>
        (await reader.ask<{ createToken: { secret: string } }>(create)).createToken.secret;
      const [one, other] = [stranger.withToken(await token()), stranger.withToken(await token())];
      const statuses = async (client: Client) => [
        (await client.send(people)).status,
        (await client.send(people)).status,
      ];
      expect(await statuses(one)).toEqual([200, 429]);
      expect(await statuses(other)).toEqual([200, 429]);
    }));

  it("may try to sign in so many times from one address, however many names it tries at once", () =>
    serverWith({ signInAttempts: 5 }, async ({ stranger }) => {
      const tries = (count: number) => {
        const fields = Array.from(
          { length: count },
          (_, i) => `a${i}: signIn(input: { name: "某${i}", password: "x" }) { __typename }`,
        );
        return stranger.send(`mutation { ${fields.join(" ")} }`);
      };
      expect((await tries(3)).status).toBe(200);
      const refused = await tries(3);
      expect(refused).toMatchObject({ status: 429, code: "TOO_MANY_REQUESTS" });
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      expect((await tries(2)).status).toBe(200);
      expect((await stranger.send(`{ viewer { canImport } }`)).status).toBe(200);
    }));

  it("is told when an operation takes too long, and its work stops", () =>
    serverWith({ operationSeconds: 0.5 }, async ({ given, app }) => {
      const reader = await given.reader();
      const { rows } = app.database;
      const read = rows.all.bind(rows);
      const stuck = Promise.withResolvers<void>();
      const all = vi.spyOn(rows, "all").mockImplementation(async (sql, parameters) => {
        await stuck.promise;
        return read(sql, parameters);
      });
      const begun = performance.now();
      const reply = await reader.send(`{ people { nodes { office { aliases { id } } } } offices { id } }`);
      expect(reply).toMatchObject({ status: 504, code: "OPERATION_TIMED_OUT" });
      expect(performance.now() - begun).toBeLessThan(1500);
      const asked = all.mock.calls.length;
      expect(asked).toBeGreaterThan(0);
      stuck.resolve();
      await Promise.all(all.mock.results.map(({ value }) => value));
      // What would go on with these rows would do so at once.
      for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      expect(all.mock.calls.length).toBe(asked);
      vi.restoreAllMocks();
    }));
});
