import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let [owner, other, supervisor]: BrowserPerson[] = [];

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
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  luoshi.clock.moveTo("2022-08-17T01:00:00.000Z");
  await (await luoshi.given.signIn("陈美治")).move(programme.task("1.2"), "ACTIVE");
  browser = await launchBrowser();
  [owner, other, supervisor] = await Promise.all(
    ["陈美治", "叶锋", "林晓敏"].map((name) => BrowserPerson.signIn(browser, luoshi.url, name)),
  );
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

/** Goes to the board, with what is to stand in its address; waits until its page is there. */
async function atTheBoard(person: BrowserPerson | undefined, query = ""): Promise<Page> {
  if (!person) throw new Error("Three people were to sign in");
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

const filterIn = (page: Page) => new URL(page.url()).searchParams.get("filter");

async function runView(page: Page, view: string, command: string): Promise<void> {
  await page.getByRole("button", { name: `「${view}」的更多操作` }).click();
  await page.getByRole("menuitem", { name: command }).click();
}

/** Somebody changes a view as a program would. Gives the id of the one that was made or changed. */
async function change(who: string, mutation: string, type: string, input: object): Promise<string> {
  const client = await luoshi.given.signIn(who);
  const result = mutation === "deleteView" ? "__typename" : "__typename ... on View { id }";
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${result} } }`;
  return (await client.ask<Record<string, { id: string }>>(document, { input }))[mutation]!.id;
}

async function givenView(
  owner: string,
  view: { name: string; filterText?: string; layout?: string },
  sharing = "EVERYONE",
): Promise<string> {
  const viewId = await change(owner, "createView", "CreateViewInput", { filterText: "", ...view });
  await change(owner, "shareView", "ShareViewInput", { viewId, sharing });
  return viewId;
}

it("a filter is saved as a view and shared: another opens its link, finds it in their list, and follows it", async () => {
  const [here, there] = [await atTheBoard(owner, "?filter=灯:红"), await atTheBoard(other)];
  await here.getByRole("region", { name: "筛选条件" }).getByRole("button", { name: "存为视图" }).click();
  const dialog = here.getByRole("dialog", { name: "存为新视图" });
  await dialog.getByRole("button", { name: "保存视图" }).click();
  await dialog.getByText("请给视图起个名字。").waitFor();
  await dialog.getByLabel("名称").fill("红灯清零");
  await dialog.getByRole("radio", { name: /所有人/ }).check();
  await dialog.getByRole("button", { name: "保存视图" }).click();
  await here.waitForURL(/view=view_/);

  await there.keyboard.press("v");
  await there.getByRole("link", { name: /红灯清零/ }).waitFor();
  await there.goto(here.url());
  await expect.poll(() => titles(there)).toEqual(["勘测路线", "选定地块"]);
  await there.getByRole("button", { name: "视图：红灯清零，点开选择" }).waitFor();
  await runView(there, "红灯清零", "关注");
  await there.keyboard.press("v");
  const followed = there.getByRole("region", { name: "我的" }).getByRole("link", { name: /红灯清零/ });
  await followed.waitFor();
});

it("whoever looks at a view sees a card come and go as others move it", async () => {
  const viewId = await givenView("陈美治", { name: "办着的", filterText: "阶段:进行中" });
  const page = await atTheBoard(other, `?view=${viewId}`);
  await expect.poll(() => titles(page)).toEqual(["安装路灯"]);
  const client = await luoshi.given.signIn("陈美治");
  await client.move(programme.task("1.3"), "ACTIVE");
  await expect.poll(() => titles(page)).toEqual(["安装路灯", "竣工验收"]);
  await client.move(programme.task("1.3"), "PENDING");
  await expect.poll(() => titles(page)).toEqual(["安装路灯"]);
});

it("a view that was locked meanwhile is not changed, and says why", async () => {
  const viewId = await givenView("陈美治", { name: "例会", filterText: "灯:红" });
  const page = await atTheBoard(owner, `?view=${viewId}&filter=灯:黄`);
  await expect.poll(() => titles(page)).toEqual([]);
  await change("陈美治", "lockView", "ViewInput", { viewId });
  await page.getByRole("button", { name: "「例会」已改动：保存或放弃" }).click();
  await page.getByRole("menuitem", { name: "保存改动" }).click();
  await page.getByRole("status").getByText(/锁定/).waitFor();
  expect(filterIn(page)).toBe("灯:黄");

  await page.getByRole("button", { name: "「例会」的更多操作" }).click();
  const edit = page.getByRole("menuitem", { name: /改名、说明与共享/ });
  expect(await edit.getAttribute("aria-disabled")).toBe("true");
  await edit.getByText("已锁定，请先解锁").waitFor();
  await page.getByRole("menuitem", { name: "解锁", exact: true }).click();
  await page.getByRole("button", { name: "「例会」已改动：保存或放弃" }).click();
  await page.getByRole("menuitem", { name: "保存改动" }).click();
  await expect.poll(() => filterIn(page)).toBeNull();
  await page.getByText("黄灯", { exact: true }).first().waitFor();
});

it("who edits what was changed meanwhile is told so in the very dialog, and may then decide again", async () => {
  const viewId = await givenView("陈美治", { name: "路灯", filterText: "项目:路灯" });
  const page = await atTheBoard(owner, `?view=${viewId}`);
  await runView(page, "路灯", "改名、说明与共享");
  const dialog = page.getByRole("dialog", { name: "改名、说明与共享" });
  await dialog.getByLabel("名称").fill("路灯工程");
  const [{ version } = { version: 0 }] = await luoshi.sql<{ version: number }>(
    `select version from view where id = ?`,
    [viewId],
  );
  const described = { expectedVersion: version, name: "路灯亮化", description: "例会上逐项过" };
  await change("陈美治", "updateView", "UpdateViewInput", { viewId, ...described });

  await dialog.getByRole("button", { name: "保存改动" }).click();
  await dialog.getByRole("alert").getByText("路灯亮化").waitFor();
  expect(await dialog.getByLabel("名称").inputValue()).toBe("路灯工程");
  await dialog.getByRole("button", { name: "保存改动" }).click();
  await page.getByRole("button", { name: "视图：路灯工程，点开选择" }).waitFor();
  const [saved] = await luoshi.sql(`select name, description from view where id = ?`, [viewId]);
  expect(saved).toEqual({ name: "路灯工程", description: "例会上逐项过" });
});

it("views are put in another order, and deleted after a question", async () => {
  for (const name of ["甲", "乙"]) await givenView("林晓敏", { name }, "PRIVATE");
  await supervisor?.open(`/programmes/${programme.id}/views`);
  const page = supervisor!.page;
  const names = () =>
    page.getByRole("region", { name: "我的" }).getByRole("heading", { level: 3 }).allInnerTexts();
  await expect.poll(names).toEqual(["甲", "乙"]);
  await page.getByRole("button", { name: "「乙」上移" }).click();
  await expect.poll(names).toEqual(["乙", "甲"]);
  await page.reload();
  await expect.poll(names).toEqual(["乙", "甲"]);

  await runView(page, "乙", "删除");
  const asked = page.getByRole("dialog", { name: "删除视图「乙」？" });
  await asked.getByRole("button", { name: "取消" }).click();
  expect(await names()).toEqual(["乙", "甲"]);
  await runView(page, "乙", "删除");
  await asked.getByRole("button", { name: "删除" }).click();
  await expect.poll(names).toEqual(["甲"]);
});

it("whoever opens a view that was deleted is told, and not shown all tasks in its stead", async () => {
  const viewId = await givenView("陈美治", { name: "临时", filterText: "灯:红" });
  await change("陈美治", "deleteView", "ViewInput", { viewId });
  const page = await atTheBoard(other, `?view=${viewId}`);
  await page.getByText("没有这个视图").waitFor();
  expect(await titles(page)).toEqual([]);
});

it("a view keeps its layout, whichever it is", async () => {
  const looks: Record<string, (page: Page) => Locator> = {
    BOARD: (page) => page.locator('[data-stage-kind="PENDING"]'),
    MATRIX: (page) => page.getByRole("columnheader", { name: /第一季度/ }),
    TIMELINE: (page) => page.locator(".timeline"),
    TABLE: (page) => page.getByRole("grid"),
    DASHBOARD: (page) => page.getByRole("button", { name: "看数字" }).first(),
  };
  for (const [layout, look] of Object.entries(looks)) {
    const viewId = await givenView("陈美治", { name: `布局${layout}`, layout });
    const page = await atTheBoard(other, `?view=${viewId}`);
    await look(page).waitFor();
    expect(await page.getByRole("button", { name: /已改动/ }).count()).toBe(0);
  }
});

it("a view that is made the start page comes first when one opens Luoshi", async () => {
  const viewId = await givenView("陈美治", { name: "开头", filterText: "灯:红" });
  const page = await atTheBoard(owner, `?view=${viewId}`);
  await runView(page, "开头", "设为我的起始页");
  await page.goto(luoshi.url);
  await page.waitForURL(new RegExp(`view=${viewId}`));
  await expect.poll(() => titles(page)).toEqual(["勘测路线", "选定地块"]);
  await page.getByRole("link", { name: "我的一天" }).click();
  await page.waitForURL((address) => address.pathname === "/");
});
