import { describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client, Reply } from "../kit/client.js";
import { password } from "../kit/given.js";
import { describeApi } from "../kit/luoshi.js";
import { luoshi as program, temporaryFolder } from "../kit/program.js";
import { endServer, startServer, type Running } from "../kit/running-server.js";

const signIn = `mutation ($input: SignInInput!) {
  signIn(input: $input) {
    __typename
    ... on Problem { code message }
    ... on AccountLocked { until }
    ... on Viewer { person { name role } mustChangePassword canImport }
  }
}`;
const signOut = `mutation { signOut }`;
const viewer = `{ viewer { person { name } mustChangePassword canImport } }`;
const changePassword = `mutation ($input: ChangePasswordInput!) {
  changePassword(input: $input) { __typename ... on Problem { code message } ... on Viewer { mustChangePassword } }
}`;

interface SignedIn {
  signIn: { __typename: string; code?: string; message?: string; until?: string; canImport?: boolean };
}
interface Seen {
  viewer: { person: { name: string }; mustChangePassword: boolean } | null;
}

describeApi("Signing in", (luoshi) => {
  const { given, stranger } = luoshi;
  const enter = (name: string, word = password): Promise<Reply<SignedIn>> =>
    stranger.send<SignedIn>(signIn, { input: { name, password: word } });

  async function isSignedIn(client: Client): Promise<boolean> {
    return (await client.ask<Seen>(viewer)).viewer !== null;
  }

  it("with name and password sets a cookie that scripts cannot read and other sites cannot send", async () => {
    const name = given.newName();
    await given.person(name, { role: Role.OWNER });
    const { data, headers } = await enter(name);
    const shown = { person: { name, role: "OWNER" }, mustChangePassword: false, canImport: false };
    expect(data?.signIn).toEqual({ __typename: "Viewer", ...shown });
    const cookie = headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^luoshi_session=[\w-]{43}; /);
    expect(cookie).toContain("HttpOnly");
    expect(cookie).toContain("SameSite=Strict");
    expect(cookie).toContain("Path=/");
    expect(cookie).not.toMatch(/Domain|Expires|Max-Age/);
  });

  it("says whether the viewer may import", async () => {
    for (const [role, may] of [
      ["SUPERVISOR", true],
      ["ADMIN", true],
      ["LEADER", false],
      ["OWNER", false],
      ["VIEWER", false],
    ] as const) {
      const name = given.newName();
      await given.person(name, { role: Role[role] });
      expect((await enter(name)).data?.signIn.canImport).toBe(may);
    }
  });

  it("makes a new session every time, and keeps no token in the database", async () => {
    const name = given.newName();
    await given.person(name);
    const [first, second] = [await given.signIn(name), await given.signIn(name)];
    expect(first.cookie).not.toBe(second.cookie);
    expect(await isSignedIn(first)).toBe(true);
    const dump = JSON.stringify(await luoshi.dump());
    for (const { cookie = "" } of [first, second]) expect(dump).not.toContain(cookie.split("=")[1]);
  });

  it("answers a wrong password and an unknown name alike, and sets no cookie", async () => {
    const name = given.newName();
    await given.person(name);
    const wrong = await enter(name, "not the password");
    const unknown = await enter("查无此人", "not the password");
    expect(wrong.text).toBe(unknown.text);
    expect(wrong.data?.signIn).toMatchObject({
      __typename: "InvalidCredentials",
      code: "INVALID_CREDENTIALS",
    });
    for (const { headers } of [wrong, unknown]) expect(headers.get("set-cookie")).toBeNull();
  });

  it("does not let in who has no account or a disabled one", async () => {
    await given.programme({ projects: [{ owners: ["没有账号的人"] }] });
    const name = given.newName();
    await given.person(name);
    const browser = await given.signIn(name);
    await luoshi.sql(`update person set disabled_at = created_at where name = ?`, [name]);
    const unknown = await enter("查无此人");
    expect((await enter("没有账号的人", "")).code).toBe("BAD_USER_INPUT");
    expect((await enter("没有账号的人")).text).toBe(unknown.text);
    expect((await enter(name)).text).toBe(unknown.text);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it("locks an account after 5 wrong passwords for 10 minutes, whatever comes then", async () => {
    const name = given.newName();
    await given.person(name);
    for (let round = 0; round < 5; round += 1) {
      expect((await enter(name, "wrong")).data?.signIn.code).toBe("INVALID_CREDENTIALS");
    }
    const { data, headers } = await enter(name);
    expect(data?.signIn).toMatchObject({ __typename: "AccountLocked", code: "ACCOUNT_LOCKED" });
    expect(headers.get("set-cookie")).toBeNull();
    // Accounts rest by the real clock: with a pinned day, the server's clock steps back at midnight.
    const rests = Date.parse(data?.signIn.until ?? "") - Date.now();
    expect(rests).toBeGreaterThan(9 * 60_000);
    expect(rests).toBeLessThanOrEqual(10 * 60_000);
    await luoshi.sql(`update person set locked_until = created_at where name = ?`, [name]);
    expect((await enter(name)).data?.signIn.__typename).toBe("Viewer");
  });

  it("locks a name that nobody has just as one that somebody has", async () => {
    const stranger = `${given.newName()} ${luoshi.kind}`;
    for (let round = 0; round < 5; round += 1) {
      expect((await enter(stranger, "wrong")).data?.signIn.code).toBe("INVALID_CREDENTIALS");
    }
    expect((await enter(stranger, "wrong")).data?.signIn.code).toBe("ACCOUNT_LOCKED");
  });

  it("forgets wrong passwords after a right one", async () => {
    const name = given.newName();
    await given.person(name);
    for (let round = 0; round < 4; round += 1) await enter(name, "wrong");
    await enter(name);
    for (let round = 0; round < 4; round += 1) await enter(name, "wrong");
    expect((await enter(name)).data?.signIn.__typename).toBe("Viewer");
  });

  it("wrong passwords are counted also when they come at the same time", async () => {
    const name = given.newName();
    await given.person(name);
    await Promise.all(Array.from({ length: 12 }, () => enter(name, "wrong")));
    expect((await enter(name)).data?.signIn.__typename).toBe("AccountLocked");
  });

  it("ends with signing out, in this browser alone", async () => {
    const name = given.newName();
    await given.person(name);
    const [here, there] = [await given.signIn(name), await given.signIn(name)];
    const { data, headers } = await here.send<{ signOut: boolean }>(signOut);
    expect(data?.signOut).toBe(true);
    expect(headers.get("set-cookie")).toMatch(/^luoshi_session=;.*Expires=Thu, 01 Jan 1970/);
    expect(await isSignedIn(here)).toBe(false);
    expect(await isSignedIn(there)).toBe(true);
    expect((await here.ask<{ signOut: boolean }>(signOut)).signOut).toBe(true);
  });

  it("ends after 30 idle minutes and after 12 hours", async () => {
    const name = given.newName();
    const id = await given.person(name);
    const ago = (minutes: number) => {
      const instant = new Date(Date.now() - minutes * 60_000);
      return luoshi.kind === "SQLite" ? instant.getTime() : instant.toISOString();
    };
    const browser = await given.signIn(name);
    await luoshi.sql(`update session set last_seen_at = ? where person_id = ?`, [ago(29), id]);
    expect(await isSignedIn(browser)).toBe(true);
    await luoshi.sql(`update session set last_seen_at = ? where person_id = ?`, [ago(31), id]);
    expect(await isSignedIn(browser)).toBe(false);
    const other = await given.signIn(name);
    await luoshi.sql(`update session set expires_at = ? where person_id = ?`, [ago(1), id]);
    expect(await isSignedIn(other)).toBe(false);
  });

  it("a forged, foreign or broken cookie is nobody's, and moves nothing", async () => {
    const owner = given.newName();
    const programme = await given.programme({ projects: [{ owners: [owner] }] });
    const before = await luoshi.dump();
    const input = { taskId: programme.card.id, stageId: programme.stage("ACTIVE"), expectedVersion: 1 };
    const tokens = [
      "",
      "A".repeat(43),
      "' or 1=1 --",
      "%00",
      `${"A".repeat(43)}; luoshi_session=B`,
      "😀".repeat(9),
    ];
    for (const token of tokens) {
      const forger = stranger.withCookie(`luoshi_session=${encodeURIComponent(token)}`);
      expect((await forger.sendMove(input)).code).toBe("UNAUTHENTICATED");
    }
    expect((await stranger.withCookie("luoshi_session=%E0%A4%A; ;;==").sendMove(input)).code).toBe(
      "UNAUTHENTICATED",
    );
    expect(await luoshi.dump()).toEqual(before);
  });

  it("an answer about a password never repeats it", async () => {
    const secret = "Planted-Secret-".repeat(20);
    const reply = await enter("曾智伟", secret);
    expect(reply.code).toBe("BAD_USER_INPUT");
    expect(reply.text).not.toContain("Planted-Secret");
    const wrongType = await stranger.send(signIn, { input: { name: 5, password: { secret } } });
    expect(wrongType.code).toBe("BAD_USER_INPUT");
    expect(wrongType.text).not.toContain("Planted-Secret");
  });

  describe("with a one-time password", () => {
    const change = (client: Client, currentPassword: string, newPassword: string) =>
      client.send<{ changePassword: { __typename: string; code?: string; mustChangePassword?: boolean } }>(
        changePassword,
        { input: { currentPassword, newPassword } },
      );

    it("nothing works before it is replaced, and everything after", async () => {
      const name = given.newName();
      await given.person(name, { oneTime: true });
      const client = await given.signIn(name);
      expect((await client.ask<Seen>(viewer)).viewer).toMatchObject({ mustChangePassword: true });
      expect((await client.send(`{ programmes { id } }`)).code).toBe("PASSWORD_CHANGE_REQUIRED");
      const { data } = await change(client, password, "Chosen-by-me-1");
      expect(data?.changePassword).toEqual({ __typename: "Viewer", mustChangePassword: false });
      expect((await client.send(`{ programmes { id } }`)).code).toBeNull();
      expect((await enter(name)).data?.signIn.code).toBe("INVALID_CREDENTIALS");
      expect((await enter(name, "Chosen-by-me-1")).data?.signIn.__typename).toBe("Viewer");
    });

    it.each([
      ["Ab1-xyz", "WEAK_PASSWORD_TOO_SHORT"],
      ["alllowercase", "WEAK_PASSWORD_TOO_PLAIN"],
      ["lowercase123", "WEAK_PASSWORD_TOO_PLAIN"],
      ["2022-08-15-2022", "WEAK_PASSWORD_TOO_PLAIN"],
      ["Abc-123-名字某人", "WEAK_PASSWORD_CONTAINS_NAME"],
    ])("%s is refused as %s", async (weak, code) => {
      await given.person("名字某人", { oneTime: true });
      const client = await given.signIn("名字某人");
      const { data } = await change(client, password, weak);
      expect(data?.changePassword).toMatchObject({ __typename: "WeakPassword", code });
      expect((await client.send(`{ people { totalCount } }`)).code).toBe("PASSWORD_CHANGE_REQUIRED");
    });

    it("the password in use cannot be kept", async () => {
      const name = given.newName();
      await given.person(name, { oneTime: true });
      const { data } = await change(await given.signIn(name), password, password);
      expect(data?.changePassword.__typename).toBe("WeakPassword");
    });
  });

  it("changing the password takes the one in use, and ends the other sessions", async () => {
    const name = given.newName();
    await given.person(name);
    const [here, there] = [await given.signIn(name), await given.signIn(name)];
    const input = (currentPassword: string) => ({ input: { currentPassword, newPassword: "Another-One-2" } });
    const refused = await here.ask<{ changePassword: { code: string } }>(changePassword, input("wrong"));
    expect(refused.changePassword.code).toBe("INVALID_CREDENTIALS");
    await here.ask(changePassword, input(password));
    expect(await isSignedIn(here)).toBe(true);
    expect(await isSignedIn(there)).toBe(false);
    expect((await stranger.send(changePassword, input(password))).code).toBe("UNAUTHENTICATED");
  });

  it("wrong passwords at changing it lock the account too", async () => {
    const name = given.newName();
    await given.person(name);
    const client = await given.signIn(name);
    const input = { currentPassword: "wrong", newPassword: "Another-One-2" };
    for (let round = 0; round < 5; round += 1) await client.ask(changePassword, { input });
    const { changePassword: answer } = await client.ask<{ changePassword: { code: string } }>(
      changePassword,
      { input },
    );
    expect(answer.code).toBe("ACCOUNT_LOCKED");
  });

  it("nobody is offered accounts outside the demo", async () => {
    expect(await stranger.ask(`{ demoAccounts { password } }`)).toEqual({ demoAccounts: [] });
  });
});

it("a restart forgets wrong passwords neither of a name that somebody has nor of one that nobody has", async () => {
  const settings = { DATA_DIR: await temporaryFolder() };
  const { code } = await program(["user", "add", "某人", "--role", "VIEWER"], settings);
  expect(code).toBe(0);
  const tryAt = async ({ url }: Running, name: string): Promise<string | undefined> => {
    const body = JSON.stringify({ query: signIn, variables: { input: { name, password: "wrong" } } });
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
    return ((await response.json()) as { data: SignedIn }).data.signIn.code;
  };
  const triesAt = async (running: Running, names: string[]) => {
    const codes: (string | undefined)[] = [];
    for (const name of names) codes.push(await tryAt(running, name));
    return codes;
  };
  const [wrong, locked] = ["INVALID_CREDENTIALS", "ACCOUNT_LOCKED"];
  const names = ["某人", "查无此人"];
  const first = await startServer(settings);
  for (let round = 1; round <= 3; round++) expect(await triesAt(first, names)).toEqual([wrong, wrong]);
  await endServer(first, "SIGTERM");
  const second = await startServer(settings);
  for (let round = 4; round <= 5; round++) expect(await triesAt(second, names)).toEqual([wrong, wrong]);
  expect(await triesAt(second, names)).toEqual([locked, locked]);
  await endServer(second, "SIGTERM");
  const third = await startServer(settings);
  expect(await triesAt(third, names)).toEqual([locked, locked]);
}, 60_000);
