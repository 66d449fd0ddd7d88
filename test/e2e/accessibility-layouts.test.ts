import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { barriersOn, wordRules } from "./barriers.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
const wide = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
let browser: Browser;
let programme: GivenProgramme;
let page: Page;

/** Two projects, the first with a task in every state. */
beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname });
  programme = await luoshi.given.programme({
    projects: [
      {
        owners: ["叶锋"],
        tasks: [{ title: "勘察" }, { title: "种植" }, { title: "管护" }, { title: "验收" }],
      },
      { owners: ["陈美治"] },
    ],
  });
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  await luoshi.given.person("叶锋");
  const [owner, supervisor] = [await luoshi.given.signIn("叶锋"), await luoshi.given.signIn("林晓敏")];
  for (const place of ["1.2", "1.3", "1.4"])
    await owner.move(programme.task(place), "SUBMITTED", { report: { done: "已经办完。" } });
  await supervisor.move(programme.task("1.2"), "ACTIVE", { reason: "缺少照片。" });
  await supervisor.move(programme.task("1.4"), "ACCEPTED");
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

describe("No barrier is found, in both themes, at both widths and in both languages,", () => {
  let language = "zh-CN";
  let isDark = false;

  beforeAll(async () => {
    ({ page } = await BrowserPerson.signIn(browser, luoshi.url, "林晓敏", { colorScheme: "light" }));
    page.setDefaultTimeout(10_000);
  });
  afterAll(() => page.context().close());

  /** By the page's own menu; the page then begins anew. */
  async function changeLanguage(): Promise<void> {
    language = language === "en" ? "zh-CN" : "en";
    await page.locator(".page-bar").evaluate((bar) => bar.setAttribute("data-before", ""));
    await page.getByRole("button", { name: /林晓敏/ }).click();
    await page.getByRole("menuitemradio", { name: language === "en" ? "English" : "中文" }).click();
    await page.locator("[data-before]").waitFor({ state: "detached" });
    await page.locator(`html[lang=${language}]`).waitFor();
  }

  const board = (query: string) => () => `/programmes/${programme.id}?${query}`;
  const drawer = (place: string) => () => `/programmes/${programme.id}?task=${programme.task(place).id}`;
  it.each([
    ["on the board", board(""), ".column [data-task-id]"],
    ["on the board by quarters in lanes", board("columns=quarter&lanes=lead-office"), ".lane [data-task-id]"],
    ["on a board that is looked back at", board("as-of=2022-08-15"), ".banner"],
    ["where no card passes the filter", board("q=nothing"), "main .empty"],
    ["in the matrix", board("layout=matrix"), ".matrix [data-task-id], .matrix table a, .matrix li a"],
    ["on the timeline", board("layout=timeline"), ".timeline .more"],
    ["at the table", board("layout=table&columns=project"), "[role=checkbox], input[type=checkbox]"],
    ["at the charts", board("layout=dashboard"), ".dashboard canvas, .dashboard svg"],
    ["in the drawer of a task that is not begun", drawer("1.1"), "dialog .task h2"],
    ["in the drawer of a task that was returned", drawer("1.2"), "dialog .task h2"],
    ["in the drawer of a task that waits for acceptance", drawer("1.3"), "dialog .task h2"],
    ["in the drawer of a task that was accepted", drawer("1.4"), "dialog .task h2"],
    ["on the list of projects", () => `/programmes/${programme.id}/projects`, "main h1 ~ p, main .title p"],
    ["on a project's page", () => `/projects/${programme.card.projectId}`, "main [data-task-id]"],
  ])("%s", async (_, address, ready) => {
    isDark = !isDark;
    await page.setViewportSize(phone);
    await page.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
    await page.goto(`${luoshi.url}${address()}`);
    const shown = page.locator(ready).locator("visible=true").first();
    await shown.waitFor();
    const onPhone = await barriersOn(page);
    await page.setViewportSize(wide);
    await page.emulateMedia({ colorScheme: isDark ? "light" : "dark" });
    // A drawer that has covered a phone would cover the desk as well.
    if (await page.getByRole("dialog").isVisible()) await page.reload();
    await shown.waitFor();
    const onDesk = await barriersOn(page);
    await changeLanguage();
    await shown.waitFor();
    const inOtherWords = await barriersOn(page, wordRules);
    expect({ onPhone, onDesk, inOtherWords }).toEqual({ onPhone: [], onDesk: [], inOtherWords: [] });
  });
});
