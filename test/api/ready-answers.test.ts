import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";

const shared = `query ($id: ID!) { board(programmeId: $id) {
  projects { owners { name role } tasks { id stage { kind } light { colour } } } } }`;
const personal = `query ($id: ID!) { board(programmeId: $id) {
  projects { tasks { nextStages { allowed stage { kind } } light { explanation } } } } }`;

describeApi("A board that is kept ready", (luoshi) => {
  const { given, clock, stranger } = luoshi;
  afterEach(() => vi.restoreAllMocks());
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

  it("is another one for each who may edit and who may not", async () => {
    const document = `query ($id: ID!) { board(programmeId: $id) { programme { viewerCanEdit }
      projects { viewerCanEdit tasks { viewerCanReschedule viewerCanAssign } } } }`;
    const may = async (client: Client) => (await client.send(document, { id: programme.id })).text;
    const supervisor = await given.supervisor();
    for (let time = 0; time < 2; time += 1) {
      expect(await may(supervisor)).not.toContain("false");
      expect(await may(reader)).not.toContain("true");
    }
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

  it("after changes, has only the projects read anew that changed, and is what a whole reading gives", async () => {
    const names = ["甲责任人", "乙责任人", "丙责任人"];
    const board = await given.programme({
      projects: names.map((name) => ({ owners: [name], tasks: [{}, {}, {}] })),
    });
    const owners = await Promise.all(names.map((name) => given.signedIn(name)));
    const document = `query ($id: ID!) { board(programmeId: $id) { programme { revision } stages { name }
      all: projects { id name assistingOffices { name } ...Tasks } } }
      fragment Tasks on Project { tasks { id version rank stage { name } assignees { name } period { dueOn } } }`;
    let documents = 0;
    const held = () => reader.send(document, { id: board.id });
    const whole = () => reader.send(`# ${(documents += 1)}\n${document}`, { id: board.id });
    await held();
    const moves = Array.from({ length: 12 }, (_, index) => ({
      owner: index % 3,
      task: Math.floor(index / 3) % 3,
    }));
    for (const [index, { owner: at, task }] of moves.entries()) {
      const card = board.task(`${at + 1}.${task + 1}`);
      await owners[at]?.move(card, index % 2 === 0 ? "ACTIVE" : "PENDING");
      if (index === 4) await given.assignee(card, "甲责任人");
      if (index === 7) await given.renamedStage(board, "ACTIVE", "办理中");
      expect((await held()).text).toBe((await whole()).text);
    }
    const rows = vi.spyOn(luoshi.app.database.rows, "all");
    await owners[0]?.move(board.card, "ACTIVE");
    rows.mockClear();
    await held();
    const read = rows.mock.calls.filter(([sql]) => sql.includes("from task t"));
    expect(read.map(([, parameters]) => parameters)).toEqual([[board.id, board.card.projectId]]);
  });

  it("names no later state than it shows, though cards move while it is read", async () => {
    const board = await given.programme({ projects: [{ owners: ["甲责任人"], tasks: [{}, {}, {}, {}] }] });
    const mover = await given.signedIn("甲责任人");
    const document = `query ($id: ID!) { board(programmeId: $id) {
      programme { revision } projects { tasks { id version } } } }`;
    let isMoving = true;
    const moving = (async () => {
      for (let turn = 0; turn < 20; turn++) await mover.move(board.tasks[turn % 4] ?? board.card, "ACTIVE");
      isMoving = false;
    })();
    while (isMoving) {
      const { data } = await reader.send<VersionsData>(document, { id: board.id });
      const { programme: shown, projects } = data?.board ?? { programme: { revision: 0 }, projects: [] };
      const changes = await luoshi.sql<{ task: string; count: number }>(
        `select task_id task, count(*) count from change where chain = ? and revision <= ? and task_id is not null group by task_id`,
        [board.id, shown.revision],
      );
      const least = new Map(changes.map(({ task, count }) => [task, Number(count)]));
      for (const { id, version } of projects.flatMap(({ tasks }) => tasks))
        expect(version).toBeGreaterThanOrEqual(least.get(id) ?? 0);
    }
    await moving;
  });
});

interface VersionsData {
  board: { programme: { revision: number }; projects: { tasks: { id: string; version: number }[] }[] };
}
