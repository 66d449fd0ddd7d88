import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, CDPSession } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme, GivenTask } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const pageDir = new URL("../../dist/web", import.meta.url).pathname;
const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;

beforeAll(async () => {
  // Whatever the page sends that is not one of its known documents is refused.
  await luoshi.start({ pageDir, persistedOnly: true });
  programme = await luoshi.given.programme({
    projects: Array.from({ length: 30 }, () => ({ owners: ["陈美治"] })),
  });
  await luoshi.given.person("陈美治", { role: Role.SUPERVISOR });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

/** What the page asked the API and how that was answered, as the wire had it. */
interface Exchange {
  method: string;
  asked: string;
  status: () => number;
  received: number;
}

describe("The page asks by the ids of its documents", () => {
  let person: BrowserPerson;
  let exchanges: Map<string, Exchange>;
  const frames: string[] = [];

  beforeAll(async () => {
    person = await BrowserPerson.signIn(browser, luoshi.url, "陈美治");
    const wire = await person.page.context().newCDPSession(person.page);
    exchanges = await watch(wire);
    person.page.on("websocket", (socket) =>
      socket.on("framesent", ({ payload }) => frames.push(String(payload))),
    );
  });
  afterAll(() => person?.close());

  const boards = () => [...exchanges.values()].filter(({ method }) => method === "GET");

  it("and never by their text, on no way", async () => {
    await person.open(`/programmes/${programme.id}`);
    await person.sees(programme.card.id, "PENDING");
    await person.drag(programme.card.id, "ACTIVE");
    await person.sees(programme.card.id, "ACTIVE");
    await person.open(`/projects/${programme.card.projectId}`);
    await person.page.locator("[data-task-id]").first().waitFor();
    expect(exchanges.size).toBeGreaterThan(4);
    for (const { asked } of exchanges.values()) {
      expect(asked).toContain("sha256Hash");
      expect(asked).not.toMatch(/"query"|query=|mutation |__typename/);
    }
    const subscriptions = frames.filter((frame) => frame.includes('"subscribe"'));
    expect(subscriptions.length).toBeGreaterThan(0);
    for (const frame of subscriptions) expect(frame).toMatch(/"query":"".{0,400}"sha256Hash":"[0-9a-f]{64}"/);
  });

  it("and is sent no board again that has not changed", async () => {
    await person.open(`/programmes/${programme.id}`);
    await person.sees(programme.card.id, "ACTIVE");
    await expect.poll(() => boards()[0]?.status()).toBe(200);
    exchanges.clear();
    await person.page.reload();
    await person.sees(programme.card.id, "ACTIVE");
    await expect.poll(() => boards()[0]?.status()).toBe(304);
    await expect.poll(() => boards()[0]?.received).toBeGreaterThan(0);
    expect(boards()[0]?.received).toBeLessThan(1000);
  });
});

describe("A page that another build of the server answers", () => {
  const other = new Luoshi("SQLite");
  let folder: string;
  let person: BrowserPerson;
  let card: GivenTask;

  beforeAll(async () => {
    // Beside this page lie no documents: whatever id it asks by is unknown.
    folder = await mkdtemp(join(tmpdir(), "luoshi-page-"));
    await symlink(pageDir, join(folder, "web"));
    await other.start({ pageDir: join(folder, "web") });
    const { card: first } = await other.given.programme({ projects: [{ owners: ["陈美治"] }] });
    card = first;
    await other.given.person("陈美治");
    person = await BrowserPerson.signIn(browser, other.url, "陈美治");
  });
  afterAll(async () => {
    await person?.close();
    await other.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("sends the texts of its documents instead: boards, moves, and what it follows", async () => {
    await person.open(`/programmes/${card.programme.id}`);
    await person.sees(card.id, "PENDING");
    await person.drag(card.id, "ACTIVE");
    await expect.poll(async () => (await (await other.given.reader()).card(card)).stage.kind).toBe("ACTIVE");
    await (await other.given.signIn("陈美治")).move(card, "PENDING");
    await person.sees(card.id, "PENDING");
  });
});

async function watch(wire: CDPSession): Promise<Map<string, Exchange>> {
  const exchanges = new Map<string, Exchange>();
  // The browser's cache hides a 304 from the page; this is what came over the wire. It may be told of out of order.
  const statuses = new Map<string, number>();
  await wire.send("Network.enable");
  wire.on("Network.responseReceivedExtraInfo", ({ requestId, statusCode }) => {
    statuses.set(requestId, statusCode);
  });
  wire.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (!/^\/graphql(\/|$)/.test(new URL(request.url).pathname)) return;
    const { method, url, postData } = request;
    const asked = method === "GET" ? decodeURIComponent(url) : (postData ?? "");
    const status = () => statuses.get(requestId) ?? 0;
    exchanges.set(requestId, { method, asked, status, received: 0 });
  });
  wire.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const exchange = exchanges.get(requestId);
    if (exchange) exchange.received = encodedDataLength;
  });
  return exchanges;
}
