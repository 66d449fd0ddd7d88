import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { barriersOn } from "./barriers.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname });
  programme = await luoshi.given.programme({
    projects: [
      { owners: ["陈美治"], tasks: [{ quarter: 1 }] },
      { owners: ["叶锋"], tasks: [{ quarter: 1 }] },
    ],
  });
  await luoshi.given.person("陈美治");
  luoshi.clock.moveTo("2022-08-17T01:00:00.000Z");
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

describe.each([
  { colorScheme: "light", width: 1440, locale: "zh-CN" },
  { colorScheme: "dark", width: 390, locale: "en" },
] as const)(
  "In $colorScheme at $width px in $locale no barrier is found",
  ({ colorScheme, width, locale }) => {
    let person: BrowserPerson;
    let page: Page;

    beforeAll(async () => {
      const viewport = { width, height: 844 };
      person = await BrowserPerson.signIn(browser, luoshi.url, "陈美治", { colorScheme, viewport });
      ({ page } = person);
      page.setDefaultTimeout(10_000);
      await page.evaluate((language) => localStorage.setItem("luoshi.locale", language), locale);
    });
    afterAll(() => person.close());

    /** In a part of the page: the rest is looked at elsewhere. */
    const barriers = (part: string) => barriersOn(page, undefined, part);

    async function atTheBoard(query = ""): Promise<void> {
      await person.open(`/programmes/${programme.id}${query}`);
      await page.locator("[data-task-id]").first().waitFor();
    }

    it("at the views, with what can be done with one", async () => {
      await person.open(`/programmes/${programme.id}/views`);
      await page.locator(".view .actions [aria-haspopup]").first().click();
      await page.getByRole("menuitem").first().waitFor();
      expect(await barriers("main")).toEqual([]);
    });

    it("at the list of views and at saving one", async () => {
      await atTheBoard("?filter=light:red");
      await page.keyboard.press("v");
      await page.locator(".views .view").first().waitFor();
      expect(await barriers(".panel")).toEqual([]);
      await page.keyboard.press("Escape");
      await page.locator("section.bar > .room + button").click();
      await page.getByRole("dialog").getByRole("radio").first().waitFor();
      expect(await barriers("dialog[open]")).toEqual([]);
    });

    it("at the filter's bar with conditions, while another is picked", async () => {
      await atTheBoard("?filter=light:red due<=%2B90d");
      await page.locator("section.bar li").first().waitFor();
      await page.keyboard.press("f");
      await page.locator(".conditions input").waitFor();
      expect(await barriers("section.bar")).toEqual([]);
      for (const field of ["owner", "due"]) {
        await page.locator(".conditions input").fill(field);
        await page.keyboard.press("Enter");
        await page.locator(".values label input").first().waitFor();
        expect(await barriers(".panel")).toEqual([]);
        await page.locator(".panel .back").click();
      }
    });

    it("at the filter's text, with its suggestions and with what cannot be read", async () => {
      await atTheBoard("?filter=light:red");
      await page.locator("section.bar > button.quiet").first().click();
      const text = page.locator(".writing input");
      await text.fill("light:red owner:");
      await page.getByRole("option").first().waitFor();
      expect(await barriers(".writing")).toEqual([]);
      await text.fill("light:red colour:blue");
      await text.press("Enter");
      await page.locator(".errors li").first().waitFor();
      expect(await barriers(".writing")).toEqual([]);
    });

    it("at the choice of a day to look back to, and at that day", async () => {
      await atTheBoard();
      await page.locator(".page-bar .row > button.opener[aria-haspopup=dialog]").last().click();
      await page.locator(".panel input[type=date]").waitFor();
      expect(await barriers(".panel")).toEqual([]);
      await atTheBoard("?as-of=2022-08-16");
      await page.locator(".banner").waitFor();
      expect(await barriers(".banner")).toEqual([]);
    });

    it("at what finds everything: as it opens, with what it finds, and with nothing", async () => {
      await atTheBoard();
      await page.keyboard.press("/");
      const field = page.locator("dialog.palette input");
      await field.waitFor();
      expect(await barriers("dialog.palette")).toEqual([]);
      for (const text of ["cmz", "查无此物"]) {
        await field.fill(text);
        await page.locator("dialog.palette [role=status]:not(:empty)").waitFor({ state: "attached" });
        expect(await barriers("dialog.palette")).toEqual([]);
      }
    });

    it("at the sheet of keys", async () => {
      await atTheBoard();
      await page.keyboard.press("?");
      await page.locator("dialog[open] kbd").first().waitFor();
      expect(await barriers("dialog[open]")).toEqual([]);
    });
  },
);
