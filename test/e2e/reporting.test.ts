import { randomBytes } from "node:crypto";
import type { Browser } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import { phonePhoto } from "../kit/evidence.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { docxOf } from "../kit/table-files.js";
import { BrowserPerson } from "./browser-person.js";

const plan = { title: "进度", header: ["项目"], rows: [["一"]] };
const luoshi = new Luoshi("SQLite");
let browser: Browser;
let programme: GivenProgramme;
let owner: BrowserPerson;
let leader: BrowserPerson;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname, today: "2022-05-17" });
  for (const name of ["叶锋", "许武灵"]) await luoshi.given.person(name);
  programme = await luoshi.given.programme({ projects: [{ owners: ["叶锋"], leaders: ["许武灵"] }] });
  browser = await launchBrowser();
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  owner = await BrowserPerson.signIn(browser, luoshi.url, "叶锋", phone);
  leader = await BrowserPerson.signIn(browser, luoshi.url, "许武灵");
  for (const person of [owner, leader])
    await person.open(`/programmes/${programme.id}?task=${programme.card.id}`);
});

afterAll(async () => {
  await Promise.all([owner?.close(), leader?.close()]);
  await browser?.close();
  await luoshi.stop();
});

it("an owner reports from a phone, and a leader who has the card open sees it", async () => {
  await owner.page.getByRole("button", { name: "填写反馈" }).click();
  const dialog = owner.page.getByRole("dialog", { name: /填写「完成一项工作」的进展反馈/ });
  await dialog.getByRole("button", { name: "保存" }).click();
  await dialog.getByText("请写明完成情况。").waitFor();
  await dialog.getByLabel("完成情况").fill("完成招标，施工队已进场。");
  await dialog.getByLabel("完成百分比").fill("40");
  await dialog.getByLabel(/需要协调的事项/).fill("请协调临时用地。");
  await dialog.getByRole("button", { name: "取消" }).click();
  await owner.page.getByRole("button", { name: "填写反馈" }).click();
  expect(await dialog.getByLabel("完成情况").inputValue()).toBe("完成招标，施工队已进场。");
  await dialog.getByRole("button", { name: "保存" }).click();
  await owner.page.getByRole("article").getByText("完成招标，施工队已进场。").waitFor();
  await leader.page.getByRole("article").getByText("需协调：请协调临时用地。").waitFor();
  await leader.page.getByText("填写了「完成一项工作」的进展反馈").waitFor();
});

it("the owner corrects it, with what was written before in its fields", async () => {
  await owner.page.getByRole("button", { name: "修改", exact: true }).click();
  const dialog = owner.page.getByRole("dialog", { name: /修改「完成一项工作」的进展反馈/ });
  expect(await dialog.getByLabel("完成百分比").inputValue()).toBe("40");
  await dialog.getByLabel("完成百分比").fill("45");
  await dialog.getByRole("button", { name: "保存" }).click();
  await leader.page.getByRole("article").getByText("完成 45%").waitFor();
});

it("the leader answers it, before the owner's eyes, and it stays as it is", async () => {
  await leader.page.getByRole("button", { name: "批复", exact: true }).click();
  const dialog = leader.page.getByRole("dialog", { name: "批复叶锋的进展反馈" });
  await dialog.getByLabel("批复意见").fill("用地已协调，请抓紧开工。");
  await dialog.getByRole("button", { name: "批复", exact: true }).click();
  await owner.page.getByRole("article").getByText("用地已协调，请抓紧开工。").waitFor();
  await owner.page.getByRole("button", { name: "修改", exact: true }).waitFor({ state: "detached" });
  expect(await leader.page.getByRole("button", { name: "批复", exact: true }).count()).toBe(0);
});

it("a photo and a document go with the next report, and the leader sees them where it stands", async () => {
  await owner.page.getByRole("button", { name: "填写反馈" }).click();
  const dialog = owner.page.getByRole("dialog", { name: /填写「完成一项工作」的进展反馈/ });
  const photo = { name: "现场.jpg", mimeType: "image/jpeg", buffer: await phonePhoto() };
  const sheet = {
    name: "进度.docx",
    mimeType: "application/octet-stream",
    buffer: Buffer.from(docxOf(plan)),
  };
  const program = { name: "工具.exe", mimeType: "image/jpeg", buffer: Buffer.from("MZ".padEnd(400, "\0")) };
  await dialog.locator("input[type=file]").first().setInputFiles([photo, sheet, program]);
  await dialog.getByText(/不收这种文件/).waitFor();
  await dialog.getByRole("button", { name: "移除工具.exe" }).click();
  await dialog.getByRole("img", { includeHidden: true }).first().waitFor();
  await dialog.getByLabel("完成情况").fill("基础已浇筑，见照片。");
  await dialog.getByRole("button", { name: "取消" }).click();
  await owner.page.getByRole("button", { name: "填写反馈" }).click();
  await dialog.getByText("进度.docx").waitFor();
  await dialog.getByRole("button", { name: "保存" }).click();
  const shown = leader.page.getByRole("img", { name: "现场.jpg" });
  await shown.waitFor();
  await leader.page.waitForFunction(
    (image) => (image as HTMLImageElement).naturalWidth > 0,
    await shown.elementHandle(),
  );
  expect(await leader.page.getByRole("link", { name: "进度.docx" }).count()).toBe(1);
});

it("a photo goes on where it stopped when the line breaks", async () => {
  await owner.page.getByRole("button", { name: "填写反馈" }).click();
  const dialog = owner.page.getByRole("dialog", { name: /填写「完成一项工作」的进展反馈/ });
  let pieces = 0;
  await owner.page.route("**/evidence/uploads/*", async (route) => {
    if (route.request().method() === "PATCH" && (pieces += 1) === 2) return route.abort("connectionreset");
    return route.continue();
  });
  const noise = await sharp(randomBytes(1400 * 1400 * 3), { raw: { width: 1400, height: 1400, channels: 3 } })
    .png()
    .toBuffer();
  await dialog
    .locator("input[type=file]")
    .first()
    .setInputFiles({ name: "大图.png", mimeType: "image/png", buffer: noise });
  await dialog.getByText(/MB$/).waitFor();
  expect(pieces).toBe(Math.ceil(noise.length / 1024 / 1024) + 1);
  await dialog.getByRole("button", { name: "移除大图.png" }).click();
  await dialog.getByRole("button", { name: "取消" }).click();
});

it("the next report begins with what still stands in the way, and needs no second one at the submission", async () => {
  await owner.page.getByRole("button", { name: "填写反馈" }).click();
  const dialog = owner.page.getByRole("dialog", { name: /填写「完成一项工作」的进展反馈/ });
  expect(await dialog.getByLabel(/需要协调的事项/).inputValue()).toBe("请协调临时用地。");
  expect(await dialog.getByLabel("完成情况").inputValue()).toBe("");
  await dialog.getByRole("button", { name: "取消" }).click();
  await owner.page.getByRole("button", { name: "送验" }).first().click();
  await owner.page.getByRole("button", { name: "送验" }).last().click();
  await owner.page.getByText("等待验收").first().waitFor();
  await owner.page.getByRole("button", { name: "填写反馈" }).waitFor({ state: "detached" });
});
