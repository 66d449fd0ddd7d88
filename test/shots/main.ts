import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { launchBrowser } from "../kit/chromium.ts";
import { freePort, IdentityProvider } from "../kit/identity-provider.ts";
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

const people = { viewer: "林晓敏", administrator: "黄思远", locked: "叶锋", owner: "何德海" };
const demoPassword = "luoshi-demo";
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
  const cookies = {
    viewer: await signIn(stage.demo, people.viewer),
    owner: await signIn(stage.demo, people.owner),
  };
  browser = await launchBrowser();
  await mkdir(folder, { recursive: true });
  for (const look of looks.filter((one) => nameOf(one).startsWith(values.look ?? ""))) {
    const { width, theme, locale } = look;
    const viewport = { width, height: width > 720 ? 900 : 844 };
    const window = { viewport, locale, colorScheme: theme };
    const stranger = await browser.newContext(window);
    const opened = {
      stranger,
      viewer: await browser.newContext(window),
      owner: await browser.newContext(window),
    };
    for (const who of ["viewer", "owner"] as const) {
      const [name = "", value = ""] = cookies[who].split("=");
      await opened[who].addCookies([{ name, value, url: stage.demo }]);
    }
    for (const scene of chosen) {
      const who = scene.signedIn === true ? "viewer" : scene.signedIn || "stranger";
      await take(opened[who], scene, look, stage);
    }
    await Promise.all(Object.values(opened).map((context) => context.close()));
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
    DATA_DIR: join(data, "demo"),
  });
  const setUpLink = await start("main.js", /http:\S+\/set-up#\S+/, {
    PORT: String(await freePort()),
    DATA_DIR: join(data, "empty"),
  });
  return { demo: publicUrl, empty: new URL(setUpLink).origin, setUpLink, ...(await lookAround(publicUrl)) };
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
  const cookie = await signIn(demo, people.administrator);
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
      owned: tasks(first: 50, filter: { project: { owners: { some: { name: { eq: "${people.owner}" } } } } }) {
        nodes { id timesReturned stage { kind } }
      }
    }`,
  );
  const { invitePerson } = await ask<{ invitePerson: { url: string } }>(
    demo,
    cookie,
    `mutation { invitePerson(input: { name: "郑晓岚" }) { ... on InvitationLink { url } } }`,
  );
  for (let tries = 0; tries < 6; tries += 1) await trySignIn(demo, people.locked, "wrong");
  const [task] = tasks.nodes;
  const ownedAt = (kind: string) => owned.nodes.find(({ stage }) => stage.kind === kind)?.id ?? "";
  return {
    invitationLink: invitePerson.url,
    programmeId: programmes[0]?.id ?? "",
    projectId: task?.project.id ?? "",
    taskId: task?.id ?? "",
    owned: {
      pending: ownedAt("PENDING"),
      returned: owned.nodes.find(({ timesReturned }) => timesReturned > 0)?.id ?? "",
      submitted: ownedAt("SUBMITTED"),
      accepted: ownedAt("ACCEPTED"),
    },
    lockedName: people.locked,
  };
}

function trySignIn(url: string, name: string, password: string): Promise<Response> {
  const query = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
  return post(url, "", { query, variables: { input: { name, password } } });
}

async function signIn(url: string, name: string): Promise<string> {
  const answer = await trySignIn(url, name, demoPassword);
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
