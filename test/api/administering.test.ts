import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client, Variables } from "../kit/client.js";
import { password } from "../kit/given.js";
import { describeApi } from "../kit/luoshi.js";

const facts = `id name role version hasAccount isDisabled lastSignInAt lockedUntil office { name }`;
const documents = {
  invitePerson: `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { __typename
    ... on Problem { code message } ... on InvitationLink { url invitation { id state isReset person { ${facts} } } } } }`,
  updatePerson: `mutation ($input: UpdatePersonInput!) { updatePerson(input: $input) { __typename
    ... on Problem { code message } ... on StalePerson { person { name version } } ... on Person { ${facts} } } }`,
  disablePerson: `mutation ($input: PersonInput!) { disablePerson(input: $input) { __typename
    ... on Problem { code message } ... on Person { ${facts} } } }`,
  enablePerson: `mutation ($input: PersonInput!) { enablePerson(input: $input) { ${facts} } }`,
  revokeInvitation: `mutation ($input: RevokeInvitationInput!) { revokeInvitation(input: $input) { id state } }`,
  createOffice: `mutation ($input: CreateOfficeInput!) { createOffice(input: $input) { __typename
    ... on Problem { code message } ... on Office { id name version parent { name } head { name } } } }`,
  updateOffice: `mutation ($input: UpdateOfficeInput!) { updateOffice(input: $input) { __typename
    ... on Problem { code message } ... on StaleOffice { office { name version } }
    ... on Office { id name version parent { name } head { name } } } }`,
};
const accept = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename } }`;

type Verb = keyof typeof documents;

interface Answer {
  __typename: string;
  id: string;
  code?: string;
  url: string;
  version: number;
  invitation: {
    id: string;
    state: string;
    isReset: boolean;
    person: Record<string, unknown> & { id: string };
  };
}

describeApi("An administrator", (luoshi) => {
  const { given, stranger } = luoshi;
  let admin: Client;
  beforeAll(async () => void (admin = await given.signedIn("管理员", Role.ADMIN)));

  const act = async (verb: Verb, input: Variables, client = admin): Promise<Answer> => {
    const data = await client.ask<Record<Verb, Answer>>(documents[verb], { input });
    return data[verb];
  };
  const tokenOf = ({ url }: Answer) => url.split("#")[1] ?? "";
  const isSignedIn = async (client: Client) =>
    (await client.ask<{ viewer: object | null }>(`{ viewer { person { id } } }`)).viewer !== null;
  const accountOf = async (client: Client, id: string) =>
    (
      await client.ask<{ node: Record<string, unknown> }>(
        `query ($id: ID!) { node(id: $id) { ... on Person { hasAccount isDisabled lastSignInAt lockedUntil } } }`,
        { id },
      )
    ).node;

  it("invites somebody new, by a link with the token in its fragment", async () => {
    const made = await act("invitePerson", { name: " 新来的 ", role: "OWNER" });
    expect(made.url).toMatch(new RegExp(`^${luoshi.url}/invitation#[\\w-]{43}$`));
    expect(made.invitation).toMatchObject({
      state: "OPEN",
      isReset: false,
      person: { name: "新来的", role: "OWNER", hasAccount: false, isDisabled: false, lastSignInAt: null },
    });
    const input = { token: tokenOf(made), password: "Chosen-by-me-1" };
    expect((await stranger.ask<{ acceptInvitation: object }>(accept, { input })).acceptInvitation).toEqual({
      __typename: "Viewer",
    });
    expect(await accountOf(admin, made.invitation.person.id)).toMatchObject({ hasAccount: true });
  });

  it("gives somebody with an account a link to another password; the last link alone works", async () => {
    const name = given.newName();
    await given.person(name);
    const [first, second] = [await act("invitePerson", { name }), await act("invitePerson", { name })];
    expect(second.invitation.isReset).toBe(true);
    const greet = `query ($token: String!) { invitation(token: $token) { name } }`;
    expect(await stranger.ask(greet, { token: tokenOf(first) })).toEqual({ invitation: null });
    expect(await stranger.ask(greet, { token: tokenOf(second) })).toEqual({ invitation: { name } });
  });

  it("lists invitations, page by page and by state, and revokes them", async () => {
    const made = await act("invitePerson", { name: given.newName() });
    const list = `query ($state: InvitationState, $after: String) {
      invitations(state: $state, first: 1, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { id state invitedBy { name } } } }`;
    interface Listed {
      invitations: {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
        nodes: { id: string; state: string; invitedBy: object }[];
      };
    }
    const open = (await admin.ask<Listed>(list, { state: "OPEN" })).invitations;
    expect(open.nodes).toEqual([{ id: made.invitation.id, state: "OPEN", invitedBy: { name: "管理员" } }]);
    const all = (await admin.ask<Listed>(list)).invitations;
    const next = (await admin.ask<Listed>(list, { after: all.pageInfo.endCursor })).invitations;
    expect(all.totalCount).toBeGreaterThan(open.totalCount);
    expect(next.nodes[0]?.id).not.toBe(made.invitation.id);
    const revoke = { invitationId: made.invitation.id, idempotencyKey: made.invitation.id };
    expect(await act("revokeInvitation", revoke)).toEqual({ id: made.invitation.id, state: "REVOKED" });
    expect(await act("revokeInvitation", revoke)).toEqual({ id: made.invitation.id, state: "REVOKED" });
    expect((await admin.ask<Listed>(list, { state: "OPEN" })).invitations.totalCount).toBe(
      open.totalCount - 1,
    );
    expect((await admin.ask<Listed>(list, { state: "REVOKED" })).invitations.totalCount).toBeGreaterThan(0);
    expect((await admin.ask<Listed>(list, { state: "EXPIRED" })).invitations.totalCount).toBe(0);
  });

  it("changes a person's name, role and office, unless somebody did so since", async () => {
    const id = await given.person(given.newName());
    const office = await act("createOffice", { name: `科室 ${luoshi.kind}` });
    const name = `改名 ${luoshi.kind}`;
    const changed = await act("updatePerson", { personId: id, name, role: "LEADER", officeId: office.id });
    expect(changed).toMatchObject({ name, role: "LEADER", office: { name: `科室 ${luoshi.kind}` } });
    const late = { personId: id, role: "VIEWER", expectedVersion: changed.version - 1 };
    expect(await act("updatePerson", late)).toMatchObject({
      __typename: "StalePerson",
      person: { name, version: changed.version },
    });
    const current = { personId: id, officeId: null, expectedVersion: changed.version };
    expect(await act("updatePerson", current)).toMatchObject({ role: "LEADER", office: null });
    expect(await act("updatePerson", { personId: id, name: "管理员" })).toMatchObject({ code: "NAME_TAKEN" });
    const blank = { input: { personId: id, name: "  " } };
    expect((await admin.send(documents.updatePerson, blank)).code).toBe("BAD_USER_INPUT");
    const unknown = { input: { personId: office.id } };
    expect((await admin.send(documents.updatePerson, unknown)).code).toBe("NOT_FOUND");
  });

  it("shuts a person out at once: sessions, tokens, sockets, links, and lets them in again", async () => {
    const name = given.newName();
    const personId = await given.person(name, { role: Role.OWNER });
    const programme = await given.programme();
    const browser = await given.signIn(name);
    const socket = browser.socket();
    const events = socket.follow(`subscription ($id: ID!) { changes(programmeId: $id) { id } }`, {
      id: programme.id,
    });
    const closed = events.next();
    closed.catch(() => undefined);
    await expect.poll(() => luoshi.app.feed.followerCount, { interval: 5 }).toBe(1);
    const made = await browser.ask<{ createToken: { secret: string } }>(
      `mutation { createToken(input: { name: "程序", scopes: [READ] }) { ... on CreatedToken { secret } } }`,
    );
    const asProgram = () =>
      stranger.send(`{ programmes { id } }`, {}, { authorization: `Bearer ${made.createToken.secret}` });
    expect((await asProgram()).code).toBeNull();
    const link = await act("invitePerson", { name });
    const began = performance.now();
    expect(await act("disablePerson", { personId })).toMatchObject({ isDisabled: true, hasAccount: true });
    expect(await isSignedIn(browser)).toBe(false);
    expect((await asProgram()).code).toBe("UNAUTHENTICATED");
    await expect(closed).rejects.toMatchObject({ code: 4403 });
    expect(performance.now() - began).toBeLessThan(5000);
    const input = { token: tokenOf(link), password: "Chosen-by-me-1" };
    const accepted = await stranger.ask<{ acceptInvitation: object }>(accept, { input });
    expect(accepted.acceptInvitation).toEqual({ __typename: "InvitationNotValid" });
    expect(await act("invitePerson", { name })).toMatchObject({ code: "PERSON_DISABLED" });
    expect(await act("enablePerson", { personId })).toMatchObject({ isDisabled: false });
    expect(await isSignedIn(browser)).toBe(false);
    expect(await isSignedIn(await given.signIn(name))).toBe(true);
  });

  it("who is the last of them can be neither disabled nor demoted", async () => {
    const { viewer } = await admin.ask<{ viewer: { person: { id: string } } }>(
      `{ viewer { person { id } } }`,
    );
    const personId = viewer.person.id;
    // Invited, but without an account: nobody who could take over.
    await act("invitePerson", { name: "候任管理员", role: "ADMIN" });
    const before = await luoshi.dump();
    expect(await act("disablePerson", { personId })).toMatchObject({ code: "LAST_ADMINISTRATOR" });
    expect(await act("updatePerson", { personId, role: "OWNER" })).toMatchObject({
      code: "LAST_ADMINISTRATOR",
    });
    expect(await act("invitePerson", { name: "管理员", role: "VIEWER" })).toMatchObject({
      code: "LAST_ADMINISTRATOR",
    });
    expect(await luoshi.dump()).toEqual(before);
    const otherId = await given.person("另一管理员", { role: Role.ADMIN });
    const other = await given.signIn("另一管理员");
    // Both at the same time: one is left.
    const both = await Promise.all([
      admin.send<{ disablePerson: Answer }>(documents.disablePerson, { input: { personId: otherId } }),
      other.send<{ disablePerson: Answer }>(documents.disablePerson, { input: { personId } }),
    ]);
    expect(both.filter(({ data }) => data?.disablePerson.__typename === "Person")).toHaveLength(1);
    await luoshi.sql(`update person set disabled_at = null, role = 'ADMIN' where id = ?`, [personId]);
    admin = await given.signIn("管理员");
    await act("updatePerson", { personId: otherId, role: "VIEWER" });
  });

  it("alone knows of accounts, and everybody of their own", async () => {
    const name = given.newName();
    const id = await given.person(name);
    const [self, other] = [await given.signIn(name), await given.supervisor()];
    for (const client of [self, admin])
      expect(await accountOf(client, id)).toMatchObject({
        hasAccount: true,
        isDisabled: false,
        lastSignInAt: expect.any(String) as string,
        lockedUntil: null,
      });
    expect(await accountOf(other, id)).toEqual({
      hasAccount: null,
      isDisabled: null,
      lastSignInAt: null,
      lockedUntil: null,
    });
    for (let round = 0; round < 5; round += 1)
      await stranger.send(
        `mutation { signIn(input: { name: "${name}", password: "wrong" }) { __typename } }`,
      );
    expect(await accountOf(admin, id)).toMatchObject({ lockedUntil: expect.any(String) as string });
  });

  it("knows it of a board's people too, as it now is: no such board is kept ready", async () => {
    const name = given.newName();
    const programme = await given.programme({ projects: [{ owners: [name] }] });
    const query = `query ($id: ID!) { board(programmeId: $id) { projects { owners { name lastSignInAt } } } }`;
    const ask = async () => JSON.stringify(await admin.ask(query, { id: programme.id }));
    await given.person(name);
    const before = await ask();
    await given.signIn(name);
    expect(before).toContain(`"lastSignInAt":null`);
    expect(await ask()).not.toContain(`"lastSignInAt":null`);
  });

  it("is the only one who may do all this", async () => {
    const personId = await given.person(given.newName());
    const inputs: Partial<Record<Verb, Variables>> = {
      invitePerson: { name: "不该有的人" },
      updatePerson: { personId, role: "ADMIN" },
      disablePerson: { personId },
      enablePerson: { personId },
      revokeInvitation: { invitationId: "invitation_01h455vb4pex5vsknk084sn02q" },
    };
    const before = await luoshi.dump();
    for (const role of [Role.SUPERVISOR, Role.LEADER, Role.OWNER, Role.VIEWER]) {
      const client = await given.signedIn(`只是${role}`, role);
      const counted = role === Role.SUPERVISOR ? await luoshi.dump() : before;
      for (const [verb, input] of Object.entries(inputs))
        expect((await client.send(documents[verb as Verb], { input })).code).toBe("FORBIDDEN");
      expect((await client.send(`{ invitations { nodes { id } } }`)).code).toBe("FORBIDDEN");
      expect((await luoshi.dump()).invitation).toEqual(counted.invitation);
      const offices = role === Role.SUPERVISOR ? null : "FORBIDDEN";
      const office = { input: { name: `科室 of ${role}` } };
      expect((await client.send(documents.createOffice, office)).code).toBe(offices);
    }
  });

  it("keeps the tree of offices without circles, and their names apart", async () => {
    const head = await given.person(given.newName());
    const top = await act("createOffice", { name: "上级办", idempotencyKey: "top" });
    expect(await act("createOffice", { name: "上级办", idempotencyKey: "top" })).toEqual(top);
    const below = await act("createOffice", { name: "下级站", parentId: top.id, headId: head });
    expect(below).toMatchObject({ version: 1, parent: { name: "上级办" } });
    for (const parentId of [top.id, below.id])
      expect(await act("updateOffice", { officeId: top.id, parentId })).toMatchObject({
        code: "OFFICE_IN_CIRCLE",
      });
    expect(await act("updateOffice", { officeId: below.id, name: "上级办" })).toMatchObject({
      code: "NAME_TAKEN",
    });
    expect(await act("createOffice", { name: "上级办" })).toMatchObject({ code: "NAME_TAKEN" });
    const changed = await act("updateOffice", { officeId: below.id, headId: null, expectedVersion: 1 });
    expect(changed).toMatchObject({ version: 2, head: null, parent: { name: "上级办" } });
    expect(await act("updateOffice", { officeId: below.id, name: "新名", expectedVersion: 1 })).toMatchObject(
      {
        __typename: "StaleOffice",
        office: { name: "下级站", version: 2 },
      },
    );
  });

  it("leaves every act in the log, with who did it and without secrets", async () => {
    const name = given.newName();
    const made = await act("invitePerson", { name });
    const personId = made.invitation.person.id;
    await act("disablePerson", { personId });
    await act("enablePerson", { personId });
    const log = await luoshi.sql<{ verb: string; subject_kind: string; actor_id: string; fields: string }>(
      `select verb, subject_kind, actor_id, fields from change where subject_id in (?, ?) order by revision`,
      [personId, made.invitation.id],
    );
    expect(log.map((change) => `${change.verb} ${change.subject_kind}`).toSorted()).toEqual(
      [
        "CREATE PERSON",
        "INVITE INVITATION",
        "DISABLE PERSON",
        "REVOKE INVITATION",
        "ENABLE PERSON",
      ].toSorted(),
    );
    expect(log.every(({ actor_id }) => actor_id !== null)).toBe(true);
    const everything = JSON.stringify(await luoshi.dump());
    for (const secret of [tokenOf(made), password]) expect(everything).not.toContain(secret);
  });

  it("finds people by how it stands with their account; nobody else does", async () => {
    const query = `query ($account: AccountState, $search: String) {
      people(account: $account, search: $search) { nodes { name } } }`;
    const named = async (account: string) => {
      const data = await admin.ask<{ people: { nodes: { name: string }[] } }>(query, {
        account,
        search: "账号状态",
      });
      return data.people.nodes.map(({ name }) => name);
    };
    await given.person("账号状态甲");
    const disabled = await given.person("账号状态乙");
    await act("disablePerson", { personId: disabled });
    await act("invitePerson", { name: "账号状态丙" });
    expect(await named("ACTIVE")).toEqual(["账号状态甲"]);
    expect(await named("DISABLED")).toEqual(["账号状态乙"]);
    expect(await named("NONE")).toEqual(["账号状态丙"]);
    const reader = await given.reader();
    expect((await reader.send(query, { account: "DISABLED" })).code).toBe("FORBIDDEN");
  });
});
