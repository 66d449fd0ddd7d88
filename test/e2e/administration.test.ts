import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const pageDir = new URL("../../dist/web", import.meta.url).pathname;
const luoshi = new Luoshi("SQLite");
let browser: Browser;

beforeAll(async () => {
  await luoshi.start({ pageDir });
  await luoshi.given.person("黄思远", { role: Role.ADMIN });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

/** Somebody's browser, at a page. */
async function at(path: string, name = "黄思远"): Promise<Page> {
  const person = await BrowserPerson.signIn(browser, luoshi.url, name);
  onTestFinished(() => person.close());
  await person.open(path);
  return person.page;
}

/** A window of a browser that has never been here. */
async function stranger(address: string): Promise<Page> {
  const context = await browser.newContext({ locale: "zh-CN" });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

/** Drags one button to beneath another with the mouse. */
async function drag(page: Page, name: string, beneath: string): Promise<void> {
  const from = await page.getByRole("button", { name }).boundingBox();
  const to = await page.getByRole("button", { name: beneath }).boundingBox();
  if (!from || !to) throw new Error("Both buttons were to be shown");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height - 2, { steps: 8 });
  await page.mouse.up();
}

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

it("somebody who is invited accepts the link in another browser, and is shut out there when disabled", async () => {
  const admin = await at("/settings");
  await admin.getByRole("button", { name: "邀请", exact: true }).click();
  await admin.getByLabel("姓名", { exact: true }).fill("陈美治");
  await admin.getByRole("button", { name: "生成链接" }).click();
  const link = await admin.getByLabel("一次性链接").inputValue();
  await admin.getByRole("button", { name: "复制" }).click();
  await admin.getByRole("button", { name: "已复制" }).waitFor();
  await admin.getByRole("button", { name: "完成" }).click();

  const invited = await stranger(link);
  await invited.getByLabel("新密码", { exact: true }).fill("Chosen-By-Me-1");
  await invited.getByLabel("再输一次新密码").fill("Chosen-By-Me-1");
  await invited.getByRole("button", { name: "设置密码并登录" }).click();
  await invited.getByRole("button", { name: /^陈美治/ }).waitFor();

  await admin.getByRole("link", { name: "邀请记录" }).click();
  await row(admin, "陈美治").getByText("已使用").waitFor();
  await admin.getByRole("link", { name: "人员名单" }).click();
  await admin.getByLabel("姓名或拼音").fill("cmz");
  await row(admin, "陈美治").getByText("可登录").waitFor();
  await admin.getByRole("button", { name: "陈美治：更多操作" }).click();
  await admin.getByRole("menuitem", { name: "停用账号" }).click();
  await admin.getByRole("button", { name: "停用", exact: true }).click();
  await row(admin, "陈美治").getByText("已停用").waitFor();
  await invited.reload();
  await invited.getByLabel("密码").waitFor();
});

it("the last administrator stays one, and is told why", async () => {
  const admin = await at("/settings/people?q=hsy");
  await admin.getByRole("button", { name: "黄思远", exact: true }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("角色").selectOption("查阅");
  await dialog.getByRole("button", { name: "保存" }).click();
  await dialog.getByRole("alert").filter({ hasText: "最后一位能登录的管理员" }).waitFor();
});

it("what somebody else changed meanwhile is shown before it is overwritten", async () => {
  const personId = await luoshi.given.person("叶锋", { role: Role.OWNER });
  const admin = await at("/settings/people?q=yf");
  await admin.getByRole("button", { name: "叶锋", exact: true }).click();
  await (
    await luoshi.given.signIn("黄思远")
  ).ask(`mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { __typename } }`, {
    input: { personId, role: "LEADER" },
  });
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("姓名").fill("叶丰");
  await dialog.getByRole("button", { name: "保存" }).click();
  await dialog.getByRole("alert").filter({ hasText: "刚被他人改动" }).waitFor();
  expect(await dialog.getByLabel("角色").inputValue()).toBe("LEADER");
  await dialog.getByLabel("姓名").fill("叶丰");
  await dialog.getByRole("button", { name: "保存" }).click();
  await admin.getByText("叶丰的信息已保存").waitFor();
});

it("whoever has no settings is told so in a sentence", async () => {
  await luoshi.given.person("曾永嘉", { role: Role.OWNER });
  const owner = await at("/settings/people", "曾永嘉");
  await owner.getByText("设置由管理员和党政办维护").waitFor();
  expect(await owner.getByRole("navigation").getByRole("link", { name: "设置" }).count()).toBe(0);
});

it("an office is made and moved beneath another; a name that is taken is refused in place", async () => {
  const admin = await at("/settings/offices");
  const dialog = admin.getByRole("dialog");
  const make = async (name: string) => {
    await admin.getByRole("button", { name: "新建单位" }).first().click();
    await dialog.getByLabel("名称").fill(name);
    await dialog.getByRole("button", { name: "新建单位" }).click();
  };
  await make("农业服务中心");
  await admin.getByRole("treeitem", { name: "农业服务中心", selected: true }).waitFor();
  await make("农业服务中心");
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("名称").fill("林业站");
  await dialog.getByRole("button", { name: "新建单位" }).click();

  await admin.getByRole("treeitem", { name: "林业站", selected: true }).waitFor();
  await admin.getByLabel("隶属于").selectOption("农业服务中心");
  await admin.getByRole("combobox", { name: "负责人" }).fill("hsy");
  await admin.getByRole("option", { name: "黄思远" }).click();
  await admin.getByRole("button", { name: "保存" }).click();
  await admin.getByText("「林业站」已保存").waitFor();
  const child = admin.getByRole("treeitem", { name: /^林业站/ });
  expect(await child.getAttribute("aria-level")).toBe("2");
  expect(await child.textContent()).toContain("黄思远");

  await child.focus();
  await admin.keyboard.press("ArrowLeft");
  await admin.keyboard.press("ArrowLeft");
  await child.waitFor({ state: "detached" });
  await admin.keyboard.press("Enter");
  await admin.getByRole("treeitem", { name: "农业服务中心", selected: true }).waitFor();
  // None of its own may be what it belongs to.
  expect(await admin.getByLabel("隶属于").locator("option").allTextContents()).not.toContain("　林业站");
});

it("stages are renamed, put in another order and taken away, before the eyes of an open board", async () => {
  const programme = await luoshi.given.programme({ projects: [{ owners: ["叶星耀"] }] });
  await luoshi.given.person("叶星耀", { role: Role.OWNER });
  const board = await at(`/programmes/${programme.id}`, "叶星耀");
  const columns = board.locator("[data-stage-kind] h2");
  await expect.poll(() => columns.allTextContents()).toEqual(["待启动", "进行中", "待验收", "已验收"]);

  const admin = await at(`/settings/programmes/${programme.id}`);
  await admin.getByRole("button", { name: "修改「待启动」" }).click();
  await admin.getByLabel("名称", { exact: true }).fill("未开工");
  await admin.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expect.poll(() => columns.allTextContents()).toEqual(["未开工", "进行中", "待验收", "已验收"]);

  await admin.getByRole("button", { name: "新建阶段" }).click();
  await admin.getByRole("dialog").getByLabel("名称").fill("待排期");
  await admin.getByLabel("类别").selectOption("待启动");
  await admin.getByRole("dialog").getByRole("button", { name: "新建阶段" }).click();
  const handle = admin.getByRole("button", { name: "移动阶段「待排期」" });
  await handle.press("ArrowUp");
  await expect
    .poll(() => columns.allTextContents())
    .toEqual(["待排期", "未开工", "进行中", "待验收", "已验收"]);
  expect(await handle.evaluate((element) => element === document.activeElement)).toBe(true);
  await drag(admin, "移动阶段「待排期」", "移动阶段「已验收」");
  await expect
    .poll(() => columns.allTextContents())
    .toEqual(["未开工", "进行中", "待验收", "已验收", "待排期"]);

  await admin.getByRole("button", { name: "删除「未开工」" }).click();
  await admin.getByRole("button", { name: "删除阶段" }).click();
  await admin.getByText("已删除阶段「未开工」").waitFor();
  await expect.poll(() => columns.allTextContents()).toEqual(["进行中", "待验收", "已验收", "待排期"]);
  await board.locator(`[data-stage-kind="PENDING"] [data-task-id="${programme.card.id}"]`).waitFor();
  await admin.getByRole("button", { name: "删除「待排期」" }).click();
  await admin.getByText("每类阶段至少保留一个").waitFor();
});

it("a token that is made in the settings lets a program in, until it is revoked", async () => {
  const admin = await at("/settings/tokens");
  await admin.getByRole("button", { name: "新建令牌" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("用途").fill("县大屏");
  await dialog.getByRole("checkbox", { name: /^读取/ }).uncheck();
  await dialog.getByRole("button", { name: "新建令牌" }).click();
  await dialog.getByRole("alert").filter({ hasText: "请至少选一项" }).waitFor();
  await dialog.getByRole("checkbox", { name: /^读取/ }).check();
  await dialog.getByRole("button", { name: "新建令牌" }).click();
  const secret = await dialog.getByLabel("访问令牌").inputValue();
  await dialog.getByRole("button", { name: "完成" }).click();

  const ask = async () => {
    const reply = await fetch(`${luoshi.url}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
      body: JSON.stringify({ query: "{ viewer { person { name } } programmes { id } }" }),
    });
    return reply.text();
  };
  expect(await ask()).toContain("黄思远");
  await admin.reload();
  expect(await admin.content()).not.toContain(secret);
  await admin.getByRole("button", { name: "撤销令牌「县大屏」" }).click();
  await admin.getByRole("button", { name: "撤销", exact: true }).click();
  await row(admin, "县大屏").getByText("已撤销").waitFor();
  expect(await ask()).toContain("UNAUTHENTICATED");
});

it("everybody keeps their own tokens in their account", async () => {
  await luoshi.given.person("蔡英烈", { role: Role.OWNER });
  const owner = await at("/account", "蔡英烈");
  await owner.getByRole("button", { name: "新建令牌" }).click();
  await owner.getByLabel("用途").fill("我的脚本");
  expect(await owner.getByLabel("程序账号").count()).toBe(0);
  await owner.getByRole("dialog").getByRole("button", { name: "新建令牌" }).click();
  await owner.getByRole("dialog").getByRole("button", { name: "完成" }).click();
  await row(owner, "我的脚本").getByText("读取").waitFor();
});
