import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import { password } from "../kit/given.js";
import { Luoshi } from "../kit/luoshi.js";
import { barriersOn } from "./barriers.js";

const luoshi = new Luoshi("SQLite");
/** Where nobody has an account yet. */
const fresh = new Luoshi("SQLite");
const pageDir = new URL("../../dist/web", import.meta.url).pathname;
let browser: Browser;

beforeAll(async () => {
  await luoshi.start({
    pageDir,
    singleSignOn: {
      issuer: new URL("https://id.invalid"),
      clientId: "luoshi",
      clientSecret: "unused",
      label: null,
      claim: "name",
    },
  });
  await fresh.start({ pageDir });
  await luoshi.given.programme({ projects: [{ owners: ["陈美治"] }, { owners: ["叶锋"] }] });
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
  await fresh.stop();
});

describe.each([
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 390 },
] as const)("In $colorScheme at $width px no barrier is found", ({ colorScheme, width }) => {
  let page: Page;
  beforeAll(async () => {
    const viewport = { width, height: 900 };
    const context = await browser.newContext({ colorScheme, viewport, locale: "zh-CN" });
    page = await context.newPage();
    await page.goto(luoshi.url);
  });
  afterAll(() => page.context().close());

  const barriers = () => barriersOn(page);

  it("at the first start", async () => {
    await page.goto(fresh.url);
    await page.getByText("还没有任何账号").waitFor();
    expect(await barriers()).toEqual([]);
    await page.goto(fresh.app.setUpLink ?? "");
    await page.getByLabel("姓名").fill("林晓敏");
    await page.getByLabel("新密码", { exact: true }).fill("First-Start");
    await page.getByLabel("再输一次新密码").fill("another");
    expect(await barriers()).toEqual([]);
  });

  it("at an invitation", async () => {
    await page.goto(`${luoshi.url}/invitation#${await luoshi.given.invitation(`受邀人${width}`)}`);
    await page.getByLabel("新密码", { exact: true }).fill("First-2022");
    expect(await barriers()).toEqual([]);
  });

  it("where single sign-on refused", async () => {
    await page.goto(`${luoshi.url}/sign-in?problem=SSO_UNKNOWN_PERSON`);
    await page.getByRole("link", { name: "统一身份认证" }).waitFor();
    expect(await barriers()).toEqual([]);
  });

  it("at the entrance", async () => {
    await page.goto(luoshi.url);
    await page.getByLabel("姓名").fill("林晓敏");
    await page.getByLabel("密码").fill(password);
    expect(await barriers()).toEqual([]);
    await page.getByRole("button", { name: "登录", exact: true }).click();
  });

  it("on one's day", async () => {
    await page.getByRole("region", { name: "总体情况" }).waitFor();
    expect(await barriers()).toEqual([]);
  });

  it("at one's own account", async () => {
    await page.goto(`${luoshi.url}/account`);
    await page.getByText("本机").waitFor();
    await page.getByLabel("现在的密码").waitFor();
    expect(await barriers()).toEqual([]);
  });

  it("at importing", async () => {
    await page.goto(`${luoshi.url}/import`);
    await page.getByLabel("粘贴通知全文").waitFor();
    expect(await barriers()).toEqual([]);
  });

  it("in the settings", async () => {
    await page.context().clearCookies();
    await luoshi.given.person("黄思远", { role: Role.ADMIN });
    await page.goto(`${luoshi.url}/sign-in`);
    await page.getByLabel("姓名").fill("黄思远");
    await page.getByLabel("密码").fill(password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.getByRole("link", { name: "设置" }).click();
    await page.getByRole("button", { name: "陈美治", exact: true }).click();
    expect(await barriers()).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await barriers()).toEqual([]);
    await page.getByRole("button", { name: "邀请", exact: true }).click();
    await page.getByLabel("姓名", { exact: true }).fill(`新人${width}`);
    await page.getByRole("button", { name: "生成链接" }).click();
    await page.getByLabel("一次性链接").waitFor();
    expect(await barriers()).toEqual([]);
    await page.goto(`${luoshi.url}/settings/people/invitations`);
    await page.getByRole("button", { name: "作废" }).first().waitFor();
    expect(await barriers()).toEqual([]);
    const admin = await luoshi.given.signIn("黄思远");
    const make = `mutation { createOffice(input: { name: "农业服务中心" }) { __typename } }`;
    await admin.ask(make);
    await page.goto(`${luoshi.url}/settings/offices`);
    await page.getByRole("treeitem").first().click();
    await page.getByRole("combobox", { name: "负责人" }).fill("hsy");
    await page.getByRole("option", { name: "黄思远" }).waitFor();
    expect(await barriers()).toEqual([]);
    await page.goto(`${luoshi.url}/settings/programmes`);
    await page.getByRole("button", { name: "修改「进行中」" }).waitFor();
    expect(await barriers()).toEqual([]);
    await page.getByRole("button", { name: "修改「进行中」" }).click();
    expect(await barriers()).toEqual([]);
    await page.goto(`${luoshi.url}/settings/tokens`);
    await page.getByRole("button", { name: "新建令牌" }).click();
    await page.getByLabel("用途").fill("县大屏");
    expect(await barriers()).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "新建令牌" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "完成" }).click();
    await page.getByRole("button", { name: "撤销令牌「县大屏」" }).first().waitFor();
    expect(await barriers()).toEqual([]);
  });
});
