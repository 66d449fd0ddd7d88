import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let owner: BrowserPerson;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname });
  programme = await luoshi.given.programme({
    projects: [
      {
        name: "路灯改造",
        owners: ["陈美治"],
        leaders: ["曾智伟"],
        tasks: [
          { title: "勘测路线", quarter: 1 },
          { title: "安装路灯", quarter: 3 },
          { title: "竣工验收", quarter: 4 },
        ],
      },
      { name: "造林", owners: ["叶锋"], leaders: ["曾智伟"], tasks: [{ title: "选定地块", quarter: 1 }] },
    ],
  });
  for (const name of ["陈美治", "叶锋"]) await luoshi.given.person(name);
  luoshi.clock.moveTo("2022-08-17T01:00:00.000Z");
  await (await luoshi.given.signIn("陈美治")).move(programme.task("1.2"), "ACTIVE");
  browser = await launchBrowser();
  owner = await BrowserPerson.signIn(browser, luoshi.url, "陈美治");
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

/** Goes to the board, with what is to stand in its address; waits until its page is there. */
async function atTheBoard(person: BrowserPerson, query = ""): Promise<Page> {
  await person.open(`/programmes/${programme.id}${query}`);
  await person.page
    .getByRole("button", { name: /^视图：|^筛选$/ })
    .first()
    .waitFor();
  return person.page;
}

/** The titles of the cards that are shown, in the notice's order. */
async function titles(page: Page): Promise<string[]> {
  const shown = await page.locator("[data-task-id] .title").allInnerTexts();
  const order = ["勘测路线", "安装路灯", "竣工验收", "选定地块"];
  return shown.map((title) => title.trim()).sort((left, right) => order.indexOf(left) - order.indexOf(right));
}

const chips = (page: Page) =>
  page.getByRole("region", { name: "筛选条件" }).getByRole("listitem").allInnerTexts();
const filterIn = (page: Page) => new URL(page.url()).searchParams.get("filter");

it("conditions are picked one by one, stand in the address, and are taken away one by one", async () => {
  const page = await atTheBoard(owner);
  await page.keyboard.press("f");
  await page.getByRole("button", { name: "灯", exact: true }).click();
  await page.getByRole("checkbox", { name: "红灯" }).check();
  await page.getByRole("button", { name: "加上这个条件" }).click();
  await expect.poll(() => chips(page)).toEqual(["红灯"]);
  await expect.poll(() => filterIn(page)).toBe("灯:红");
  expect(await titles(page)).toEqual(["勘测路线", "选定地块"]);

  await page.getByRole("button", { name: "添加条件" }).click();
  await page.getByRole("button", { name: "责任人", exact: true }).click();
  await page.getByRole("searchbox", { name: /拼音/ }).fill("yf");
  await page.getByRole("checkbox", { name: "叶锋" }).check();
  await page.getByRole("button", { name: "加上这个条件" }).click();
  await expect.poll(() => chips(page)).toEqual(["红灯", "责任人是叶锋"]);
  expect(await titles(page)).toEqual(["选定地块"]);

  await page.reload();
  await expect.poll(() => chips(page)).toEqual(["红灯", "责任人是叶锋"]);
  await page.getByRole("button", { name: "去掉条件：红灯" }).click();
  await expect.poll(() => chips(page)).toEqual(["责任人是叶锋"]);
  await page.getByRole("button", { name: "清除筛选" }).click();
  await expect.poll(() => titles(page)).toHaveLength(4);
  expect(filterIn(page)).toBeNull();
});

it("a filter is written as text: what cannot be read is marked where it stands, and mended", async () => {
  const page = await atTheBoard(owner, "?filter=灯:红");
  await page.getByRole("button", { name: "用文字写" }).click();
  const text = page.getByRole("combobox", { name: "用文字写的筛选条件" });
  await text.fill("灯:红 责任人:yf 颜色:蓝");
  await text.press("Enter");
  await page.getByText("第 9 个字").waitFor();
  const marked = page.locator(".mirror mark");
  expect(await marked.allInnerTexts()).toEqual(["yf", "颜色"]);
  expect(await text.getAttribute("aria-invalid")).toBe("true");
  expect(filterIn(page)).toBe("灯:红");

  await page.getByRole("button", { name: "叶锋", exact: true }).click();
  await expect.poll(() => text.inputValue()).toBe("灯:红 责任人:叶锋 颜色:蓝");
  await text.fill("灯:红 责任人:叶");
  await page.getByRole("option", { name: "叶锋" }).click();
  await text.press("Enter");
  await expect.poll(() => chips(page)).toEqual(["红灯", "责任人是叶锋"]);
});

it("what cannot be read in an address shows no cards, and says so", async () => {
  const page = await atTheBoard(owner, "?filter=颜色:蓝");
  await page.getByText("这条筛选读不出来").waitFor();
  expect(await titles(page)).toEqual([]);
  await page.getByRole("button", { name: "清除筛选" }).click();
  await expect.poll(() => titles(page)).toHaveLength(4);
});

it("the board is seen as it stood on a day, read only, and there is a way back", async () => {
  const page = await atTheBoard(owner);
  await page.getByRole("button", { name: "回看某一天" }).click();
  await page.getByRole("dialog", { name: "回看某一天" }).getByLabel("日期").fill("2022-08-15");
  await page.getByRole("button", { name: "查看" }).click();
  const banner = page.getByRole("region", { name: "回看" });
  await banner.getByText("8月15日结束时的看板").waitFor();
  const card = page.locator(`[data-stage-kind="PENDING"] [data-task-id="${programme.task("1.2").id}"]`);
  await card.waitFor();
  await owner.drag(programme.task("1.2").id, "ACTIVE");
  expect(await card.count()).toBe(1);

  // While a year is typed figure by figure, the field has the years 2, 20 and 202 on its way.
  const day = banner.getByLabel("换一天");
  await day.fill("0202-08-16");
  expect(new URL(page.url()).searchParams.get("as-of")).toBe("2022-08-15");
  await day.fill("2022-08-16");
  await banner.getByText("8月16日结束时的看板").waitFor();
  await banner.getByRole("button", { name: "回到今天" }).click();
  await page.locator(`[data-stage-kind="ACTIVE"] [data-task-id="${programme.task("1.2").id}"]`).waitFor();
  expect(new URL(page.url()).searchParams.get("as-of")).toBeNull();
});

it("a day before the notice came and one that is not yet are told apart from an empty board", async () => {
  const page = await atTheBoard(owner, "?as-of=2021-01-01");
  await page.getByText("这一天还没有这份清单").waitFor();
  await atTheBoard(owner, "?as-of=2030-01-01");
  await page.getByText("这一天还没有到").waitFor();
  await page.getByRole("button", { name: "回到今天" }).click();
  await expect.poll(() => titles(page)).toHaveLength(4);
});
