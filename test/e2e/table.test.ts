import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let table: string;

beforeAll(async () => {
  const pageDir = new URL("../../dist/web", import.meta.url).pathname;
  await luoshi.start({ pageDir, today: "2022-05-16" });
  programme = await luoshi.given.programme({
    projects: [
      {
        name: "路灯改造",
        owners: ["陈美治"],
        leaders: ["曾智伟"],
        tasks: [
          { title: "安装路灯", quarter: 2 },
          { title: "=勘测路线", quarter: 1 },
          { title: "竣工验收", quarter: 4 },
        ],
      },
      { name: "造林", owners: ["叶锋"], leaders: ["曾智伟"], tasks: [{ title: "选定地块", quarter: 3 }] },
    ],
  });
  for (const name of ["陈美治", "叶锋"]) await luoshi.given.person(name);
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  table = `/programmes/${programme.id}?layout=table`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

async function atTheTable(name: string, query = ""): Promise<BrowserPerson> {
  const person = await BrowserPerson.signIn(browser, luoshi.url, name);
  await person.open(table + query);
  await person.page.getByRole("grid").waitFor();
  return person;
}

const titles = ({ page }: BrowserPerson) => page.getByRole("rowheader").allInnerTexts();
const cell = ({ page }: BrowserPerson, title: string, key: string) =>
  page.getByRole("row").filter({ hasText: title }).locator(`[data-key="${key}"]`);

it("a column's name sorts the rows, and the choice is still there in the next visit", async () => {
  const onlooker = await atTheTable("叶锋");
  await onlooker.page.getByRole("button", { name: "期限" }).click();
  await expect.poll(() => titles(onlooker)).toEqual(["=勘测路线", "安装路灯", "选定地块", "竣工验收"]);
  await onlooker.page.getByRole("button", { name: "期限" }).click();
  await onlooker.page.reload();
  await onlooker.page.getByRole("grid").waitFor();
  await expect.poll(() => titles(onlooker)).toEqual(["竣工验收", "选定地块", "安装路灯", "=勘测路线"]);
  expect(await onlooker.page.getByRole("columnheader", { name: "期限" }).getAttribute("aria-sort")).toBe(
    "descending",
  );
  await onlooker.close();
});

it("a saved view's order is obeyed also where cards do not carry what it goes by", async () => {
  const owner = await luoshi.given.signedIn("陈美治");
  const made = await owner.send<{ createView: { id: string } }>(
    `mutation ($input: CreateViewInput!) { createView(input: $input) { ... on View { id } } }`,
    {
      input: {
        name: "最近变动",
        filterText: "",
        layout: "TABLE",
        orderBy: [{ field: "UPDATED_AT", direction: "DESC" }],
        programmeId: programme.id,
      },
    },
  );
  await luoshi.sql(`update task set updated_at = updated_at + 1000 where title = '竣工验收'`);
  const person = await atTheTable("陈美治", `&view=${made.data?.createView.id}`);
  await expect.poll(async () => (await titles(person))[0]).toBe("竣工验收");

  const task = programme.task("1.1");
  luoshi.clock.moveTo(new Date(luoshi.clock.now().getTime() + 60_000).toISOString());
  await owner.move(task, "ACTIVE");
  await expect.poll(async () => (await titles(person))[0]).toBe("安装路灯");
  await owner.move(task, "PENDING");
  await person.close();
});

it("columns are hidden and put elsewhere, and rows stand under their projects", async () => {
  const onlooker = await atTheTable("叶锋", "&columns=project");
  await onlooker.page.getByRole("button", { name: "1 路灯改造 3 项任务" }).waitFor();
  await onlooker.page.getByRole("button", { name: "列", exact: true }).click();
  await onlooker.page.getByRole("checkbox", { name: "灯", exact: true }).uncheck();
  await onlooker.page.getByRole("button", { name: "把「期限」列前移" }).click();
  await onlooker.page.keyboard.press("Escape");
  const names = () => onlooker.page.getByRole("columnheader").allInnerTexts();
  await expect.poll(names).toEqual(["", "任务", "期限", "阶段", "经办人", "责任人", "责任科室"]);

  await onlooker.page.getByRole("button", { name: "1 路灯改造 3 项任务" }).click();
  await expect.poll(() => titles(onlooker)).toEqual(["选定地块"]);
  await onlooker.close();
});

it("a title and a due date are changed in place, before another one's eyes", async () => {
  const [supervisor, onlooker] = await Promise.all([atTheTable("林晓敏"), atTheTable("叶锋")]);
  await cell(supervisor, "选定地块", "title").getByRole("link").focus();
  await supervisor.page.keyboard.press("F2");
  await supervisor.page.getByRole("dialog").getByLabel("任务").fill("选定造林地块");
  await supervisor.page.getByRole("button", { name: "保存" }).click();
  await cell(onlooker, "选定造林地块", "title").waitFor();

  await cell(supervisor, "选定造林地块", "dueOn").dblclick();
  const editor = supervisor.page.getByRole("dialog");
  await editor.getByLabel("完成期限").fill("2022-10-31");
  await editor.getByRole("button", { name: "保存" }).click();
  await editor.getByText("请写明原因").waitFor();
  await editor.getByLabel("原因").fill("汛期停工");
  await editor.getByRole("button", { name: "保存" }).click();
  await cell(onlooker, "选定造林地块", "dueOn").getByText("10月31日").waitFor();
  const [task] = await luoshi.sql(`select due_on from task where title = '选定造林地块'`);
  expect(task).toEqual({ due_on: "2022-10-31" });
  await Promise.all([supervisor.close(), onlooker.close()]);
});

it("who changes what another has changed meanwhile is told so, and may then decide again", async () => {
  const supervisor = await atTheTable("林晓敏");
  await cell(supervisor, "竣工验收", "dueOn").dblclick();
  const editor = supervisor.page.getByRole("dialog");
  await editor.getByLabel("完成期限").fill("2022-11-30");
  await editor.getByLabel("原因").fill("提前");
  await luoshi.sql(`update task set due_on = '2022-12-20', version = version + 1 where title = '竣工验收'`);
  await editor.getByRole("button", { name: "保存" }).click();
  await editor.getByRole("alert").waitFor();
  await editor.getByRole("button", { name: "保存" }).click();
  await cell(supervisor, "竣工验收", "dueOn").getByText("11月30日").waitFor();
  await supervisor.close();
});

it("a change whose answer was lost on the way is made once, and shown", async () => {
  const supervisor = await atTheTable("林晓敏");
  const versionOf = () =>
    luoshi.sql<{ version: number }>(`select version from task where title like '竣工%'`);
  const [before] = await versionOf();
  let lost = 0;
  await supervisor.page.route("**/graphql", async (route) => {
    const isEdit = route.request().postData()?.includes("Editing_EditTask");
    if (!isEdit || lost > 0) return route.continue();
    lost++;
    await route.fetch();
    await route.abort("connectionreset");
  });
  await cell(supervisor, "竣工验收", "title").getByRole("link").focus();
  await supervisor.page.keyboard.press("F2");
  await supervisor.page.getByRole("dialog").getByLabel("任务").fill("竣工并移交");
  await supervisor.page.getByRole("button", { name: "保存" }).click();
  await cell(supervisor, "竣工并移交", "title").waitFor();
  expect(lost).toBe(1);
  expect(await versionOf()).toEqual([{ version: (before?.version ?? 0) + 1 }]);
  await supervisor.close();
});

it("what somebody may not change opens its card instead", async () => {
  const onlooker = await atTheTable("叶锋");
  await cell(onlooker, "安装路灯", "dueOn").dblclick();
  await onlooker.page.waitForURL(/task=task_/);
  expect(await onlooker.page.getByLabel("完成期限").count()).toBe(0);
  await onlooker.close();
});

it("many cards are moved after a trial that says which may be, and are put back", async () => {
  const owner = await atTheTable("陈美治");
  const { page } = owner;
  await page.getByRole("checkbox", { name: "选择「安装路灯」" }).click();
  await page.getByRole("checkbox", { name: /选择「选定/ }).click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "对所选任务的操作" });
  await bar.getByText("已选 4 项").waitFor();
  await bar.getByRole("button", { name: "移动到…" }).click();
  await page.getByRole("menuitem", { name: "进行中" }).click();
  await page.getByRole("dialog").getByText("3 项可以").waitFor();
  await page
    .getByRole("dialog")
    .getByText(/只有本项目的责任人/)
    .waitFor();
  const started = () =>
    luoshi.sql<{ title: string }>(
      `select t.title from task t join stage s on s.id = t.stage_id where s.kind = 'ACTIVE'`,
    );
  expect(await started()).toEqual([]);

  await page.getByRole("button", { name: "移动 3 项" }).click();
  await expect.poll(() => cell(owner, "安装路灯", "stage").innerText()).toBe("进行中");
  expect(await started()).toHaveLength(3);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect.poll(() => cell(owner, "安装路灯", "stage").innerText()).toBe("待启动");
  expect(await started()).toEqual([]);
  await owner.close();
});

it("the table is taken along as a file and by the clipboard, with nothing in it that a spreadsheet would run", async () => {
  const onlooker = await atTheTable("叶锋");
  const [download] = await Promise.all([
    onlooker.page.waitForEvent("download"),
    onlooker.page.getByRole("button", { name: "导出 CSV" }).click(),
  ]);
  const lines = (await readFile(await download.path(), "utf8")).split("\r\n");
  expect(lines[0]).toBe("\uFEFF任务,序号,项目,阶段,灯,期限,经办人,责任人,责任科室");
  expect(lines[2]).toBe("'=勘测路线,1,路灯改造,待启动,红灯,2022-03-31,,陈美治,");

  await cell(onlooker, "安装路灯", "number").click();
  await onlooker.page.keyboard.press("Shift+ArrowRight");
  await onlooker.page.keyboard.press("Shift+ArrowDown");
  await onlooker.page.context().grantPermissions(["clipboard-read"]);
  await onlooker.page.keyboard.press("Control+c");
  await onlooker.page.getByText("已复制 4 格").waitFor();
  expect(await onlooker.page.evaluate(() => navigator.clipboard.readText())).toBe("1\t路灯改造\n1\t路灯改造");
  await onlooker.close();
});
