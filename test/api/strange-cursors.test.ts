import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import { describeApi } from "../kit/luoshi.js";

/** The connections that the API has, each with what leads to it: `PAGE` stands for the arguments of a page, `VIEW` for a view's id. */
const connections: [name: string, query: string][] = [
  ...["PROJECT", "DUE_ON", "STARTS_ON", "STAGE", "LIGHT", "DAYS_LATE", "TITLE"]
    .concat(["SUBMITTED_AT", "ACCEPTED_AT", "UPDATED_AT", "TIMES_RETURNED"])
    .map((field): [string, string] => [
      `tasks by ${field}`,
      `{ found: tasks(orderBy: { field: ${field}, direction: ASC }, PAGE) { FOUND } }`,
    ]),
  ...["NOTICE", "NUMBER", "NAME", "LIGHT", "UPDATED_AT"].map((field): [string, string] => [
    `projects by ${field}`,
    `{ found: projects(orderBy: { field: ${field}, direction: DESC }, PAGE) { FOUND } }`,
  ]),
  ["people", `{ found: people(PAGE) { FOUND } }`],
  ["what is found", `{ found: search(text: "项目", PAGE) { FOUND } }`],
  ["invitations", `{ found: invitations(PAGE) { FOUND } }`],
  ["tokens", `{ found: tokens(PAGE) { FOUND } }`],
  ["one's own tokens", `{ viewer { found: tokens(PAGE) { FOUND } } }`],
  ["webhooks", `{ found: webhooks(PAGE) { FOUND } }`],
  ["a webhook's deliveries", `{ webhooks(first: 1) { nodes { found: deliveries(PAGE) { FOUND } } } }`],
  ["a webhook's dead letters", `{ webhooks(first: 1) { nodes { found: deadLetters(PAGE) { FOUND } } } }`],
  ["changes", `{ programmes { found: changes(PAGE) { FOUND } } }`],
  ["a view's tasks", `{ view(id: "VIEW") { found: tasks(PAGE) { FOUND } } }`],
  [
    "a view's tasks of the past",
    `{ view(id: "VIEW") { found: tasks(asOf: "2022-08-15T01:00:00Z", PAGE) { FOUND } } }`,
  ],
];

/** What stands in a cursor as JSON where something else should. */
const strange = [`null`, `""`, `"x"`, `-1`, `1.5`, `1e300`, `2147483648`, `9007199254740993`].concat(
  [`"2022-13-45"`, String.raw`"\u0000"`, String.raw`"\ud800"`, `true`, `[]`, `{}`],
  [JSON.stringify("长".repeat(1000))],
);

describeApi("A cursor", (luoshi) => {
  const { given } = luoshi;
  let admin: Client;
  let viewId = "";
  beforeAll(async () => {
    admin = await given.signedIn("管理员", Role.ADMIN);
    await given.programme({ projects: [{ owners: ["陈美治"], tasks: [{}, {}, {}] }, {}, {}] });
    const made = await admin.send(`mutation {
      a: invitePerson(input: { name: "甲" }) { __typename } b: invitePerson(input: { name: "乙" }) { __typename }
      c: createToken(input: { name: "丙", scopes: [READ] }) { __typename }
      d: createToken(input: { name: "丁", scopes: [READ] }) { __typename }
      e: createWebhook(input: { name: "戊", url: "https://93.184.215.14/" }) { __typename }
      f: createView(input: { name: "己" }) { ... on View { id } } }`);
    if (made.errors.length > 0) throw new Error(made.text);
    viewId = (made.data as { f: { id: string } }).f.id;
  });

  const send = (query: string, page: string) =>
    admin.send(query.replace("VIEW", viewId).replace("PAGE", page).replace("FOUND", "edges { cursor }"));

  const encoded = (json: string) => Buffer.from(json).toString("base64url");

  /** The cursors in an answer, wherever they are. */
  const cursorsIn = (text: string) =>
    [...text.matchAll(/"cursor":"([^"]+)"/g)].map(([, cursor]) => cursor ?? "");

  it.each(connections)(
    "of %s with anything in it is answered or refused, and never by a bug",
    async (_name, query) => {
      const first = await send(query, "first: 2");
      expect(first.errors).toEqual([]);
      const [cursor] = cursorsIn(first.text);
      for (const page of [`first: 2, after: "${cursor}"`, `last: 2, before: "${cursor}"`])
        expect(cursor ? (await send(query, page)).errors : []).toEqual([]);
      const parts = cursor
        ? (JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[]).map((part) =>
            JSON.stringify(part),
          )
        : ["1"];
      const made = parts.flatMap((_, at) => strange.map((part) => `[${parts.with(at, part).join(",")}]`));
      made.push("", "{}", "[]", "null", "[[]]", `["x"]`, `[${[...parts, "1"].join(",")}]`, "x".repeat(1000));
      const codes = new Set<string | null>();
      for (const json of made)
        for (const page of [`first: 2, after: "${encoded(json)}"`, `last: 2, before: "${encoded(json)}"`]) {
          const { code } = await send(query, page);
          expect([json, code]).toEqual([json, code === null ? null : "BAD_USER_INPUT"]);
          codes.add(code);
        }
      expect(codes).toContain("BAD_USER_INPUT");
    },
  );

  it.each([
    ["text for a number", "tasks by PROJECT", (parts: unknown[]) => parts.with(1, "x")],
    ["a fraction for a whole number", "tasks by PROJECT", (parts: unknown[]) => parts.with(1, 1.5)],
    ["a number beyond all", "changes", () => [1e300]],
    ["a number for text", "people", (parts: unknown[]) => parts.with(1, 5)],
    ["two values for one", "tokens", (parts: unknown[]) => [...parts, 1]],
    ["an id of nothing there", "a view's tasks of the past", () => ["task_x"]],
  ])("with %s is refused as none of this connection", async (_what, name, change) => {
    const query = connections.find(([one]) => one === name)?.[1] ?? "";
    const [cursor] = cursorsIn((await send(query, "first: 1")).text);
    const parts = JSON.parse(Buffer.from(cursor ?? "", "base64url").toString()) as unknown[];
    const { code } = await send(query, `first: 1, after: "${encoded(JSON.stringify(change(parts)))}"`);
    expect(code).toBe("BAD_USER_INPUT");
  });
});
