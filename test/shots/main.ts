import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../kit/chromium.ts";
import { freePort, IdentityProvider } from "../kit/identity-provider.ts";
import { demoPassword, peopleOfTheDemo, type Who } from "./scenes/people.ts";
import { scenes, type Scene, type Stage } from "./scenes/index.ts";

/**
 * `npm run shots [-- NAME … --look 390-dark]`: pictures of every page, or of the scenes whose name begins so, in
 * `dist/shots/`; with `--look` those whose width, theme and language begin so.
 */
const root = new URL("../..", import.meta.url).pathname;
const folder = join(root, "dist/shots");
const { positionals, values } = parseArgs({ allowPositionals: true, options: { look: { type: "string" } } });
const chosen = scenes.filter(
  ({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
);

const locked = "蔡英烈";
const password = "Chosen-By-Me-1";
const looks = [1440, 390].flatMap((width) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["zh-CN", "en"] as const).map((locale) => ({ width, theme, locale })),
  ),
);
type Look = (typeof looks)[number];
const nameOf = ({ width, theme, locale }: Look) => `${width}-${theme}-${locale}`;

const data = await mkdtemp(join(tmpdir(), "luoshi-shots-"));
const provider = new IdentityProvider();
const servers: ChildProcess[] = [];
let browser: Browser | undefined;
try {
  const stage = await setTheStage();
  browser = await launchBrowser();
  await mkdir(folder, { recursive: true });
  for (const look of looks.filter((one) => nameOf(one).startsWith(values.look ?? ""))) {
    const { width, theme, locale } = look;
    const viewport = { width, height: width > 720 ? 900 : 844 };
    const window = { viewport, locale, colorScheme: theme };
    const contexts = new Map<Who | undefined, BrowserContext>();
    for (const scene of chosen) {
      const who = scene.as ?? (scene.signedIn ? "supervisor" : undefined);
      const context = contexts.get(who) ?? (await browser.newContext(window));
      if (who && !contexts.has(who)) await signInto(context, stage, who);
      contexts.set(who, context);
      await take(context, scene, look, stage);
    }
    await Promise.all([...contexts.values()].map((context) => context.close()));
  }
} finally {
  await browser?.close();
  for (const server of servers) server.kill();
  await provider.stop();
  await rm(data, { recursive: true, force: true });
}

async function take(context: BrowserContext, scene: Scene, look: Look, stage: Stage): Promise<void> {
  if (scene.widths && !scene.widths.includes(look.width)) return;
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const title = `${scene.name}-${nameOf(look)}`;
  try {
    await page.goto(scene.address(stage));
    await page.waitForLoadState("networkidle");
    await scene.play?.(page, stage);
    await settled(page);
    await page.screenshot({ path: join(folder, `${title}.png`) });
    await scene.leave?.(page, stage);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) process.stdout.write(`${title}: ${over} px wider than the window\n`);
  } catch (error) {
    process.exitCode = 1;
    process.stdout.write(`${title}: ${(error as Error).message.split("\n")[0]}\n`);
  } finally {
    await page.close();
  }
}

/** Waits until nothing moves any more and what is written has its type. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity);
    await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
  });
}

async function signInto(context: BrowserContext, stage: Stage, who: Who): Promise<void> {
  const url = who === "beginner" || who === "founder" ? stage.begun : stage.demo;
  const [name = "", value = ""] = stage.cookies[who].split("=");
  await context.addCookies([{ name, value, url }]);
}

async function setTheStage(): Promise<Stage> {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  await provider.start(`${publicUrl}/auth/oidc/callback`);
  await start("demo/main.js", /http:\S+/, {
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    SIGN_IN_ATTEMPTS: "1000",
    RATE_LIMIT_POINTS: "10000000",
    WEBHOOK_TARGETS: "127.0.0.0/8",
    DATA_DIR: join(data, "demo"),
  });
  const setUpLink = await start("main.js", /http:\S+\/set-up#\S+/, {
    PORT: String(await freePort()),
    DATA_DIR: join(data, "empty"),
  });
  const { begun, founder, beginner } = await begin();
  const { idle, ...around } = await lookAround(publicUrl);
  const cookies = { founder, beginner, idle } as Record<Who, string>;
  for (const [who, name] of Object.entries(peopleOfTheDemo))
    cookies[who as Who] = await signIn(publicUrl, name);
  for (let tries = 0; tries < 6; tries += 1) await trySignIn(publicUrl, locked, "wrong");
  return { demo: publicUrl, empty: new URL(setUpLink).origin, setUpLink, begun, cookies, ...around };
}

/** A server that somebody has set up, where no notice was imported: its address, and who is there. */
async function begin() {
  const link = await start("main.js", /http:\S+\/set-up#\S+/, {
    PORT: String(await freePort()),
    DATA_DIR: join(data, "begun"),
  });
  const { origin, hash } = new URL(link);
  const setUp = `mutation ($input: SetUpInput!) { setUp(input: $input) { __typename } }`;
  const input = { name: "黄思远", password, token: hash.slice(1) };
  const founder = cookieOf(await post(origin, "", { query: setUp, variables: { input } }));
  return { begun: origin, founder, beginner: await accept(await invite(origin, founder, "叶星耀", "OWNER")) };
}

/** Starts a built server. Gives what it prints that looks so. */
async function start(program: string, wanted: RegExp, settings: Record<string, string>): Promise<string> {
  const server = spawn(process.execPath, [join(root, "dist/server", program)], {
    env: { ...process.env, LOG_LEVEL: "warn", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  servers.push(server);
  return new Promise((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      createInterface(stream).on("line", (line) => {
        const [found] = wanted.exec(line) ?? [];
        if (found) resolve(found);
      });
    }
    server.once("exit", () => reject(new Error(`${program} ended before it served`)));
  });
}

async function lookAround(demo: string) {
  const cookie = await signIn(demo, peopleOfTheDemo.administrator);
  const { programmes, tasks, owned } = await ask<{
    programmes: { id: string }[];
    tasks: { nodes: { id: string; project: { id: string } }[] };
    owned: { nodes: { id: string; timesReturned: number; stage: { kind: string } }[] };
  }>(
    demo,
    cookie,
    `{
      programmes { id }
      tasks(first: 1, filter: { timesReturned: { gt: 0 } }) { nodes { id project { id } } }
      owned: tasks(first: 50, filter: { project: { owners: { some: { name: { eq: "${peopleOfTheDemo.busyOwner}" } } } } }) {
        nodes { id timesReturned stage { kind } }
      }
    }`,
  );
  const invitationLink = await invite(demo, cookie, "郑晓岚", "OWNER");
  await ask(
    demo,
    cookie,
    `mutation { createLabel(input: { programmeId: "${programmes[0]?.id}", name: "县级督办" }) { __typename } }`,
  );
  const idle = await accept(await invite(demo, cookie, "周文静", "LEADER"));
  const [task] = tasks.nodes;
  const ownedAt = (kind: string) => owned.nodes.find(({ stage }) => stage.kind === kind)?.id ?? "";
  return {
    idle,
    invitationLink,
    programmeId: programmes[0]?.id ?? "",
    projectId: task?.project.id ?? "",
    taskId: task?.id ?? "",
    owned: {
      pending: ownedAt("PENDING"),
      returned: owned.nodes.find(({ timesReturned }) => timesReturned > 0)?.id ?? "",
      submitted: ownedAt("SUBMITTED"),
      accepted: ownedAt("ACCEPTED"),
    },
    lockedName: locked,
  };
}

async function invite(url: string, cookie: string, name: string, role: string): Promise<string> {
  const { invitePerson } = await ask<{ invitePerson: { url: string } }>(
    url,
    cookie,
    `mutation { invitePerson(input: { name: "${name}", role: ${role} }) { ... on InvitationLink { url } } }`,
  );
  return invitePerson.url;
}

/** Takes what an invitation's link offers. Gives the cookie of whom it was for. */
async function accept(link: string): Promise<string> {
  const { origin, hash } = new URL(link);
  const query = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }`;
  const input = { token: hash.slice(1), password };
  return cookieOf(await post(origin, "", { query, variables: { input } }));
}

function trySignIn(url: string, name: string, password: string): Promise<Response> {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
  return post(url, "", { query, variables: { input: { name, password } } });
}

async function signIn(url: string, name: string): Promise<string> {
  return cookieOf(await trySignIn(url, name, demoPassword));
}

function cookieOf(answer: Response): string {
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

async function ask<Data>(url: string, cookie: string, query: string): Promise<Data> {
  const { data, errors } = (await (await post(url, cookie, { query })).json()) as {
    data: Data;
    errors?: unknown;
  };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

function post(url: string, cookie: string, body: object): Promise<Response> {
  const headers = { "content-type": "application/json", cookie };
  return fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify(body) });
}
