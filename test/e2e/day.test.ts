import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";

const luoshi = new Luoshi("SQLite");
const people = {
  叶星耀: Role.OWNER,
  叶锋: Role.OWNER,
  曾智伟: Role.LEADER,
  许武灵: Role.LEADER,
  林晓敏: Role.SUPERVISOR,
  黄思远: Role.ADMIN,
} as const;
let browser: Browser;
let programme: GivenProgramme;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname });
  browser = await launchBrowser();
  for (const [name, role] of Object.entries(people)) await luoshi.given.person(name, { role });
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

/** The first screen of somebody who has just signed in. */
async function dayOf(name: string): Promise<Page> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  onTestFinished(() => context.close());
  const { cookie = "" } = await luoshi.given.signIn(name);
  const [key = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name: key, value, url: luoshi.url }]);
  const page = await context.newPage();
  await page.goto(luoshi.url);
  return page;
}

const patience = { timeout: 10_000 };
const block = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const titles = (within: Locator) => within.locator(".title").allTextContents();
const trimmed = async (within: Locator) => (await titles(within)).map((title) => title.trim());

it("before there is a programme, one is told what will be here, and whoever may import is led there", async () => {
  const owner = await dayOf("叶星耀");
  await owner.getByText("还没有年度实事").waitFor();
  const supervisor = await dayOf("林晓敏");
  await supervisor.getByLabel("粘贴通知全文").waitFor();
});

it("an owner sees first what is late, then what is due soon, and of the rest that there is nothing", async () => {
  programme = await luoshi.given.programme({
    projects: [
      {
        owners: ["叶星耀"],
        leaders: ["曾智伟"],
        offices: ["农业服务中心"],
        tasks: [
          { title: "修路", quarter: 2 },
          { title: "植树", quarter: 4 },
          { title: "清淤", startsOn: "2022-08-01", dueOn: "2022-08-19" },
        ],
      },
      {
        owners: ["叶锋"],
        leaders: ["许武灵"],
        offices: ["教委办"],
        tasks: [{ title: "办学", quarter: 1 }],
      },
    ],
  });
  const page = await dayOf("叶星耀");
  await block(page, "已逾期").waitFor();
  expect(await page.getByRole("region").getByRole("heading", { level: 2 }).allTextContents()).toEqual([
    "已逾期",
    "一个月内到期",
    "3 项任务，已验收 0 项",
    "最近的变化",
  ]);
  expect(await trimmed(block(page, "已逾期"))).toEqual(["修路"]);
  expect(await trimmed(block(page, "一个月内到期"))).toEqual(["清淤"]);
  await block(page, "没有要处理的").getByText("没有退回的任务").waitFor();
});

it("a leader sees what is submitted as it is, and no more once somebody else accepted it", async () => {
  const page = await dayOf("曾智伟");
  await block(page, "红灯").waitFor();
  expect(await trimmed(block(page, "红灯"))).toEqual(["修路"]);
  expect(await block(page, "等我验收").count()).toBe(0);

  const owner = await luoshi.given.signedIn("叶星耀", Role.OWNER);
  const late = programme.task("1.1");
  await owner.moveTo(late, programme.stage("ACTIVE"));
  await owner.moveTo(late, programme.stage("SUBMITTED"), { report: { done: "已修好" } });
  await block(page, "等我验收").getByText("修路").waitFor();
  await block(page, "红灯").waitFor({ state: "detached" });

  const supervisor = await luoshi.given.supervisor();
  await supervisor.moveTo(late, programme.stage("ACCEPTED"));
  await block(page, "等我验收").waitFor({ state: "detached" });
  await page.getByText("3 项任务，已验收 1 项").waitFor();
});

it("what was returned is the owner's again, and the reason is told", async () => {
  const page = await dayOf("叶星耀");
  await block(page, "一个月内到期").waitFor();
  const owner = await luoshi.given.signedIn("叶星耀", Role.OWNER);
  const leader = await luoshi.given.signedIn("曾智伟", Role.LEADER);
  const task = programme.task("1.3");
  await owner.moveTo(task, programme.stage("ACTIVE"));
  await owner.moveTo(task, programme.stage("SUBMITTED"), { report: { done: "已清完" } });
  await leader.moveTo(task, programme.stage("ACTIVE"), { reason: "照片不全" });
  await block(page, "退回待改").getByText("清淤").waitFor();
  await block(page, "新的变化").getByText("照片不全").waitFor();
  await block(page, "退回待改").getByText("清淤").click();
  await page.getByRole("dialog").getByText("照片不全").first().waitFor();
});

it("a leader who comes back is told what happened meanwhile, and which lights are new", async () => {
  const page = await dayOf("许武灵");
  await block(page, "红灯").waitFor();
  // As if this visit had been in spring, before anything was late.
  await page.evaluate(() => {
    const [key = ""] = Object.keys(localStorage).filter((name) => name.startsWith("luoshi.visit."));
    const visit = { seen: 0, shown: 1, at: 0, lastDay: null, day: "2022-03-01" };
    localStorage.setItem(key, JSON.stringify(visit));
  });
  const owner = await luoshi.given.signedIn("叶锋", Role.OWNER);
  await owner.moveTo(programme.task("2.1"), programme.stage("ACTIVE"));
  // Much else was done since, which is not told of.
  const supervisor = await luoshi.given.supervisor();
  for (let edits = 0; edits < 45; edits += 1)
    await supervisor.ask(`mutation ($input: EditTaskInput!) { editTask(input: $input) { __typename } }`, {
      input: { taskId: programme.task("1.2").id, title: `植树${edits}` },
    });
  await page.reload();
  await page.getByRole("heading", { name: "上次看过以后" }).waitFor();
  await block(page, "新的变化").getByText("叶锋").waitFor();
  await block(page, "红灯").getByText("新亮").waitFor();
});

it("whoever watches over the whole sees every project, and each office's lights", async () => {
  for (const name of ["林晓敏", "黄思远"]) {
    const page = await dayOf(name);
    await block(page, "红灯").waitFor();
    expect(await trimmed(block(page, "红灯"))).toEqual(["办学"]);
    expect(await trimmed(block(page, "退回整改中"))).toEqual(["清淤"]);
    await page.getByText("4 项任务，已验收 1 项").waitFor();
    await block(page, "总体情况").getByRole("link", { name: "教委办" }).click();
    await page.locator(`[data-task-id="${programme.task("2.1").id}"]`).waitFor();
    await expect.poll(() => page.locator("[data-task-id]").count(), patience).toBe(1);
  }
});

it.each(["叶星耀", "曾智伟", "林晓敏"])("every number that %s sees leads to as many cards", async (name) => {
  const page = await dayOf(name);
  await block(page, "总体情况").waitFor();
  const links = page.getByRole("link", { name: /全部打开/ }).or(page.locator(".lights a"));
  const counted: [address: string, count: number][] = [];
  for (const link of await links.all()) {
    const told = link.locator("xpath=ancestor::header").locator(".count").or(link.locator("strong"));
    counted.push([(await link.getAttribute("href")) ?? "", Number(await told.textContent())]);
  }
  expect(counted.length).toBeGreaterThan(3);
  for (const [address, count] of counted) {
    await page.goto(`${luoshi.url}${address}`);
    const nothing = page.getByText("没有符合条件的任务");
    await page.locator("[data-stage-kind]").or(nothing).first().waitFor();
    await expect
      .poll(() => page.locator("[data-task-id]").count(), { message: address, ...patience })
      .toBe(count);
  }
});

it("somebody without a task is led to the board", async () => {
  await luoshi.given.person("陈美治", { role: Role.OWNER });
  const page = await dayOf("陈美治");
  await page.getByText("还没有分给您的任务").waitFor();
  await page.getByRole("link", { name: "打开看板" }).click();
  await expect.poll(() => page.locator("[data-task-id]").count(), patience).toBe(4);
});
