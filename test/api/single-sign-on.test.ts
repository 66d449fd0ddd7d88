import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidSetting } from "../../server/setting.js";
import { readConfig } from "../../server/config.js";
import { openAttempt, sealAttempt } from "../../server/features/single-sign-on/attempt.js";
import { Role } from "../../server/features/people/role.enum.js";
import {
  Browsing,
  freePort,
  IdentityProvider,
  locationOf,
  signInAtProvider,
} from "../kit/identity-provider.js";
import { Luoshi } from "../kit/luoshi.js";
import { temporaryFolder } from "../kit/program.js";
import { endServer, startServer } from "../kit/running-server.js";

describe.each(["SQLite", "PostgreSQL"] as const)("Single sign-on (%s)", (kind) => {
  const luoshi = new Luoshi(kind);
  const provider = new IdentityProvider();
  const { given } = luoshi;
  let callback: string;

  beforeAll(async () => {
    const port = await freePort();
    const publicUrl = `http://127.0.0.1:${port}`;
    callback = `${publicUrl}/auth/oidc/callback`;
    await provider.start(callback);
    const { clientId, clientSecret } = provider;
    const singleSignOn = {
      issuer: new URL(provider.issuer),
      clientId,
      clientSecret,
      label: null,
      claim: "name",
    };
    await luoshi.start({ port, publicUrl, singleSignOn });
  });
  afterAll(async () => {
    await luoshi.stop();
    await provider.stop();
  });

  const begin = (browsing: Browsing, next = "") =>
    browsing.go(new URL(`${luoshi.url}/auth/oidc${next && `?next=${encodeURIComponent(next)}`}`));

  /** Leaves for the provider, signs in there, and gives the address that leads back. */
  async function leave(browsing: Browsing, subject: string, next?: string): Promise<URL> {
    return signInAtProvider(browsing, locationOf(await begin(browsing, next)), subject);
  }

  async function enter(browsing: Browsing, subject: string, next?: string): Promise<Response> {
    return browsing.go(await leave(browsing, subject, next));
  }

  /** Whom a browser is signed in as. */
  async function viewerOf(browsing: Browsing): Promise<string | null> {
    const client = luoshi.stranger.withCookie(browsing.cookiesFor(new URL(luoshi.url)));
    const { viewer } = await client.ask<{ viewer: { person: { name: string } } | null }>(
      `{ viewer { person { name } } }`,
    );
    return viewer?.person.name ?? null;
  }

  const problemOf = (response: Response) => {
    const { pathname, searchParams } = locationOf(response);
    return `${pathname} ${searchParams.get("problem")}`;
  };

  /** Somebody with an account, whom the provider knows by a subject. */
  async function known(name = given.newName()): Promise<{ name: string; subject: string }> {
    await given.person(name, { role: Role.OWNER });
    const subject = `subject-of-${encodeURIComponent(name)}`;
    provider.names.set(subject, name);
    return { name, subject };
  }

  it("is refused before the first account was made, which is the set-up link's to do", async () => {
    expect(problemOf(await begin(new Browsing()))).toBe("/sign-in SSO_BEFORE_SET_UP");
    await given.person("管理员", { role: Role.ADMIN });
  });

  it("is offered to strangers in their language", async () => {
    const query = `{ signInMethods { password singleSignOn { label } } }`;
    expect(await luoshi.stranger.ask(query)).toEqual({
      signInMethods: { password: true, singleSignOn: { label: "统一身份认证" } },
    });
    expect(await luoshi.stranger.ask(query, {}, { "accept-language": "en" })).toEqual({
      signInMethods: { password: true, singleSignOn: { label: "Single sign-on" } },
    });
  });

  it("leaves with state, nonce and a challenge, and a cookie that scripts cannot read", async () => {
    const response = await begin(new Browsing());
    const { searchParams, origin } = locationOf(response);
    expect(origin).toBe(provider.issuer);
    expect(searchParams.get("redirect_uri")).toBe(callback);
    expect(searchParams.get("code_challenge_method")).toBe("S256");
    for (const name of ["state", "nonce", "code_challenge"]) {
      expect(searchParams.get(name)).toMatch(/^[\w-]{43}$/);
    }
    const cookie = response.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\/auth\/oidc;/);
    expect(cookie).toMatch(/Max-Age=600/);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("signs in whoever has the name, links them, and knows them by subject after both names changed", async () => {
    const { name, subject } = await known();
    const first = new Browsing();
    const response = await enter(first, subject, "/programmes/x?light=RED");
    expect(response.headers.get("location")).toBe("/programmes/x?light=RED");
    expect(await viewerOf(first)).toBe(name);
    const [logged] = await luoshi.sql<{ fields: string; actor_id: string }>(
      `select fields, actor_id from change where chain = 'accounts' order by revision desc limit 1`,
    );
    expect(logged?.fields).toContain("singleSignOnIssuer");
    expect(logged?.fields).not.toContain(subject);
    await luoshi.sql(`update person set name = ? where name = ?`, [`${name}改名`, name]);
    provider.names.set(subject, "供应方那边的新名字");
    const second = new Browsing();
    await enter(second, subject);
    expect(await viewerOf(second)).toBe(`${name}改名`);
  });

  it("lets in whom a notice named and who has no password, and asks nobody for a one-time password", async () => {
    const named = given.newName();
    await given.programme({ projects: [{ owners: [named] }] });
    provider.names.set("without-a-password", named);
    const browsing = new Browsing();
    await enter(browsing, "without-a-password");
    expect(await viewerOf(browsing)).toBe(named);
    const invited = given.newName();
    await given.person(invited, { oneTime: true });
    provider.names.set("with-a-one-time-password", invited);
    const other = new Browsing();
    await enter(other, "with-a-one-time-password");
    const client = luoshi.stranger.withCookie(other.cookiesFor(new URL(luoshi.url)));
    expect((await client.send(`{ programmes { id } }`)).code).toBeNull();
  });

  it("of two first sign-ins at the same time both are the one person", async () => {
    const { name, subject } = await known();
    const browsers = [new Browsing(), new Browsing()];
    await Promise.all(browsers.map((browsing) => enter(browsing, subject)));
    expect(await Promise.all(browsers.map(viewerOf))).toEqual([name, name]);
  });

  it("another state than the browser's is refused", async () => {
    const { subject } = await known();
    const browsing = new Browsing();
    const back = await leave(browsing, subject);
    back.searchParams.set("state", "A".repeat(43));
    expect(problemOf(await browsing.go(back))).toBe("/sign-in SSO_EXPIRED");
    expect(await viewerOf(browsing)).toBeNull();
  });

  it("an address that leads back is of no use in another browser", async () => {
    const { subject } = await known();
    const back = await leave(new Browsing(), subject);
    const other = new Browsing();
    expect(problemOf(await other.go(back))).toBe("/sign-in SSO_EXPIRED");
    await begin(other);
    expect(problemOf(await other.go(back))).toBe("/sign-in SSO_EXPIRED");
    expect(await viewerOf(other)).toBeNull();
  });

  it("a token with another nonce is refused", async () => {
    const { subject } = await known();
    const browsing = new Browsing();
    const to = locationOf(await begin(browsing));
    to.searchParams.set("nonce", "A".repeat(43));
    const back = await signInAtProvider(browsing, to, subject);
    expect(problemOf(await browsing.go(back))).toBe("/sign-in SSO_NOT_VALID");
    expect(await viewerOf(browsing)).toBeNull();
  });

  it("a code with another verifier is refused", async () => {
    const { subject } = await known();
    const browsing = new Browsing();
    const to = locationOf(await begin(browsing));
    to.searchParams.set("code_challenge", "A".repeat(43));
    const back = await signInAtProvider(browsing, to, subject);
    expect(problemOf(await browsing.go(back))).toBe("/sign-in SSO_NOT_VALID");
  });

  it("a code works once, also with the cookie that went with it", async () => {
    const { name, subject } = await known();
    const browsing = new Browsing();
    const back = await leave(browsing, subject);
    const thief = browsing.copy();
    await browsing.go(back);
    expect(await viewerOf(browsing)).toBe(name);
    expect(problemOf(await thief.go(back))).toBe("/sign-in SSO_NOT_VALID");
    expect(await viewerOf(thief)).toBeNull();
    expect(problemOf(await browsing.go(back))).toBe("/sign-in SSO_EXPIRED");
  });

  it("who gives up at the provider is told so", async () => {
    const browsing = new Browsing();
    const state = locationOf(await begin(browsing)).searchParams.get("state") ?? "";
    const back = new URL(callback);
    back.search = new URLSearchParams({ error: "access_denied", state, iss: provider.issuer }).toString();
    expect(problemOf(await browsing.go(back))).toBe("/sign-in SSO_REFUSED");
  });

  it("a disabled person is not let in, linked or not, and nothing is written", async () => {
    const { name, subject } = await known();
    const { name: linkedName, subject: linkedSubject } = await known();
    await enter(new Browsing(), linkedSubject);
    await luoshi.sql(`update person set disabled_at = created_at where name in (?, ?)`, [name, linkedName]);
    const before = await luoshi.dump();
    for (const each of [subject, linkedSubject]) {
      const browsing = new Browsing();
      expect(problemOf(await enter(browsing, each))).toBe("/sign-in SSO_DISABLED");
      expect(await viewerOf(browsing)).toBeNull();
    }
    expect(await luoshi.dump()).toEqual(before);
  });

  it("nobody comes in by a name that is unknown, missing, or another account's", async () => {
    provider.names.set("of-nobody", "查无此人");
    const { name, subject } = await known();
    await enter(new Browsing(), subject);
    provider.names.set("the-same-name", name);
    const before = await luoshi.dump();
    expect(problemOf(await enter(new Browsing(), "of-nobody"))).toBe("/sign-in SSO_UNKNOWN_PERSON");
    expect(problemOf(await enter(new Browsing(), "without-a-name"))).toBe("/sign-in SSO_UNKNOWN_PERSON");
    expect(problemOf(await enter(new Browsing(), "the-same-name"))).toBe("/sign-in SSO_LINKED_ELSEWHERE");
    expect(await luoshi.dump()).toEqual(before);
  });

  it("does not open an administrator's account, nor a program's, to whoever takes its name", async () => {
    const administrator = given.newName();
    await given.person(administrator, { role: Role.ADMIN });
    provider.names.set("takes-a-name", administrator);
    expect(problemOf(await enter(new Browsing(), "takes-a-name"))).toBe("/sign-in SSO_ADMINISTRATOR");
    const admin = await given.signIn(administrator);
    const service = { name: "大屏程序", role: "SUPERVISOR" };
    const input = { name: "大屏", scopes: ["READ"], service };
    await admin.ask(`mutation ($input: CreateTokenInput!) { createToken(input: $input) { __typename } }`, {
      input,
    });
    provider.names.set("is-a-program", service.name);
    expect(problemOf(await enter(new Browsing(), "is-a-program"))).toBe("/sign-in SSO_UNKNOWN_PERSON");
  });

  it.each([
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example",
    "/.//evil.example",
    "javascript:alert(1)",
  ])("nobody is led to %s afterwards", async (next) => {
    const { subject } = await known();
    expect((await enter(new Browsing(), subject, next)).headers.get("location")).toBe("/");
  });

  it("while the provider is down the sign-in page says so, and the server goes on", async () => {
    const { name, subject } = await known();
    const browsing = new Browsing();
    const back = await leave(browsing, subject);
    await provider.stop();
    expect(problemOf(await browsing.go(back))).toBe("/sign-in SSO_UNREACHABLE");
    expect((await fetch(`${luoshi.url}/readyz`)).status).toBe(200);
    await provider.start(callback);
    await enter(browsing, subject);
    expect(await viewerOf(browsing)).toBe(name);
  });
});

it("a client secret that the provider does not know lets nobody in, and the server goes on", async () => {
  const luoshi = new Luoshi("SQLite");
  const provider = new IdentityProvider();
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  await provider.start(`${publicUrl}/auth/oidc/callback`);
  const issuer = new URL(provider.issuer);
  const singleSignOn = {
    issuer,
    clientId: provider.clientId,
    clientSecret: "wrong",
    label: null,
    claim: "name",
  };
  await luoshi.start({ port, publicUrl, singleSignOn });
  await luoshi.given.person("管理员", { role: Role.ADMIN });
  provider.names.set("admin", "管理员");
  const browsing = new Browsing();
  const to = locationOf(await browsing.go(new URL(`${luoshi.url}/auth/oidc`)));
  const response = await browsing.go(await signInAtProvider(browsing, to, "admin"));
  expect(locationOf(response).search).toBe("?problem=SSO_NOT_VALID");
  await luoshi.stop();
  await provider.stop();
});

it.each([
  ["503", (_request: unknown, response: ServerResponse) => response.writeHead(503).end()],
  ["a page", (_request: unknown, response: ServerResponse) => response.end("<html>Welcome</html>")],
  [
    "half an answer",
    (_request: unknown, response: ServerResponse) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "100" }).write("{");
      setImmediate(() => response.destroy());
    },
  ],
] as const)("a provider that answers with %s is out of reach", async (_title, answer) => {
  const luoshi = new Luoshi("SQLite");
  const broken = createServer(answer).listen(0, "127.0.0.1");
  await once(broken, "listening");
  const issuer = new URL(`http://127.0.0.1:${(broken.address() as AddressInfo).port}`);
  const singleSignOn = { issuer, clientId: "x", clientSecret: "y", label: null, claim: "name" };
  await luoshi.start({ publicUrl: "https://luoshi.example", singleSignOn });
  await luoshi.given.person("管理员", { role: Role.ADMIN });
  const response = await new Browsing().go(new URL(`${luoshi.url}/auth/oidc`));
  expect(locationOf(response).search).toMatch(/SSO_UNREACHABLE$/);
  await luoshi.stop();
  broken.close();
});

it("a server whose provider was never there starts, and says so on the sign-in page", async () => {
  const luoshi = new Luoshi("SQLite");
  const [port, nobody] = [await freePort(), await freePort()];
  const issuer = new URL(`http://127.0.0.1:${nobody}`);
  const singleSignOn = { issuer, clientId: "x", clientSecret: "y", label: "县里的登录", claim: "name" };
  await luoshi.start({ port, publicUrl: `http://127.0.0.1:${port}`, singleSignOn });
  await luoshi.given.person("管理员", { role: Role.ADMIN });
  const response = await new Browsing().go(new URL(`${luoshi.url}/auth/oidc`));
  expect(locationOf(response).search).toBe("?problem=SSO_UNREACHABLE");
  await luoshi.stop();
});

it("one address leaves and comes back so many times and no more; others, and passwords, go on", async () => {
  const luoshi = new Luoshi("SQLite");
  let asked = 0;
  const provider = createServer((_request, response) => {
    asked += 1;
    response.writeHead(503).end();
  }).listen(0, "127.0.0.1");
  await once(provider, "listening");
  const issuer = new URL(`http://127.0.0.1:${(provider.address() as AddressInfo).port}`);
  const singleSignOn = { issuer, clientId: "x", clientSecret: "y", label: null, claim: "name" };
  const limits = { ...readConfig({}).limits, signInAttempts: 3 };
  await luoshi.start({ publicUrl: "https://luoshi.example", singleSignOn, limits });
  await luoshi.given.person("管理员", { role: Role.ADMIN });
  const goFrom = async (address: string, path: string) => {
    const headers = { "x-forwarded-for": address };
    const response = await fetch(`${luoshi.url}${path}`, { headers, redirect: "manual" });
    return new URL(response.headers.get("location") ?? "", luoshi.url).searchParams.get("problem");
  };
  for (const [path, before] of [
    ["/auth/oidc", "SSO_UNREACHABLE"],
    ["/auth/oidc/callback?code=x", "SSO_EXPIRED"],
  ] as const) {
    for (let time = 1; time <= 3; time++) expect(await goFrom("203.0.113.5", path)).toBe(before);
    const askedBefore = asked;
    expect(await goFrom("203.0.113.5", path)).toBe("SSO_TOO_OFTEN");
    expect(asked).toBe(askedBefore);
    expect(await goFrom("203.0.113.6", path)).toBe(before);
  }
  await luoshi.given.signIn("管理员");
  await luoshi.stop();
  provider.close();
});

it("the log holds neither the provider's codes nor the client's secret", async () => {
  const settings = {
    DATA_DIR: await temporaryFolder(),
    LOG_LEVEL: "debug",
    OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
    OIDC_CLIENT_ID: "luoshi",
    OIDC_CLIENT_SECRET: "Planted-Secret",
    PUBLIC_URL: "https://luoshi.example",
  };
  const running = await startServer(settings);
  const callback = new URL("/auth/oidc/callback?code=Planted-Code&state=Planted-State", running.url);
  expect(locationOf(await new Browsing().go(callback)).search).toBe("?problem=SSO_EXPIRED");
  await endServer(running, "SIGTERM");
  const log = running.printed.join("\n");
  expect(log).toContain("SSO_EXPIRED");
  expect(log).not.toContain("Planted");
});

it("without a provider there is none", async () => {
  const luoshi = new Luoshi("SQLite");
  await luoshi.start();
  expect((await luoshi.stranger.fetch("/auth/oidc", { redirect: "manual" })).status).toBe(404);
  const query = `{ signInMethods { password singleSignOn { label } } }`;
  expect(await luoshi.stranger.ask(query)).toEqual({ signInMethods: { password: true, singleSignOn: null } });
  await luoshi.stop();
});

describe("What a browser keeps while it is away", () => {
  const attempt = { state: "s", nonce: "n", verifier: "v", next: "/" };
  const [secret, now] = ["the secret of the tests", new Date("2022-08-15T01:00:00.000Z")];
  const sealed = sealAttempt(attempt, secret, now);

  it("is good for ten minutes, at this server", () => {
    const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
    expect(openAttempt(sealed, secret, after(599_999))).toEqual(attempt);
    expect(openAttempt(sealed, secret, after(600_000))).toBeNull();
    expect(openAttempt(sealed, "another secret of another", now)).toBeNull();
  });

  it.each([undefined, "", ".", "a.b", `x${sealed}`, `${sealed}x`, sealed.replace(".", "..")])(
    "%s is none",
    (cookie) => {
      expect(openAttempt(cookie, secret, now)).toBeNull();
    },
  );
});

describe("The settings of single sign-on", () => {
  const whole = {
    DATA_DIR: "/nowhere",
    SECRET: "the secret of the tests",
    OIDC_ISSUER: "https://id.example/realms/town",
    OIDC_CLIENT_ID: "luoshi",
    OIDC_CLIENT_SECRET: "Planted-Secret",
    PUBLIC_URL: "https://luoshi.example/",
  };

  it("come from the environment", () => {
    const { singleSignOn, publicUrl } = readConfig(whole);
    expect(singleSignOn).toMatchObject({ clientId: "luoshi", label: null, claim: "name" });
    expect(publicUrl).toBe("https://luoshi.example");
    expect(readConfig({ ...whole, OIDC_ISSUER: "" }).singleSignOn).toBeNull();
  });

  it.each([
    [{ OIDC_CLIENT_SECRET: "", PUBLIC_URL: "" }, "OIDC_CLIENT_SECRET and PUBLIC_URL"],
    [{ OIDC_ISSUER: "http://id.example" }, "OIDC_ISSUER: expected"],
    [{ OIDC_ISSUER: "id.example" }, "OIDC_ISSUER: expected"],
    [{ PUBLIC_URL: "luoshi.example" }, "PUBLIC_URL: expected"],
    [{ PUBLIC_URL: "https://luoshi.example/below" }, "PUBLIC_URL: expected"],
  ])("%o is refused in words", (change, words) => {
    const read = () => readConfig({ ...whole, ...change });
    expect(read).toThrow(InvalidSetting);
    expect(read).toThrow(words);
    expect(read).not.toThrow("Planted-Secret");
  });
});
