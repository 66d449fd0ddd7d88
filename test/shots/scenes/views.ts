import type { Page } from "playwright-core";
import { board } from "./board.ts";
import type { Scene, Stage } from "./scene.ts";

const filtered =
  (text: string, more = "") =>
  (stage: Stage) =>
    `${board(stage)}?filter=${encodeURIComponent(text)}${more}`;

async function pickCondition(page: Page): Promise<void> {
  await page.locator("[data-task-id]").first().waitFor();
  await page.keyboard.press("f");
  await page.locator(".conditions [data-focus]").waitFor();
}

/** The values of a field that people are chosen for. */
async function pickPerson(page: Page, typed: string): Promise<void> {
  await pickCondition(page);
  await page.locator(".conditions [data-focus]").fill("owner");
  await page.keyboard.press("Enter");
  const names = page.locator(".values input[type=search]");
  await names.fill(typed);
  // Whoever looks is offered first, until the names that are looked for come.
  await page.waitForFunction(
    () => !/^(我|me)/.test(document.querySelector(".choices label")?.textContent?.trim() ?? "我"),
  );
}

/** Does something and waits for the server's answer to it. */
async function answered(page: Page, act: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().includes("/graphql"));
  await act();
  await answer;
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator("[data-task-id]").first().waitFor();
  await page.locator("section.bar > button.quiet").first().click();
  await answered(page, () => page.locator(".writing input").fill(text));
}

async function openPalette(page: Page, text = ""): Promise<void> {
  await page.keyboard.press("Control+k");
  const field = page.locator("dialog.palette input");
  await field.waitFor();
  if (text) await field.fill(text);
  await page.waitForLoadState("networkidle");
  if (text) await page.locator("dialog.palette [role=status]:not(:empty)").waitFor({ state: "attached" });
}

async function press(page: Page, key: string): Promise<void> {
  await page.locator("[data-task-id]").first().waitFor();
  await page.keyboard.press(key);
  await page.locator("dialog[open], :popover-open").waitFor();
}

/** Saved views, filters, the past, and what finds everything. */
export const views: Scene[] = [
  { name: "views", address: (stage) => `${board(stage)}/views`, signedIn: true },
  {
    name: "views-actions",
    address: (stage) => `${board(stage)}/views`,
    signedIn: true,
    play: (page) => page.locator(".view .actions [aria-haspopup]").first().click(),
  },
  { name: "view-menu", address: board, signedIn: true, play: (page) => press(page, "v") },
  {
    name: "view-save",
    address: filtered("light:red,yellow due<=+90d"),
    signedIn: true,
    play: (page) => page.locator("section.bar > .room + button").click(),
  },
  {
    name: "filter-chips",
    address: filtered("light:red,yellow due<=+90d -stage:accepted (worker:曾智伟 or leader:曾智伟)"),
    signedIn: true,
  },
  { name: "filter-fields", address: board, signedIn: true, play: pickCondition },
  { name: "filter-names", address: board, signedIn: true, play: (page) => pickPerson(page, "y") },
  {
    name: "filter-days",
    address: board,
    signedIn: true,
    play: async (page) => {
      await pickCondition(page);
      await page.locator(".conditions [data-focus]").fill("due");
      await page.keyboard.press("Enter");
      await page.locator(".values input[type=radio]").first().waitFor();
    },
  },
  {
    name: "filter-text",
    address: filtered("light:red"),
    signedIn: true,
    play: async (page) => {
      await write(page, "light:red owner:z");
      await page.locator(".writing [role=option]").first().waitFor();
    },
  },
  {
    name: "filter-error",
    address: filtered("light:red"),
    signedIn: true,
    play: async (page) => {
      await write(page, "light:red owner:zzw colour:blue");
      await page.keyboard.press("Enter");
      await page.locator(".errors li").first().waitFor();
    },
  },
  {
    name: "as-of-picker",
    address: board,
    signedIn: true,
    play: async (page) => {
      await page.locator("[data-task-id]").first().waitFor();
      await page.locator(".page-bar .row > button.opener[aria-haspopup=dialog]").last().click();
    },
  },
  { name: "as-of", address: (stage) => `${board(stage)}?as-of=2022-06-30`, signedIn: true },
  { name: "palette", address: board, signedIn: true, play: (page) => openPalette(page) },
  { name: "palette-found", address: board, signedIn: true, play: (page) => openPalette(page, "zzw") },
  { name: "palette-none", address: board, signedIn: true, play: (page) => openPalette(page, "查无此物") },
  { name: "keys", address: board, signedIn: true, play: (page) => press(page, "?") },
];
