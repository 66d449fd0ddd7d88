import type { Page } from "playwright-core";
import type { Scene, Stage } from "./scene.ts";

const settings =
  (path: string) =>
  ({ demo }: Stage) =>
    `${demo}/settings/${path}`;
const programmes = ({ demo, programmeId }: Stage) => `${demo}/settings/programmes/${programmeId}`;

const press = (page: Page, name: RegExp) =>
  page.locator("main").getByRole("button", { name }).first().click();
const dialog = (page: Page) => page.getByRole("dialog");

/** Opens a dialog by a button of the page. */
const opened = (name: RegExp) => async (page: Page) => {
  await press(page, name);
  await dialog(page).waitFor();
};

/** Opens the menu of the first row, and the dialog that one of its entries leads to. */
const chosen = (entry: RegExp) => async (page: Page) => {
  await press(page, /：更多操作|: more/);
  await page.getByRole("menuitem", { name: entry }).click();
  await dialog(page).waitFor();
};

/** Sends a dialog as it stands, or with a name. */
async function send(page: Page, name?: string): Promise<void> {
  if (name !== undefined) await dialog(page).getByRole("textbox").first().fill(name);
  await dialog(page).locator("button[type=submit]").click();
}

/** Sends a dialog that is refused. */
async function refused(page: Page, name?: string): Promise<void> {
  await send(page, name);
  await dialog(page).getByRole("alert").first().waitFor();
}

/** From here on the server is out of reach. */
const loseServer = (page: Page) => page.route("**/graphql", (route) => route.abort());

const admin = { as: "administrator" } as const;

export const settingsScenes: Scene[] = [
  { name: "settings-people", address: settings("people"), ...admin },
  { name: "settings-people-nobody", address: settings("people?q=zzz"), ...admin },
  { name: "settings-people-found", address: settings("people?q=y&role=OWNER"), ...admin },
  {
    name: "settings-people-menu",
    address: settings("people?q=yf"),
    ...admin,
    play: (page) => press(page, /：更多操作|: more/),
  },
  { name: "settings-person-edit", address: settings("people?q=yf"), ...admin, play: chosen(/修改|Change/) },
  {
    name: "settings-person-last-administrator",
    address: settings("people?q=hsy"),
    ...admin,
    play: async (page) => {
      await chosen(/修改|Change/)(page);
      await dialog(page).getByRole("combobox").first().selectOption("VIEWER");
      await refused(page);
    },
  },
  {
    name: "settings-person-failed",
    address: settings("people?q=yf"),
    ...admin,
    play: async (page) => {
      await chosen(/修改|Change/)(page);
      await loseServer(page);
      await refused(page, "叶枫");
    },
  },
  {
    name: "settings-person-name-taken",
    address: settings("people?q=yf"),
    ...admin,
    play: async (page) => {
      await chosen(/修改|Change/)(page);
      await refused(page, "曾智伟");
    },
  },
  {
    name: "settings-person-disable",
    address: settings("people?q=yf"),
    ...admin,
    play: chosen(/停用|Disable/),
  },
  {
    name: "settings-person-reset",
    address: settings("people?q=yf"),
    ...admin,
    play: chosen(/重设|password/),
  },
  { name: "settings-person-invite", address: settings("people"), ...admin, play: opened(/^(邀请|Invite)$/) },
  {
    name: "settings-person-invited",
    address: settings("people"),
    ...admin,
    play: async (page) => {
      await opened(/^(邀请|Invite)$/)(page);
      await send(page, "罗永强");
      await dialog(page)
        .getByLabel(/一次性链接|One-time link/)
        .waitFor();
    },
  },
  {
    name: "settings-people-unread",
    address: settings("people"),
    ...admin,
    play: async (page) => {
      await page.route("**/graphql", (route) => {
        if (!route.request().postData()?.includes("People_Load")) return route.continue();
        const errors = [{ message: "", extensions: { code: "INTERNAL" } }];
        return route.fulfill({ status: 500, json: { errors } });
      });
      await page.reload();
      await page.getByRole("button", { name: /重新读取|Try again/ }).waitFor();
    },
  },
  { name: "settings-invitations", address: settings("people/invitations"), ...admin },
  { name: "settings-invitations-none", address: settings("people/invitations?state=EXPIRED"), ...admin },
  {
    name: "settings-invitation-revoke",
    address: settings("people/invitations?state=OPEN"),
    ...admin,
    play: opened(/作废给|Revoke the/),
  },
  { name: "settings-offices", address: settings("offices"), ...admin },
  {
    name: "settings-office",
    address: settings("offices"),
    ...admin,
    play: async (page) => {
      await page.getByRole("treeitem").nth(3).click();
      await page.locator("form").waitFor();
    },
  },
  {
    name: "settings-office-create",
    address: settings("offices"),
    ...admin,
    play: opened(/新建单位|New office/),
  },
  {
    name: "settings-office-taken",
    address: settings("offices"),
    ...admin,
    play: async (page) => {
      await opened(/新建单位|New office/)(page);
      await refused(page, "党政办");
    },
  },
  { name: "settings-programmes", address: programmes, ...admin },
  { name: "settings-stage-create", address: programmes, ...admin, play: opened(/新建阶段|New stage/) },
  {
    name: "settings-stage-edit",
    address: programmes,
    ...admin,
    play: async (page) => {
      await opened(/^(修改「|Edit )/)(page);
      await dialog(page).getByRole("textbox").last().fill("0");
    },
  },
  { name: "settings-stage-remove", address: programmes, ...admin, play: opened(/^(删除「|Delete )/) },
  { name: "settings-label-create", address: programmes, ...admin, play: opened(/新建标签|New label/) },
  {
    name: "settings-label-remove",
    address: programmes,
    ...admin,
    play: async (page) => {
      await page.locator("[aria-labelledby=programme-labels] li button").nth(1).click();
      await dialog(page).waitFor();
    },
  },
  { name: "settings-programmes-none", address: ({ begun }) => `${begun}/settings/programmes`, as: "founder" },
  { name: "settings-offices-none", address: ({ begun }) => `${begun}/settings/offices`, as: "founder" },
  { name: "settings-tokens-none", address: ({ begun }) => `${begun}/settings/tokens`, as: "founder" },
  { name: "settings-tokens", address: settings("tokens"), ...admin },
  {
    name: "settings-token-create",
    address: settings("tokens"),
    ...admin,
    play: opened(/新建令牌|New token/),
  },
  {
    name: "settings-token-made",
    address: settings("tokens"),
    ...admin,
    play: async (page) => {
      await opened(/新建令牌|New token/)(page);
      await send(page, "县大屏读取进度");
      await dialog(page)
        .getByLabel(/访问令牌|Access token/)
        .waitFor();
    },
  },
  {
    name: "settings-token-revoke",
    address: settings("tokens"),
    ...admin,
    play: opened(/撤销令牌|Revoke the token/),
  },
  { name: "settings-closed", address: settings("people"), as: "owner" },
  { name: "settings-closed-section", address: settings("people"), as: "supervisor" },
  {
    name: "settings-programmes-unknown",
    address: settings("programmes/prog_00000000000000000000000000"),
    ...admin,
  },
];
