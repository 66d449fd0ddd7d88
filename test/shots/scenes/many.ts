import type { Page } from "playwright-core";
import { board } from "./board.ts";
import type { Scene } from "./scene.ts";

/** Chooses the first cards of the column of work in progress. */
async function choose(page: Page): Promise<void> {
  const cards = page.locator(`[data-stage-kind="ACTIVE"] [data-task-id] .title`);
  for (const at of [0, 1, 2]) {
    await cards.nth(at).focus();
    await page.keyboard.press("x");
  }
  await page.locator(".selection").waitFor();
}

/** Opens what can be done to the chosen cards: assignees, due dates or labels, in this order. */
async function begin(page: Page, at: number): Promise<void> {
  await choose(page);
  await page.locator(".selection .verb").nth(at).click();
  await page.getByRole("dialog").waitFor();
}

/** Many cards at once, cards among quarters, and labels. */
export const many: Scene[] = [
  { name: "many-chosen", address: board, signedIn: true, play: choose },
  { name: "many-assignees", address: board, signedIn: true, play: (page) => begin(page, 0) },
  { name: "many-labels", address: board, signedIn: true, play: (page) => begin(page, 2) },
  {
    name: "many-refused",
    address: board,
    signedIn: true,
    async play(page) {
      await choose(page);
      await page.locator(".selection .menu .opener").click();
      await page.getByRole("menuitem").last().click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "many-rows",
    address: (stage) => `${board(stage)}?layout=table`,
    signedIn: true,
    async play(page) {
      const boxes = page.locator("[data-task-id] input[type=checkbox], [role=row] input[type=checkbox]");
      for (const at of [1, 3]) await boxes.nth(at).click();
      await page.locator(".selection").waitFor();
    },
  },
  {
    name: "quarter-drop",
    address: (stage) => `${board(stage)}?columns=quarter`,
    signedIn: true,
    async play(page) {
      await page.locator(`[data-column-id="3"] [data-task-id] .title`).first().focus();
      for (const key of ["Space", "ArrowRight", "Space"]) await page.keyboard.press(key);
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "label-filter",
    address: (stage) => `${board(stage)}?filter=label:${encodeURIComponent("重点督办,需上级资金")}`,
    signedIn: true,
  },
];
