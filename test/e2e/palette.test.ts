import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let reader: BrowserPerson;
let page: Page;

beforeAll(async () => {
  const pageDir = new URL("../../dist/web", import.meta.url).pathname;
  await luoshi.start({ pageDir, today: "2022-05-16" });
  programme = await luoshi.given.programme({
    projects: [
      { name: "路灯改造", leaders: ["曾智伟"], tasks: [{ title: "安装路灯", quarter: 1 }] },
      { name: "造林", leaders: ["许武灵"], tasks: [{ title: "选定地块", quarter: 1 }] },
    ],
  });
  await luoshi.given.person("陈美治");
  browser = await launchBrowser();
  reader = await BrowserPerson.signIn(browser, luoshi.url, "陈美治");
  ({ page } = reader);
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

beforeEach(async () => {
  await reader.open(`/programmes/${programme.id}`);
  await page.locator("[data-task-id]").first().waitFor();
});

const palette = () => page.getByRole("dialog", { name: "查找与操作" });
const option = (name: string | RegExp) => palette().getByRole("option", { name });

async function find(text: string): Promise<void> {
  await page.keyboard.press("Control+k");
  await palette().getByRole("combobox").fill(text);
}

it("finds a project by part of its name, and goes there on Enter", async () => {
  await find("路灯");
  await palette().getByRole("group", { name: "项目" }).getByRole("option", { name: "路灯改造" }).waitFor();
  for (let tries = 0; (await option("路灯改造").first().getAttribute("aria-selected")) !== "true"; tries++) {
    if (tries > 10) throw new Error("The arrows do not come to the project");
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/projects/${programme.card.projectId}`);
});

it("finds a person by the initials of their pinyin, and shows what they answer for", async () => {
  await find("zzw");
  await option("曾智伟").click();
  await expect.poll(() => page.locator("[data-task-id]").count()).toBe(1);
  await page
    .getByRole("region", { name: "筛选条件" })
    .getByText("曾智伟是承办人或责任领导", { exact: true })
    .waitFor();
});

it("finds a view by its name, and opens it", async () => {
  await find("红黄");
  await option(/^红黄灯/).click();
  await page.waitForURL(/view=view_00000000000000000000000002/);
});

it("does what it finds: another layout, another appearance", async () => {
  await find("表格");
  await option("布局：表格").click();
  await page.getByRole("grid").waitFor();
  await find("外观：深");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset["theme"])).toBe("dark");
});

it("says so where nothing is found, and offers again what was chosen last", async () => {
  await find("查无此物");
  await palette()
    .getByText(/没有找到/)
    .waitFor();
  await palette().getByRole("combobox").fill("zzw");
  await option("曾智伟").click();
  await page.waitForURL(/filter=/);
  await page.keyboard.press("Control+k");
  await palette().getByRole("group", { name: "最近用过" }).getByRole("option", { name: "曾智伟" }).waitFor();
});

it("opens by a button and by a stroke, but a stroke that is typed stays a stroke", async () => {
  await page.getByRole("button", { name: "查找与操作" }).click();
  await palette().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog.palette").waitFor({ state: "detached" });
  await page.keyboard.press("/");
  await palette().waitFor();
  await page.keyboard.press("Escape");
  const field = page.getByRole("searchbox", { name: "搜任务、项目、人员" });
  await field.press("/");
  expect(await field.inputValue()).toBe("/");
  expect(await palette().count()).toBe(0);
});

it("a phone has a button for it in the page's bar, that a finger hits", async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  const { page: small } = await BrowserPerson.signIn(browser, luoshi.url, "陈美治", phone);
  await small.locator("[data-task-id]").first().waitFor();
  const button = small.getByRole("button", { name: "查找与操作" });
  const box = await button.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(40);
  await button.tap();
  await small.getByRole("dialog").getByRole("button", { name: "关闭" }).tap();
  await small.locator("dialog.palette").waitFor({ state: "detached" });
  await button.tap();
  await small.getByRole("combobox", { name: "查找与操作" }).fill("zzw");
  await small.getByRole("option", { name: "曾智伟" }).tap();
  await small.waitForURL(/filter=/);
  await small.context().close();
});

it("the sheet of keys says all keys of the page, and gives the focus back", async () => {
  await page.getByRole("button", { name: "筛选", exact: true }).focus();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "快捷键" });
  for (const words of ["查找与操作", "筛选：添加条件", "打开视图列表", "拿起、放下卡片"])
    await sheet.getByText(words, { exact: true }).waitFor();
  await page.keyboard.press("Control+k");
  expect(await palette().count()).toBe(0);
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("筛选");
});
