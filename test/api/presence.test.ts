import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Presence } from "../../server/features/presence/presence.js";
import type { Client } from "../kit/client.js";
import { describeApi, Luoshi } from "../kit/luoshi.js";
import { openSocket, type Event } from "../kit/socket-client.js";

const subscription = `subscription ($id: ID!) { boardReaders(programmeId: $id) { count people { name } } }`;

interface Heard {
  boardReaders: { count: number; people: { name: string }[] };
}

/** Whom a subscription names by and by, until it names just these. */
async function hears(events: AsyncIterableIterator<Event<Heard>>, names: string[]): Promise<void> {
  for await (const { data, errors } of events) {
    if (errors) throw new Error(JSON.stringify(errors));
    const { people = [], count } = data?.boardReaders ?? {};
    if (people.map(({ name }) => name).join() !== names.join()) continue;
    expect(count).toBe(names.length);
    return;
  }
  throw new Error(`It ended before it named ${names.join()}`);
}

/** Follows; leaving a `for await` over it does not end it. */
function read(socket: ReturnType<Client["socket"]>, id: string): AsyncIterableIterator<Event<Heard>> {
  const events = socket.follow<Heard>(subscription, { id });
  const lasting: AsyncIterableIterator<Event<Heard>> = {
    next: () => events.next(),
    [Symbol.asyncIterator]: () => lasting,
  };
  return lasting;
}

describeApi("Who looks at a board", (luoshi) => {
  const { given } = luoshi;

  it("is told to those who look at it, while they do", async () => {
    const programme = await given.programme({});
    const [first, second] = [await given.signedIn("叶星耀"), await given.signedIn("苏良杰")];
    const mine = read(first.socket(), programme.id);
    await hears(mine, ["叶星耀"]);
    const theirs = second.socket();
    const others = read(theirs, programme.id);
    await hears(others, ["叶星耀", "苏良杰"]);
    await hears(mine, ["叶星耀", "苏良杰"]);
    await theirs.close();
    await hears(mine, ["叶星耀"]);
  });

  it("is counted once, with however many windows, and on that board alone", async () => {
    const [programme, other] = [await given.programme({}), await given.programme({ title: "另一年" })];
    const [one, somebody] = [await given.signedIn("叶星耀"), await given.signedIn("苏良杰")];
    const [first, second] = [one.socket(), one.socket()];
    await hears(read(first, programme.id), ["叶星耀"]);
    await hears(read(second, programme.id), ["叶星耀"]);
    await hears(read(somebody.socket(), other.id), ["苏良杰"]);
  });

  it("is never a program, and nothing is kept of those who have gone", async () => {
    const programme = await given.programme({});
    const person = await given.signedIn("叶星耀");
    const create = `mutation ($input: CreateTokenInput!) { createToken(input: $input) { ... on CreatedToken { secret } } }`;
    const input = { name: "大屏", scopes: ["READ"] };
    const { createToken } = await person.ask<{ createToken: { secret: string } }>(create, { input });
    const program = luoshi.stranger.withToken(createToken.secret);
    const { value } = await program.socket().follow(subscription, { id: programme.id }).next();
    expect((value as Event<Heard>).errors?.[0]?.extensions?.code).toBe("FORBIDDEN");
    await expect.poll(() => luoshi.app.presence.size).toBe(0);
  });
});

describe("Who looks at a board, with two servers on one PostgreSQL", () => {
  const [first, second] = [new Luoshi("PostgreSQL"), new Luoshi("PostgreSQL")];
  beforeAll(async () => {
    await first.start();
    await second.start({ databaseUrl: first.config.databaseUrl });
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
  });

  it("is told by each to the other", async () => {
    const programme = await first.given.programme({});
    const [here, there] = [await first.given.signedIn("叶星耀"), await first.given.signedIn("苏良杰")];
    const mine = read(here.socket(), programme.id);
    await hears(mine, ["叶星耀"]);
    const socket = openSocket(second.url, { cookie: there.cookie });
    await hears(read(socket, programme.id), ["苏良杰", "叶星耀"]);
    await hears(mine, ["叶星耀", "苏良杰"]);
    await socket.close();
    await hears(mine, ["叶星耀"]);
  });
});

describe("What another process says of its readers", () => {
  it("is heard in full, in messages that PostgreSQL takes, and gone when they are", async () => {
    const [here, there] = [new Presence(), new Presence()];
    const lengths: number[] = [];
    here.join((message) => {
      lengths.push(Buffer.byteLength(message));
      there.hear(message);
    });
    const id = (kind: string, number: number) => `${kind}_${String(number).padStart(26, "0")}`;
    const boards = Array.from({ length: 10 }, (_, index) => id("programme", index));
    const readers = boards.flatMap((board) =>
      Array.from({ length: 40 }, (_, index) => here.follow(board, id("person", index))),
    );
    for (const reader of readers) void reader.next();
    const looking = boards.map((board) => there.follow(board, "person_there"));
    const counts = () =>
      Promise.all(looking.map(async (told) => (await told.next()).value?.personIds.length));
    await expect.poll(counts, { timeout: 5000 }).toEqual(boards.map(() => 41));
    expect(Math.max(...lengths)).toBeLessThan(8000);
    await Promise.all(readers.map((reader) => reader.return?.()));
    await expect.poll(counts, { timeout: 5000 }).toEqual(boards.map(() => 1));
    for (const presence of [here, there]) presence.stop();
  });

  it("is passed over where it is no message of ours", () => {
    const presence = new Presence();
    for (const message of ["", "{", "null", "[]", '{"process":1}', '{"process":"x","boards":null}'])
      expect(() => presence.hear(message)).not.toThrow();
    expect(presence.size).toBe(0);
  });
});
