import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const root = new URL("../..", import.meta.url);
const luoshi = new Luoshi("SQLite");
let browser: Browser;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("dist/web", root).pathname, today: "2022-01-17" });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

const signIn = (name: string) => BrowserPerson.signIn(browser, luoshi.url, name);

/** The id of the task with this title. */
async function taskId(title: string): Promise<string> {
  const [task] = await luoshi.sql<{ id: string }>(`select id from task where title = ?`, [title]);
  if (!task) throw new Error(`There is no task "${title}"`);
  return task.id;
}

it("a notice that the supervision office pastes becomes a board", async () => {
  const notice = await readFile(new URL("server/demo/sample-notice.txt", root), "utf8");
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  const supervisor = await signIn("林晓敏");
  await supervisor.open("/import");
  await supervisor.page.getByLabel("粘贴通知全文").fill(notice);
  await supervisor.page.getByRole("button", { name: "读取" }).click();

  await supervisor.page.getByText("共 10 个项目、29 个任务").waitFor();
  expect(await luoshi.sql(`select id from programme`)).toEqual([]);
  await supervisor.page.getByRole("radio", { name: /12月31日/ }).check();
  await supervisor.page.getByRole("button", { name: "导入并生成看板" }).click();

  await supervisor.page.waitForURL(/\/programmes\/programme_/);
  await supervisor.column("PENDING").waitFor();
  expect(await supervisor.page.locator("[data-task-id]").count()).toBe(29);
  const [asked] = await luoshi.sql(`select due_on, needs_review from task where period_words = '第四季度前'`);
  expect(asked).toEqual({ due_on: "2022-12-31", needs_review: 0 });
  await supervisor.close();
});

it("a card goes from pending to accepted, by two people, before a third one's eyes", async () => {
  const card = await taskId("确定造林地块");
  for (const name of ["叶锋", "许武灵", "陈美治"]) await luoshi.given.person(name);
  const [owner, leader, onlooker] = await Promise.all(["叶锋", "许武灵", "陈美治"].map(signIn));
  if (!owner || !leader || !onlooker) throw new Error("Three people were to sign in");
  await onlooker.sees(card, "PENDING");

  await owner.drag(card, "ACTIVE");
  await owner.sees(card, "ACTIVE");
  await onlooker.sees(card, "ACTIVE");

  await owner.drag(card, "SUBMITTED");
  const report = owner.page.getByRole("dialog");
  await report.getByLabel("完成情况").fill("选定造林地块 12 个，共 256 亩。");
  await report.getByRole("button", { name: "送验" }).click();
  await owner.sees(card, "SUBMITTED");
  await onlooker.sees(card, "SUBMITTED");

  await leader.sees(card, "SUBMITTED");
  await leader.drag(card, "ACCEPTED");
  await leader.sees(card, "ACCEPTED");
  await owner.sees(card, "ACCEPTED");
  await onlooker.sees(card, "ACCEPTED");

  await onlooker.page.reload();
  await onlooker.sees(card, "ACCEPTED");
  await onlooker.card(card).getByRole("link").click();
  const drawer = onlooker.page.getByRole("dialog");
  await drawer.getByText("选定造林地块 12 个，共 256 亩。").waitFor();
  await drawer
    .getByText(/许武灵/)
    .first()
    .waitFor();
  await Promise.all([owner.close(), leader.close(), onlooker.close()]);
});

it("the keyboard moves a card as the mouse does", async () => {
  const card = await taskId("编好造林方案");
  const owner = await signIn("叶锋");
  await owner.sees(card, "PENDING");
  await owner.card(card).getByRole("link").focus();
  await owner.page.keyboard.press("Space");
  await owner.page.keyboard.press("ArrowRight");
  await owner.page.keyboard.press("Space");
  await owner.sees(card, "ACTIVE");
  await owner.page.reload();
  await owner.sees(card, "ACTIVE");
  await owner.close();
});

it("a card that somebody may not move stays where it is, and says why", async () => {
  const card = await taskId("公开招标，施工队进场");
  const onlooker = await signIn("陈美治");
  await onlooker.sees(card, "PENDING");
  await onlooker.drag(card, "ACTIVE");
  await onlooker.page
    .getByText(/只有本项目的责任人/)
    .first()
    .waitFor();
  await onlooker.sees(card, "PENDING");
  const [stage] = await luoshi.sql(
    `select s.kind from task t join stage s on s.id = t.stage_id where t.id = ?`,
    [card],
  );
  expect(stage).toEqual({ kind: "PENDING" });
  await onlooker.close();
});

it("a move that loses to somebody else's is rolled back, with the reason", async () => {
  const card = await taskId("种植验收，转入抚育管护");
  const owner = await signIn("叶锋");
  await owner.sees(card, "PENDING");
  await owner.page.route("**/graphql", async (route) => {
    // Somebody else is quicker: the task changes while this move is on its way.
    if (route.request().postData()?.includes("Board_MoveTask")) {
      await luoshi.sql(`update task set version = version + 1 where id = ?`, [card]);
    }
    await route.continue();
  });
  await owner.drag(card, "ACTIVE");
  await owner.page.getByText("这张卡片刚被他人更新").waitFor();
  await owner.sees(card, "PENDING");
  await owner.close();
});
