import { expect, it } from "vitest";
import { luoshi, temporaryFolder } from "../kit/program.js";
import { endServer, startServer } from "../kit/running-server.js";

async function ask(url: string, query: string, variables: object, cookie = ""): Promise<Response> {
  const headers = { "content-type": "application/json", cookie };
  return fetch(`${url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
}

it("the built server starts, is ready, ends with 0 when told to, and keeps its sessions over a restart", async () => {
  const settings = { DATA_DIR: await temporaryFolder() };
  const { stdout } = await luoshi(["user", "add", "林晓敏", "--role", "SUPERVISOR"], settings);
  const first = await startServer(settings);
  const ready = await fetch(`${first.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
  const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
  const response = await ask(first.url, signIn, { input: { name: "林晓敏", password: stdout.trim() } });
  const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
  expect(await endServer(first, "SIGTERM")).toBe(0);
  const second = await startServer(settings);
  const seen = await ask(second.url, `{ viewer { person { name } mustChangePassword } }`, {}, cookie);
  expect(await seen.json()).toMatchObject({
    data: { viewer: { person: { name: "林晓敏" }, mustChangePassword: true } },
  });
  expect(await endServer(second, "SIGINT")).toBe(0);
});

it("the log never holds a password, a cookie or a token, one record a line", async () => {
  const settings = { DATA_DIR: await temporaryFolder(), LOG_LEVEL: "debug" };
  const { stdout } = await luoshi(["user", "add", "林晓敏", "--role", "SUPERVISOR"], settings);
  const password = stdout.trim();
  const running = await startServer(settings);
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
  expect(await endServer(running, "SIGTERM")).toBe(0);
  const lines = running.printed.filter((line) => line.startsWith("{"));
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow();
  const log = running.printed.join("\n");
  expect(log).not.toContain(password);
  expect(log).not.toContain(cookie.split("=")[1]);
});

it("a setting that cannot be used ends it with 2 and a message", async () => {
  await expect(startServer({ DATA_DIR: await temporaryFolder(), TODAY: "yesterday" })).rejects.toThrow(
    /ended with 2:[^]*TODAY/,
  );
});

it("a port that is taken ends it with a message", async () => {
  const first = await startServer({ DATA_DIR: await temporaryFolder() });
  const settings = { DATA_DIR: await temporaryFolder(), PORT: new URL(first.url).port };
  await expect(startServer(settings)).rejects.toThrow(/ended with [12]:[^]*EADDRINUSE/);
});
