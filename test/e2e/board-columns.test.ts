import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let person: BrowserPerson;
let programme: GivenProgramme;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname, today: "2022-05-17" });
  for (const name of ["叶锋", "许武灵"]) await luoshi.given.person(name);
  programme = await luoshi.given.programme({
    projects: [
      {
        name: "造林绿化",
        owners: ["叶锋"],
        leaders: ["许武灵"],
        offices: ["农业服务中心"],
        tasks: [
          { title: "勘察", quarter: 1 },
          ...Array.from({ length: 8 }, (_, index) => ({ title: `管护${index}`, quarter: 3 as const })),
        ],
      },
      {
        name: "路灯翻修",
        owners: ["何德海"],
        leaders: ["曾智伟"],
        offices: ["规划建设办"],
        tasks: [{ title: "竣工亮灯", quarter: 3 }],
      },
    ],
  });
  await luoshi.sql(`update stage set wip_limit = 5 where programme_id = ? and kind = 'PENDING'`, [
    programme.id,
  ]);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

beforeEach(() => person?.close());

async function board(name: string, query = ""): Promise<void> {
  person = await BrowserPerson.signIn(browser, luoshi.url, name);
  await person.open(`/programmes/${programme.id}${query}`);
  await person.page.locator("[data-task-id]").first().waitFor();
}

const column = (id: string) => person.page.locator(`[data-column-id="${id}"]`);
const region = (name: string) => person.page.getByRole("region", { name, exact: true });
const dialog = () => person.page.getByRole("dialog");

describe("The board's columns and lanes", () => {
  it("are chosen in one place, and the address tells them to others", async () => {
    await board("许武灵");
    await person.page.getByRole("button", { name: "看板的显示方式" }).click();
    await person.page.getByRole("combobox", { name: "列", exact: true }).selectOption("牵头科室");
    await person.page.getByRole("combobox", { name: "行", exact: true }).selectOption("季度");
    await region("规划建设办").first().waitFor();
    await region("第三季度").waitFor();
    await person.page.waitForURL(/columns=lead-office.*lanes=quarter/);
    const cell = column("3").or(person.page.locator('[data-lane-id="3"]')).filter({ hasText: "竣工亮灯" });
    expect(await cell.count()).toBe(1);
  });

  it("fold to a strip, and this browser remembers it", async () => {
    await board("许武灵");
    await person.column("ACCEPTED").getByRole("button", { name: "「已验收」这一列" }).click();
    await person.page.getByRole("menuitem", { name: "收起这一列" }).click();
    await person.page.getByRole("button", { name: "已验收 0" }).waitFor();
    await person.page.reload();
    const strip = person.page.getByRole("button", { name: "已验收 0" });
    await strip.waitFor();
    await strip.click();
    await person.column("ACCEPTED").getByRole("heading", { name: "已验收" }).waitFor();
  });

  it("that are empty can be left out, and are there again for a card that is carried", async () => {
    await board("叶锋");
    await person.page.getByRole("button", { name: "看板的显示方式" }).click();
    await person.page.getByLabel("不显示空列和空行").check();
    await person.column("ACCEPTED").waitFor({ state: "detached" });
    await person.page.keyboard.press("Escape");
    await person.carry(person.card(programme.task("1.2").id), person.column("PENDING"));
    await person.column("ACTIVE").waitFor();
    await person.page.keyboard.press("Escape");
    await person.column("ACTIVE").waitFor({ state: "detached" });
  });

  it("say how many cards they have and of how many at most", async () => {
    await board("许武灵");
    await person.column("PENDING").getByText("10 / 5").waitFor();
    await person.column("PENDING").getByText("超过上限").waitFor();
  });

  it("keep their heads in sight over what is scrolled", async () => {
    await board("许武灵", "?lanes=lead-office");
    await person.page.mouse.move(700, 600);
    await person.page.mouse.wheel(0, 500);
    await person.page.waitForFunction(() => (document.querySelector(".lanes")?.scrollTop ?? 0) > 300);
    const heads = [
      person.page.locator(".heads").getByRole("heading", { name: "待启动" }),
      region("农业服务中心").getByRole("heading", { name: "农业服务中心" }),
    ];
    for (const head of heads) expect((await head.boundingBox())?.y).toBeGreaterThan(50);
  });
});

describe("Of many lanes", () => {
  it("those near the window are in the page, each as high as its cards", async () => {
    const large = await luoshi.given.programme({
      projects: Array.from({ length: 40 }, (_, index) => ({
        name: `工程${index}`,
        tasks: [{ title: "勘察" }, { title: "施工" }],
      })),
    });
    person = await BrowserPerson.signIn(browser, luoshi.url, "许武灵");
    await person.open(`/programmes/${large.id}?lanes=project`);
    await person.card(large.card.id).waitFor();
    const lanes = person.page.locator(".lane");
    expect(await lanes.count()).toBeLessThan(20);
    const [lane, second] = await Promise.all([
      lanes.first().boundingBox(),
      person.card(large.task("1.2").id).boundingBox(),
    ]);
    if (!lane || !second) throw new Error("The first lane was to be in the page, with both of its cards");
    expect(second.y + second.height).toBeLessThanOrEqual(lane.y + lane.height);
  });
});

describe("A card among quarters", () => {
  it("gets another due date with a reason from its leader, and is put back within ten seconds", async () => {
    await board("许武灵", "?columns=quarter");
    const card = (quarter: string) => column(quarter).locator(`[data-task-id="${programme.card.id}"]`);
    await person.carry(card("1"), column("2"));
    await person.page.mouse.up();
    expect(await dialog().getByLabel("截止日期").inputValue()).toBe("2022-06-30");
    await dialog().getByLabel("原因").fill("等待用地批复");
    await dialog().getByRole("button", { name: "调整期限" }).click();
    await card("2").waitFor();
    expect(await card("1").count()).toBe(0);
    await person.page.getByRole("button", { name: "撤销" }).click();
    await card("1").waitFor();
  });

  it("goes from lane to lane in the same way, one change at a time", async () => {
    await board("许武灵", "?lanes=quarter");
    const cell = (lane: string, kind: string) =>
      person.page.locator(`[data-lane-id="${lane}"][data-stage-kind="${kind}"]`);
    const card = cell("1", "PENDING").locator(`[data-task-id="${programme.card.id}"]`);
    await person.carry(card, cell("2", "ACTIVE"));
    await cell("2", "ACTIVE").getByText("一次只改一样").waitFor();
    await person.page.keyboard.press("Escape");
    await person.page.mouse.up();
    await person.carry(card, cell("2", "PENDING"));
    await person.page.mouse.up();
    await dialog().getByText("调整「勘察」的期限").waitFor();
  });

  it("is not offered another due date where that is not one's own to set", async () => {
    await board("叶锋", "?columns=quarter");
    await person.carry(column("1").locator("[data-task-id]"), column("2"));
    await column("2").getByText("期限只能由本项目的责任领导或督办人员调整。").waitFor();
    await person.page.mouse.up();
    expect(await dialog().count()).toBe(0);
  });
});

describe("Columns that follow from something else", () => {
  it.each([
    ["light", "灯由期限和阶段算出，不能拖动。"],
    ["owner", "责任人随项目而定，不能拖动更换。"],
    ["leader", "责任领导随项目而定，不能拖动更换。"],
    ["lead-office", "牵头科室随项目而定，不能拖动更换。"],
    ["project", "任务出自项目的进度安排，不能移到别的项目。"],
  ])("by %s take no card, and say why", async (columns, reason) => {
    await board("叶锋", `?columns=${columns}`);
    const blocked = person.page.locator(".column").nth(1);
    await person.carry(person.page.locator("[data-task-id]").first(), blocked);
    await person.page.getByText(reason).first().waitFor();
    await person.page.mouse.up();
  });
});
