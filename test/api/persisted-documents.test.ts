import { createHash, randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fingerprintOf } from "../../server/fingerprint.js";
import type { Client } from "../kit/client.js";
import { password } from "../kit/given.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";

const board = `query Board($id: ID!) { board(programmeId: $id) { programme { revision } projects { tasks { id version } } } }`;
const changes = `subscription Changes($id: ID!) { changes(programmeId: $id, sinceRevision: 0) { revision } }`;
const signIn = `mutation Enter($input: SignInInput!) { signIn(input: $input) { __typename } }`;
const signOut = `mutation Leave { signOut }`;
const stranger = `query Me { viewer { canImport } }`;

const idOf = (text: string) => createHash("sha256").update(text).digest("hex");
const extensionsFor = (text: string) => ({ persistedQuery: { version: 1, sha256Hash: idOf(text) } });

/** A server whose page was built with the documents above. */
class ServerWithPage extends Luoshi {
  folder = "";

  async startWithPage(persistedOnly: boolean): Promise<void> {
    this.folder = await mkdtemp(join(tmpdir(), "luoshi-page-"));
    const documents = { Board: board, Changes: changes, Enter: signIn, Leave: signOut };
    await writeFile(join(this.folder, "persisted-documents.json"), JSON.stringify(documents));
    await this.start({ pageDir: join(this.folder, "web"), persistedOnly });
  }

  override async stop(): Promise<void> {
    await super.stop();
    await rm(this.folder, { recursive: true });
  }
}

const post = (client: Client, body: object, headers: Record<string, string> = {}) =>
  client.fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

const get = (client: Client, parameters: Record<string, unknown>, headers: Record<string, string> = {}) => {
  const words = Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)]);
  return client.fetch(
    `/graphql?${new URLSearchParams(Object.fromEntries(words) as Record<string, string>)}`,
    {
      headers: { "apollo-require-preflight": "1", ...headers },
    },
  );
};

/** The code of the first error of an answer. */
async function codeOf(response: Response): Promise<string | undefined> {
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return errors?.[0]?.extensions.code;
}

describe("A document that the server knows", () => {
  const luoshi = new ServerWithPage("SQLite");
  let programme: GivenProgramme;
  let owner: Client;
  beforeAll(async () => {
    await luoshi.startWithPage(false);
    programme = await luoshi.given.programme({ projects: [{ owners: ["陈美治"] }] });
    owner = await luoshi.given.signedIn("陈美治");
  });
  afterAll(() => luoshi.stop());
  const byId = () => ({ variables: { id: programme.id }, extensions: extensionsFor(board) });

  it("is answered by its id alone, by POST and by GET, as by its text", async () => {
    const asText = await (await post(owner, { query: board, variables: { id: programme.id } })).text();
    expect(asText).toContain('"projects":[{"tasks":[{"id":"task_');
    expect(await (await post(owner, byId())).text()).toBe(asText);
    expect(await (await get(owner, byId())).text()).toBe(asText);
  });

  it("costs nothing by GET while the board is as it was, and is whole after a change", async () => {
    const first = await get(owner, byId());
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    const unchanged = await get(owner, byId(), { "if-none-match": etag });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, ""]);
    await owner.move(programme.card, "ACTIVE");
    const changed = await get(owner, byId(), { "if-none-match": etag });
    expect(changed.status).toBe(200);
    expect(changed.headers.get("etag")).not.toBe(etag);
    expect(await changed.text()).toContain('"version":2');
  });

  it("is kept by the browser where a state of a board names it, and nothing else is", async () => {
    const keeping = async (answer: Promise<Response>) => (await answer).headers.get("cache-control");
    expect(await keeping(get(owner, byId()))).toBe("private, no-cache");
    expect(await keeping(post(owner, { query: stranger }))).toBe("no-store");
    const address = `/graphql?${new URLSearchParams({ query: stranger })}`;
    expect(await keeping(owner.fetch(address, { headers: { "apollo-require-preflight": "1" } }))).toBe(
      "no-store",
    );
    expect(await keeping(get(luoshi.stranger, byId()))).toBe("no-store");
  });

  it("is read as whoever asks, and not by a stranger", async () => {
    expect(await codeOf(await post(luoshi.stranger, byId()))).toBe("UNAUTHENTICATED");
    expect(await codeOf(await get(luoshi.stranger, byId()))).toBe("UNAUTHENTICATED");
  });

  it("is followed over a socket", async () => {
    const heard = owner.socket().followKnown<{ changes: { revision: number } }>({
      variables: { id: programme.id },
      extensions: extensionsFor(changes),
    });
    const { value } = await heard.next();
    expect(value.data.changes.revision).toBe(1);
  });

  it("changes nothing by GET", async () => {
    const response = await get(owner, { extensions: extensionsFor(signOut) });
    expect(response.status).toBe(405);
    expect((await post(owner, byId())).status).toBe(200);
  });

  it("is asked for by its text where the id is unknown, which then stays unknown", async () => {
    const unknown = { extensions: extensionsFor(stranger) };
    expect(await codeOf(await post(owner, unknown))).toBe("PERSISTED_QUERY_NOT_FOUND");
    const withText = await post(owner, { query: stranger, ...unknown });
    expect(await withText.json()).toMatchObject({ data: { viewer: { canImport: false } } });
    expect(await codeOf(await post(owner, unknown))).toBe("PERSISTED_QUERY_NOT_FOUND");
    const socket = owner.socket().followKnown(unknown);
    await expect(socket.next()).rejects.toMatchObject([
      { message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } },
    ]);
  });

  it("is refused with a text that it is not the digest of", async () => {
    const response = await post(owner, { query: stranger, extensions: extensionsFor(board) });
    expect(response.status).toBe(400);
  });

  it.each([{}, { persistedQuery: null }, { persistedQuery: { sha256Hash: 7 } }, "words", 7, [1]])(
    "is none for %j",
    async (extensions) => {
      expect((await post(owner, { extensions, variables: { id: programme.id } })).status).toBe(400);
    },
  );
});

describe("Where only known documents are answered", () => {
  const luoshi = new ServerWithPage("SQLite");
  let programme: GivenProgramme;
  let owner: Client;
  beforeAll(async () => {
    await luoshi.startWithPage(true);
    programme = await luoshi.given.programme({ projects: [{ owners: ["陈美治"] }] });
    await luoshi.given.person("陈美治");
    const input = { name: "陈美治", password };
    const entered = await post(luoshi.stranger, {
      variables: { input },
      extensions: extensionsFor(signIn),
    });
    owner = luoshi.stranger.withCookie(entered.headers.get("set-cookie")?.split(";")[0] ?? "");
  });
  afterAll(() => luoshi.stop());

  async function programOf(name: string): Promise<Record<string, string>> {
    const token = randomUUID();
    const now = luoshi.clock.now().toISOString();
    await luoshi.sql(
      `insert into access_token (id, created_at, updated_at, version, person_id, fingerprint, name, scopes, is_service)
       select 'token_1', ?, ?, 1, id, ?, ?, '["READ"]', 0 from person where name = ?`,
      [now, now, fingerprintOf(token, luoshi.config.secret), name, name],
    );
    return { authorization: `Bearer ${token}` };
  }
  const asText = () => ({ query: board, variables: { id: programme.id } });

  it("a browser may ask by an id, and by no text of its own, a ready board's neither", async () => {
    const known = { variables: { id: programme.id }, extensions: extensionsFor(board) };
    expect((await post(owner, known)).status).toBe(200);
    expect((await post(owner, known)).headers.get("etag")).not.toBeNull();
    expect(await codeOf(await post(owner, asText()))).toBe("PERSISTED_DOCUMENT_REQUIRED");
    expect(await codeOf(await post(luoshi.stranger, { query: stranger }))).toBe(
      "PERSISTED_DOCUMENT_REQUIRED",
    );
  });

  it("a program with a token may send its own", async () => {
    const headers = await programOf("陈美治");
    expect(await codeOf(await post(luoshi.stranger, asText(), headers))).toBeUndefined();
  });

  it("sockets and streams keep to it", async () => {
    await expect(owner.socket().follow(changes, { id: programme.id }).next()).rejects.toMatchObject([
      { extensions: { code: "PERSISTED_DOCUMENT_REQUIRED" } },
    ]);
    const stream = await owner.fetch("/graphql/stream", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify({ query: changes, variables: { id: programme.id } }),
    });
    expect(await codeOf(stream)).toBe("PERSISTED_DOCUMENT_REQUIRED");
  });
});
