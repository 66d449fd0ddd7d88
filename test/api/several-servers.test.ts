import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyLog } from "../../server/log/verify-log.js";
import type { Client } from "../kit/client.js";
import { Luoshi } from "../kit/luoshi.js";
import { openSocket, take } from "../kit/socket-client.js";

// Only PostgreSQL serves several servers at once.
describe("Two servers on one PostgreSQL database", () => {
  const [first, second] = [new Luoshi("PostgreSQL"), new Luoshi("PostgreSQL")];
  beforeAll(async () => {
    await first.start();
    await second.start({ databaseUrl: first.config.databaseUrl });
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
  });

  /** The same browser, at the other server. */
  const atSecond = (client: Client) => second.stranger.withCookie(client.cookie ?? "");

  it("know the same sessions, and read what the other wrote", async () => {
    const programme = await first.given.programme({ projects: [{ owners: ["陈美治"] }] });
    const owner = await first.given.signedIn("陈美治");
    const query = `query ($id: ID!) { board(programmeId: $id) { projects { tasks { version stage { kind } } } } }`;
    const board = (client: Client) => client.ask(query, { id: programme.id });
    expect(await board(owner)).toEqual(await board(atSecond(owner)));
    await owner.move(programme.card, "ACTIVE");
    expect(await board(atSecond(owner))).toEqual(await board(owner));
    await atSecond(owner).move(programme.card, "PENDING");
    expect(await board(owner)).toEqual(await board(atSecond(owner)));
  });

  it("write one log without gaps, and lose nothing", async () => {
    const owners = Array.from({ length: 4 }, (_, index) => `责任人${index}`);
    const programme = await first.given.programme({ projects: owners.map((name) => ({ owners: [name] })) });
    const clients = await Promise.all(owners.map((name) => first.given.signedIn(name)));
    await Promise.all(
      clients.map(async (client, index) => {
        const here = index % 2 === 0 ? client : atSecond(client);
        for (const to of ["ACTIVE", "PENDING", "ACTIVE", "PENDING"] as const) {
          expect((await here.move(programme.task(`${index + 1}.1`), to)).kind).toBe("Task");
        }
      }),
    );
    const changes = await first.sql<{ revision: number }>(
      `select revision from change where chain = ? order by revision`,
      [programme.id],
    );
    expect(changes.map(({ revision }) => revision)).toEqual(changes.map((_, index) => index + 1));
    expect(await verifyLog(second.app.database.rows)).toMatchObject({ broken: [] });
  });

  it("hear what the other wrote", async () => {
    const programme = await first.given.programme({ projects: [{ owners: ["陈美治"] }] });
    const owner = await first.given.signedIn("陈美治");
    const query = `subscription ($id: ID!) { changes(programmeId: $id) { verb } }`;
    const socket = openSocket(second.url, { cookie: owner.cookie });
    const heard = take(socket.follow<{ changes: { verb: string } }>(query, { id: programme.id }), 1);
    await expect.poll(() => second.app.feed.followerCount).toBe(1);
    await owner.move(programme.card, "ACTIVE");
    expect(await heard).toEqual([{ changes: { verb: "START" } }]);
  });

  it("let one of two win who move the same card at the same time", async () => {
    const programme = await first.given.programme({ projects: [{ owners: ["陈美治"] }] });
    const owner = await first.given.signedIn("陈美治");
    const { version } = await owner.card(programme.card);
    const answers = await Promise.all(
      [owner, atSecond(owner), owner, atSecond(owner)].map((client) =>
        client.move(programme.card, "ACTIVE", { version }),
      ),
    );
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual([
      "StaleVersion",
      "StaleVersion",
      "StaleVersion",
      "Task",
    ]);
  });
});
