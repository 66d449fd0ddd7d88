import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let leader: BrowserPerson;
let onlooker: BrowserPerson;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname });
  programme = await luoshi.given.programme({
    projects: [
      {
        name: "植树造林",
        leaders: ["许武灵"],
        owners: ["叶锋"],
        tasks: [
          { title: "选定地块", quarter: 1 },
          { title: "种植验收", quarter: 2 },
          { title: "抚育管护", quarter: 3 },
        ],
      },
    ],
  });
  for (const name of ["许武灵", "叶锋"]) await luoshi.given.person(name);
  browser = await launchBrowser();
  const people = ["许武灵", "叶锋"].map((name) => BrowserPerson.signIn(browser, luoshi.url, name));
  [leader, onlooker] = (await Promise.all(people)) as [BrowserPerson, BrowserPerson];
  for (const { page } of [leader, onlooker]) {
    await page.goto(`${luoshi.url}/programmes/${programme.id}?layout=timeline`);
  }
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

const bar = ({ page }: BrowserPerson, title: string) =>
  page.getByRole("button", { name: new RegExp(`^${title}，`) });

/** Draws the end of a task's bar by so many days of the scale, as a hand does. */
async function drawEnd(person: BrowserPerson, title: string, taskId: string, days: number): Promise<void> {
  const box = await bar(person, title).boundingBox();
  const day = Number.parseFloat(
    await person.page.evaluate(
      () => document.querySelector<HTMLElement>("[style*='--day']")?.style.getPropertyValue("--day") ?? "",
    ),
  );
  if (!box) throw new Error(`Nothing to take hold of: there is no bar of "${title}"`);
  const { mouse } = person.page;
  const [x, y] = [box.x + box.width - 3, box.y + box.height / 2];
  // Whether it may be dragged, the page asks as the pointer comes.
  const told = person.page.waitForResponse((response) => {
    const asked = `${response.url()} ${response.request().postData()}`;
    return asked.includes("Reschedule_Permission") && asked.includes(taskId);
  });
  await mouse.move(x, y);
  await told;
  await mouse.down();
  await mouse.move(x + 10, y + 2, { steps: 4 });
  await mouse.move(x + days * day, y + 2, { steps: 10 });
  await mouse.up();
}

const daysOf = async (title: string) => {
  const [task] = await luoshi.sql<{ due_on: string }>(`select starts_on, due_on from task where title = ?`, [
    title,
  ]);
  return task;
};

it("a bar that is drawn to another month asks for the reason, and moves before a second one's eyes", async () => {
  await bar(onlooker, "种植验收").waitFor();
  await drawEnd(leader, "种植验收", programme.task("1.2").id, 31);
  const dialog = leader.page.getByRole("dialog");
  await dialog.getByText("4月1日至7月31日").waitFor();
  await dialog.getByText("推后 21 个工作日").waitFor();
  const send = dialog.getByRole("button", { name: "调整期限", exact: true });
  await send.click();
  await dialog.getByText("请写明调整原因。").waitFor();
  expect(await daysOf("种植验收")).toEqual({ starts_on: "2022-04-01", due_on: "2022-06-30" });

  await dialog.getByLabel("调整原因").fill("雨季推后，苗木晚到。");
  await send.click();
  await leader.page.getByText("「种植验收」的期限已调整").waitFor();
  expect(await daysOf("种植验收")).toEqual({ starts_on: "2022-04-01", due_on: "2022-07-31" });
  await onlooker.page.getByRole("button", { name: /^种植验收，4月1日至7月31日，.*原定第二季度/ }).waitFor();
});

it("undone within ten seconds it lies where it lay", async () => {
  await leader.page.getByRole("button", { name: "撤销" }).click();
  await onlooker.page.getByRole("button", { name: /^种植验收，第二季度，/ }).waitFor();
  expect(await daysOf("种植验收")).toEqual({ starts_on: "2022-04-01", due_on: "2022-06-30" });
});

it("who may not change days is told so, and the bar stays", async () => {
  await drawEnd(onlooker, "抚育管护", programme.task("1.3").id, 31);
  await onlooker.page.getByText("只有本项目的责任领导或督办人员可以调整期限。").first().waitFor();
  expect(await onlooker.page.getByRole("dialog").count()).toBe(0);
  expect(await daysOf("抚育管护")).toEqual({ starts_on: "2022-07-01", due_on: "2022-09-30" });
});

it("Escape lets a bar go that is being drawn, and nothing is asked", async () => {
  const box = await bar(leader, "抚育管护").boundingBox();
  const { mouse, keyboard } = leader.page;
  await mouse.move(box!.x + 40, box!.y + 10);
  await mouse.down();
  await mouse.move(box!.x + 90, box!.y + 10, { steps: 5 });
  await leader.page.locator(".dragging").waitFor();
  await keyboard.press("Escape");
  await mouse.up();
  await leader.page.locator(".dragging").waitFor({ state: "detached" });
  expect(await leader.page.getByRole("dialog").count()).toBe(0);
});

it("the keyboard does as the mouse does: arrows walk, R asks for other days", async () => {
  const { page } = leader;
  await bar(leader, "种植验收").focus();
  await page.keyboard.press("ArrowDown");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toContain("抚育管护");
  await page.keyboard.press("r");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("截止日期").fill("2022-10-31");
  await dialog.getByLabel("调整原因").fill("与明年工程衔接。");
  await dialog.getByRole("button", { name: "调整期限", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^抚育管护，7月1日至10月31日，/ }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toContain("抚育管护");
  expect(await daysOf("抚育管护")).toEqual({ starts_on: "2022-07-01", due_on: "2022-10-31" });
});

it("looked at by the quarter it shows the one of today, and says of the others at which edge they lie", async () => {
  const { page } = onlooker;
  await page.getByRole("button", { name: "季度", exact: true }).click();
  await page.getByText("← 3月31日").waitFor();
  const today = await page.getByText("今天 8月15日").boundingBox();
  expect(today!.x).toBeGreaterThan(400);
  expect(today!.x).toBeLessThan(1440);
  await page.getByRole("button", { name: "全年" }).click();
  await page.getByText("← 3月31日").waitFor({ state: "detached" });
});

it("other days that somebody else was quicker with are refused, with what was written kept", async () => {
  const { page } = leader;
  await page.getByRole("button", { name: /「选定地块」/ }).click();
  await page.getByRole("menuitem", { name: "调整期限…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("截止日期").fill("2022-04-15");
  await dialog.getByLabel("调整原因").fill("地块要重选。");
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes("Reschedule_Task"))
      await luoshi.sql(`update task set version = version + 1 where title = ?`, ["选定地块"]);
    await route.continue();
  });
  await dialog.getByRole("button", { name: "调整期限", exact: true }).click();
  await dialog.getByRole("alert").waitFor();
  expect(await dialog.getByLabel("调整原因").inputValue()).toBe("地块要重选。");
  await dialog.getByRole("button", { name: "取消" }).click();
  await page.getByRole("button", { name: /^选定地块，第一季度，/ }).waitFor();
  await page.unroute("**/graphql");
});

it("on a phone it is a list of months, from which days are changed by a menu", async () => {
  await leader.page.setViewportSize({ width: 390, height: 844 });
  await leader.page.getByRole("heading", { name: /^6月/ }).waitFor();
  await leader.page.getByRole("button", { name: /「种植验收」/ }).click();
  await leader.page.getByRole("menuitem", { name: "调整期限…" }).click();
  await leader.page.getByRole("dialog", { name: /期限/ }).waitFor();
  expect(await leader.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
