import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { BreakingLine } from "../kit/breaking-line.js";
import { launchBrowser } from "../kit/chromium.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const root = new URL("../..", import.meta.url);
const nowhere = "http://127.0.0.1:1";
const luoshi = new Luoshi("SQLite");
let browser: Browser;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("dist/web", root).pathname });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

it("a page whose line breaks says so, still shows what it knows, keeps a report, and catches up when it is back", async () => {
  const programme = await luoshi.given.programme({
    projects: [{ owners: ["叶锋"], tasks: [{ title: "清点" }, { title: "上报" }] }],
  });
  const [first, second] = [programme.task("1.1"), programme.task("1.2")];
  await luoshi.given.person("叶锋");
  const line = await BreakingLine.to(luoshi.url);
  const person = await BrowserPerson.signIn(browser, line.url, "叶锋");
  const { page } = person;
  await person.open(`/programmes/${programme.id}`);
  await person.sees(first.id, "PENDING");
  // A card that was read before can be opened again without a line.
  await person.card(second.id).getByRole("link").click();
  await page.getByRole("dialog").getByText("上报").first().waitFor();
  await page.keyboard.press("Escape");
  await person.card(first.id).hover();
  await person.drag(first.id, "SUBMITTED");
  const report = page.getByLabel("完成情况");
  await report.fill("已经清点完毕");

  line.leadTo(nowhere);
  line.cut();
  await page
    .getByText(/连接已断开/)
    .first()
    .waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "送验" }).click();
  await page.getByText("您写的内容还在这里").waitFor({ timeout: 20_000 });
  expect(await report.inputValue()).toBe("已经清点完毕");
  await page.keyboard.press("Escape");
  await person.card(second.id).getByRole("link").click();
  await page.getByRole("dialog").getByText("上报").first().waitFor();
  await page.keyboard.press("Escape");
  await (await luoshi.given.signIn("叶锋")).move(second, "ACTIVE");

  line.leadTo(luoshi.url);
  await person.sees(second.id, "ACTIVE");
  await page
    .getByText(/连接已断开/)
    .first()
    .waitFor({ state: "detached" });
  await person.drag(first.id, "SUBMITTED");
  expect(await report.inputValue()).toBe("已经清点完毕");
  await page.getByRole("dialog").getByRole("button", { name: "送验" }).click();
  await person.sees(first.id, "SUBMITTED");
  await person.close();
}, 60_000);
