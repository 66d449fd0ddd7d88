import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import { BrowserPerson } from "./browser-person.js";
import { freePort, IdentityProvider } from "../kit/identity-provider.js";
import { password } from "../kit/given.js";
import { Luoshi } from "../kit/luoshi.js";

const pageDir = new URL("../../dist/web", import.meta.url).pathname;
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** A window of a browser that has never been here. */
async function open(address: string): Promise<Page> {
  const context = await browser.newContext({ locale: "zh-CN" });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

describe("The first start", () => {
  const luoshi = new Luoshi("SQLite");
  beforeAll(() => luoshi.start({ pageDir }));
  afterAll(() => luoshi.stop());

  it("the sign-in page tells of the link, and the link's page makes the administrator", async () => {
    const page = await open(luoshi.url);
    await page.getByText("还没有任何账号").waitFor();
    await page.goto(luoshi.app.setUpLink ?? "");
    await page.getByLabel("姓名").fill("林晓敏");
    expect(page.url()).toBe(`${luoshi.url}/set-up`);
    const button = page.getByRole("button", { name: "建立管理员账号" });
    await page.getByLabel("新密码", { exact: true }).fill("林晓敏");
    expect(await page.getByRole("listitem").filter({ hasText: "已满足" }).count()).toBe(0);
    await page.getByLabel("新密码", { exact: true }).fill("First-Start-2022");
    expect(await page.getByRole("listitem").filter({ hasText: "已满足" }).count()).toBe(3);
    await page.getByLabel("再输一次新密码").fill("First-Start-2023");
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel("再输一次新密码").fill("First-Start-2022");
    await button.click();
    await page.getByRole("button", { name: /^林晓敏/ }).waitFor();
  });

  it("afterwards the link's page says that it is done", async () => {
    const page = await open(luoshi.app.setUpLink ?? "");
    await page.getByText("首个账号已经建好").waitFor();
    await page.getByRole("link", { name: "登录" }).click();
    await page.getByLabel("密码").waitFor();
  });

  it("an invitation names whom it is for, takes a password and signs in, once", async () => {
    const token = await luoshi.given.invitation("陈美治", { role: Role.OWNER });
    const page = await open(`${luoshi.url}/invitation#${token}`);
    await page.getByText("陈美治").waitFor();
    // The server knows more rules than the page.
    for (const [word, answer] of [
      ["Password1", /太常见/],
      ["Chosen-By-Me-1", null],
    ] as const) {
      await page.getByLabel("新密码", { exact: true }).fill(word);
      await page.getByLabel("再输一次新密码").fill(word);
      await page.getByRole("button", { name: "设置密码并登录" }).click();
      if (answer) await page.getByRole("alert").filter({ hasText: answer }).waitFor();
    }
    await page.getByRole("button", { name: /^陈美治/ }).waitFor();
    const again = await open(`${luoshi.url}/invitation#${token}`);
    await again.getByText("链接已失效").waitFor();
  });

  it("with another password one is shown the programs that still act in one's name, and stops them", async () => {
    const owner = await luoshi.given.signedIn("苏良杰");
    const { createToken } = await owner.ask<{ createToken: { secret: string } }>(
      `mutation { createToken(input: { name: "大屏", scopes: [READ] }) { ... on CreatedToken { secret } } }`,
    );
    const page = await open(`${luoshi.url}/invitation#${await luoshi.given.invitation("苏良杰")}`);
    await page.getByText("访问令牌仍然有效").waitFor();
    await page.getByLabel("新密码", { exact: true }).fill("Chosen-By-Me-1");
    await page.getByLabel("再输一次新密码").fill("Chosen-By-Me-1");
    await page.getByRole("button", { name: "设置密码并登录" }).click();
    await page.getByRole("button", { name: "撤销令牌「大屏」" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "撤销", exact: true }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByText("已撤销").first().waitFor();
    const program = luoshi.stranger.withToken(createToken.secret);
    expect((await program.send(`{ programmes { id } }`)).code).toBe("UNAUTHENTICATED");
  });

  it("an invitation that is over says so", async () => {
    const page = await open(`${luoshi.url}/invitation#unknown`);
    await page.getByText("链接已失效").waitFor();
    expect(page.url()).toBe(`${luoshi.url}/invitation`);
  });
});

describe("A first visit", () => {
  const luoshi = new Luoshi("SQLite");
  beforeAll(() => luoshi.start({ pageDir }));
  afterAll(() => luoshi.stop());

  it.each([
    ["en-GB", "Sign in", "en"],
    ["zh-TW", "登录", "zh-CN"],
    ["fr-FR", "登录", "zh-CN"],
  ])("by a browser that asks for %s", async (locale, words, language) => {
    const context = await browser.newContext({ locale });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(luoshi.url);
    await page.getByRole("button", { name: words, exact: true }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe(language);
  });
});

describe("One's own account", () => {
  const luoshi = new Luoshi("SQLite");
  beforeAll(async () => {
    await luoshi.start({ pageDir });
    await luoshi.given.person("陈美治", { role: Role.OWNER });
  });
  afterAll(() => luoshi.stop());

  async function signIn(): Promise<Page> {
    const person = await BrowserPerson.signIn(browser, luoshi.url, "陈美治");
    onTestFinished(() => person.close());
    return person.page;
  }

  it("is reached from the menu, and ends what is signed in elsewhere", async () => {
    const [there, here] = [await signIn(), await signIn()];
    await here.getByRole("button", { name: /^陈美治/ }).click();
    await here.getByRole("menuitem", { name: "我的账号" }).click();
    await here.getByText("本机").waitFor();
    await here.getByRole("button", { name: /^结束 / }).click();
    await here.getByText("已结束该登录").waitFor();
    await expect.poll(() => here.getByRole("button", { name: /^结束 / }).count()).toBe(0);
    await there.reload();
    await there.getByLabel("密码").waitFor();
  });

  it("changes the password, and ends all others with one button", async () => {
    await signIn();
    const page = await signIn();
    await page.goto(`${luoshi.url}/account`);
    await page.getByRole("button", { name: "结束其他全部" }).click();
    await expect.poll(() => page.getByRole("button", { name: /^结束/ }).count()).toBe(0);
    const change = async (current: string) => {
      await page.getByLabel("现在的密码").fill(current);
      await page.getByLabel("新密码", { exact: true }).fill("Chosen-By-Me-1");
      await page.getByLabel("再输一次新密码").fill("Chosen-By-Me-1");
      await page.getByRole("button", { name: "修改密码" }).click();
    };
    await change("wrong");
    await page.getByRole("alert").filter({ hasText: "现在的密码不正确" }).waitFor();
    await change(password);
    await page.getByText("密码已修改").waitFor();
    expect(await page.getByLabel("现在的密码").inputValue()).toBe("");
    await page.getByText("本机").waitFor();
  });
});

describe("The office's own sign-in", () => {
  const luoshi = new Luoshi("SQLite");
  const provider = new IdentityProvider();
  beforeAll(async () => {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    await provider.start(`${publicUrl}/auth/oidc/callback`);
    const { clientId, clientSecret, issuer } = provider;
    const settings = { issuer: new URL(issuer), clientId, clientSecret, label: "县里的登录", claim: "name" };
    await luoshi.start({ pageDir, port, publicUrl, singleSignOn: settings });
    await luoshi.given.person("陈美治", { role: Role.OWNER });
  });
  afterAll(async () => {
    await luoshi.stop();
    await provider.stop();
  });

  /** Clicks through the provider's forms, and comes back. */
  async function signInThere(page: Page, subject: string): Promise<void> {
    await page.getByRole("link", { name: "县里的登录" }).click();
    await page.locator('input[name="login"]').fill(subject);
    await page.locator('input[name="password"]').fill("any");
    await page.getByRole("button", { name: "Sign-in" }).click();
    await page.getByRole("button", { name: "Continue" }).click();
    await page.waitForURL((url) => url.origin === luoshi.url);
  }

  it("leads there and back to where one was going, signed in", async () => {
    provider.names.set("chen", "陈美治");
    const programme = await luoshi.given.programme({ projects: [{ owners: ["陈美治"] }] });
    const page = await open(`${luoshi.url}/programmes/${programme.id}`);
    await signInThere(page, "chen");
    await page.locator("[data-task-id]").first().waitFor();
    expect(new URL(page.url()).pathname).toBe(`/programmes/${programme.id}`);
  });

  it("says in words why somebody was not let in", async () => {
    provider.names.set("nobody", "查无此人");
    const page = await open(luoshi.url);
    await signInThere(page, "nobody");
    expect(await page.getByRole("alert").textContent()).toContain("这里还没有您的名字");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("Your name is not known here yet").waitFor();
  });

  it("an address whose question ends like a file's name is the page's all the same", async () => {
    const response = await fetch(`${luoshi.url}/sign-in?next=/programmes/1?q=3.5`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/html");
  });

  it("a code that it does not know is no text of a stranger's", async () => {
    const page = await open(`${luoshi.url}/sign-in?problem=${encodeURIComponent("<b>Call me</b>")}`);
    expect(await page.getByRole("alert").textContent()).toBe("没有登录成功，请再试一次。");
  });
});
