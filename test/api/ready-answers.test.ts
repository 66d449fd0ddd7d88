import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";

const shared = `query ($id: ID!) { board(programmeId: $id) {
  projects { owners { name role } tasks { id stage { kind } light { colour } } } } }`;
const personal = `query ($id: ID!) { board(programmeId: $id) {
  projects { tasks { nextStages { allowed stage { kind } } light { explanation } } } } }`;

describeApi("A board that is kept ready", ({ given, clock, stranger }) => {
  let programme: GivenProgramme;
  let owner: Client;
  let reader: Client;
  beforeAll(async () => {
    programme = await given.programme({ projects: [{ owners: ["陈美治"] }] });
    owner = await given.signedIn("陈美治");
    reader = await given.reader();
  });

  const read = (client: Client, query = shared, headers = {}) =>
    client.send(query, { id: programme.id }, headers);
  const get = (client: Client, etag?: string) => {
    const address = `/graphql?${new URLSearchParams({ query: shared, variables: JSON.stringify({ id: programme.id }) })}`;
    const headers = { "apollo-require-preflight": "1", ...(etag !== undefined && { "if-none-match": etag }) };
    return client.fetch(address, { headers });
  };

  it("is the very answer that was made, under the same name, for everybody who may see the same", async () => {
    const [made, ready, others] = [await read(owner), await read(owner), await read(reader)];
    expect(made.headers.get("etag")).toMatch(/^"[\w-]{43}"$/);
    for (const again of [ready, others]) {
      expect(again.text).toBe(made.text);
      expect(again.headers.get("etag")).toBe(made.headers.get("etag"));
    }
  });

  it("never goes to whoever is not signed in", async () => {
    await read(owner);
    expect(await read(stranger)).toMatchObject({ code: "UNAUTHENTICATED", data: null });
    expect((await read(stranger)).headers.get("etag")).toBeNull();
    expect(await read(stranger.withCookie("luoshi_session=forged"))).toMatchObject({
      code: "UNAUTHENTICATED",
    });
  });

  it("is each viewer's own, and each language's, where it depends on them", async () => {
    const mine = await read(owner, personal);
    const theirs = await read(reader, personal);
    expect(mine.text).toContain(`"allowed":true`);
    expect(theirs.text).not.toContain(`"allowed":true`);
    expect((await read(owner, personal)).text).toBe(mine.text);
    expect((await read(reader, personal)).text).toBe(theirs.text);
    const english = await read(owner, personal, { "accept-language": "en" });
    expect(english.text).toContain("working days left");
    expect((await read(owner, personal)).text).toBe(mine.text);
  });

  it("is made anew after a move, and after a change of a person", async () => {
    const before = await read(reader);
    await owner.move(programme.card, "ACTIVE");
    const moved = await read(reader);
    expect(moved.text).toContain(`"ACTIVE"`);
    expect(moved.headers.get("etag")).not.toBe(before.headers.get("etag"));
    await given.person("陈美治", { role: Role.SUPERVISOR });
    expect((await read(reader)).text).toContain(`"SUPERVISOR"`);
  });

  it("is made anew the next day: lights change overnight", async () => {
    const today = (await read(reader)).headers.get("etag");
    clock.moveTo("2022-08-15T16:30:00.000Z");
    expect((await read(reader)).headers.get("etag")).not.toBe(today);
    clock.moveTo("2022-08-15T01:00:00.000Z");
  });

  it("is not sent again to a browser that has it, until it changes", async () => {
    const first = await get(owner);
    const etag = first.headers.get("etag") ?? "";
    expect(first.status).toBe(200);
    expect((await get(owner, etag)).status).toBe(304);
    expect((await get(stranger, etag)).status).not.toBe(304);
    await owner.move(programme.card, "PENDING");
    expect((await get(owner, etag)).status).toBe(200);
  });

  it("is not taken from a document that only looks like it", async () => {
    const [, ...rest] = shared.split(" ");
    const broken = await owner.fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        query: rest.join(" "),
        operationName: "query",
        variables: { id: programme.id },
      }),
    });
    expect(broken.status).toBe(400);
    expect((await read(owner)).headers.get("etag")).not.toBeNull();
  });

  it("an answer with an error has no name and is not kept", async () => {
    const missing = await owner.send(shared, { id: "programme_unknown" });
    expect(missing).toMatchObject({ code: "NOT_FOUND" });
    expect(missing.headers.get("etag")).toBeNull();
  });
});
