import { expect, it } from "vitest";
import type { Client } from "../kit/client.js";
import { password } from "../kit/given.js";
import { describeApi } from "../kit/luoshi.js";

const greet = `query ($token: String!) { invitation(token: $token) { name isReset } }`;
const accept = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { __typename ... on Problem { code message } ... on Viewer { person { name } } }
}`;
const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Problem { code } } }`;
const chosen = "Chosen-by-me-1";

interface Accepted {
  acceptInvitation: { __typename: string; code?: string; person?: { name: string } };
}

describeApi("An invitation's link", (luoshi) => {
  const { given, stranger } = luoshi;
  const greeting = async (token: string) =>
    (await stranger.ask<{ invitation: object | null }>(greet, { token })).invitation;
  const send = (token: string, word = chosen) =>
    stranger.send<Accepted>(accept, { input: { token, password: word } });
  const outcome = async (token: string, word?: string) => (await send(token, word)).data?.acceptInvitation;
  const enter = async (name: string, word: string) =>
    (
      await stranger.ask<{ signIn: { __typename: string; code?: string } }>(signIn, {
        input: { name, password: word },
      })
    ).signIn;
  const isSignedIn = async (client: Client) =>
    (await client.ask<{ viewer: object | null }>(`{ viewer { person { id } } }`)).viewer !== null;

  it("tells whom it is for, makes the account and signs in, once", async () => {
    const token = await given.invitation("受邀人");
    expect(await greeting(token)).toEqual({ name: "受邀人", isReset: false });
    const { data, headers } = await send(token);
    expect(data?.acceptInvitation).toEqual({ __typename: "Viewer", person: { name: "受邀人" } });
    const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
    expect(await isSignedIn(stranger.withCookie(cookie))).toBe(true);
    expect(await enter("受邀人", chosen)).toEqual({ __typename: "Viewer" });
    expect(await greeting(token)).toBeNull();
    expect(await outcome(token, "Another-One-2")).toMatchObject({ code: "INVITATION_NOT_VALID" });
    expect(await enter("受邀人", chosen)).toEqual({ __typename: "Viewer" });
  });

  it("gives somebody with an account another password, and ends their sessions", async () => {
    const name = given.newName();
    await given.person(name);
    const browser = await given.signIn(name);
    const token = await given.invitation(name);
    expect(await greeting(token)).toEqual({ name, isReset: true });
    expect(await outcome(token)).toMatchObject({ __typename: "Viewer" });
    expect(await isSignedIn(browser)).toBe(false);
    expect(await enter(name, password)).toMatchObject({ code: "INVALID_CREDENTIALS" });
  });

  it("opens a locked account", async () => {
    const name = given.newName();
    await given.person(name);
    for (let round = 0; round < 5; round += 1) await enter(name, "wrong");
    expect(await enter(name, password)).toMatchObject({ code: "ACCOUNT_LOCKED" });
    expect(await outcome(await given.invitation(name))).toMatchObject({ __typename: "Viewer" });
    expect(await enter(name, chosen)).toEqual({ __typename: "Viewer" });
  });

  it("works once when it is used twice at the same time", async () => {
    const token = await given.invitation(given.newName());
    const outcomes = await Promise.all([outcome(token, "First-Word-1"), outcome(token, "Second-Word-2")]);
    expect(outcomes.map((found) => found?.__typename).toSorted()).toEqual(["InvitationNotValid", "Viewer"]);
  });

  it("is as good as unknown when it is forged, revoked, expired or a disabled person's", async () => {
    const forged = await send("A".repeat(43));
    for (const column of ["revoked_at", "expires_at"]) {
      const token = await given.invitation(given.newName());
      await luoshi.sql(
        `update invitation set ${column} = (select min(created_at) from person) where accepted_at is null`,
      );
      expect(await greeting(token)).toBeNull();
      expect((await send(token)).text).toBe(forged.text);
    }
    const name = given.newName();
    const token = await given.invitation(name);
    await luoshi.sql(`update person set disabled_at = created_at where name = ?`, [name]);
    expect(await greeting(token)).toBeNull();
    expect((await send(token)).text).toBe(forged.text);
  });

  it("is still good after a password that is too weak", async () => {
    const token = await given.invitation(given.newName());
    const before = await luoshi.dump();
    expect(await outcome(token, "Password-1")).toMatchObject({ code: "WEAK_PASSWORD_NOTORIOUS" });
    expect(await luoshi.dump()).toEqual(before);
    expect(await outcome(token)).toMatchObject({ __typename: "Viewer" });
  });

  it("stands nowhere in the database, and its acceptance stands in the log", async () => {
    const name = given.newName();
    const token = await given.invitation(name);
    await send(token);
    const everything = JSON.stringify(await luoshi.dump());
    expect(everything).not.toContain(token);
    const log = await luoshi.sql<{ verb: string; fields: string }>(
      `select c.verb, c.fields from change c join invitation i on i.id = c.subject_id
        join person p on p.id = i.person_id where p.name = ? order by c.revision`,
      [name],
    );
    expect(log.map(({ verb }) => verb)).toEqual(["UPDATE", "ACCEPT"]);
    expect(JSON.stringify(log)).not.toContain("fingerprint");
  });
});
