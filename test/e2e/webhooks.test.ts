import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { readWebhookTargets } from "../../server/features/webhooks/webhook-settings.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { receiver, status, verify } from "../kit/receiver.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let office: BrowserPerson | undefined;

beforeAll(async () => {
  await luoshi.start({
    pageDir: new URL("../../dist/web", import.meta.url).pathname,
    webhooks: {
      targets: readWebhookTargets("127.0.0.0/8"),
      allowHttp: false,
      timeoutMilliseconds: 2000,
      lookMilliseconds: 50,
      keepDays: 30,
      keepAttempts: 100,
    },
  });
  programme = await luoshi.given.programme({ projects: [{ owners: ["陈美治"] }] });
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

/** The supervision office's browser, at the webhooks. */
async function atWebhooks(): Promise<Page> {
  office ??= await BrowserPerson.signIn(browser, luoshi.url, "林晓敏");
  await office.open("/settings/webhooks");
  return office.page;
}

const dialog = (page: Page) => page.getByRole("dialog");
const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

async function choose(page: Page, name: string, deed: string): Promise<void> {
  await page.getByRole("button", { name: `${name}：更多操作` }).click();
  await page.getByRole("menuitem", { name: deed }).click();
}

/** Something is changed, of which webhooks are told. */
async function renameProgramme(title: string): Promise<void> {
  const supervisor = await luoshi.given.supervisor();
  await supervisor.ask(
    `mutation ($input: EditProgrammeInput!) { editProgramme(input: $input) { __typename } }`,
    { input: { programmeId: programme.id, title } },
  );
}

/** Makes a webhook through the page. Gives its secret. */
async function make(page: Page, name: string, url: string): Promise<string> {
  await page.getByRole("button", { name: "新建推送地址" }).click();
  await dialog(page).getByLabel("用途").fill(name);
  await dialog(page).getByLabel("接收网址").fill(url);
  await dialog(page).getByRole("button", { name: "新建推送地址" }).click();
  const secret = await dialog(page).getByLabel("签名密钥").inputValue();
  await dialog(page).getByRole("button", { name: "完成" }).click();
  return secret;
}

it("an address that may not be called is refused beside its field, and what was written stays", async () => {
  const page = await atWebhooks();
  await page.getByText("还没有推送地址").waitFor();
  await page.getByRole("button", { name: "新建推送地址" }).click();
  await dialog(page).getByRole("button", { name: "新建推送地址" }).click();
  expect(await dialog(page).getByRole("alert").allTextContents()).toEqual(["请填写。", "请填写。"]);
  await dialog(page).getByLabel("用途").fill("县大屏");
  const url = dialog(page).getByLabel("接收网址");
  for (const [address, refusal] of [
    ["https://169.254.169.254/latest", "不允许向这个地址发送"],
    ["https://name:password@127.0.0.1:8443/", "不能带用户名或密码"],
    ["办公系统", "网址不完整"],
  ] as const) {
    await url.fill(address);
    await url.press("Enter");
    await dialog(page).getByRole("alert").filter({ hasText: refusal }).waitFor();
    expect(await url.getAttribute("aria-invalid")).toBe("true");
  }
  expect(await dialog(page).getByLabel("用途").inputValue()).toBe("县大屏");
});

it("a webhook is made, tested, seen failing and mended, sent again to, and deleted", async () => {
  const system = await receiver();
  const page = await atWebhooks();
  const secret = await make(page, "办公系统", system.url);
  expect(secret).toMatch(/^whsec_/);
  await row(page, "办公系统").getByText("还没有推送过").waitFor();
  await page.reload();
  await row(page, "办公系统").waitFor();
  expect(await page.content()).not.toContain(secret);

  await choose(page, "办公系统", "发送测试");
  await dialog(page).getByText("接收方答复 204").waitFor();
  verify(secret, system.received[0]!, luoshi.clock.now());
  system.answers.push(status(401));
  await dialog(page).getByRole("button", { name: "再测一次" }).click();
  await dialog(page).getByText("接收方拒绝（401）").waitFor();
  await dialog(page).getByRole("button", { name: "关闭" }).last().click();

  system.otherwise = status(503);
  await renameProgramme("民生实事");
  await expect.poll(() => system.received.length).toBe(3);
  await page.getByRole("link", { name: "办公系统" }).click();
  await page.getByText("推送失败，正在重试").waitFor();
  await page.getByText(/8月15日 .* 起，1 条变更等候，/).waitFor();
  await row(page, "民生实事").getByText("下一条已失败 1 次").waitFor();

  const failed = row(page, "等待重试");
  await failed.getByText("接收方出了差错（503）").waitFor();
  await failed.getByRole("button", { name: "年度实事 · 修改", exact: true }).click();
  await dialog(page).getByText("林晓敏").waitFor();
  system.otherwise = status(204);
  await dialog(page).getByRole("button", { name: "重发这一条" }).click();
  await dialog(page).getByText("接收方答复 204").waitFor();
  const [, , first, again] = system.received;
  expect(again?.id).toBe(first?.id);
  await page.keyboard.press("Escape");
  luoshi.clock.moveTo("2022-08-15T01:00:10.000Z");
  await expect.poll(() => system.received.length).toBe(5);
  await expect
    .poll(async () => {
      await page.getByRole("button", { name: "刷新" }).click();
      return page.getByText("最近送达").count();
    })
    .toBe(1);
  await page.getByLabel("按结果筛选").selectOption("等待重试");
  await row(page, "已送达").first().waitFor({ state: "detached" });
  await row(page, "等待重试").waitFor();

  await choose(page, "办公系统", "删除");
  await dialog(page).getByText("推送记录一并删除").waitFor();
  await dialog(page).getByRole("button", { name: "删除" }).click();
  await page.getByText("推送地址「办公系统」已删除").waitFor();
  await page.getByText("还没有推送地址").waitFor();
});

it("its events are sent again from a day on, and wait while it is paused", async () => {
  const platform = await receiver();
  const page = await atWebhooks();
  await make(page, "督查平台", platform.url);
  await choose(page, "督查平台", "暂停推送");
  await dialog(page).getByRole("button", { name: "暂停推送" }).click();
  await row(page, "督查平台").getByText("已暂停（人工）").waitFor();

  await choose(page, "督查平台", "重新推送…");
  const day = dialog(page).getByLabel("从这一天的第一条变更开始");
  await day.fill("2022-09-01");
  await dialog(page).getByText("这一天及以后没有变更").waitFor();
  await day.fill("2022-08-15");
  await dialog(page).getByText("第 1 条起共").waitFor();
  await dialog(page).getByRole("button", { name: "重新推送" }).click();
  await page.getByText("已记下，恢复推送后开始").waitFor();
  expect(platform.received).toEqual([]);

  await choose(page, "督查平台", "恢复推送");
  await dialog(page).getByText("条变更将按次序补上").waitFor();
  await dialog(page).getByRole("button", { name: "恢复推送" }).click();
  await expect.poll(() => platform.revisions(programme.id).slice(0, 3)).toEqual([1, 2, 3]);
});

it("what was given up is said, and sent first when the receiver's webhook goes on", async () => {
  const platform = await receiver();
  const page = await atWebhooks();
  await make(page, "应急平台", platform.url);
  // As after ten tries over three days.
  await luoshi.sql(
    `update webhook set state = 'PAUSED', paused_because = 'REPEATED_FAILURE', paused_at = created_at where name = '应急平台'`,
  );
  await luoshi.sql(
    `insert into webhook_dead_letter (id, webhook_id, programme_id, revision, at, error, is_due)
      select 'deadletter_01h455vb4pex5vsknk084sn02q', id, ?, 2, '2022-08-15T01:00:00.000Z', 'answered 503: expected 2xx', false
      from webhook where name = '应急平台'`,
    [programme.id],
  );
  await page.reload();
  await row(page, "应急平台").getByText("已停：连续失败 10 次").waitFor();
  await page.getByRole("link", { name: "应急平台" }).click();
  await row(page, "第 2 条变更").getByText("接收方出了差错（503）").waitFor();
  await page.getByRole("button", { name: "恢复推送" }).click();
  await dialog(page).getByRole("checkbox", { name: "先把放弃的 1 条再推送一次" }).waitFor();
  await dialog(page).getByRole("button", { name: "恢复推送" }).click();
  await expect.poll(() => platform.revisions(programme.id)).toEqual([2]);
  await expect
    .poll(async () => {
      await page.getByRole("button", { name: "刷新" }).click();
      return page.getByRole("heading", { name: "放弃的变更" }).count();
    })
    .toBe(0);
});

it("a secret is rotated after its consequences are told; for a day both sign", async () => {
  const screen = await receiver();
  const page = await atWebhooks();
  const old = await make(page, "县大屏", screen.url);
  await choose(page, "县大屏", "更换密钥");
  await dialog(page).getByText("此后 24 小时内，每次推送同时带新、旧两个签名").waitFor();
  await dialog(page).getByRole("button", { name: "更换密钥" }).click();
  const fresh = await dialog(page).getByLabel("签名密钥").inputValue();
  await dialog(page).getByRole("button", { name: "完成" }).click();
  await choose(page, "县大屏", "发送测试");
  await dialog(page).getByText("接收方答复 204").waitFor();
  expect(fresh).not.toBe(old);
  for (const secret of [old, fresh]) verify(secret, screen.received[0]!, luoshi.clock.now());
});

it("its words come along when the page is turned to English", async () => {
  const page = await atWebhooks();
  await page.getByRole("button", { name: /^林晓敏/ }).click();
  await page.getByRole("menuitemradio", { name: "English" }).click();
  await page.getByRole("button", { name: "New webhook" }).waitFor();
  await row(page, "县大屏").getByText("Last delivered").waitFor();
});

it("whoever keeps no webhooks finds no such page", async () => {
  await luoshi.given.person("陈美治", { role: Role.OWNER });
  const owner = await BrowserPerson.signIn(browser, luoshi.url, "陈美治");
  onTestFinished(() => owner.close());
  await owner.open("/settings/webhooks");
  await owner.page.getByText("设置由管理员和党政办维护").waitFor();
});
