import { describe, expect, it } from "vitest";
import { createApp } from "../../server/app.js";
import { BreakingLine } from "../kit/breaking-line.js";
import { followers, type Follower } from "../kit/followers.js";
import { moveOften } from "../kit/move-often.js";
import { describeApi } from "../kit/luoshi.js";

const count = 500;

describeApi("A follower with a stock client", (luoshi) => {
  const { given } = luoshi;

  async function followed(url: string) {
    const tasks = Array.from({ length: 5 }, () => ({}));
    const programme = await given.programme({ projects: [{ owners: ["陈美治"], tasks }] });
    const owner = await given.signedIn("陈美治");
    const answer = await owner.ask<{ programme: { revision: number } }>(
      `query ($id: ID!) { programme(id: $id) { revision } }`,
      { id: programme.id },
    );
    const sinceRevision = answer.programme.revision;
    const whom = { url, cookie: owner.cookie ?? "", programmeId: programme.id, sinceRevision };
    const all = Object.values(followers).map((follow) => follow(whom));
    const expected = Array.from({ length: count }, (_, index) => sinceRevision + 1 + index);
    return { programme, owner, all, expected };
  }

  const heardAll = async (all: Follower[], expected: number[]) => {
    const lengths = () => all.map(({ heard }) => Math.min(heard.length, expected.length));
    await expect.poll(lengths, { timeout: 4000, interval: 20 }).toEqual(all.map(() => expected.length));
    for (const { heard } of all) expect(heard).toEqual(expected);
  };

  it(
    "hears all of 500 changes, each once, though the line is cut again and again",
    { timeout: 60_000 },
    async () => {
      const line = await BreakingLine.to(luoshi.url);
      const { programme, owner, all, expected } = await followed(line.url);
      await moveOften(owner, programme, { changes: count, every: 70, afterwards: () => line.cut() });
      await heardAll(all, expected);
      for (const follower of all) follower.stop();
      await expect.poll(() => luoshi.app.feed.followerCount).toBe(0);
    },
  );

  it(
    "hears all of 500 changes, each once, though its server is stopped and another begins",
    { timeout: 60_000 },
    async () => {
      const start = () => createApp({ ...luoshi.config, port: 0 }, luoshi.clock);
      let server = await start();
      const line = await BreakingLine.to(server.url);
      const { programme, owner, all, expected } = await followed(line.url);
      const restart = async () => {
        await server.stop();
        server = await start();
        line.leadTo(server.url);
      };
      await moveOften(owner, programme, { changes: count, every: 120, afterwards: restart });
      await heardAll(all, expected);
      for (const follower of all) follower.stop();
      await server.stop();
    },
  );

  describe.each(Object.entries(followers))("%s", (_name, follow) => {
    it("leaves nothing behind: 100 that went away are forgotten", async () => {
      const programme = await given.programme({ projects: [{ owners: ["陈美治"] }] });
      const { cookie = "" } = await given.reader();
      const whom = { url: luoshi.url, cookie, programmeId: programme.id, sinceRevision: 0 };
      const many = Array.from({ length: 100 }, () => follow(whom));
      await expect.poll(() => luoshi.app.feed.followerCount, { interval: 10 }).toBe(100);
      for (const follower of many) follower.stop();
      await expect.poll(() => luoshi.app.feed.followerCount, { interval: 10 }).toBe(0);
    });
  });
});
