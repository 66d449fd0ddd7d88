import { describe, expect, it } from "vitest";
import { isSetUpToken, newSetUpToken } from "../../server/features/sessions/set-up-key.js";
import { describeApi, Luoshi } from "../kit/luoshi.js";
import { luoshi as command, temporaryFolder } from "../kit/program.js";
import { endServer, startServer } from "../kit/running-server.js";

const setUp = `mutation ($input: SetUpInput!) {
  setUp(input: $input) {
    __typename ... on Problem { code message } ... on Viewer { person { name role } mustChangePassword }
  }
}`;
const password = "First-Start-2022";

interface Answer {
  setUp: { __typename: string; code?: string; message?: string };
}

/** What stands after the `#` of the link that the server gave. */
function tokenOf({ setUpLink }: { setUpLink: string | null }): string {
  return setUpLink?.split("/set-up#")[1] ?? "";
}

describeApi("Before anybody has an account", (luoshi) => {
  const { stranger, given } = luoshi;
  const send = (input: object) =>
    stranger.send<Answer>(setUp, {
      input: { token: tokenOf(luoshi.app), name: "林晓敏", password, ...input },
    });
  const needsSetUp = async () => (await stranger.ask<{ needsSetUp: boolean }>(`{ needsSetUp }`)).needsSetUp;

  it("the server gives a link, and a stranger may ask whether one is needed", async () => {
    expect(luoshi.app.setUpLink).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/set-up#[\w.-]{60,}$/);
    expect(await needsSetUp()).toBe(true);
    expect(JSON.stringify(await luoshi.dump())).not.toContain(tokenOf(luoshi.app));
  });

  it("no other token will do, nor one that is too old, and nothing is written", async () => {
    const before = await luoshi.dump();
    const token = tokenOf(luoshi.app);
    const { secret } = luoshi.config;
    const old = newSetUpToken(secret, new Date(Date.now() - 24 * 3_600_000 - 1000));
    const foreign = newSetUpToken("another server's secret", new Date());
    const prolonged = `z${token}`;
    for (const forged of [
      " ",
      token.slice(0, -1),
      token.toUpperCase(),
      old,
      foreign,
      prolonged,
      "..",
      "a.b.c",
    ]) {
      expect((await send({ token: forged })).data?.setUp.code).toBe("SET_UP_LINK_INVALID");
    }
    expect((await send({ name: "  " })).code).toBe("BAD_USER_INPUT");
    expect(await luoshi.dump()).toEqual(before);
  });

  it.each([
    ["Ab1-xyz", "WEAK_PASSWORD_TOO_SHORT"],
    ["alllowercase", "WEAK_PASSWORD_TOO_PLAIN"],
    ["Abc-123-林晓敏", "WEAK_PASSWORD_CONTAINS_NAME"],
  ])("the password %s is refused as %s, and the link still works", async (weak, code) => {
    expect((await send({ password: weak })).data?.setUp).toMatchObject({ __typename: "WeakPassword", code });
    expect(await needsSetUp()).toBe(true);
  });

  it("one of many who come with the link at the same time makes the first account, and is signed in", async () => {
    await given.programme({ projects: [{ owners: ["候选1"] }] });
    const names = ["候选1", "候选2", "候选3", "候选4"];
    const replies = await Promise.all(names.map((name) => send({ name: ` ${name} ` })));
    const made = replies.filter(({ data }) => data?.setUp.__typename === "Viewer");
    expect(made).toHaveLength(1);
    const first = made[0];
    expect(first?.data?.setUp).toMatchObject({ person: { role: "ADMIN" }, mustChangePassword: false });
    for (const reply of replies.filter((reply) => reply !== first)) {
      expect(reply.data?.setUp.code).toBe("ALREADY_SET_UP");
      expect(reply.headers.get("set-cookie")).toBeNull();
    }
    const cookie = first?.headers.get("set-cookie")?.split(";")[0] ?? "";
    const { viewer } = await stranger
      .withCookie(cookie)
      .ask<{ viewer: { person: { name: string } } }>(`{ viewer { person { name } } }`);
    expect(names).toContain(viewer.person.name);
    expect(await needsSetUp()).toBe(false);
    const rows = await luoshi.sql<{ verb: string; subject_kind: string }>(
      `select verb, subject_kind from change where chain = 'accounts'`,
    );
    expect(rows.at(-1)?.subject_kind).toBe("PERSON");
  });

  it("from then on the link is of no use, even if the only account is disabled", async () => {
    await luoshi.sql(`update person set disabled_at = created_at`);
    expect((await send({ name: "后来的人" })).data?.setUp.code).toBe("ALREADY_SET_UP");
    expect(await needsSetUp()).toBe(false);
  });
});

it("a token ends after 24 hours to the millisecond", () => {
  const made = new Date("2022-08-15T01:00:00.000Z");
  const token = newSetUpToken("a secret of some length", made);
  const after = (milliseconds: number) => new Date(made.getTime() + milliseconds);
  expect(isSetUpToken(token, "a secret of some length", after(24 * 3_600_000 - 1))).toBe(true);
  expect(isSetUpToken(token, "a secret of some length", after(24 * 3_600_000))).toBe(false);
});

describe("Starting", () => {
  it("the link begins with the address that browsers use, and any process with the same secret knows it", async () => {
    const luoshi = new Luoshi("SQLite");
    await luoshi.start({ publicUrl: "https://luoshi.example" });
    expect(luoshi.app.setUpLink).toMatch(/^https:\/\/luoshi\.example\/set-up#/);
    expect(isSetUpToken(tokenOf(luoshi.app), luoshi.config.secret, new Date())).toBe(true);
    await luoshi.stop();
  });

  it("the built server prints the link beside its log, in both languages, until there is an account", async () => {
    const settings = { DATA_DIR: await temporaryFolder(), LOG_LEVEL: "debug" };
    const first = await startServer(settings);
    await expect.poll(() => first.printed.join("\n")).toContain("/set-up#");
    const printed = first.printed.join("\n");
    const token = /\/set-up#(\S+)/.exec(printed)?.[1] ?? "";
    expect(printed).toContain("还没有任何账号");
    expect(printed).toContain("No account yet");
    const answer = await fetch(`${first.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: setUp, variables: { input: { token, name: "林晓敏", password } } }),
    });
    expect(await answer.json()).toMatchObject({ data: { setUp: { __typename: "Viewer" } } });
    await endServer(first, "SIGTERM");
    for (const line of first.printed.filter((line) => line.startsWith("{"))) {
      expect(line).not.toContain(token);
      expect(line).not.toContain(password);
    }
    const second = await startServer(settings);
    await endServer(second, "SIGTERM");
    expect(second.printed.join("\n")).not.toContain("set-up");
  });

  it("an account made by command needs no link", async () => {
    const settings = { DATA_DIR: await temporaryFolder() };
    await command(["user", "add", "林晓敏", "--role", "ADMIN"], settings);
    const running = await startServer(settings);
    await endServer(running, "SIGTERM");
    expect(running.printed.join("\n")).not.toContain("set-up");
  });
});
