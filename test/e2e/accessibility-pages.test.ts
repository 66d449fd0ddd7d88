import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";

const luoshi = new Luoshi("SQLite");
/** Where there is an administrator, and no notice yet. */
const begun = new Luoshi("SQLite");
const pageDir = new URL("../../dist/web", import.meta.url).pathname;
const people = {
  叶锋: Role.OWNER,
  曾智伟: Role.LEADER,
  林晓敏: Role.SUPERVISOR,
  黄思远: Role.ADMIN,
} as const;
type Name = keyof typeof people;
let browser: Browser;
let programme: GivenProgramme;

beforeAll(async () => {
  await Promise.all([luoshi.start({ pageDir }), begun.start({ pageDir })]);
  programme = await luoshi.given.programme({
    projects: [
      {
        owners: ["叶锋"],
        leaders: ["曾智伟"],
        offices: ["农业服务中心"],
        tasks: [{ title: "修路", quarter: 2 }, { title: "植树" }],
      },
    ],
  });
  for (const [name, role] of Object.entries(people)) await luoshi.given.person(name, { role });
  await begun.given.person("黄思远", { role: Role.ADMIN });
  await begun.given.person("叶锋", { role: Role.OWNER });
  await luoshi.given.invitation("郑晓岚");
  const admin = await luoshi.given.signIn("黄思远");
  await admin.ask(`mutation {
    createLabel(input: { programmeId: "${programme.id}", name: "县级督办" }) { __typename }
    createToken(input: { name: "大屏", scopes: [READ] }) { __typename }
  }`);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await Promise.all([luoshi.stop(), begun.stop()]);
});

interface Stop {
  what: string;
  path: () => string;
  as: Name;
  /** What there is once the page is read. */
  ready: (page: Page) => Promise<unknown>;
  /** Where it is; the server with a programme without it. */
  on?: Luoshi;
}

const section = (page: Page) => page.locator("main section").first().waitFor();
const dialog = (page: Page) => page.getByRole("dialog").waitFor();
const heading = (page: Page) => page.locator("main h2").first().waitFor();
const list = (page: Page) => page.locator("main :is(table, [role=tree], ol)").first().waitFor();

/** Presses the first button beneath what a selector finds, and waits for the dialog. */
const opened = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
  await dialog(page);
};

/** Chooses something in the menu of the first person. */
const chosen = (place: number) => async (page: Page) => {
  await page.locator("main tbody [aria-haspopup]").first().click();
  await page.getByRole("menuitem").nth(place).click();
  await dialog(page);
};

const stops: Stop[] = [
  { what: "an owner's day", as: "叶锋", path: () => "/", ready: section },
  { what: "a leader's day", as: "曾智伟", path: () => "/", ready: section },
  { what: "a day before any notice", as: "叶锋", path: () => "/", ready: heading, on: begun },
  { what: "a list of nobody", as: "黄思远", path: () => "/settings/people?q=zzz", ready: heading },
  { what: "shutting out", as: "黄思远", path: () => "/settings/people?q=yf", ready: chosen(2) },
  { what: "the invitations", as: "黄思远", path: () => "/settings/people/invitations", ready: list },
  { what: "the offices", as: "黄思远", path: () => "/settings/offices", ready: list },
  {
    what: "a stage",
    as: "黄思远",
    path: () => `/settings/programmes/${programme.id}`,
    ready: opened("[aria-labelledby=programme-stages] header button"),
  },
  {
    what: "a new token",
    as: "黄思远",
    path: () => "/settings/tokens",
    ready: opened(".content header button"),
  },
  { what: "closed settings", as: "叶锋", path: () => "/settings", ready: heading },
  { what: "an unknown project", as: "叶锋", path: () => "/projects/none", ready: heading },
  {
    what: "one's menu",
    as: "曾智伟",
    path: () => "/account",
    ready: async (page) => {
      await page.locator(".page-bar button").last().click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    what: "a server out of reach",
    as: "曾智伟",
    path: () => "/account",
    ready: async (page) => {
      await section(page);
      await page.route("**/graphql", (route) => route.abort());
      await page.locator(".rail a").nth(1).click();
      await page.locator("main h2").first().waitFor();
      await page
        .getByRole("status")
        .filter({ hasText: /断开|broken/ })
        .waitFor();
    },
  },
];

/** What axe finds, in short: which rule, and where. */
async function barriers(page: Page): Promise<string[]> {
  // What still fades in has less contrast than it will have.
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag22aa"]).analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

describe.each([
  { colorScheme: "light", width: 390, locale: "en" },
  { colorScheme: "dark", width: 1440, locale: "zh-CN" },
] as const)("In $colorScheme at $width px and $locale no barrier is found", ({ width, ...look }) => {
  const contexts = new Map<string, Promise<BrowserContext>>();

  async function signedIn(name: Name, server: Luoshi): Promise<BrowserContext> {
    const context = await browser.newContext({ ...look, viewport: { width, height: 900 } });
    const { cookie = "" } = await server.given.signIn(name);
    const [key = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name: key, value, url: server.url }]);
    return context;
  }

  afterAll(async () => {
    for (const context of contexts.values()) await (await context).close();
  });

  it.each(stops)("at $what", async ({ path, as, ready, on = luoshi }) => {
    const key = `${as} ${on.url}`;
    const context = contexts.get(key) ?? signedIn(as, on);
    contexts.set(key, context);
    const page = await (await context).newPage();
    onTestFinished(() => page.close());
    page.setDefaultTimeout(10_000);
    await page.goto(`${on.url}${path()}`);
    await ready(page);
    expect(await barriers(page)).toEqual([]);
  });
});
