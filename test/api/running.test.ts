import { spawn, type ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { expect, it, onTestFinished } from "vitest";
import { environment, luoshi, temporaryFolder } from "../kit/program.js";

/** A server as it was built, in a process of its own. */
interface Running {
  url: string;
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** Everything it printed so far. */
  printed: string[];
}

async function start(settings: Record<string, string>): Promise<Running> {
  const program = new URL("../../dist/server/main.js", import.meta.url).pathname;
  const child = spawn(process.execPath, [program], {
    env: environment({ PORT: "0", ...settings }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  const printed: string[] = [];
  child.stderr.on("data", (bytes: Buffer) => printed.push(bytes.toString()));
  const url = await new Promise<string>((ready, failed) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      printed.push(line);
      const address = /^Luoshi serves at (http:\S+)$/.exec(line)?.[1];
      if (address) ready(address);
    });
    child.once("exit", (code) =>
      failed(new Error(`The server ended with ${code ?? "a signal"}: ${printed.join("\n")}`)),
    );
  });
  return { url, child, printed };
}

async function end({ child }: Running, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, "exit");
  child.kill(signal);
  const [code] = (await ended) as [number | null];
  return code;
}

async function ask(url: string, query: string, variables: object, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", cookie };
  return fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
}

it("the built server starts, is ready, ends with 0 when told to, and keeps its sessions over a restart", async () => {
  const settings = { DATA_DIR: await temporaryFolder() };
  const { stdout } = await luoshi(["user", "add", "林晓敏", "--role", "SUPERVISOR"], settings);
  const first = await start(settings);
  const ready = await fetch(`${first.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
  const response = await ask(first.url, signIn, { input: { name: "林晓敏", password: stdout.trim() } });
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect(await end(first, "SIGTERM")).toBe(0);
  const second = await start(settings);
  const seen = await ask(second.url, `{ viewer { person { name } mustChangePassword } }`, {}, cookie);
  expect(await seen.json()).toMatchObject({
    data: { viewer: { person: { name: "林晓敏" }, mustChangePassword: true } },
  });
  expect(await end(second, "SIGINT")).toBe(0);
});

it("the log never holds a password, a cookie or a token, one record a line", async () => {
  const settings = { DATA_DIR: await temporaryFolder(), LOG_LEVEL: "debug" };
  const { stdout } = await luoshi(["user", "add", "林晓敏", "--role", "SUPERVISOR"], settings);
  const password = stdout.trim();
  const running = await start(settings);
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
  const response = await ask(running.url, signIn, { input: { name: "林晓敏", password } });
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  await ask(running.url, `{ viewer { person { name } } }`, {}, cookie);
  await ask(running.url, signIn, { input: { name: 5, password } });
  await ask(running.url, signIn, { input: { name: "x\ny", password: `${password}-wrong` } });
  await fetch(`${running.url}/graphql`, {
    method: "POST",
    body: `{"password":"${password}`,
    headers: { "content-type": "application/json" },
  });
  await fetch(`${running.url}/nothing`, { headers: { cookie, authorization: `Bearer ${password}` } });
  expect(await end(running, "SIGTERM")).toBe(0);
  const lines = running.printed.filter((line) => line.startsWith("{"));
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  const log = running.printed.join("\n");
  expect(log).not.toContain(password);
  expect(log).not.toContain(cookie.split("=")[1]);
});

it("a setting that cannot be used ends it with 2 and a message", async () => {
  await expect(start({ DATA_DIR: await temporaryFolder(), TODAY: "yesterday" })).rejects.toThrow(
    /ended with 2:[^]*TODAY/,
  );
});

it("a port that is taken ends it with a message", async () => {
  const first = await start({ DATA_DIR: await temporaryFolder() });
  const settings = { DATA_DIR: await temporaryFolder(), PORT: new URL(first.url).port };
  await expect(start(settings)).rejects.toThrow(/ended with [12]:[^]*EADDRINUSE/);
});
