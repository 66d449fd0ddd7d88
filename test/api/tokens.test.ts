import { describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { describeApi } from "../kit/luoshi.js";
import type { Client, Reply } from "../kit/client.js";
import { luoshi as program } from "../kit/program.js";

const create = `mutation ($input: CreateTokenInput!) {
  createToken(input: $input) {
    __typename
    ... on Problem { code message }
    ... on CreatedToken {
      secret
      token { id name scopes isService isUsable expiresAt lastUsedAt person { name role } programmes { id } }
    }
  }
}`;
const revoke = `mutation ($input: RevokeTokenInput!) { revokeToken(input: $input) { id isUsable revokedAt } }`;

interface Shown {
  id: string;
  name: string;
  scopes: string[];
  isService: boolean;
  isUsable: boolean;
  expiresAt: string | null;
  lastUsedAt: string | null;
  person: { name: string; role: string };
  programmes: { id: string }[] | null;
}

interface Created {
  createToken: { __typename: string; code?: string; secret: string; token: Shown };
}

const day = 86_400_000;

describeApi("An access token", (luoshi) => {
  const { given, stranger } = luoshi;
  const admin = () => given.signedIn("管理员", Role.ADMIN);

  const make = async (maker: Client, input: object = {}) =>
    (await maker.ask<Created>(create, { input: { name: "大屏", scopes: ["READ"], ...input } })).createToken;

  async function tokenOf(maker: Client, input: object = {}) {
    const { secret, token } = await make(maker, input);
    return { client: stranger.withToken(secret), secret, token };
  }

  it("acts in its maker's name, is shown once and kept only as a fingerprint", async () => {
    const reader = await given.reader();
    const { client, secret, token } = await tokenOf(reader);
    expect(token).toMatchObject({ name: "大屏", scopes: ["READ"], isService: false, isUsable: true });
    expect(token).toMatchObject({ person: { name: "读者" }, programmes: null });
    expect(secret).toMatch(/^luoshi_[\w-]{43}$/);
    expect(await client.ask(`{ viewer { person { name } } }`)).toEqual({
      viewer: { person: { name: "读者" } },
    });
    expect(JSON.stringify(await luoshi.dump())).not.toContain(secret.slice(7));
  });

  it("lives 90 days unless its maker says, and a personal one at most a year", async () => {
    const reader = await given.reader();
    const days = async (input: object) => {
      const { token } = await make(reader, input);
      return Math.round((new Date(token.expiresAt ?? 0).getTime() - Date.now()) / day);
    };
    expect([await days({}), await days({ expiresInDays: 365 })]).toEqual([90, 365]);
    expect((await make(reader, { expiresInDays: null })).code).toBe("TOKEN_LIVES_TOO_LONG");
    const reply = (expiresInDays: number) =>
      reader.send(create, { input: { name: "x", scopes: ["READ"], expiresInDays } });
    expect([(await reply(366)).code, (await reply(0)).code]).toEqual(["BAD_USER_INPUT", "BAD_USER_INPUT"]);
  });

  it("ends by itself", async () => {
    const { client, token } = await tokenOf(await given.reader());
    const past = luoshi.kind === "SQLite" ? Date.now() - 1000 : new Date(Date.now() - 1000).toISOString();
    await luoshi.sql(`update access_token set expires_at = ? where id = ?`, [past, token.id]);
    expect((await client.send(`{ programmes { id } }`)).code).toBe("UNAUTHENTICATED");
  });

  it("may do what its scopes say and no more, whatever its person may", async () => {
    const supervisor = await given.supervisor();
    const programme = await given.programme();
    const move = (client: Client) =>
      client.sendMove({ taskId: programme.card.id, stageId: programme.stage("ACTIVE"), expectedVersion: 1 });
    const preview = (client: Client) =>
      client.send(`mutation { previewImport(input: { document: { text: "x" } }) { __typename } }`);
    const list = (client: Client) => client.send(`{ programmes { id } }`);
    const board = (client: Client) =>
      client.send(`query ($id: ID!) { board(programmeId: $id) { projects { id } } }`, { id: programme.id });
    await board(supervisor);
    const codes = async (scopes: string[]) => {
      const { client } = await tokenOf(supervisor, { scopes });
      const replies: Reply<unknown>[] = [];
      for (const ask of [list, board, move, preview]) replies.push(await ask(client));
      return replies.map(({ code }) => code ?? "answers");
    };
    const no = "FORBIDDEN";
    expect(await codes(["READ"])).toEqual(["answers", "answers", no, no]);
    expect(await codes(["WRITE"])).toEqual([no, no, "answers", no]);
    expect(await codes(["IMPORT"])).toEqual([no, no, no, "answers"]);
    expect(await codes(["ADMIN"])).toEqual([no, no, no, no]);
  });

  it("is listed to its person, and everybody's to an administrator", async () => {
    const query = `tokens(first: 1) { totalCount nodes { id name } pageInfo { hasNextPage endCursor } }`;
    interface Tokens {
      totalCount: number;
      nodes: { id: string }[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    }
    const person = await given.signedIn("两令牌", Role.OWNER);
    const older = await make(person, { name: "older" });
    const newer = await make(person, { name: "newer" });
    const { viewer } = await person.ask<{ viewer: { tokens: Tokens } }>(`{ viewer { ${query} } }`);
    expect(viewer.tokens).toMatchObject({ totalCount: 2, nodes: [{ id: newer.token.id, name: "newer" }] });
    const rest = `query ($after: String) { viewer { tokens(after: $after) { nodes { id } pageInfo { hasNextPage } } } }`;
    const after = viewer.tokens.pageInfo.endCursor;
    const next = await person.ask<{ viewer: { tokens: Tokens } }>(rest, { after });
    expect(next.viewer.tokens).toEqual({ nodes: [{ id: older.token.id }], pageInfo: { hasNextPage: false } });
    const { tokens } = await (await admin()).ask<{ tokens: Tokens }>(`{ ${query} }`);
    expect(tokens.totalCount).toBeGreaterThanOrEqual(2);
    expect((await person.send(`{ ${query} }`)).code).toBe("FORBIDDEN");
    expect((await (await given.supervisor()).send(`{ ${query} }`)).code).toBe("FORBIDDEN");
  });

  it("is found by its id by whoever may look at it, and by nobody else", async () => {
    const reader = await given.reader();
    const { client, token } = await tokenOf(reader);
    const found = async (by: Client) => {
      const query = `query ($id: ID!) { node(id: $id) { ... on AccessToken { name } } }`;
      return (await by.ask<{ node: { name: string } | null }>(query, { id: token.id })).node?.name ?? null;
    };
    expect([await found(reader), await found(await admin())]).toEqual(["大屏", "大屏"]);
    expect([await found(client), await found(await given.supervisor())]).toEqual([null, null]);
  });

  it("is revoked by its person, an administrator or itself, at once, and by nobody else", async () => {
    const reader = await given.reader();
    const isRevoked = async (by: Client, one: { client: Client; token: Shown }) => {
      const reply = await by.send(revoke, { input: { id: one.token.id } });
      const { code } = await one.client.send(`{ programmes { id } }`);
      return [reply.code ?? "revoked", code ?? "works"];
    };
    const gone = ["revoked", "UNAUTHENTICATED"];
    expect(await isRevoked(reader, await tokenOf(reader))).toEqual(gone);
    expect(await isRevoked(await admin(), await tokenOf(reader))).toEqual(gone);
    const own = await tokenOf(reader);
    expect(await isRevoked(own.client, own)).toEqual(gone);
    const supervisor = await given.supervisor();
    expect(await isRevoked(supervisor, await tokenOf(reader))).toEqual(["NOT_FOUND", "works"]);
    const other = await tokenOf(reader);
    expect(await isRevoked(other.client, await tokenOf(reader))).toEqual(["FORBIDDEN", "works"]);
    expect((await reader.send(revoke, { input: { id: "token_01h455vb4pex5vsknk084sn02q" } })).code).toBe(
      "NOT_FOUND",
    );
  });

  it("goes into the log when it is made and when it is revoked, and not when it is used", async () => {
    const reader = await given.reader();
    const { client, token } = await tokenOf(reader);
    await client.ask(`{ programmes { id } }`);
    await reader.ask(revoke, { input: { id: token.id } });
    await reader.ask(revoke, { input: { id: token.id } });
    const log = await luoshi.sql<{ verb: string }>(
      `select verb from change where subject_id = ? order by revision`,
      [token.id],
    );
    expect(log.map(({ verb }) => verb)).toEqual(["CREATE", "REVOKE"]);
  });

  it("remembers when it was last used, to the minute", async () => {
    const reader = await given.reader();
    const { client, token } = await tokenOf(reader);
    const lastUsed = async () => {
      const { viewer } = await reader.ask<{ viewer: { tokens: { nodes: Shown[] } } }>(
        `{ viewer { tokens { nodes { id lastUsedAt } } } }`,
      );
      return viewer.tokens.nodes.find(({ id }) => id === token.id)?.lastUsedAt;
    };
    expect(await lastUsed()).toBeNull();
    await client.ask(`{ programmes { id } }`);
    const first = await lastUsed();
    expect(Date.now() - new Date(first ?? 0).getTime()).toBeLessThan(60_000);
    await client.ask(`{ programmes { id } }`);
    expect(await lastUsed()).toBe(first);
  });

  describe("makes another one", () => {
    it("only with the scope ADMIN, with no more than it has, and with no longer a life", async () => {
      const person = await given.signedIn("造令牌", Role.ADMIN);
      const { client: plain } = await tokenOf(person, { scopes: ["READ", "WRITE"] });
      expect((await plain.send(create, { input: { name: "x", scopes: ["READ"] } })).code).toBe("FORBIDDEN");
      const { client } = await tokenOf(person, { scopes: ["READ", "ADMIN"], expiresInDays: 30 });
      const outcome = async (input: object) => {
        const made = await make(client, { expiresInDays: 29, ...input });
        return made.code ?? made.__typename;
      };
      expect(await outcome({})).toBe("CreatedToken");
      expect(await outcome({ scopes: ["READ", "WRITE"] })).toBe("TOKEN_EXCEEDS_ITS_MAKER");
      expect(await outcome({ expiresInDays: 31 })).toBe("TOKEN_EXCEEDS_ITS_MAKER");
      const service = { name: "无尽", role: "VIEWER" };
      expect(await outcome({ expiresInDays: null, service })).toBe("TOKEN_EXCEEDS_ITS_MAKER");
    });

    it("never when it is bound to programmes", async () => {
      const person = await given.signedIn("造令牌", Role.ADMIN);
      const programme = await given.programme();
      const input = { scopes: ["READ", "ADMIN"], programmeIds: [programme.id] };
      const { client } = await tokenOf(person, input);
      expect((await client.send(create, { input: { name: "x", scopes: ["READ"] } })).code).toBe("FORBIDDEN");
      expect((await client.send(`{ tokens { totalCount } }`)).code).toBe("FORBIDDEN");
    });
  });

  describe("of a service", () => {
    it("acts as an account of its own, with a role of its own, and may be without end", async () => {
      const service = { name: "县级驾驶舱", role: "SUPERVISOR" };
      const { client, token } = await tokenOf(await admin(), { service, expiresInDays: null });
      expect(token).toMatchObject({ isService: true, expiresAt: null });
      expect(token.person).toEqual({ name: "县级驾驶舱", role: "SUPERVISOR" });
      const programme = await given.programme();
      const input = { taskId: programme.card.id, stageId: programme.stage("ACTIVE"), expectedVersion: 1 };
      const refused = await client.sendMove(input);
      expect(refused.code).toBe("FORBIDDEN");
      const second = await make(await admin(), { service: { ...service, role: "VIEWER" } });
      expect(second.token.person).toEqual({ name: "县级驾驶舱", role: "VIEWER" });
    });

    it("is made by administrators alone, and never in the name of a person", async () => {
      await given.person("真实的人");
      const input = { name: "x", scopes: ["READ"], service: { name: "真实的人", role: "ADMIN" } };
      expect((await (await given.supervisor()).send(create, { input })).code).toBe("FORBIDDEN");
      expect((await make(await admin(), input)).code).toBe("SERVICE_NAME_TAKEN");
    });

    it("signs nobody in with a password", async () => {
      await make(await admin(), { service: { name: "无密码", role: "ADMIN" } });
      const signIn = `mutation { signIn(input: { name: "无密码", password: "" }) { __typename } }`;
      const guess = signIn.replace(`""`, `"Everybody-2022"`);
      expect((await stranger.send(signIn)).code).toBe("BAD_USER_INPUT");
      expect((await stranger.send(guess)).data).toEqual({ signIn: { __typename: "InvalidCredentials" } });
    });
  });

  describe("bound to a programme", () => {
    async function bound(scopes = ["READ", "WRITE", "IMPORT", "ADMIN"]) {
      const person = await given.signedIn("绑定者", Role.ADMIN);
      const [own, other] = [await given.programme(), await given.programme()];
      const { client, token } = await tokenOf(person, { scopes, programmeIds: [own.id] });
      return { person, own, other, client, token };
    }

    it("sees that programme, and no other, by whatever way", async () => {
      const { own, other, client, token } = await bound();
      expect(token.programmes).toEqual([{ id: own.id }]);
      expect(await client.ask(`{ programmes { id } }`)).toEqual({ programmes: [{ id: own.id }] });
      const documents: [string, (of: typeof own) => string][] = [
        [`query ($id: ID!) { board(programmeId: $id) { projects { id } } }`, ({ id }) => id],
        [`query ($id: ID!) { task(id: $id) { id } }`, ({ card }) => card.id],
        [`query ($id: ID!) { project(id: $id) { id } }`, ({ card }) => card.projectId],
      ];
      for (const [query, idIn] of documents) {
        expect({ query, code: (await client.send(query, { id: idIn(own) })).code }).toEqual({
          query,
          code: null,
        });
        expect({ query, code: (await client.send(query, { id: idIn(other) })).code }).toEqual({
          query,
          code: "NOT_FOUND",
        });
      }
      const one = `query ($id: ID!) { programme(id: $id) { id } }`;
      expect(await client.ask(one, { id: own.id })).toEqual({ programme: { id: own.id } });
      expect(await client.ask(one, { id: other.id })).toEqual({ programme: null });
    });

    it("is not handed a board that is kept ready for its own person's session", async () => {
      const { person, other, client } = await bound();
      for (const field of ["id", "nextStages { allowed }"]) {
        const query = `query ($id: ID!) { board(programmeId: $id) { projects { tasks { ${field} } } } }`;
        await person.ask(query, { id: other.id });
        await person.ask(query, { id: other.id });
        expect((await client.send(query, { id: other.id })).code).toBe("NOT_FOUND");
      }
    });

    it("moves its programme's cards, and to it others are not there", async () => {
      const { own, other, client } = await bound(["READ", "WRITE"]);
      const code = async ({ card, stage }: { card: typeof own.card; stage: typeof own.stage }) =>
        (await client.sendMove({ taskId: card.id, stageId: stage("ACTIVE"), expectedVersion: 1 })).code;
      const before = await luoshi.dump();
      expect(await code({ card: other.card, stage: other.stage.bind(other) })).toBe("NOT_FOUND");
      expect((await luoshi.dump()).change).toEqual(before.change);
      expect(await code({ card: own.card, stage: own.stage.bind(own) })).not.toBe("NOT_FOUND");
    });

    it("follows its programme's changes and no other's", async () => {
      const { own, other, client } = await bound();
      const query = `subscription ($id: ID!) { changes(programmeId: $id, sinceRevision: 0) { revision } }`;
      const first = async (id: string) => {
        const events = client.socket().follow(query, { id });
        const next = await events.next();
        await events.return?.();
        return next.value as { data?: { changes: unknown }; errors?: { extensions?: { code: string } }[] };
      };
      expect((await first(other.id)).errors?.[0]?.extensions?.code).toBe("NOT_FOUND");
      expect((await first(own.id)).data?.changes).toEqual({ revision: 1 });
    });

    it("sees people and offices, and writes nothing that is in no programme", async () => {
      const { client } = await bound();
      expect((await client.send(`{ people { nodes { id } } offices { id } }`)).code).toBeNull();
      const document = `{ document: { text: "x" } }`;
      for (const mutation of [
        `removeOfficeAlias(input: { aliasId: "x" }) { id }`,
        `previewImport(input: ${document}) { __typename }`,
        `applyImport(input: ${document}) { __typename }`,
        `createToken(input: { name: "x", scopes: [READ] }) { __typename }`,
      ]) {
        const reply = await client.send(`mutation { ${mutation} }`);
        expect({ mutation, code: reply.code }).toEqual({ mutation, code: "FORBIDDEN" });
      }
      expect(await client.ask(`{ viewer { canImport } }`)).toEqual({ viewer: { canImport: false } });
    });

    it("is bound to programmes that exist", async () => {
      const input = { name: "x", scopes: ["READ"], programmeIds: ["programme_01h455vb4pex5vsknk084sn02q"] };
      expect((await (await given.reader()).send(create, { input })).code).toBe("NOT_FOUND");
    });
  });

  it("is made, listed and revoked from the command line", async () => {
    if (luoshi.kind === "PostgreSQL") return;
    const programme = await given.programme();
    await given.person("命令行", { role: Role.OWNER });
    const settings = { DATA_DIR: luoshi.config.dataDir, SECRET: luoshi.config.secret };
    const run = async (...words: string[]) => program(["token", ...words, "--json"], settings);
    const bound = ["--programme", programme.id, "--days", "7"];
    const { stdout } = await run("create", "--user", "命令行", "--scope", "write", ...bound);
    const made = JSON.parse(stdout) as { id: string; token: string; scope: string; user: string };
    expect(made).toMatchObject({ user: "命令行", scope: "WRITE", programmeIds: [programme.id] });
    const client = stranger.withToken(made.token);
    expect(await client.ask(`{ programmes { id } }`)).toEqual({ programmes: [{ id: programme.id }] });
    const listed = await run("list", "--user", "命令行");
    expect(JSON.parse(listed.stdout)).toMatchObject({ tokens: [{ id: made.id, isUsable: true }] });
    expect(listed.stdout).not.toContain(made.token);
    await run("revoke", made.id);
    expect((await client.send(`{ programmes { id } }`)).code).toBe("UNAUTHENTICATED");
  });
});
