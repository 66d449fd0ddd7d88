import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../../..");
const password = "Bench-2022-pass";

/** A served programme of a size, and somebody who may move a card of it, signed in. */
export interface Ground {
  tasks: number;
  url: string;
  programmeId: string;
  /** A card in the first column, and where it may be dragged. */
  taskId: string;
  cookie: { name: string; value: string };
  /** What the page's board query answers, for the plain page. */
  board: unknown;
  stop(): Promise<void>;
}

/** A server as it was built, with made-up data. */
export async function makeGround(projects: number, tasks: number): Promise<Ground> {
  const dataDir = await mkdtemp(join(tmpdir(), "luoshi-bench-web-"));
  const environment = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: "0",
    TODAY: "2022-08-15",
    LOG_LEVEL: "silent",
    RATE_LIMIT_POINTS: "1000000000000",
  };
  await luoshi(["seed", "--projects", String(projects), "--tasks", String(tasks)], environment);
  await luoshi(["user", "add", "林晓敏", "--role", "SUPERVISOR"], environment);
  const token = await luoshi(["token", "create", "--user", "林晓敏", "--scope", "read"], environment);
  const { child, url } = await startServer("main.js", environment);
  const ask = asker(url, { authorization: `Bearer ${token}` });
  const found = await ask<Found>(find);
  const [task] = found.tasks.nodes;
  const [owner] = task?.project.owners ?? [];
  if (!task || !owner) throw new Error("The made-up programme has no card with an owner");
  const oneTime = await luoshi(["user", "add", owner.name, "--role", "OWNER"], environment);
  const cookie = await signedIn(url, owner.name, oneTime);
  const programmeId = task.project.programme.id;
  const { board } = await ask<{ board: unknown }>(plainBoard, { programmeId });
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
    await rm(dataDir, { recursive: true, force: true });
  };
  return { tasks, url, programmeId, taskId: task.id, cookie, board, stop };
}

interface Found {
  tasks: { nodes: { id: string; project: { programme: { id: string }; owners: { name: string }[] } }[] };
}

const find = `{ tasks(first: 1, filter: { stage: { kind: { eq: PENDING } } }) {
  nodes { id project { programme { id } owners { name } } } } }`;

const plainBoard = `query ($programmeId: ID!) { board(programmeId: $programmeId) { stages { id name }
  projects { number name owners { name } tasks { id title stage { id } light { colour workingDaysLeft } period { words } } } } }`;

async function luoshi(words: string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const program = join(root, "dist/server/cli.js");
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...words], { env: environment });
  return stdout.trim().split("\n").at(-1)?.split(/\s/).at(-1) ?? "";
}

/** Starts a built program; resolves when it says where it serves. */
export async function startServer(
  program: string,
  environment: NodeJS.ProcessEnv,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [join(root, "dist/server", program)], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /http:\S+$/.exec(line)?.[0];
    if (url && !url.includes("set-up")) return { child, url };
  }
  throw new Error(`${program} ended before it served`);
}

function asker(url: string, headers: Record<string, string>) {
  return async <Data>(query: string, variables: object = {}): Promise<Data> => {
    const body = JSON.stringify({ query, variables });
    const sent = { "content-type": "application/json", ...headers };
    const response = await fetch(`${url}/graphql`, { method: "POST", headers: sent, body });
    const answer = (await response.json()) as { data: Data; errors?: unknown };
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data;
  };
}

/** Signs in with a one-time password and chooses another, as everybody does the first time. */
async function signedIn(url: string, name: string, oneTime: string): Promise<Ground["cookie"]> {
  const headers = { "content-type": "application/json" };
  const signIn = async (secret: string) => {
    const query = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
    const body = JSON.stringify({ query, variables: { input: { name, password: secret } } });
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
    const [pair = ""] = response.headers.getSetCookie()[0]?.split(";") ?? [];
    const [cookie = "", value = ""] = pair.split("=");
    if (value === "") throw new Error(`${name} could not sign in: ${await response.text()}`);
    return { name: cookie, value };
  };
  const first = await signIn(oneTime);
  const change = `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }`;
  await asker(url, { cookie: `${first.name}=${first.value}` })(change, {
    input: { currentPassword: oneTime, newPassword: password },
  });
  return signIn(password);
}

/** The demo as `npm run demo` serves it, with the leader of its projects signed in. */
export async function makeDemoGround(): Promise<Pick<Ground, "url" | "programmeId" | "cookie" | "stop">> {
  const dataDir = await mkdtemp(join(tmpdir(), "luoshi-bench-demo-"));
  const environment = { ...process.env, DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "silent" };
  const { child, url } = await startServer("demo/main.js", environment);
  const ask = asker(url, {});
  const { demoAccounts } = await ask<{ demoAccounts: { password: string; person: { name: string } }[] }>(
    `{ demoAccounts { password person { name } } }`,
  );
  const [account] = demoAccounts.filter(({ person }) => person.name === "曾智伟");
  if (!account) throw new Error("The demo has no account for 曾智伟");
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`,
      variables: { input: { name: account.person.name, password: account.password } },
    }),
  });
  const [pair = ""] = response.headers.getSetCookie()[0]?.split(";") ?? [];
  const [name = "", value = ""] = pair.split("=");
  const { programmes } = await asker(url, { cookie: pair })<{ programmes: { id: string }[] }>(
    `{ programmes { id } }`,
  );
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url, programmeId: programmes[0]?.id ?? "", cookie: { name, value }, stop };
}
