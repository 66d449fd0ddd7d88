import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { readWebhookTargets } from "../../server/features/webhooks/webhook-settings.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { password } from "../kit/given.js";
import { Luoshi } from "../kit/luoshi.js";

const luoshi = new Luoshi("SQLite");
/** Where nobody has an account yet. */
const fresh = new Luoshi("SQLite");
const pageDir = new URL("../../dist/web", import.meta.url).pathname;
let browser: Browser;
let programme: GivenProgramme;

beforeAll(async () => {
  await luoshi.start({
    pageDir,
    webhooks: {
      targets: readWebhookTargets("127.0.0.0/8"),
      allowHttp: false,
      timeoutMilliseconds: 2000,
      keepDays: 30,
      keepAttempts: 100,
    },
    singleSignOn: {
      issuer: new URL("https://id.invalid"),
      clientId: "luoshi",
      clientSecret: "unused",
      label: null,
      claim: "name",
    },
  });
  await fresh.start({ pageDir });
  programme = await luoshi.given.programme({ projects: [{ owners: ["陈美治"] }, { owners: ["叶锋"] }] });
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

  /** What axe finds, in short: which rule, and where. */
  const barriers = async () => {
    // What still fades in has less contrast than it will have.
    await page.evaluate(() => {
      const ending = document
        .getAnimations()
        .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
      return Promise.allSettled(ending.map(({ finished }) => finished));
    });
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag22aa"])
      .analyze();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
  };

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

  it("on the board", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}`);
    await page.locator("[data-task-id]").first().waitFor();
    expect(await barriers()).toEqual([]);
  });

  it("in the matrix, and on the timeline with its dialog", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}?layout=matrix`);
    await page.getByRole("list", { name: "灯的图例" }).locator("visible=true").first().waitFor();
    expect(await barriers()).toEqual([]);
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

  it("at the charts, as drawings and as numbers", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}?layout=dashboard`);
    await page.getByRole("button", { name: "看数字" }).first().waitFor();
    expect(await barriers()).toEqual([]);
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

  it("in a card's drawer", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}?task=${programme.card.id}`);
    await page.getByRole("dialog").getByText("变更记录").waitFor();
    expect(await barriers()).toEqual([]);
  });

  it("on the list of projects and on a project's page", async () => {
    await page.goto(`${luoshi.url}/programmes/${programme.id}/projects`);
    await page.getByText("已验收").first().waitFor();
    expect(await barriers()).toEqual([]);
    await page.goto(`${luoshi.url}/projects/${programme.card.projectId}`);
    await page.locator("[data-task-id]").first().waitFor();
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

  it("at the webhooks, while one is made, tested, given another secret and sent to again", async () => {
    await page.goto(`${luoshi.url}/settings/webhooks`);
    await page.getByRole("button", { name: "新建推送地址" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("操作与附带信息").click();
    await dialog.getByLabel("用途").fill(`县大屏${width}`);
    await dialog.getByLabel("接收网址").fill("http://169.254.169.254/");
    await page.keyboard.press("Enter");
    await dialog.getByRole("alert").waitFor();
    expect(await barriers()).toEqual([]);
    // Nobody is told there: the answer is that there is no such page.
    await dialog.getByLabel("接收网址").fill(`${luoshi.url}/hooks`);
    await page.keyboard.press("Enter");
    await dialog.getByLabel("签名密钥").waitFor();
    expect(await barriers()).toEqual([]);
    await dialog.getByRole("button", { name: "完成" }).click();
    await page.getByRole("link", { name: `县大屏${width}` }).waitFor();
    expect(await barriers()).toEqual([]);
    await page.getByRole("link", { name: `县大屏${width}` }).click();
    await page.getByRole("button", { name: "发送测试" }).click();
    await dialog.getByText("没有送达").waitFor();
    expect(await barriers()).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "测试", exact: true }).waitFor();
    expect(await barriers()).toEqual([]);
    await page.getByRole("button", { name: "测试", exact: true }).click();
    await dialog.getByText("webhook.ping").waitFor();
    expect(await barriers()).toEqual([]);
    await page.keyboard.press("Escape");
    for (const [deed, words] of [
      ["更换密钥", "此后 24 小时内"],
      ["重新推送…", "某一天"],
    ] as const) {
      await page.getByRole("button", { name: `县大屏${width}：更多操作` }).click();
      await page.getByRole("menuitem", { name: deed }).click();
      await dialog.getByText(words).first().waitFor({ state: "attached" });
      expect(await barriers()).toEqual([]);
      await page.keyboard.press("Escape");
    }
  });
});
