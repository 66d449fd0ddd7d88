import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let person: BrowserPerson;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname });
  programme = await luoshi.given.programme({
    projects: [
      {
        name: "植树造林",
        category: "生态",
        leaders: ["许武灵"],
        owners: ["叶锋"],
        tasks: [
          { title: "选定地块", quarter: 1 },
          { title: "抚育管护", startsOn: "2022-04-01", dueOn: "2022-12-31", quarters: [2, 3, 4] },
        ],
      },
      {
        name: "道路提升",
        category: "交通",
        owners: ["何德海"],
        tasks: [
          { title: "立项", quarter: 1 },
          { title: "签约", quarter: 2 },
          { title: "竣工", quarter: 3 },
        ],
      },
    ],
  });
  await luoshi.given.person("叶锋");
  browser = await launchBrowser();
  person = await BrowserPerson.signIn(browser, luoshi.url, "叶锋");
  await person.open(`/programmes/${programme.id}?layout=matrix`);
  await person.page.getByRole("table").waitFor();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

const link = (name: string): Locator => person.page.getByRole("table").getByRole("link", { name });
/** What has the focus, by its title or its text. */
const focused = () => person.page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");

it("the matrix is a table of projects and quarters, with a task over all quarters that it lies in", async () => {
  const table = person.page.getByRole("table");
  expect(await table.getByRole("columnheader").allTextContents()).toEqual(
    [
      "序号",
      "项目名称",
      "责任领导",
      "责任人",
      "责任科室",
      "第一季度",
      "第二季度",
      "第三季度 本季度",
      "第四季度",
    ].map((head) => expect.stringContaining(head)),
  );
  const cell = table.getByRole("cell", { name: /抚育管护/ });
  expect(await cell.getAttribute("colspan")).toBe("3");
  await table.getByRole("rowheader", { name: "生态" }).waitFor();
  await table.getByRole("row", { name: /合计.*2 个项目，5 项任务/ }).waitFor();
});

it("arrows walk from cell to cell, and Enter opens the card", async () => {
  const { keyboard } = person.page;
  await link("植树造林").focus();
  await keyboard.press("ArrowRight");
  expect(await focused()).toContain("选定地块");
  await keyboard.press("ArrowRight");
  expect(await focused()).toContain("抚育管护");
  await keyboard.press("ArrowDown");
  expect(await focused()).toContain("签约");
  await keyboard.press("End");
  expect(await focused()).toContain("竣工");
  await keyboard.press("ArrowUp");
  expect(await focused()).toContain("抚育管护");
  await keyboard.press("Enter");
  await person.page.getByRole("dialog", { name: "抚育管护" }).waitFor();
  await keyboard.press("Escape");
  await person.page.getByRole("dialog").waitFor({ state: "detached" });
});

it("Tab comes to one place in the table and leaves it with the next press", async () => {
  await link("签约").focus();
  await person.page.keyboard.press("Tab");
  expect(await person.page.evaluate(() => document.activeElement?.closest("table"))).toBeNull();
});

it("a project's name leads to its page", async () => {
  await link("道路提升").click();
  await person.page.waitForURL(/\/projects\/project_/);
  await person.page.goBack();
  await person.page.getByRole("table").waitFor();
});

it("on paper stands the whole table with its title and legend, without what only the screen needs", async () => {
  await person.page.emulateMedia({ media: "print" });
  const { page } = person;
  await page.getByRole("list", { name: "灯的图例" }).locator("visible=true").waitFor();
  expect(await page.getByRole("navigation").isVisible()).toBe(false);
  expect(await page.getByRole("search").isVisible()).toBe(false);
  expect(await page.getByText("截至8月15日").isVisible()).toBe(true);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  await page.emulateMedia({ media: null });
});

it("on a phone it is a list, project by project, with its quarters beneath each other", async () => {
  await person.page.setViewportSize({ width: 390, height: 844 });
  await person.page.getByRole("heading", { name: "植树造林" }).waitFor();
  expect(await person.page.getByRole("table").count()).toBe(0);
  await person.page.getByText("二季度至四季度").waitFor();
  const width = await person.page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
});

it("of many projects only those near the window are in the page, but all of them on paper", async () => {
  const projects = Array.from({ length: 60 }, (_, index) => ({ name: `工程${index + 1}` }));
  const many = await luoshi.given.programme({ title: "大计划", projects });
  const { page } = person;
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${luoshi.url}/programmes/${many.id}?layout=matrix`);
  await link("工程1").first().waitFor();
  const shown = () => page.getByRole("rowheader", { name: /^工程/ }).count();
  expect(await shown()).toBeLessThan(40);
  expect(await page.getByRole("table").getAttribute("aria-rowcount")).toBe("62");

  await link("工程1").first().focus();
  for (let step = 0; step < 30; step++) await page.keyboard.press("ArrowDown");
  await expect.poll(focused).toBe("工程31");

  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  await expect.poll(shown).toBe(60);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await expect.poll(shown).toBeLessThan(40);
});
