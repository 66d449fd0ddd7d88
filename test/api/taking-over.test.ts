import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { verifyLog } from "../../server/log/verify-log.js";
import type { Client, Variables } from "../kit/client.js";
import { noticeText } from "../kit/notice-text.js";
import { describeApi } from "../kit/luoshi.js";
import { luoshi as program } from "../kit/program.js";

const results: Record<string, string> = {
  addTask: "id",
  createToken: "... on CreatedToken { secret token { person { role } } }",
  createView: "... on View { id }",
  deleteView: "... on DeletedView { deletedId }",
  disablePerson: "... on Person { id }",
  enablePerson: "id",
  invitePerson: "... on InvitationLink { url invitation { person { id } } }",
  lockView: "id",
  shareView: "... on View { id }",
  updatePerson: "... on Person { id role }",
};
const inputs: Record<string, string> = {
  deleteView: "ViewInput",
  disablePerson: "PersonInput",
  enablePerson: "PersonInput",
  lockView: "ViewInput",
};

interface Answer {
  code?: string;
  id: string;
  secret: string;
  url: string;
  token: { person: { role: string } };
  invitation: { person: { id: string } };
}

describeApi("Nobody takes over what is another's:", (luoshi) => {
  const { given, stranger } = luoshi;
  let admin: Client;
  beforeAll(async () => void (admin = await given.signedIn("管理员", Role.ADMIN)));

  async function act(client: Client, mutation: string, input: Variables): Promise<Answer> {
    const type = inputs[mutation] ?? `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
    const problem = results[mutation]?.startsWith("...") ? "... on Problem { code }" : "";
    const document = `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { ${results[mutation]} ${problem} } }`;
    const { data, code } = await client.send<{ answer: Answer }>(document, { input });
    return data?.answer ?? ({ code } as Answer);
  }

  const serviceToken = (client: Client, name: string, role: string, more: Variables = {}) =>
    act(client, "createToken", { name: "程序", scopes: ["READ"], service: { name, role }, ...more });

  /** A token of the administrator's with every scope. */
  async function adminsToken(): Promise<Client> {
    const scopes = ["READ", "WRITE", "IMPORT", "ADMIN"];
    return stranger.withToken((await act(admin, "createToken", { name: "程序", scopes })).secret);
  }

  it("a program's account gets no link, and so no password", async () => {
    const name = given.newName();
    await serviceToken(admin, name, "SUPERVISOR");
    const before = await luoshi.dump();
    expect(await act(admin, "invitePerson", { name: ` ${name} ` })).toEqual({ code: "PERSON_IS_SERVICE" });
    expect(await luoshi.dump()).toEqual(before);
  });

  it("a program's account gets no password from the command line either", async () => {
    const name = given.newName();
    await serviceToken(admin, name, "VIEWER");
    const environment = { DATA_DIR: luoshi.config.dataDir, DATABASE_URL: luoshi.config.databaseUrl ?? "" };
    const { code, stderr } = await program(["user", "add", name, "--role", "ADMIN"], environment);
    expect({ code, stderr }).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("program's account") as string,
    });
  }, 60_000);

  it.each(["leaders", "owners"])(
    "a program is never one of a notice's %s, whatever it is called",
    async (list) => {
      const name = given.newName();
      await serviceToken(admin, name, "SUPERVISOR");
      const text = noticeText(`${name}任职的2022年为民办实事项目`, [{ name: "修路", [list]: name }]);
      const before = await luoshi.dump();
      const applied = await admin.ask<{ applyImport: object }>(
        `mutation ($input: ApplyImportInput!) { applyImport(input: $input) {
        __typename ... on Problem { code } ... on NamesProgram { name } } }`,
        { input: { document: { text } } },
      );
      expect(applied.applyImport).toEqual({ __typename: "NamesProgram", code: "NAMES_PROGRAM", name });
      expect(await luoshi.dump()).toEqual(before);
    },
  );

  it.each(["leaders", "owners"])(
    "a preview warns of a program among a notice's %s, until it is corrected or left out",
    async (list) => {
      const name = given.newName();
      await serviceToken(admin, name, "SUPERVISOR");
      const text = noticeText("2022年为民办实事项目", [{ name: "修桥", [list]: name }, { name: "修路" }]);
      const warningsOf = async (corrections: Variables[]) => {
        const { previewImport } = await admin.ask<{ previewImport: { diagnostics: { code: string }[] } }>(
          `mutation ($input: PreviewImportInput!) { previewImport(input: $input) {
            ... on ImportPreview { diagnostics { code severity message source { text } } } } }`,
          { input: { document: { text }, corrections } },
        );
        return previewImport.diagnostics.filter(({ code }) => code === "NAMES_PROGRAM");
      };
      expect(await warningsOf([])).toEqual([
        {
          code: "NAMES_PROGRAM",
          severity: "WARNING",
          message: expect.stringContaining(name) as string,
          source: { text: expect.stringContaining(name) as string },
        },
      ]);
      expect(await warningsOf([{ projectIndex: 0, leaveOut: true }])).toEqual([]);
      expect(await warningsOf([{ projectIndex: 0, [list]: [given.newName()] }])).toEqual([]);
    },
  );

  it("a program leads no project, answers for none and has no card, whoever names it by its id", async () => {
    const name = given.newName();
    await serviceToken(admin, name, "OWNER");
    const [person] = await luoshi.sql<{ id: string }>(`select id from person where name = ?`, [name]);
    const ids = [person?.id];
    const programme = await given.programme({ projects: [{ owners: ["陈美治"] }] });
    const supervisor = await given.supervisor();
    const { id: taskId, projectId } = programme.card;
    const before = await luoshi.dump();
    const refused = { code: "NAMES_PROGRAM", name };
    const told = `__typename ... on Problem { code } ... on NamesProgram { name }`;
    const write = async (mutation: string, type: string, input: Variables) =>
      (
        await supervisor.ask<{ answer: object }>(
          `mutation ($input: ${type}!) { answer: ${mutation}(input: $input) { ${told} } }`,
          { input },
        )
      ).answer;
    for (const list of ["leaders", "owners"])
      for (const edit of [{ set: ids }, { add: ids }])
        expect(await write("editProject", "EditProjectInput", { projectId, [list]: edit })).toMatchObject(
          refused,
        );
    for (const edit of [{ set: ids }, { add: ids }])
      expect(await write("assignTask", "AssignTaskInput", { taskId, assignees: edit })).toMatchObject(
        refused,
      );
    const { assignTasks } = await supervisor.ask<{ assignTasks: object }>(
      `mutation ($input: AssignTasksInput!) { assignTasks(input: $input) { applied items { problem { ${told} } } } }`,
      { input: { programmeId: programme.id, tasks: [{ taskId }], assignees: { add: ids } } },
    );
    expect(assignTasks).toMatchObject({ applied: false, items: [{ problem: refused }] });
    const add = { projectId, title: "新的", dueOn: "2022-09-30", assigneeIds: ids };
    expect(await act(supervisor, "addTask", add)).toEqual({ code: "BAD_USER_INPUT" });
    expect(await luoshi.dump()).toEqual(before);
  });

  it("a program that has a card all the same can be taken off it", async () => {
    const name = given.newName();
    await serviceToken(admin, name, "OWNER");
    const [person] = await luoshi.sql<{ id: string }>(`select id from person where name = ?`, [name]);
    const programme = await given.programme({ projects: [{ owners: ["陈美治"] }] });
    const supervisor = await given.supervisor();
    await luoshi.sql(`insert into task_assignees (task_id, person_id) values (?, ?)`, [
      programme.card.id,
      person?.id ?? "",
    ]);
    const input = { taskId: programme.card.id, assignees: { remove: [person?.id] } };
    const answer = await supervisor.ask(
      `mutation ($input: AssignTaskInput!) { assignTask(input: $input) { ... on Task { assignees { id } } } }`,
      { input },
    );
    expect(answer).toEqual({ assignTask: { assignees: [] } });
  });

  it("a program is never called as somebody who is known, whatever they have", async () => {
    const [named, invited, shutOut] = [given.newName(), given.newName(), given.newName()];
    await given.programme({ projects: [{ owners: [named] }] });
    await act(admin, "invitePerson", { name: invited, role: "SUPERVISOR" });
    await act(admin, "disablePerson", { personId: await given.person(shutOut) });
    for (const name of [named, ` ${invited} `, shutOut, "管理员"])
      expect(await serviceToken(admin, name, "ADMIN")).toEqual({ code: "SERVICE_NAME_TAKEN" });
    expect((await serviceToken(admin, "  ", "VIEWER")).code).toBe("BAD_USER_INPUT");
  });

  it("a token makes no administrator, and gets into no administrator's account", async () => {
    const [token, other, plain] = [await adminsToken(), given.newName(), given.newName()];
    const personId = await given.person(other, { role: Role.ADMIN });
    const plainId = await given.person(plain, { role: Role.VIEWER });
    const before = await luoshi.dump();
    const attempts: [string, Variables][] = [
      ["invitePerson", { name: other }],
      ["invitePerson", { name: "管理员" }],
      ["invitePerson", { name: "新管理员", role: "ADMIN" }],
      ["invitePerson", { name: plain, role: "ADMIN" }],
      ["updatePerson", { personId: plainId, role: "ADMIN" }],
      ["updatePerson", { personId, role: "VIEWER" }],
      ["updatePerson", { personId, name: "改了名" }],
      ["disablePerson", { personId }],
      ["enablePerson", { personId }],
    ];
    for (const [mutation, input] of attempts)
      expect({ mutation, input, ...(await act(token, mutation, input)) }).toMatchObject({
        code: "FORBIDDEN",
      });
    expect(withoutUse(await luoshi.dump())).toEqual(withoutUse(before));
    expect((await act(token, "invitePerson", { name: plain, role: "LEADER" })).code).toBeUndefined();
    expect((await act(token, "updatePerson", { personId: plainId, role: "OWNER" })).code).toBeUndefined();
  });

  it("a token makes nobody who runs programmes, and gets into no such account: it would outlive the token", async () => {
    const [token, other, plain] = [await adminsToken(), given.newName(), given.newName()];
    const personId = await given.person(other, { role: Role.SUPERVISOR });
    const plainId = await given.person(plain, { role: Role.LEADER });
    const before = await luoshi.dump();
    const attempts: [string, Variables][] = [
      ["invitePerson", { name: other }],
      ["invitePerson", { name: "新督办", role: "SUPERVISOR" }],
      ["invitePerson", { name: plain, role: "SUPERVISOR" }],
      ["updatePerson", { personId: plainId, role: "SUPERVISOR" }],
      ["updatePerson", { personId, role: "VIEWER" }],
      ["disablePerson", { personId }],
      ["enablePerson", { personId }],
    ];
    for (const [mutation, input] of attempts)
      expect({ mutation, input, ...(await act(token, mutation, input)) }).toMatchObject({
        code: "FORBIDDEN",
      });
    expect(withoutUse(await luoshi.dump())).toEqual(withoutUse(before));
    expect((await act(admin, "invitePerson", { name: other })).code).toBeUndefined();
  });

  it("a token gives no program another role than it has: its other tokens would have it too", async () => {
    const [token, name] = [await adminsToken(), given.newName()];
    await serviceToken(admin, name, "VIEWER", { expiresInDays: null });
    expect((await serviceToken(token, name, "ADMIN")).code).toBe("TOKEN_EXCEEDS_ITS_MAKER");
    expect((await serviceToken(token, name, "SUPERVISOR")).code).toBe("TOKEN_EXCEEDS_ITS_MAKER");
    const shorter = { expiresInDays: 9 };
    expect((await serviceToken(token, name, "VIEWER", shorter)).token.person.role).toBe("VIEWER");
    expect((await serviceToken(admin, name, "LEADER")).token.person.role).toBe("LEADER");
  });

  it("a token that is bound to programmes keeps no view of everybody's that is in none of them", async () => {
    const [programme, reader] = [await given.programme(), await given.reader()];
    const share = async (more: Variables) => {
      const { id } = await act(reader, "createView", { name: "大家的", ...more });
      await act(reader, "shareView", { viewId: id, sharing: "EVERYONE" });
      return id;
    };
    const [ofAll, ofOne] = [await share({}), await share({ programmeId: programme.id })];
    const input = { name: "程序", scopes: ["READ", "WRITE"], programmeIds: [programme.id] };
    const { secret } = await act(await given.supervisor(), "createToken", input);
    const bound = stranger.withToken(secret);
    for (const mutation of ["lockView", "deleteView"])
      expect(await act(bound, mutation, { viewId: ofAll })).toMatchObject({ code: "FORBIDDEN" });
    expect((await act(bound, "deleteView", { viewId: ofOne })).code).toBeUndefined();
  });

  // The last: it signs everybody out.
  it("`luoshi revoke-all` ends every session, token and open link, and leaves passwords and the log whole", async () => {
    const [name, password] = [given.newName(), "Fangxin-2022"];
    const invited = await act(admin, "invitePerson", { name });
    const accept = `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename ... on Problem { code } } }`;
    const acceptWith = (url: string) =>
      stranger.send(accept, { input: { token: url.split("#")[1], password } });
    expect((await acceptWith(invited.url)).errors).toEqual([]);
    const open = await act(admin, "invitePerson", { name: given.newName() });
    const session = await given.reader();
    const token = await adminsToken();
    const environment = {
      DATA_DIR: luoshi.config.dataDir,
      DATABASE_URL: luoshi.config.databaseUrl ?? "",
      SECRET: luoshi.config.secret,
    };
    const seen = `{ viewer { person { name } } }`;
    for (const client of [session, token]) expect((await client.send(seen)).errors).toEqual([]);
    const { code, stdout } = await program(["revoke-all", "--json"], environment);
    expect({ code, ...(JSON.parse(stdout) as object) }).toEqual({
      code: 0,
      sessions: expect.any(Number) as number,
      tokens: expect.any(Number) as number,
      links: expect.any(Number) as number,
    });
    for (const client of [session, token])
      expect((await client.send<{ viewer: object | null }>(seen)).data?.viewer ?? null).toBeNull();
    expect((await acceptWith(open.url)).text).toContain("INVITATION");
    const usable = `select count(*) "count" from access_token where revoked_at is null`;
    expect(Number((await luoshi.sql<{ count: unknown }>(usable))[0]?.count)).toBe(0);
    const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename ... on Problem { code } } }`;
    const { text } = await stranger.send(signIn, { input: { name, password } });
    expect(text).not.toContain("code");
    expect((await verifyLog(luoshi.app.database.rows)).broken).toEqual([]);
  }, 60_000);
});

/** That a token was used is written, and is no change. */
function withoutUse(dump: Record<string, string[]>): Record<string, string[]> {
  return { ...dump, access_token: [] };
}
