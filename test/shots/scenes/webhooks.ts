import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import type { Scene, Stage } from "./scene.ts";

const settings = ({ demo }: Stage) => `${demo}/settings/webhooks`;

/** A receiver on this machine that answers as its path says. */
const receiver = createServer((request, response: ServerResponse) => {
  request.resume().on("end", () => {
    const [, status = "204"] = /\/(\d{3})$/.exec(request.url ?? "") ?? [];
    response.writeHead(Number(status)).end(status === "204" ? undefined : "upstream: no server is available");
  });
}).unref();

async function receiverUrl(): Promise<string> {
  if (!receiver.listening) await new Promise<void>((listening) => receiver.listen(0, "127.0.0.1", listening));
  return `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
}

/** Asks the API as whoever has signed in to the page. */
function ask<Data>(page: Page, query: string, input?: object): Promise<Data> {
  return page.evaluate(
    async ({ query, input }) => {
      const body = JSON.stringify({ query, variables: input && { input } });
      const headers = { "content-type": "application/json" };
      const reply = await fetch("/graphql", { method: "POST", headers, body });
      return ((await reply.json()) as { data: never }).data;
    },
    { query, input },
  );
}

const read = `{ webhooks(first: 20) { nodes { id name state progress { attempts waiting } } } }`;
interface Kept {
  webhooks: {
    nodes: { id: string; name: string; state: string; progress: { attempts: number; waiting: number }[] }[];
  };
}

async function deleteAll(page: Page): Promise<void> {
  const { webhooks } = await ask<Kept>(page, read);
  for (const { id } of webhooks.nodes)
    await ask(page, `mutation ($input: WebhookInput!) { deleteWebhook(input: $input) }`, { webhookId: id });
  await page.reload();
  await page.waitForLoadState("networkidle");
}

async function create(page: Page, input: object): Promise<string> {
  const { createWebhook } = await ask<{ createWebhook: { webhook: { id: string } } }>(
    page,
    `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { ... on WebhookWithSecret { webhook { id } } } }`,
    input,
  );
  return createWebhook.webhook.id;
}

/** Whether the first has sent what it follows, the second has failed and the third was told to stop. */
async function areSettled(page: Page): Promise<boolean> {
  const { webhooks } = await ask<Kept>(page, read);
  const of = (name: string) => webhooks.nodes.find((one) => one.name === name);
  const isSent = of("县督查平台")?.progress.every(({ waiting }) => waiting === 0) ?? false;
  const hasFailed = of("乡办公系统")?.progress.some(({ attempts }) => attempts > 0) ?? false;
  return isSent && hasFailed && of("旧的大屏")?.state === "PAUSED";
}

/** One that works, one that fails, one whose receiver wants no more, and one that somebody paused. */
async function keepFour(page: Page, { programmeId }: Stage): Promise<void> {
  const base = await receiverUrl();
  const { webhooks } = await ask<Kept>(page, read);
  if (webhooks.nodes.length === 0) {
    const names = [
      ["县督查平台", "204", { subjectKinds: ["TASK", "REPORT"] }],
      ["乡办公系统", "503", { subjectKinds: ["TASK"], verbs: ["SUBMIT", "RETURN", "ACCEPT"] }],
      ["旧的大屏", "410", {}],
      ["调试用的接收程序，地址很长的那一个", "204/tenants/qinglan/hooks/luoshi/v2/changes/200", {}],
    ] as const;
    const ids: string[] = [];
    for (const [name, path, choice] of names.toReversed())
      ids.unshift(await create(page, { name, url: `${base}/${path}`, ...choice }));
    const paused = ids.at(-1);
    const pause = `mutation ($input: WebhookInput!) { pauseWebhook(input: $input) { id } }`;
    await ask(page, pause, { webhookId: paused });
    const { programme } = await ask<{ programme: { revision: number } }>(
      page,
      `{ programme(id: "${programmeId}") { revision } }`,
    );
    const again = `mutation ($input: ReplayWebhookInput!) { replayWebhook(input: $input) { id } }`;
    for (const webhookId of ids)
      await ask(page, again, { webhookId, programmeId, fromRevision: Math.max(1, programme.revision - 40) });
  }
  while (!(await areSettled(page))) await page.waitForTimeout(300);
  await page.reload();
  await page.waitForLoadState("networkidle");
}

/** The page of the webhook in that place of the list. */
async function open(page: Page, stage: Stage, name: string): Promise<void> {
  await keepFour(page, stage);
  await page.getByRole("link", { name }).click();
  await page.locator("#webhook-log").waitFor();
  await page.waitForLoadState("networkidle");
}

/** Chooses a deed of a webhook in the list by its place in the menu. */
async function choose(page: Page, stage: Stage, name: string, place: number): Promise<void> {
  await keepFour(page, stage);
  await page.getByRole("row").filter({ hasText: name }).locator("[aria-haspopup=menu]").click();
  await page.getByRole("menuitem").nth(place).click();
  await page.getByRole("dialog").waitFor();
}

const scene = (name: string, play: Scene["play"]): Scene => ({
  name: `webhooks${name && `-${name}`}`,
  address: settings,
  signedIn: true,
  play,
});

/** Telling other systems: what there is, how it stands, and what can be done about it. */
export const webhooks: Scene[] = [
  scene("none", deleteAll),
  scene("", keepFour),
  scene("create", async (page) => {
    await page.locator("main .actions button").click();
    await page.getByRole("dialog").locator("summary").click();
  }),
  scene("create-refused", async (page) => {
    await page.locator("main .actions button").click();
    const fields = page.getByRole("dialog").locator("input.control");
    await fields.nth(0).fill("县督查平台");
    await fields.nth(1).fill("http://169.254.169.254/latest");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").waitFor();
  }),
  scene("test", async (page, stage) => {
    await choose(page, stage, "县督查平台", 0);
    await page.getByRole("dialog").locator(".state").waitFor();
  }),
  scene("test-failed", async (page, stage) => {
    await choose(page, stage, "乡办公系统", 0);
    await page.getByRole("dialog").locator(".state").waitFor();
  }),
  scene("resume", (page, stage) => choose(page, stage, "旧的大屏", 2)),
  scene("replay", async (page, stage) => {
    await choose(page, stage, "县督查平台", 3);
    await page.getByRole("dialog").locator("input[type=date]").fill("2022-07-01");
    await page.getByRole("dialog").getByRole("status").waitFor();
  }),
  scene("rotate", (page, stage) => choose(page, stage, "县督查平台", 4)),
  scene("secret", async (page, stage) => {
    await choose(page, stage, "县督查平台", 4);
    await page.getByRole("dialog").locator("button[type=submit]").click();
    await page.getByRole("dialog").locator("textarea").waitFor();
  }),
  scene("delete", (page, stage) => choose(page, stage, "乡办公系统", 5)),
  scene("one", (page, stage) => open(page, stage, "县督查平台")),
  scene("one-failing", (page, stage) => open(page, stage, "乡办公系统")),
  scene("one-stopped", (page, stage) => open(page, stage, "旧的大屏")),
  scene("delivery", async (page, stage) => {
    await open(page, stage, "县督查平台");
    await page.locator("tbody button.name").nth(1).click();
    await page.waitForLoadState("networkidle");
  }),
];
