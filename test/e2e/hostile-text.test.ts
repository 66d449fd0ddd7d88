import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { hostileTexts } from "../kit/hostile-texts.js";
import { Luoshi } from "../kit/luoshi.js";
import { docxOf, tabbed, writers, type PlainNotice } from "../kit/table-files.js";
import { plantEverywhere, texts, wordsOfCard } from "./plant-texts.js";
import { Watch, WatchedPage } from "./watched-page.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let supervisor: Client;
/** So high that the longest column and all lanes are shown whole. */
let high: WatchedPage;
let here: WatchedPage;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname, today: "2022-08-15" });
  browser = await launchBrowser();
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  supervisor = await luoshi.given.signIn("林晓敏");
  programme = await plantEverywhere(luoshi);
  high = await WatchedPage.open(browser, luoshi.url, supervisor.cookie ?? "", 80_000);
  here = await WatchedPage.open(browser, luoshi.url, supervisor.cookie ?? "");
  for (const { page } of [high, here]) page.setDefaultTimeout(15_000);
});

afterAll(async () => {
  await high?.close();
  await here?.close();
  await browser?.close();
  await luoshi.stop();
});

afterEach(async () => {
  await here.touch();
  for (const watched of [high, here]) {
    const found = { planted: await watched.planted(), ...watched.watch.take() };
    if (Object.values(found).flat().length > 0) throw new Error(JSON.stringify(found, null, 2));
  }
});

it("there are about two hundred texts of every family", () => {
  expect(hostileTexts.length).toBeGreaterThanOrEqual(200);
  expect(new Set(texts).size).toBe(hostileTexts.length);
});

describe("A text that would be code is shown as it was written, and does nothing,", () => {
  it("on the board, as a title, a project, a person, an office and a column's name", async () => {
    await high.goTo(`/programmes/${programme.id}`);
    const cards = high.page.locator("[data-task-id]");
    await expect.poll(() => cards.count(), { timeout: 15_000 }).toBe(texts.length);
    expect(await high.missing(texts)).toEqual([]);
  });

  it("in the picture of a card that is carried, which needs no style sheet of its own", async () => {
    await here.goTo(`/programmes/${programme.id}`);
    const box = await here.page.locator("[data-task-id]").first().boundingBox();
    const [x, y] = [(box?.x ?? 0) + 30, (box?.y ?? 0) + 12];
    await here.page.mouse.move(x, y);
    await here.page.mouse.down();
    await here.page.mouse.move(x + 60, y + 60, { steps: 8 });
    await here.page.locator(".carried-picture").waitFor();
    const cursor = here.page.locator("[data-stage-kind]").first();
    expect(await cursor.evaluate((column) => getComputedStyle(column).cursor)).toBe("grabbing");
    expect(await here.planted()).toEqual([]);
    await here.page.keyboard.press("Escape");
    await here.page.mouse.up();
    await here.page.locator("html:not([data-carrying])").waitFor();
  });

  it("on the board by projects", async () => {
    await high.goTo(`/programmes/${programme.id}?lanes=project`);
    await expect.poll(() => high.missing(texts), { timeout: 15_000 }).toEqual([]);
  });

  it("in the table of tasks, and in the charts and their numbers", async () => {
    await high.goTo(`/programmes/${programme.id}?layout=table`);
    await high.page.getByRole("row").nth(texts.length).waitFor();
    await expect.poll(() => high.missing(texts), { timeout: 15_000 }).toEqual([]);
    await high.goTo(`/programmes/${programme.id}?layout=dashboard&columns=project`);
    await high.page.locator(".chart svg text").first().waitFor();
    expect(await high.planted()).toEqual([]);
    await high.page.getByRole("button", { name: "看数字" }).first().click();
    await expect.poll(() => high.missing(texts), { timeout: 15_000 }).toEqual([]);
  });

  it("in the table of projects", async () => {
    await here.goTo(`/programmes/${programme.id}/projects`);
    await here.page.getByRole("row").nth(texts.length).waitFor();
    expect(await here.missing(texts)).toEqual([]);
  });

  it("in a card's reports, reasons and history, and on its project's page", async () => {
    for (const { task, words } of wordsOfCard(programme)) {
      await here.goTo(`/programmes/${programme.id}?task=${task.id}`);
      await here.page.getByRole("dialog").waitFor();
      await expect.poll(() => here.missing(words)).toEqual([]);
      expect(await here.planted()).toEqual([]);
      await here.goTo(`/projects/${task.projectId}`);
      await here.page.getByRole("heading", { level: 1 }).waitFor();
      await expect.poll(() => here.missing([texts[Number(task.place.split(".")[0]) - 1] ?? ""])).toEqual([]);
      expect(await here.planted()).toEqual([]);
    }
  });

  it("on one's account's page, and in the answers that the explorer shows", async () => {
    await here.goTo("/account");
    await here.page.getByText("登录的设备").waitFor();
    await here.goTo("/explore");
    await here.page.getByText("Send query FirstLook").click();
    await here.page.getByText(`"${programme.id}"`).waitFor();
    expect(await here.missing(texts.slice(0, 1))).toEqual([]);
    // The explorer itself tries whether it may make code of text, and may not.
    expect(here.watch.refused.splice(0).filter((what) => what.trim() !== "script-src eval")).toEqual([]);
  });

  it("in an address: what is searched for, where to go on, what went wrong", async () => {
    for (const text of texts.filter((_text, index) => index % 24 === 0)) {
      const part = encodeURIComponent(text);
      await here.goTo(
        `/programmes/${programme.id}?q=${part}&light=${part}&lanes=${part}&task=${part}#${part}`,
      );
      await here.page.getByRole("main").waitFor();
    }
    const stranger = await WatchedPage.open(browser, luoshi.url, "none=none");
    for (const text of texts.filter((_text, index) => index % 24 === 1)) {
      const part = encodeURIComponent(text);
      await stranger.goTo(`/sign-in?next=${part}&problem=${part}#${part}`);
      await stranger.page.getByRole("alert").waitFor();
    }
    expect(await stranger.planted()).toEqual([]);
    expect(stranger.watch).toEqual(new Watch());
    await stranger.close();
  });
});

describe("Nobody is led elsewhere by signing in", () => {
  it.each([
    "javascript:hit(1)",
    "//evil.example/",
    "/\\evil.example/",
    "https://evil.example/",
    "data:text/html,x",
  ])("to %s", async (next) => {
    const stranger = await WatchedPage.open(browser, luoshi.url, "none=none");
    await stranger.goTo(`/sign-in?next=${encodeURIComponent(next)}`);
    await stranger.page.getByLabel("姓名").fill("林晓敏");
    await stranger.page.getByLabel("密码").fill("Everybody-2022");
    await stranger.page.getByRole("button", { name: "登录", exact: true }).click();
    await stranger.page.getByRole("button", { name: /^林晓敏/ }).waitFor();
    expect(new URL(stranger.page.url()).origin).toBe(luoshi.url);
    expect(stranger.watch).toEqual(new Watch());
    await stranger.close();
  });
});

describe("A hostile notice is shown as text, and does nothing,", () => {
  const notice: PlainNotice = {
    title: "青山镇关于下达2022年为民办实事项目责任分解任务的通知",
    header: ["序号", "项目名称", "建设内容", "项目进度", "责任领导", "责任人", "责任科室", "备注"],
    rows: texts
      .filter((text) => !text.includes("|"))
      .map((text, index) => [
        String(index + 1),
        `项目 ${text}`,
        `内容 ${text}`,
        `第一季度完成 ${text}；第四季度前完工。`,
        "王强",
        "李梅",
        "规划办",
        text,
      ]),
  };
  const markup = `<html><body><p>${notice.title}</p><table>${[notice.header, ...notice.rows]
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
    .join("")}</table></body></html>`;
  const bytes = (name: keyof typeof writers) => writers[name]?.(notice).input as Buffer;

  it.each([
    ["a Word file", ["项目 @:app.name"], "通知.docx", () => Buffer.from(docxOf(notice))],
    ["a web page whose texts are markup", [], "通知.html", () => Buffer.from(markup)],
    ["a web page whose texts are written out", ["项目 @:app.name"], "通知.html", () => bytes(".html")],
    ["Markdown", ["项目 @:app.name"], "通知.md", () => bytes(".md")],
    ["a table with commas", ["项目 @:app.name"], "通知.csv", () => bytes(".csv")],
    ["a plain text", ["项目 @:app.name"], "通知.txt", () => Buffer.from(tabbed(notice))],
  ])("given as %s", async (_what, shown, name, make) => {
    await here.goTo("/import");
    await here.page.getByLabel("粘贴通知全文").waitFor();
    await here.page.locator("input[type=file]").setInputFiles({ name, mimeType: "", buffer: make() });
    await here.page.getByText(/^共 \d+ 个项目、\d+ 个任务/).waitFor();
    expect(await here.missing(shown)).toEqual([]);
    expect(await here.planted()).toEqual([]);
    await here.page.getByRole("button", { name: "取消" }).click();
    await here.page.getByLabel("粘贴通知全文").waitFor();
  });

  it("and its file's name neither", async () => {
    for (const text of texts.filter((_text, index) => index % 150 === 2)) {
      await here.goTo("/import");
      await here.page
        .locator("input[type=file]")
        .setInputFiles({ name: `${text}.md`, mimeType: "", buffer: bytes(".md") });
      await here.page.getByText(/^共 \d+ 个项目/).waitFor();
      expect(await here.missing([text.replace(/.*[/\\]/, "")])).toEqual([]);
      expect(await here.planted()).toEqual([]);
      await here.page.getByRole("button", { name: "取消" }).click();
    }
  });
});
