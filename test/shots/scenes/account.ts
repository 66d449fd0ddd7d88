import type { Page } from "playwright-core";
import { board } from "./board.ts";
import type { Scene, Stage } from "./scene.ts";

const account = ({ demo }: Stage) => `${demo}/account`;
const viewerMenu = (page: Page) => page.locator(".page-bar button").last();

/** One's own page, and what can be over any page. */
export const accountScenes: Scene[] = [
  { name: "account-owner", address: account, as: "owner" },
  {
    name: "account-token-create",
    address: account,
    as: "owner",
    play: async (page) => {
      await page.getByRole("button", { name: /新建令牌|New token/ }).click();
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "account-menu",
    address: account,
    as: "owner",
    play: async (page) => {
      await viewerMenu(page).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "account-out-of-reach",
    address: account,
    as: "owner",
    play: async (page) => {
      await page.route("**/graphql", (route) => route.abort());
      const fields = page.locator("input[type=password]");
      for (const [index, word] of ["Old-Word-1", "Chosen-By-Me-1", "Chosen-By-Me-1"].entries())
        await fields.nth(index).fill(word);
      await page.locator("form button[type=submit]").click();
      await page.getByText(/连接已断开|connection is broken/).waitFor();
    },
  },
  {
    name: "account-palette",
    address: account,
    as: "administrator",
    play: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "account-shortcuts",
    address: account,
    as: "owner",
    play: async (page) => {
      await page.keyboard.press("?");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "presence",
    address: board,
    as: "leader",
    play: async (page, stage) => {
      const other = await page.context().browser()!.newContext();
      for (const [who, cookie] of Object.entries(stage.cookies)) {
        if (who !== "owner" && who !== "supervisor" && who !== "administrator") continue;
        const [name = "", value = ""] = cookie.split("=");
        await other.addCookies([{ name, value, url: stage.demo }]);
        const window = await other.newPage();
        await window.goto(board(stage));
        await window.locator("[data-task-id]").first().waitFor();
      }
      await page.locator(".readers").waitFor();
      page.once("close", () => void other.close());
    },
  },
  {
    name: "toasts",
    address: account,
    as: "administrator",
    play: async (page) => {
      await page.route("**/graphql", (route) =>
        route.request().postData()?.includes("Account_End") ? route.abort() : route.continue(),
      );
      await page.locator("section header button").first().click();
      await page.locator(".toast").waitFor();
    },
  },
  {
    name: "board-unknown",
    address: ({ demo }) => `${demo}/programmes/prog_00000000000000000000000000`,
    as: "owner",
  },
  {
    name: "project-unknown",
    address: ({ demo }) => `${demo}/projects/proj_00000000000000000000000000`,
    as: "owner",
  },
  { name: "import-closed", address: ({ demo }) => `${demo}/import`, as: "owner" },
  { name: "import-first", address: ({ begun }) => begun, as: "founder" },
];
