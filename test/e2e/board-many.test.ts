import type { Browser } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
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
  for (const name of ["叶锋", "许武灵", "何德海"]) await luoshi.given.person(name);
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

beforeEach(async () => {
  programme = await luoshi.given.programme({
    projects: [
      { owners: ["叶锋"], leaders: ["许武灵"], tasks: ["勘察", "招标", "施工"].map((title) => ({ title })) },
      { owners: ["何德海"], leaders: ["许武灵"], tasks: [{ title: "别人的工作" }] },
    ],
  });
  await person?.close();
});

async function board(name: string): Promise<void> {
  person = await BrowserPerson.signIn(browser, luoshi.url, name);
  await person.open(`/programmes/${programme.id}`);
  await card("1.1").waitFor();
}

const card = (place: string) => person.card(programme.task(place).id);
const bar = () => person.page.getByRole("region", { name: "对所选任务的操作" });
const dialog = () => person.page.getByRole("dialog");

async function selectAll(...places: string[]): Promise<void> {
  for (const place of places) await card(place).click({ modifiers: ["Control"] });
}

async function isSelected(place: string): Promise<boolean> {
  return (await card(place).getByRole("checkbox").getAttribute("aria-checked")) === "true";
}

async function moveTo(stage: string): Promise<void> {
  await bar().getByRole("button", { name: "移动到…" }).click();
  await person.page.getByRole("menuitem", { name: stage }).click();
}

async function see(where: Record<string, string>): Promise<void> {
  for (const [place, kind] of Object.entries(where)) await person.sees(programme.task(place).id, kind);
}

describe("Cards are selected", () => {
  it("by their box, by control and shift with a click, by x, and a column at once", async () => {
    await board("叶锋");
    await card("1.1").hover();
    await card("1.1").getByRole("checkbox").click();
    await bar().getByText("已选 1 项").waitFor();
    await card("1.3").click({ modifiers: ["Shift"] });
    await bar().getByText("已选 3 项").waitFor();
    expect(await isSelected("1.2")).toBe(true);
    await card("1.2").click({ modifiers: ["Control"] });
    await bar().getByText("已选 2 项").waitFor();
    expect(person.page.url()).not.toContain("task=");
    await card("2.1").getByRole("link").focus();
    await person.page.keyboard.press("x");
    await bar().getByText("已选 3 项").waitFor();
    await person.page.keyboard.press("Escape");
    await bar().waitFor({ state: "detached" });
    await person.column("PENDING").getByRole("button", { name: "「待启动」这一列" }).click();
    await person.page.getByRole("menuitem", { name: "选中这一列的卡片" }).click();
    await bar().getByText("已选 4 项").waitFor();
    await bar().getByRole("button", { name: "取消选择" }).click();
    await bar().waitFor({ state: "detached" });
  });
});

describe("Several cards", () => {
  it("move at once where nothing stands against it, and are undone within ten seconds", async () => {
    await board("叶锋");
    await selectAll("1.1", "1.2");
    await moveTo("进行中");
    await see({ "1.1": "ACTIVE", "1.2": "ACTIVE", "1.3": "PENDING" });
    await bar().waitFor({ state: "detached" });
    await person.page.getByText("2 项任务已移到进行中").waitFor();
    await person.page.getByRole("button", { name: "撤销" }).click();
    await see({ "1.1": "PENDING", "1.2": "PENDING" });
  });

  it("are tried first: those that will not go are named with the reason, and the others go", async () => {
    await board("叶锋");
    await selectAll("1.1", "1.2", "2.1");
    await moveTo("进行中");
    await dialog().getByText("2 项可以").waitFor();
    await dialog()
      .getByText(/只有本项目的责任人/)
      .waitFor();
    await dialog().getByText("「别人的工作」").waitFor();
    await see({ "1.1": "PENDING", "1.2": "PENDING" });
    await dialog().getByRole("button", { name: "移动 2 项" }).click();
    await see({ "1.1": "ACTIVE", "1.2": "ACTIVE", "2.1": "PENDING" });
  });

  it("are submitted with one report, which is asked for in place", async () => {
    await board("叶锋");
    await selectAll("1.1", "1.2");
    await moveTo("待验收");
    await dialog().getByLabel("完成情况").fill("两项都已办完。");
    await dialog().getByRole("button", { name: "移动 2 项" }).click();
    await see({ "1.1": "SUBMITTED", "1.2": "SUBMITTED" });
    const reports = await luoshi.sql<{ done: string }>(`select done from report where task_id in (?, ?)`, [
      programme.task("1.1").id,
      programme.task("1.2").id,
    ]);
    expect(reports).toEqual([{ done: "两项都已办完。" }, { done: "两项都已办完。" }]);
  });

  it("go together when one of them is dragged, and the hand says how many", async () => {
    await board("叶锋");
    await selectAll("1.1", "1.3");
    await person.carry(card("1.1"), person.column("ACTIVE"));
    expect(await person.page.locator(".carried-picture").getAttribute("data-count")).toBe("2");
    await person.page.mouse.up();
    await see({ "1.1": "ACTIVE", "1.3": "ACTIVE", "1.2": "PENDING" });
  });

  it("go together when the keyboard carries one of them", async () => {
    await board("叶锋");
    await selectAll("1.1", "1.2");
    await card("1.2").getByRole("link").focus();
    await person.page.keyboard.press("Space");
    await person.page.locator("[aria-live=assertive]", { hasText: "等 2 张" }).waitFor({ state: "attached" });
    await person.page.keyboard.press("ArrowRight");
    await person.page.keyboard.press("Space");
    await see({ "1.1": "ACTIVE", "1.2": "ACTIVE" });
  });

  it("are given to a person who is found by pinyin", async () => {
    await board("叶锋");
    await selectAll("1.1", "1.2");
    await bar().getByRole("button", { name: "经办人…" }).click();
    await dialog().getByLabel("找人：姓名或拼音").fill("hedehai");
    await dialog().getByRole("checkbox", { name: "何德海" }).check();
    await dialog().getByText("2 项可以").waitFor();
    await dialog().getByRole("button", { name: "调整 2 项" }).click();
    await card("1.1").getByText("何德海").waitFor();
    await card("1.2").getByText("何德海").waitFor();
  });

  it("get another due date with a reason from whoever may set it", async () => {
    await board("许武灵");
    await selectAll("1.1", "2.1");
    await bar().getByRole("button", { name: "期限…" }).click();
    await dialog().getByLabel("截止日期").fill("2022-12-20");
    await dialog().getByText("2 项可以").waitFor();
    await dialog().getByRole("button", { name: "调整 2 项" }).click();
    await dialog().getByText("请写明原因。").waitFor();
    await dialog().getByLabel("原因").fill("汛期停工");
    await dialog().getByRole("button", { name: "调整 2 项" }).click();
    await dialog().waitFor({ state: "detached" });
    const dues = await luoshi.sql(`select due_on from task where id in (?, ?)`, [
      programme.task("1.1").id,
      programme.task("2.1").id,
    ]);
    expect(dues).toEqual([{ due_on: "2022-12-20" }, { due_on: "2022-12-20" }]);
  });

  it("get a label of the programme", async () => {
    const supervisor = await luoshi.given.supervisor();
    const made = await supervisor.send<{ createLabel: { id: string } }>(
      `mutation ($input: CreateLabelInput!) { createLabel(input: $input) { ... on Label { id } } }`,
      { input: { programmeId: programme.id, name: "民生" } },
    );
    await board("叶锋");
    await selectAll("1.1", "1.2");
    await bar().getByRole("button", { name: "标签…" }).click();
    await dialog().getByRole("checkbox", { name: "民生" }).check();
    await dialog().getByRole("button", { name: "调整 2 项" }).click();
    await person.page.getByText("2 项任务的标签已调整").waitFor();
    const labelled = await luoshi.sql<{ label_id: string }>(`select label_id from task_labels`);
    const label = { label_id: made.data?.createLabel.id };
    expect(labelled).toEqual([label, label]);
  });
});
