import { connect } from "node:net";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { OpenStream } from "../kit/event-stream.js";
import { Luoshi } from "../kit/luoshi.js";

/** What ending may take where nothing is under way: less than it goes on answering, in milliseconds. */
const atOnce = 1900;

async function given() {
  const luoshi = new Luoshi("SQLite");
  await luoshi.start();
  let hasStopped = false;
  const stop = async () => {
    if (hasStopped) return;
    hasStopped = true;
    await luoshi.stop();
  };
  onTestFinished(stop);
  const programme = await luoshi.given.programme({});
  const { cookie = "" } = await luoshi.given.reader();
  const follow = async () => {
    const stream = await OpenStream.open(`${luoshi.url}/graphql/stream`, {
      method: "POST",
      headers: { cookie, accept: "text/event-stream", "content-type": "application/json" },
      body: JSON.stringify({
        query: `subscription ($id: ID!) { changes(programmeId: $id) { revision } }`,
        variables: { id: programme.id },
      }),
    });
    await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(1);
    return stream;
  };
  const ending = async () => {
    const begun = performance.now();
    await stop();
    return performance.now() - begun;
  };
  return { luoshi, follow, ending };
}

it("ending waits for nobody who connected and asked for nothing", async () => {
  const { luoshi, ending } = await given();
  const { hostname, port } = new URL(luoshi.url);
  const silent = connect(Number(port), hostname);
  await once(silent, "connect");
  silent.resume();
  const closed = once(silent, "close");
  expect(await ending()).toBeLessThan(atOnce);
  await closed;
});

it("ending does not wait for a stream, which has no end of its own", async () => {
  const { follow, ending } = await given();
  const stream = await follow();
  expect(await ending()).toBeLessThan(atOnce);
  expect(stream.hasEnded).toBe(true);
});

it("ending does not wait for who left in the middle of an answer", async () => {
  const { luoshi, follow, ending } = await given();
  (await follow()).close();
  await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(0);
  expect(await ending()).toBeLessThan(atOnce);
});
