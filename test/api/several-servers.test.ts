import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyLog } from "../../server/log/verify-log.js";
import type { Client } from "../kit/client.js";
import { BreakingLine } from "../kit/breaking-line.js";
import { followBySocket, followers } from "../kit/followers.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { moveOften } from "../kit/move-often.js";
import { temporaryFolder } from "../kit/program.js";
import { endServer, startServer } from "../kit/running-server.js";
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

  /** Whom to follow from where the programme stands now. */
  async function followed(programme: GivenProgramme, { cookie = "" }: Client) {
    const [head] = await first.sql<{ revision: number }>(`select revision from log_head where chain = ?`, [
      programme.id,
    ]);
    return { cookie, programmeId: programme.id, sinceRevision: head?.revision ?? 0 };
  }

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

  it("hear it at once, and again after the connection that tells of it was lost", async () => {
    const programme = await first.given.programme({ projects: [{ owners: ["陈美治"] }] });
    const owner = await first.given.signedIn("陈美治");
    const stock = followBySocket({ ...(await followed(programme, owner)), url: second.url });
    await expect.poll(() => second.app.feed.followerCount, { interval: 5 }).toBe(1);
    const listeners = () =>
      first.sql<{ pid: number }>(`select pid from pg_stat_activity where application_name = 'luoshi listener'
        and datname = current_database()`);
    await expect.poll(async () => (await listeners()).length).toBe(2);
    // Looking for what was written happens every 10 seconds only: what comes sooner was told.
    await owner.move(programme.card, "ACTIVE");
    await expect.poll(() => stock.heard.length, { interval: 5, timeout: 3000 }).toBe(1);
    const lost = await listeners();
    for (const { pid } of lost) await first.sql(`select pg_terminate_backend(?)`, [pid]);
    await owner.move(programme.card, "PENDING");
    await expect.poll(() => stock.heard.length, { interval: 5, timeout: 3000 }).toBe(2);
    const isNew = ({ pid }: { pid: number }) => lost.every((old) => old.pid !== pid);
    await expect.poll(async () => (await listeners()).filter(isNew).length, { timeout: 5000 }).toBe(2);
    await owner.move(programme.card, "ACTIVE");
    await expect.poll(() => stock.heard.length, { interval: 5, timeout: 3000 }).toBe(3);
  });

  it("lose nothing when one is killed: its followers go on at the other", { timeout: 60_000 }, async () => {
    const settings = async () => ({
      DATABASE_URL: first.config.databaseUrl ?? "",
      DATA_DIR: await temporaryFolder(),
      SECRET: first.config.secret,
    });
    const [killed, other] = [await startServer(await settings()), await startServer(await settings())];
    const tasks = Array.from({ length: 5 }, () => ({}));
    const programme = await first.given.programme({ projects: [{ owners: ["陈美治"], tasks }] });
    const owner = await first.given.signedIn("陈美治");
    const line = await BreakingLine.to(killed.url);
    const whom = { ...(await followed(programme, owner)), url: line.url };
    const all = Object.values(followers).map((follow) => follow(whom));
    let moved = 0;
    const afterwards = async () => {
      moved += 50;
      if (moved !== 150) return;
      expect(Math.min(...all.map(({ heard }) => heard.length))).toBeGreaterThan(0);
      await endServer(killed, "SIGKILL");
      line.leadTo(other.url);
    };
    await moveOften(owner, programme, { changes: 400, every: 50, afterwards });
    const expected = Array.from({ length: 400 }, (_, index) => whom.sinceRevision + 1 + index);
    await expect.poll(() => all.map(({ heard }) => heard.length), { timeout: 5000 }).toEqual([400, 400, 400]);
    for (const { heard } of all) expect(heard).toEqual(expected);
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
