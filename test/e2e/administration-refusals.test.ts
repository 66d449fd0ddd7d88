import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";

const pageDir = new URL("../../dist/web", import.meta.url).pathname;
const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;

beforeAll(async () => {
  await luoshi.start({ pageDir });
  programme = await luoshi.given.programme({
    projects: [
      {
        owners: ["叶锋"],
        leaders: ["曾智伟"],
        offices: ["农业服务中心"],
        tasks: [{ title: "修路" }, { title: "植树" }],
      },
    ],
  });
  await luoshi.given.person("黄思远", { role: Role.ADMIN });
  await luoshi.given.person("叶锋", { role: Role.OWNER });
  await luoshi.given.person("曾智伟", { role: Role.LEADER });
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

/** Somebody's browser, at a page. */
async function at(path: string, name = "黄思远"): Promise<Page> {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height: 900 } });
  onTestFinished(() => context.close());
  const { cookie = "" } = await luoshi.given.signIn(name);
  const [key = "", value = ""] = cookie.split("=");
  await context.addCookies([{ name: key, value, url: luoshi.url }]);
  const page = await context.newPage();
  await page.goto(`${luoshi.url}${path}`);
  return page;
}

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const dialog = (page: Page) => page.getByRole("dialog");
const save = (page: Page) => dialog(page).getByRole("button", { name: "保存" }).click();

async function choose(page: Page, name: string, deed: string): Promise<void> {
  await page.getByRole("button", { name: `${name}：更多操作` }).click();
  await page.getByRole("menuitem", { name: deed }).click();
}

it("a name that somebody else has is refused in its field, and nothing is lost", async () => {
  const page = await at("/settings/people?q=yf");
  await choose(page, "叶锋", "修改姓名");
  await dialog(page).getByLabel("科室单位").selectOption("农业服务中心");
  const name = dialog(page).getByLabel("姓名");
  await name.fill("");
  await save(page);
  await dialog(page).getByRole("alert").filter({ hasText: "请填写" }).waitFor();
  await name.fill("曾智伟");
  await save(page);
  await dialog(page).getByRole("alert").filter({ hasText: "已被使用" }).waitFor();
  expect(await name.getAttribute("aria-invalid")).toBe("true");
  await name.fill("叶锋");
  await save(page);
  await row(page, "叶锋").getByText("农业服务中心").waitFor();
});

it("what could not be sent is kept, and sent once the server is there again", async () => {
  const page = await at("/settings/people?q=yf");
  await choose(page, "叶锋", "修改姓名");
  await dialog(page).getByLabel("角色").selectOption("查阅");
  await page.route("**/graphql", (route) => route.abort());
  await save(page);
  await dialog(page).getByRole("alert").filter({ hasText: "连不上服务器" }).waitFor();
  expect(await dialog(page).getByLabel("角色").inputValue()).toBe("VIEWER");
  await page.unroute("**/graphql");
  await save(page);
  await row(page, "叶锋").getByText("查阅").waitFor();
});

it("before somebody is shut out it is said what work of theirs is open; they are let in again as they were", async () => {
  const page = await at("/settings/people?q=yf");
  await choose(page, "叶锋", "停用账号");
  await dialog(page).getByText("还有 2 项任务由本人办理").waitFor();
  await dialog(page).getByRole("button", { name: "停用", exact: true }).click();
  await row(page, "叶锋").getByText("已停用").waitFor();
  await choose(page, "叶锋", "恢复账号");
  await dialog(page).getByRole("button", { name: "恢复", exact: true }).click();
  await row(page, "叶锋").getByText("可登录").waitFor();
  await luoshi.given.signIn("叶锋");
  await page.getByLabel("姓名或拼音").fill("zzw");
  await choose(page, "曾智伟", "停用账号");
  await dialog(page).getByText("牵头的项目还有 2 项任务没有验收").waitFor();
});

it("the last administrator who can sign in is not shut out, in whatever way", async () => {
  const page = await at("/settings/people?q=hsy");
  await choose(page, "黄思远", "停用账号");
  await dialog(page).getByRole("button", { name: "停用", exact: true }).click();
  await dialog(page).getByRole("alert").filter({ hasText: "最后一位能登录的管理员" }).waitFor();
});

it("people are found by role, office and account, and all are back with one button", async () => {
  const page = await at("/settings/people");
  const count = page.getByRole("status").filter({ hasText: /^共/ });
  const filters = page.getByRole("search", { name: "筛选人员" });
  await count.filter({ hasText: "共 4 人" }).waitFor();
  await filters.getByLabel("角色").selectOption("责任领导");
  await count.filter({ hasText: "共 1 人" }).waitFor();
  await filters.getByLabel("科室单位").selectOption("农业服务中心");
  await page.getByText("没有符合条件的人").waitFor();
  await page.getByRole("button", { name: "清除筛选" }).click();
  await count.filter({ hasText: "共 4 人" }).waitFor();
  await filters.getByLabel("账号").selectOption("已停用");
  await page.getByText("没有符合条件的人").waitFor();
});

it("a link is made anew, which ends the one before, and is revoked", async () => {
  const old = await luoshi.given.invitation("郑晓岚");
  const page = await at("/settings/people/invitations");
  await page.getByRole("button", { name: "为郑晓岚重新生成链接" }).click();
  await dialog(page).getByRole("button", { name: "生成链接" }).click();
  const link = await dialog(page).getByLabel("一次性链接").inputValue();
  await dialog(page).getByRole("button", { name: "完成" }).click();
  const guest = await browser.newContext({ locale: "zh-CN" });
  onTestFinished(() => guest.close());
  const window = await guest.newPage();
  await window.goto(`${luoshi.url}/invitation#${old}`);
  await window.getByText("链接已失效").waitFor();

  await page.getByRole("button", { name: "作废给郑晓岚的链接" }).click();
  await dialog(page).getByRole("button", { name: "作废" }).click();
  await page.getByText("给郑晓岚的链接已作废").waitFor();
  await window.goto("about:blank");
  await window.goto(link);
  await window.getByText("链接已失效").waitFor();
  await page.getByLabel("状态").selectOption("已使用");
  await page.getByText("没有邀请记录").waitFor();
});

it("whoever forgot a password is given a link to choose another", async () => {
  const page = await at("/settings/people?q=yf");
  await choose(page, "叶锋", "发重设密码链接");
  await dialog(page).getByText("原来的密码照常可用").waitFor();
  await dialog(page).getByRole("button", { name: "生成链接" }).click();
  await dialog(page).getByText("打开后设置新密码").waitFor();
  expect(await dialog(page).getByLabel("一次性链接").inputValue()).toContain(`${luoshi.url}/invitation#`);
});

it("an office takes no other's name, and none that belongs to it as what it belongs to", async () => {
  const admin = await luoshi.given.signIn("黄思远");
  const make = `mutation ($name: String!) { createOffice(input: { name: $name }) { ... on Office { id } } }`;
  const made = async (name: string) =>
    (await admin.ask<{ createOffice: { id: string } }>(make, { name })).createOffice.id;
  const [parent, child] = [await made("农业农村局"), await made("林业站")];
  const page = await at(`/settings/offices?office=${parent}`);
  await page.getByLabel("名称", { exact: true }).fill("林业站");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("alert").filter({ hasText: "已被使用" }).waitFor();
  await page.getByLabel("名称", { exact: true }).fill("农业农村局");
  await page.getByLabel("隶属于").selectOption("林业站");
  // Somebody else puts them the other way round meanwhile.
  await admin.ask(`mutation ($input: UpdateOfficeInput!) { updateOffice(input: $input) { __typename } }`, {
    input: { officeId: child, parentId: parent },
  });
  await page.getByRole("button", { name: "保存" }).click();
  await page
    .getByRole("alert")
    .filter({ hasText: /隶属|下级|循环/ })
    .waitFor();
});

it("a programme is given another title, a stage a colour and a limit, before the eyes of an open board", async () => {
  const board = await at(`/programmes/${programme.id}`, "叶锋");
  await board.locator("[data-stage-kind] h2").first().waitFor();
  const page = await at(`/settings/programmes/${programme.id}`);
  await page.getByLabel("年度实事名称").fill("二〇二二年实事");
  await page.getByRole("button", { name: "保存" }).click();
  await board.getByText("二〇二二年实事").first().waitFor();

  await page.getByRole("button", { name: "修改「待启动」" }).click();
  await dialog(page).getByLabel("最多几张卡片").fill("0");
  await save(page);
  await dialog(page).getByText("请填 1 到 10000 的整数").waitFor();
  await dialog(page).getByLabel("最多几张卡片").fill("1");
  await dialog(page).getByRole("radio", { name: "黛青" }).check({ force: true });
  await save(page);
  await page.getByText("最多 1 张").waitFor();
  await board.locator("[data-stage-kind=PENDING]").getByText("2 / 1").waitFor();
});

it("labels are made, renamed and taken away; no two say the same", async () => {
  const page = await at(`/settings/programmes/${programme.id}`);
  const make = async (name: string) => {
    await page.getByRole("button", { name: "新建标签" }).click();
    await dialog(page).getByLabel("名称").fill(name);
    await dialog(page).getByRole("button", { name: "新建标签" }).click();
  };
  await make("县级督办");
  await page.getByRole("button", { name: "修改「县级督办」" }).waitFor();
  await make("县级督办");
  await dialog(page).getByRole("alert").waitFor();
  await dialog(page).getByRole("button", { name: "取消" }).click();
  await page.getByRole("button", { name: "修改「县级督办」" }).click();
  await dialog(page).getByLabel("名称").fill("市级督办");
  await save(page);
  await page.getByRole("button", { name: "删除「市级督办」" }).click();
  await dialog(page).getByRole("button", { name: "删除标签" }).click();
  await page.getByText("已删除标签「市级督办」").waitFor();
  await page.getByText("还没有标签").waitFor();
});

it("a program is given a token of its own, for one programme and without an end", async () => {
  const page = await at("/settings/tokens");
  await page.getByText("还没有访问令牌").waitFor();
  await page.getByRole("button", { name: "新建令牌" }).click();
  await dialog(page).getByRole("button", { name: "新建令牌" }).click();
  await dialog(page).getByRole("alert").filter({ hasText: "请填写" }).waitFor();
  await dialog(page).getByLabel("用途").fill("大屏读取进度");
  await dialog(page).getByLabel("程序账号").fill("县大屏");
  await dialog(page).getByLabel("程序的角色").selectOption("查阅");
  await dialog(page).getByRole("checkbox", { name: "二〇二二年实事" }).check();
  await dialog(page).getByLabel("有效期").selectOption("不设期限");
  await dialog(page).getByRole("button", { name: "新建令牌" }).click();
  await dialog(page).getByRole("button", { name: "完成" }).click();
  const made = row(page, "大屏读取进度");
  for (const words of ["县大屏", "读取", "二〇二二年实事", "不设期限", "还没用过"])
    await made.getByText(words).first().waitFor();
});

it("the supervision office keeps offices and programmes, and is told who keeps the rest", async () => {
  const page = await at("/settings", "林晓敏");
  const pages = page.getByRole("navigation", { name: "设置" }).getByRole("link");
  await pages.first().waitFor();
  expect((await pages.allTextContents()).map((text) => text.trim())).toEqual([
    "科室单位",
    "年度实事",
    "推送地址",
  ]);
  await page.goto(`${luoshi.url}/settings/tokens`);
  await page.getByText("这一项由管理员维护").waitFor();
});
