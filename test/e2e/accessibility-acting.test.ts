import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { barriersOn } from "./barriers.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let page: Page;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname });
  programme = await luoshi.given.programme({ projects: [{ owners: ["陈美治"] }, { owners: ["叶锋"] }] });
  for (const [name, role] of [
    ["林晓敏", Role.SUPERVISOR],
    ["陈美治", Role.OWNER],
  ] as const)
    await luoshi.given.person(name, { role });
  const owner = await luoshi.given.signIn("陈美治");
  await owner.move(programme.card, "SUBMITTED", { report: { done: "已经办完。" } });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

describe.each([
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 390 },
] as const)("In $colorScheme at $width px no barrier is found", ({ colorScheme, width }) => {
  beforeAll(async () => {
    const window = { colorScheme, viewport: { width, height: 900 } };
    ({ page } = await BrowserPerson.signIn(browser, luoshi.url, "林晓敏", window));
  });
  afterAll(() => page.context().close());

  const barriers = () => barriersOn(page);

  it("on the timeline, with the dialog of other days", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}?layout=timeline`);
    await page
      .getByRole("button", { name: /可以做的事/ })
      .first()
      .click();
    await page.getByRole("menuitem", { name: "调整期限…" }).click();
    await page.getByRole("dialog").getByLabel("截止日期").fill("2022-12-20");
    await page
      .getByText(/个工作日/)
      .last()
      .waitFor();
    expect(await barriers()).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
    expect(await barriers()).toEqual([]);
  });

  it("at the table, while cards are chosen and changed", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}?layout=table&columns=project`);
    await page
      .getByRole("checkbox", { name: /选择「/ })
      .first()
      .click();
    expect(await barriers()).toEqual([]);
    await page
      .getByRole("region", { name: "对所选任务的操作" })
      .getByRole("button", { name: "经办人…" })
      .click();
    await page.getByRole("checkbox", { name: "陈美治" }).check();
    expect(await barriers()).toEqual([]);
  });

  it("at the charts as numbers", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}?layout=dashboard`);
    await page.getByRole("button", { name: "看数字" }).first().click();
    expect(await barriers()).toEqual([]);
  });

  it("on the board in lanes, with cards selected, a column folded and its display chosen", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}?columns=quarter&lanes=lead-office`);
    await page.locator("[data-task-id]").first().waitFor();
    await page.getByRole("button", { name: "「第一季度」这一列" }).click();
    await page.getByRole("menuitem", { name: "收起这一列" }).click();
    const [first] = await page.locator("[data-task-id] .title").all();
    await first?.focus();
    await page.keyboard.press("x");
    await page.getByRole("region", { name: "对所选任务的操作" }).waitFor();
    expect(await barriers()).toEqual([]);
    await page.getByRole("button", { name: "看板的显示方式" }).click();
    expect(await barriers()).toEqual([]);
    await page.keyboard.press("Escape");
  });

  it("at a change of several cards", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}`);
    await page.locator("[data-task-id] .title").first().focus();
    await page.keyboard.press("x");
    const bar = page.getByRole("region", { name: "对所选任务的操作" });
    for (const [button, field] of [
      ["期限…", "截止日期"],
      ["经办人…", "找人：姓名或拼音"],
    ] as const) {
      await bar.getByRole("button", { name: button }).click();
      await page.getByRole("dialog").getByLabel(field).waitFor();
      expect(await barriers()).toEqual([]);
      await page.keyboard.press("Escape");
    }
    await bar.getByRole("button", { name: "移动到…" }).click();
    await page.getByRole("menuitem", { name: "已验收" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "关闭" }).first().waitFor();
    expect(await barriers()).toEqual([]);
  });

  it("at the move of a card, and where it asks for a reason", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}`);
    const card = page.locator(`[data-task-id="${programme.card.id}"]`);
    await card.hover();
    await card.getByRole("button", { name: /移动/ }).click();
    await page.getByRole("menuitem", { name: /退回/ }).waitFor();
    expect(await barriers()).toEqual([]);
    await page.getByRole("menuitem", { name: /退回/ }).click();
    await page.getByRole("dialog").getByRole("button", { name: "退回" }).click();
    await page.getByText("请写明原因。").waitFor();
    expect(await barriers()).toEqual([]);
  });
});
