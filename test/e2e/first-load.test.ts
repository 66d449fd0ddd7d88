import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const root = new URL("../..", import.meta.url);
const luoshi = new Luoshi("SQLite");
let browser: Browser;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("dist/web", root).pathname });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

/** What a township's slow line can bear before the board is there. */
const mostScript = 200 * 1024;

it("the board takes no more than 200 KB of compressed script, and asks for each document with the page that needs it", async () => {
  const programme = await luoshi.given.programme({});
  await luoshi.given.person("叶锋");
  const person = await BrowserPerson.signIn(browser, luoshi.url, "叶锋");
  // The same person in a browser that has loaded nothing yet.
  const storageState = await person.page.context().storageState();
  const page = await (await browser.newContext({ storageState })).newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const scripts = new Map<string, { url: string; bytes: number }>();
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (type === "Script") scripts.set(requestId, { url: response.url, bytes: 0 });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const script = scripts.get(requestId);
    if (script) script.bytes += encodedDataLength;
  });
  await page.goto(`${luoshi.url}/programmes/${programme.id}`);
  await page.locator("[data-task-id]").first().waitFor();
  // Dragging is loaded once the board is there to be seen.
  const first = [...scripts.values()].filter(({ url }) => !url.includes("board-dragging"));
  const sum = first.reduce((bytes, script) => bytes + script.bytes, 0);
  expect(sum).toBeGreaterThan(0);
  expect(sum).toBeLessThanOrEqual(mostScript);
  const names = [...scripts.values()].map(({ url }) => url);
  expect(names.filter((url) => url.includes("ImportPage"))).toEqual([]);
  await page.context().close();
  await person.close();
});

it("what was built is sent as it was compressed then", async () => {
  const { text } = await fetch(luoshi.url).then(async (response) => ({ text: await response.text() }));
  const [asset = ""] = /assets\/index-[\w-]+\.js/.exec(text) ?? [];
  const encodings: Record<string, string | null> = {};
  for (const accepted of ["gzip", "br", "identity"]) {
    const { headers } = await fetch(`${luoshi.url}/${asset}`, { headers: { "accept-encoding": accepted } });
    encodings[accepted] = headers.get("content-encoding");
    expect(headers.get("content-type")).toContain("javascript");
  }
  expect(encodings).toEqual({ gzip: "gzip", br: "br", identity: null });
});
