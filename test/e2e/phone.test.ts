import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson, centre } from "./browser-person.js";
import { Finger } from "./finger.js";

const luoshi = new Luoshi("SQLite");
const desk: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
const tablet: BrowserContextOptions = {
  viewport: { width: 1024, height: 768 },
  hasTouch: true,
  isMobile: true,
};
let browser: Browser;
let programme: GivenProgramme;
const opened = new Map<string, BrowserPerson>();

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname, today: "2022-05-17" });
  for (const name of ["叶锋", "许武灵"]) await luoshi.given.person(name);
  programme = await luoshi.given.programme({
    title: "紫帽镇2022年为民办实事项目责任分解表",
    projects: [
      {
        name: "造林绿化",
        owners: ["叶锋"],
        leaders: ["许武灵"],
        tasks: [
          { title: "勘察", quarter: 1 },
          { title: "种植", quarter: 2 },
          { title: "管护", quarter: 3 },
        ],
      },
    ],
  });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

/** Somebody at such a window, at the board: the same one each time, who has signed in once. */
async function at(window: BrowserContextOptions, query = "", name = "许武灵"): Promise<BrowserPerson> {
  const key = `${name} ${window.viewport?.width}`;
  const person = opened.get(key) ?? (await BrowserPerson.signIn(browser, luoshi.url, name, window));
  opened.set(key, person);
  if (window.viewport) await person.page.setViewportSize(window.viewport);
  await person.open(`/programmes/${programme.id}${query}`);
  await shown(person).waitFor();
  return person;
}

/** A task, or what is drawn of them. */
const shown = ({ page }: BrowserPerson) => page.getByText("勘察").or(page.getByText("各季度进展")).first();

const fits = (person: BrowserPerson) =>
  person.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

describe("The columns of a board on a phone", () => {
  const seen = (person: BrowserPerson) => person.page.locator(".pager [aria-current]");

  it.each(["", "?lanes=project"])(
    "are named above it with their numbers, and a tap goes to one (%s)",
    async (query) => {
      const person = await at(phone, query);
      const columns = person.page.getByRole("navigation", { name: "各列" });
      expect(await columns.getByRole("button").allInnerTexts()).toEqual([
        expect.stringMatching(/待启动\s*3/),
        expect.stringMatching(/进行中\s*0/),
        expect.stringMatching(/待验收\s*0/),
        expect.stringMatching(/已验收\s*0/),
      ]);
      await seen(person).filter({ hasText: "待启动" }).waitFor();
      await columns.getByRole("button", { name: /待验收/ }).tap();
      await seen(person).filter({ hasText: "待验收" }).waitFor();
      await person.page.waitForFunction(() => {
        const box = document.querySelector("[data-stage-kind=SUBMITTED]")?.getBoundingClientRect();
        return box && box.left >= 0 && box.right <= innerWidth;
      });
    },
  );

  it("are followed by their names as a finger swipes", async () => {
    const person = await at(phone);
    const finger = await Finger.on(person.page);
    await finger.press(330, 600);
    await finger.slide({ x: 330, y: 600 }, { x: 40, y: 600 });
    await finger.lift();
    await seen(person).filter({ hasText: "进行中" }).waitFor();
  });

  it("that are folded are unfolded by going to them", async () => {
    const person = await at(phone);
    await person.page.getByRole("button", { name: "「待启动」这一列" }).tap();
    await person.page.getByRole("menuitem", { name: "收起这一列" }).tap();
    await person.card(programme.card.id).waitFor({ state: "detached" });
    await person.page
      .getByRole("navigation", { name: "各列" })
      .getByRole("button", { name: /待启动/ })
      .tap();
    await person.card(programme.card.id).waitFor();
  });

  it("need no names above them where all are seen", async () => {
    const person = await at(desk);
    expect(await person.page.getByRole("navigation", { name: "各列" }).count()).toBe(0);
  });
});

describe("The bar above a board", () => {
  it.each([1440, 1100, 820, 390])(
    "shows the whole title at %i px, and nothing reaches beyond the window",
    async (width) => {
      const person = await at(desk);
      await person.page.setViewportSize({ width, height: 900 });
      const title = person.page.getByRole("heading", { level: 1 });
      const isCut = await title.evaluate(
        (heading) =>
          heading.scrollWidth > heading.clientWidth || heading.scrollHeight > heading.clientHeight + 2,
      );
      expect(isCut).toBe(false);
      expect(await fits(person)).toBe(true);
      for (const tool of await person.page.locator(".page-bar :is(button, input):visible").all()) {
        const box = await tool.boundingBox();
        expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
      }
    },
  );

  it("leads back to all tasks where none passes, in every layout", async () => {
    for (const layout of ["board", "matrix", "timeline", "table", "dashboard"]) {
      const person = await at(desk, `?layout=${layout}`);
      await person.page.getByRole("searchbox").fill("查无此事");
      await person.page.getByText("没有符合条件的任务").waitFor();
      await person.page.getByRole("button", { name: "清除搜索和筛选" }).click();
      await shown(person).waitFor();
      expect(new URL(person.page.url()).searchParams.get("q")).toBeNull();
    }
  });

  it("has the layouts in a menu on a phone", async () => {
    const person = await at(phone);
    await person.page.getByRole("button", { name: "布局：看板" }).tap();
    await person.page.getByRole("menuitemradio", { name: "矩阵" }).tap();
    await person.page.waitForURL(/layout=matrix/);
    await person.page.getByRole("button", { name: "布局：矩阵" }).waitFor();
  });

  it("brings what searches and filters when a phone asks for it, and keeps it while words are looked for", async () => {
    const person = await at(phone);
    const field = person.page.getByRole("searchbox");
    const button = person.page.getByRole("button", { name: "搜索和筛选" });
    expect(await field.isVisible()).toBe(false);
    await button.tap();
    await field.fill("管护");
    await person.card(programme.card.id).waitFor({ state: "detached" });
    await person.page.reload();
    await field.waitFor();
    expect(await field.inputValue()).toBe("管护");
    await button.tap();
    await person.card(programme.card.id).waitFor();
    expect(await field.isVisible()).toBe(false);
  });
});

describe("Days on the timeline by a finger", () => {
  const bar = ({ page }: BrowserPerson, title: string) =>
    page.getByRole("button", { name: new RegExp(`^${title}，`) });

  it("are changed on a phone by a tap on the menu of a task", async () => {
    const person = await at(phone, "?layout=timeline");
    await person.page.getByRole("button", { name: "「种植」可以做的事" }).tap();
    await person.page.getByRole("menuitem", { name: "调整期限…" }).tap();
    await person.page.getByRole("dialog").getByLabel("截止日期").waitFor();
    expect(await fits(person)).toBe(true);
  });

  it("are changed by carrying the bar after a long press", async () => {
    const person = await at(tablet, "?layout=timeline");
    const finger = await Finger.on(person.page);
    const from = await centre(bar(person, "种植"));
    await finger.press(from.x, from.y);
    await person.page.locator(".bar.dragged").waitFor();
    await finger.slide(from, { x: from.x + 90, y: from.y });
    await finger.lift();
    const dialog = person.page.getByRole("dialog");
    await dialog.getByText(/推后 \d+ 个工作日/).waitFor();
    await dialog.getByRole("button", { name: "取消" }).tap();
  });

  it("are offered in a menu to whoever presses long and lifts", async () => {
    const person = await at(tablet, "?layout=timeline");
    const finger = await Finger.on(person.page);
    const on = await centre(bar(person, "种植"));
    await finger.press(on.x, on.y);
    await person.page.locator(".bar.dragged").waitFor();
    await finger.lift();
    await person.page.getByRole("menuitem", { name: "调整期限…" }).waitFor();
    expect(await person.page.getByRole("dialog").count()).toBe(0);
  });

  it("stay as they are when a finger swipes over a bar: the timeline scrolls", async () => {
    const person = await at(tablet, "?layout=timeline&zoom=quarter");
    const finger = await Finger.on(person.page);
    const from = await centre(bar(person, "管护"));
    const left = () => person.page.locator(".timeline .scroller").evaluate((scroller) => scroller.scrollLeft);
    const before = await left();
    await finger.press(from.x, from.y);
    await finger.slide(from, { x: from.x + 200, y: from.y });
    await finger.lift();
    await expect.poll(left).toBeLessThan(before - 50);
    expect(await person.page.getByRole("dialog").count()).toBe(0);
  });

  it("are not carried by whoever may not change them", async () => {
    const person = await at(tablet, "?layout=timeline", "叶锋");
    const finger = await Finger.on(person.page);
    const on = await centre(bar(person, "种植"));
    await finger.press(on.x, on.y);
    await person.page.getByText("只有本项目的责任领导或督办人员可以调整期限。").first().waitFor();
    await finger.lift();
    expect(await person.page.locator(".bar.dragged").count()).toBe(0);
  });
});
