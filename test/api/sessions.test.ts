import { expect, it } from "vitest";
import { createApp } from "../../server/app.js";
import { readLimits } from "../../server/config.js";
import { hashPassword } from "../../server/features/sessions/password.js";
import type { Client } from "../kit/client.js";
import { password } from "../kit/given.js";
import { describeApi, type Luoshi } from "../kit/luoshi.js";

const sessionsQuery = `{ viewer { sessions { id createdAt lastSeenAt expiresAt client address isCurrent } } }`;
const endSession = `mutation ($input: EndSessionInput!) { endSession(input: $input) }`;
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Problem { code message } } }`;

interface Listed {
  viewer: {
    sessions: {
      id: string;
      createdAt: string;
      lastSeenAt: string;
      expiresAt: string;
      client: string | null;
      address: string | null;
      isCurrent: boolean;
    }[];
  } | null;
}

/** An instant so many minutes ago, as the database keeps it. */
function ago(luoshi: Luoshi, minutes: number): string | number {
  const instant = new Date(Date.now() - minutes * 60_000);
  return luoshi.kind === "SQLite" ? instant.getTime() : instant.toISOString();
}

async function listed(client: Client) {
  return (await client.ask<Listed>(sessionsQuery)).viewer?.sessions ?? null;
}

/** The time below which a fifth of them lie. */
function quickOf(times: number[]): number {
  return times.toSorted((one, other) => one - other)[Math.floor(times.length / 5)] ?? 0;
}

describeApi("One's own sessions", (luoshi) => {
  const { given, stranger } = luoshi;
  const somebody = async () => {
    const name = given.newName();
    return { name, id: await given.person(name) };
  };

  it("are listed with the browser, the address and their times", async () => {
    const { name } = await somebody();
    const input = { input: { name, password } };
    const agent = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36`;
    const entered = await stranger.send(signIn, input, { "user-agent": agent });
    const windows = stranger.withCookie(entered.headers.get("set-cookie")?.split(";")[0] ?? "");
    const here = await given.signIn(name);
    const sessions = (await listed(here)) ?? [];
    expect(sessions.map(({ isCurrent }) => isCurrent).toSorted()).toEqual([false, true]);
    const other = sessions.find(({ isCurrent }) => !isCurrent);
    expect(other).toMatchObject({ client: "Chrome · Windows", address: "127.0.0.1" });
    const lasts = Date.parse(other?.expiresAt ?? "") - Date.parse(other?.lastSeenAt ?? "");
    expect(lasts / 3_600_000).toBeCloseTo(12, 1);
    expect((await listed(windows))?.find(({ isCurrent }) => isCurrent)?.id).toBe(other?.id);
  });

  it("are nobody else's to see or to end", async () => {
    const [one, other] = [await somebody(), await somebody()];
    const [mine, theirs] = [await given.signIn(one.name), await given.signIn(other.name)];
    const [session] = (await listed(theirs)) ?? [];
    const ended = await mine.send(endSession, { input: { sessionId: session?.id } });
    expect(ended.code).toBe("NOT_FOUND");
    expect(await listed(theirs)).toHaveLength(1);
    expect((await listed(mine))?.map(({ id }) => id)).not.toContain(session?.id);
  });

  it("end one by one, the current one too, or all others at once", async () => {
    const { name } = await somebody();
    const [here, there, elsewhere] = [
      await given.signIn(name),
      await given.signIn(name),
      await given.signIn(name),
    ];
    const current = (sessions: Awaited<ReturnType<typeof listed>>) =>
      sessions?.find(({ isCurrent }) => isCurrent)?.id;
    await here.ask(endSession, { input: { sessionId: current(await listed(there)) } });
    expect(await listed(there)).toBeNull();
    expect(await here.ask(`mutation { endOtherSessions }`)).toEqual({ endOtherSessions: 1 });
    expect(await listed(elsewhere)).toBeNull();
    const last = await here.send(endSession, { input: { sessionId: current(await listed(here)) } });
    expect(last.headers.get("set-cookie")).toMatch(/^luoshi_session=;/);
    expect(await listed(here)).toBeNull();
  });

  it("are gone from the list when they were idle for too long", async () => {
    const { name, id } = await somebody();
    await given.signIn(name);
    await luoshi.sql(`update session set last_seen_at = ? where person_id = ?`, [ago(luoshi, 31), id]);
    expect(await listed(await given.signIn(name))).toHaveLength(1);
  });

  it("are as short as the server is set", async () => {
    const { name, id } = await somebody();
    const rules = { idleMinutes: 5, hours: 1, passwordDays: 0 };
    const strict = await createApp({ ...luoshi.config, port: 0, sessionRules: rules }, luoshi.clock);
    try {
      const client = await given.signIn(name);
      const ask = async () => {
        const headers = { "content-type": "application/json", cookie: client.cookie ?? "" };
        const body = JSON.stringify({ query: `{ viewer { person { name } } }` });
        const response = await fetch(`${strict.url}/graphql`, { method: "POST", headers, body });
        return ((await response.json()) as { data: { viewer: object | null } }).data.viewer;
      };
      await luoshi.sql(`update session set last_seen_at = ? where person_id = ?`, [ago(luoshi, 4), id]);
      expect(await ask()).not.toBeNull();
      await luoshi.sql(`update session set last_seen_at = ? where person_id = ?`, [ago(luoshi, 6), id]);
      expect(await ask()).toBeNull();
    } finally {
      await strict.stop();
    }
  });
});

/** Many wrong passwords from one address are the very thing that is tried here. */
const manyTries = { limits: readLimits({ SIGN_IN_ATTEMPTS: "10000" }) };

describeApi(
  "A password",
  (luoshi) => {
    const { given, stranger } = luoshi;
    const change = `mutation ($input: ChangePasswordInput!) {
    changePassword(input: $input) { __typename ... on Problem { code } ... on Viewer { mustChangePassword } } }`;
    const enter = (name: string, word: string) => stranger.send(signIn, { input: { name, password: word } });

    /** Gives another password as a reset does, while what came before is being hashed. */
    const takeBack = async (name: string, hash: string) => {
      await luoshi.sql(`update person set password_hash = ? where name = ?`, [hash, name]);
      await luoshi.sql(`delete from session where person_id = (select id from person where name = ?)`, [
        name,
      ]);
    };

    it("that is no longer the person's begins no session, however far the sign-in had come", async () => {
      const name = given.newName();
      await given.person(name);
      const hash = await hashPassword("Taken-Back-1");
      const entering = Array.from({ length: 10 }, () => enter(name, password));
      await Promise.race(entering);
      await takeBack(name, hash);
      for (const { headers } of await Promise.all(entering)) {
        const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
        expect(await listed(stranger.withCookie(cookie))).toBeNull();
      }
    });

    it("that was given anew stays, whoever was changing the old one", async () => {
      const name = given.newName();
      await given.person(name);
      const browser = await given.signIn(name);
      const hash = await hashPassword("Taken-Back-2");
      const input = { currentPassword: password, newPassword: "Kept-By-Them-1" };
      const changing = browser.send<{ changePassword: { code?: string } }>(change, { input });
      await Promise.race(Array.from({ length: 6 }, () => enter("查无此人", "wrong")));
      await takeBack(name, hash);
      expect((await changing).data?.changePassword.code).toBe("INVALID_CREDENTIALS");
      const entered = await enter(name, "Taken-Back-2");
      expect(entered.data).toEqual({ signIn: { __typename: "Viewer" } });
    });

    it("is none of the last five", { timeout: 30_000 }, async () => {
      const name = given.newName();
      await given.person(name);
      const client = await given.signIn(name);
      const to = async (currentPassword: string, newPassword: string) =>
        (
          await client.ask<{ changePassword: { __typename: string; code?: string } }>(change, {
            input: { currentPassword, newPassword },
          })
        ).changePassword;
      const words = [password, ...Array.from({ length: 5 }, (_, index) => `Chosen-Word-${index}`)];
      for (const [index, word] of words.slice(1).entries())
        expect(await to(words[index] ?? "", word)).toMatchObject({ __typename: "Viewer" });
      expect(await to("Chosen-Word-4", "Chosen-Word-4")).toMatchObject({ code: "WEAK_PASSWORD_UNCHANGED" });
      for (const word of words.slice(1, -1))
        expect(await to("Chosen-Word-4", word)).toMatchObject({ code: "WEAK_PASSWORD_USED_BEFORE" });
      expect(await to("Chosen-Word-4", password)).toMatchObject({ __typename: "Viewer" });
    });

    it("is to be changed once it is 90 days old, and then everything works again", async () => {
      const name = given.newName();
      const id = await given.person(name);
      const client = await given.signIn(name);
      const of = async () => (await client.send(`{ programmes { id } }`)).code;
      const setAge = (days: number) =>
        luoshi.sql(`update person set password_changed_at = ? where id = ?`, [ago(luoshi, days * 1440), id]);
      await setAge(89);
      expect(await of()).toBeNull();
      await setAge(91);
      expect(await of()).toBe("PASSWORD_CHANGE_REQUIRED");
      const again = await stranger.ask<{ signIn: object }>(
        `mutation ($input: SignInInput!) { signIn(input: $input) { ... on Viewer { mustChangePassword } } }`,
        { input: { name, password } },
      );
      expect(again.signIn).toEqual({ mustChangePassword: true });
      await client.ask(change, { input: { currentPassword: password, newPassword: "Chosen-by-me-1" } });
      expect(await of()).toBeNull();
    });

    it(
      "that is wrong is answered alike, and as fast, for names that are known and unknown",
      { timeout: 60_000 },
      async () => {
        const known = given.newName();
        await given.person(known);
        const bodies = new Set<string>();
        const took = { known: [] as number[], unknown: [] as number[] };
        const enterAs = async (who: keyof typeof took) => {
          const name = who === "known" ? known : `无此人${took.unknown.length} ${luoshi.kind}`;
          const began = performance.now();
          bodies.add((await enter(name, "wrong")).text);
          took[who].push(performance.now() - began);
        };
        // What else the machine does only ever adds to a time: the quickest of many tell what the work itself takes.
        // Now one goes first, now the other, and more are taken while the two are apart.
        const difference = () => Math.abs(quickOf(took.known) - quickOf(took.unknown));
        for (let round = 0; round < 100 && (round < 20 || difference() > 2.5); round += 1) {
          for (const who of round % 2 ? (["known", "unknown"] as const) : (["unknown", "known"] as const))
            await enterAs(who);
          if (round % 4 === 3)
            await luoshi.sql(`update person set failed_sign_ins = 0 where name = ?`, [known]);
        }
        expect(bodies.size).toBe(1);
        expect(difference()).toBeLessThan(5);
      },
    );

    it("that was wrong five times locks the account through a restart", async () => {
      const name = given.newName();
      await given.person(name);
      for (let round = 0; round < 5; round += 1) await enter(name, "wrong");
      const restarted = await createApp({ ...luoshi.config, port: 0 }, luoshi.clock);
      try {
        const response = await fetch(`${restarted.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ query: signIn, variables: { input: { name, password } } }),
        });
        expect(await response.text()).toContain("ACCOUNT_LOCKED");
      } finally {
        await restarted.stop();
      }
    });
  },
  manyTries,
);
