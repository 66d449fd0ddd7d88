import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;

beforeAll(async () => {
  const pageDir = new URL("../../dist/web", import.meta.url).pathname;
  await luoshi.start({ pageDir, today: "2022-05-16" });
  programme = await luoshi.given.programme({
    projects: [
      {
        name: "路灯改造",
        owners: ["陈美治"],
        leaders: ["曾智伟"],
        offices: ["规划建设办"],
        tasks: [
          { title: "勘测路线", quarter: 1 },
          { title: "安装路灯", quarter: 3 },
        ],
      },
      {
        name: "造林",
        owners: ["叶锋"],
        offices: ["农业服务中心"],
        tasks: [{ title: "选定地块", quarter: 1 }],
      },
    ],
  });
  for (const name of ["陈美治", "叶锋"]) await luoshi.given.person(name);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

async function atTheCharts(query = ""): Promise<BrowserPerson> {
  const person = await BrowserPerson.signIn(browser, luoshi.url, "陈美治");
  await person.open(`/programmes/${programme.id}?layout=dashboard${query}`);
  await person.page.getByRole("heading", { name: "各牵头科室的灯" }).waitFor();
  return person;
}

const shownTitles = ({ page }: BrowserPerson) => page.locator("[data-task-id] h3").allInnerTexts();
const filterOf = ({ page }: BrowserPerson) => new URL(page.url()).searchParams.get("filter");

it("a part of a bar opens the cards that it counts, and back leads to the charts", async () => {
  const person = await atTheCharts();
  const chart = person.page.getByRole("region", { name: "各牵头科室的灯" });
  // The number lies over its part of the bar.
  await chart.locator('svg path[fill="var(--red-mark)"]').first().click({ force: true });
  await expect.poll(() => shownTitles(person)).toHaveLength(1);
  expect(filterOf(person)).toMatch(/^灯:红 牵头科室:(规划建设办|农业服务中心)$/);
  expect(new URL(person.page.url()).searchParams.get("layout")).toBe("board");

  await person.page.goBack();
  await person.page.getByRole("heading", { name: "各牵头科室的灯" }).waitFor();
  expect(filterOf(person)).toBeNull();
  await person.close();
});

it("bars are counted by a board's lanes where its columns are stages", async () => {
  const person = await BrowserPerson.signIn(browser, luoshi.url, "陈美治");
  await person.open(`/programmes/${programme.id}?layout=dashboard&lanes=project`);
  await person.page.getByRole("heading", { name: "各项目的灯" }).waitFor();
  await person.close();
});

it("the keyboard has the same as numbers, whose addresses open the same cards elsewhere", async () => {
  const person = await atTheCharts();
  const chart = person.page.getByRole("region", { name: "各牵头科室的灯" }).first();
  await chart.getByRole("button", { name: "看数字" }).focus();
  await person.page.keyboard.press("Enter");
  const red = person.page.getByRole("link", { name: "规划建设办 红灯 1" });
  const address = await red.getAttribute("href");
  await red.focus();
  await person.page.keyboard.press("Enter");
  await expect.poll(() => shownTitles(person)).toEqual(["勘测路线"]);
  expect(filterOf(person)).toBe("灯:红 牵头科室:规划建设办");

  await person.open(address ?? "");
  await expect.poll(() => shownTitles(person)).toEqual(["勘测路线"]);
  await person.close();
});

it("the figures count what the filter lets pass, and lead on within it", async () => {
  const person = await atTheCharts(`&filter=${encodeURIComponent("科室:规划建设办")}`);
  await person.page.getByRole("link", { name: "任务 2" }).waitFor();
  await person.page.getByRole("link", { name: "红灯 1" }).click();
  await expect.poll(() => shownTitles(person)).toEqual(["勘测路线"]);
  await person.close();
});

it("a card that is moved elsewhere is counted anew at once", async () => {
  const onlooker = await atTheCharts();
  await onlooker.page.getByRole("link", { name: "红灯 2" }).waitFor();
  const owner = await BrowserPerson.signIn(browser, luoshi.url, "叶锋");
  const card = programme.task("2.1").id;
  await owner.open(`/programmes/${programme.id}`);
  await owner.drag(card, "ACTIVE");
  await owner.sees(card, "ACTIVE");
  await owner.drag(card, "SUBMITTED");
  await owner.page.getByRole("dialog").getByLabel("完成情况").fill("选定 12 个地块");
  await owner.page.getByRole("dialog").getByRole("button", { name: "送验" }).click();
  await onlooker.page.getByRole("link", { name: "等待验收 1" }).waitFor();
  await onlooker.page.getByRole("link", { name: "红灯 1" }).waitFor();
  await Promise.all([onlooker.close(), owner.close()]);
});

it("the view 科室对比 shows the charts", async () => {
  const person = await atTheCharts();
  await person.open(`/programmes/${programme.id}?view=view_00000000000000000000000005`);
  await person.page.getByRole("heading", { name: "各牵头科室的灯" }).waitFor();
  await person.close();
});
