import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;

beforeAll(async () => {
  await luoshi.start();
  programme = await luoshi.given.programme({ title: "二〇二二年为民办实事", projects: [{}] });
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

describe("The explorer", () => {
  let context: BrowserContext;
  let page: Page;
  /** Every address that anything in the browser asked for, sockets and workers among them. */
  const addresses: string[] = [];
  /** What the browser complained of: a forbidden source, a script that failed. */
  const complaints: string[] = [];

  beforeAll(async () => {
    context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 1200 } });
    const { cookie = "" } = await luoshi.given.signIn("林晓敏");
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url: luoshi.url }]);
    page = await context.newPage();
    context.on("request", (request) => addresses.push(request.url()));
    page.on("websocket", (socket) => addresses.push(socket.url().replace("ws:", "http:")));
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(`${luoshi.url}/explore`);
  });
  afterAll(() => context?.close());

  it("begins with an example in the browser's language, and runs it as whoever is signed in", async () => {
    await page.getByText("全部由本服务器提供，不访问互联网").waitFor();
    await page.getByText("Send query FirstLook").click();
    await page.getByText(`"${programme.id}"`).waitFor();
    await page.getByText('"林晓敏"').waitFor();
  });

  it("shows the documentation of the schema", async () => {
    await page.getByText("文档", { exact: true }).first().click();
    await page.getByText("Subscription", { exact: true }).click();
    await page.getByText("Every change of a programme, in order and without gaps").waitFor();
  });

  it("follows changes over a socket", async () => {
    await page.getByText("变量", { exact: true }).click();
    await page.locator(".cm-content").filter({ hasText: "sinceRevision" }).last().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(JSON.stringify({ programmeId: programme.id, sinceRevision: 0 }));
    const follow = page.getByText("Send subscription Follow");
    await follow.scrollIntoViewIfNeeded();
    await follow.click();
    await page.getByText('"IMPORT"').first().waitFor();
  });

  it("asks nothing of any other place than this server, and tries nothing that it may not", () => {
    expect(addresses.filter((address) => address.startsWith(luoshi.url)).length).toBeGreaterThan(20);
    expect(addresses.filter((address) => !/^(data|blob):/.test(address))).toEqual(
      addresses.filter((address) => address.startsWith(`${luoshi.url}/`)),
    );
    expect(complaints).toEqual([]);
  });
});
