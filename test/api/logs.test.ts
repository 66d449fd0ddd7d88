import { expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { shownError } from "../../server/http/server-log.js";
import { describeApi } from "../kit/luoshi.js";
import { luoshi as program, temporaryFolder } from "../kit/program.js";
import { endServer, startServer } from "../kit/running-server.js";

const secrets = {
  password: "Planted-password-1",
  wrong: "Planted-wrong-2",
  cookie: "planted-cookie-3",
  invitation: "planted-invitation-4",
  variable: "planted-variable-5",
  literal: "planted-literal-6",
  operation: "planted-query-7",
};

interface LogRecord {
  msg: string;
  requestId?: string;
  [field: string]: unknown;
}

it("the log has one record of JSON a line with the request's id, and never a secret", async () => {
  const settings = {
    DATA_DIR: await temporaryFolder(),
    SECRET: "planted-server-secret-8",
    LOG_LEVEL: "debug",
  };
  const { stdout: oneTime } = await program(["user", "add", "林晓敏", "--role", "ADMIN"], settings);
  const made = await program(["token", "create", "--user", "林晓敏", "--scope", "admin"], settings);
  const token = made.stdout.trim();
  const running = await startServer(settings);
  const { url, printed } = running;
  const post = (body: object, headers: HeadersInit = {}) =>
    fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const signIn = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { __typename } }`;
  const enter = (password: string) =>
    post({ query: signIn, variables: { input: { name: "林晓敏", password } } });
  const entered = await enter(oneTime.trim());
  const session = /luoshi_session=([^;]+)/.exec(entered.headers.get("set-cookie") ?? "")?.[1] ?? "";
  expect(session).not.toBe("");
  await enter(secrets.wrong);
  const change = `mutation { changePassword(input: { currentPassword: "${oneTime.trim()}", newPassword: "${secrets.password}" }) { __typename } }`;
  await post({ query: change }, { cookie: `luoshi_session=${session}` });
  await post({ query: `{ viewer { person { name } } }` }, { cookie: `luoshi_session=${secrets.cookie}` });
  const asProgram = { authorization: `Bearer ${token}`, "x-request-id": "from-the-proxy-1" };
  const named = await post({ query: `query Named { people { nodes { id } } }` }, asProgram);
  expect(named.headers.get("x-request-id")).toBe("from-the-proxy-1");
  await post({ query: `{ task(id: "${secrets.literal}") { id } }` }, asProgram);
  await post(
    { query: `query ($id: ID!) { task(id: $id) { id } }`, variables: { id: secrets.variable } },
    asProgram,
  );
  await post(
    { query: `query ($id: Int!) { task(id: $id) { id } }`, variables: { id: secrets.variable } },
    asProgram,
  );
  await post({ query: `{ ${secrets.operation} ` }, asProgram);
  await fetch(`${url}/invitation/${secrets.invitation}?token=${secrets.invitation}`);
  await fetch(`${url}/${secrets.invitation}.js`);
  await fetch(`${url}/graphql?query=${encodeURIComponent(`{ x(y: "${secrets.invitation}") }`)}`, {
    headers: asProgram,
  });
  await fetch(`${url}/graphql`, {
    method: "POST",
    body: `{"password": "${secrets.password}`,
    headers: { "content-type": "application/json" },
  });
  const created = await post(
    {
      query: `mutation { createToken(input: { name: "x", scopes: [READ] }) { ... on CreatedToken { secret } } }`,
    },
    asProgram,
  );
  const { data } = (await created.json()) as { data: { createToken: { secret: string } } };
  await endServer(running, "SIGTERM");

  const log = printed.join("\n");
  const planted = [
    ...Object.values(secrets),
    oneTime.trim(),
    token,
    session,
    settings.SECRET,
    data.createToken.secret,
  ];
  for (const secret of planted) expect(log).not.toContain(secret);
  const lines = printed.filter((line) => !line.startsWith("Luoshi serves at") && line.trim() !== "");
  const records = lines.map((line) => JSON.parse(line) as LogRecord);
  const requests = records.filter(({ msg }) => msg === "request");
  expect(requests.length).toBeGreaterThan(10);
  expect(new Set(requests.map(({ requestId }) => requestId)).size).toBeGreaterThan(5);
  expect(requests.every(({ requestId }) => typeof requestId === "string")).toBe(true);
  const record = requests.find(({ operation }) => operation === "Named");
  expect(record).toMatchObject({
    method: "POST",
    route: "/graphql",
    status: 200,
    kind: "query",
    cost: 55.2,
  });
  expect(record).toMatchObject({ requestId: "from-the-proxy-1" });
  expect(record?.viewer).toMatch(/^person_/);
  expect(record?.token).toMatch(/^token_/);
  expect(record?.milliseconds).toBeGreaterThan(0);
});

it("an error of a database is logged without the values that it repeats", () => {
  const messages = [
    `insert into "person" ("name") values ('planted') - UNIQUE constraint failed: person.name`,
    `duplicate key value violates unique constraint "person_name_unique" Key (name)=(planted) already exists.`,
    `invalid input syntax for type integer: "planted"`,
  ];
  for (const message of messages)
    expect(JSON.stringify(shownError(new Error(message)))).not.toContain("planted");
  expect(shownError("planted")).toEqual({ type: "string", message: "", stack: "" });
});

describeApi("A request's number", (luoshi) => {
  const { stranger, given } = luoshi;

  it("is made here unless a proxy of this machine gave a plain one, and stands in the answer", async () => {
    const idFor = async (sent: string) => {
      const response = await stranger.fetch("/graphql", { headers: { "x-request-id": sent } });
      return response.headers.get("x-request-id");
    };
    expect(await idFor("abc-123")).toBe("abc-123");
    for (const strange of ["two words", "x".repeat(101), '{"a":1}']) {
      expect(await idFor(strange)).toMatch(/^[\da-f]{8}-[\da-f-]{27}$/);
    }
  });

  it("is in the error of a bug, beside the error's own", async () => {
    const reader = await given.reader();
    await reader.ask(`{ programmes { id } }`);
    const { rows } = luoshi.app.database;
    const whole = rows.all.bind(rows);
    rows.all = () => Promise.reject(new Error("gone"));
    const reply = await reader.send(`{ programmes { id } }`);
    rows.all = whole;
    expect(reply.errors[0]?.extensions).toMatchObject({
      code: "INTERNAL",
      requestId: reply.headers.get("x-request-id"),
    });
  });
});

describeApi("Metrics", (luoshi) => {
  const { stranger, given } = luoshi;
  const behindProxy = { "x-forwarded-for": "203.0.113.7" };

  it("are for this machine, and for an administrator's token with the scope ADMIN", async () => {
    const status = async (client = stranger, headers: Record<string, string> = behindProxy) =>
      (await client.fetch("/metrics", { headers })).status;
    const admin = await given.signedIn("管理员", Role.ADMIN);
    const tokenWith = async (scopes: string[]) => {
      const { createToken } = await admin.ask<{ createToken: { secret: string } }>(
        `mutation ($input: CreateTokenInput!) { createToken(input: $input) { ... on CreatedToken { secret } } }`,
        { input: { name: "metrics", scopes } },
      );
      return stranger.withToken(createToken.secret);
    };
    expect(await status(stranger, {})).toBe(200);
    expect(await status()).toBe(403);
    expect(await status(admin)).toBe(403);
    expect(await status(await tokenWith(["READ"]))).toBe(403);
    expect(await status(await tokenWith(["ADMIN"]))).toBe(200);
  });

  it("count operations without a series for each name that clients make up", async () => {
    const reader = await given.reader();
    for (let count = 0; count < 5; count += 1) await reader.send(`query MadeUp${count} { __typename }`);
    await given.programme();
    luoshi.app.metrics.gauge("luoshi_test_queue", "A queue.", () => Promise.resolve(7));
    const text = await (await stranger.fetch("/metrics")).text();
    expect(text).not.toContain("MadeUp");
    expect(text).toMatch(
      /luoshi_request_duration_seconds_count\{operation="other",kind="query",status="200"\} \d+/,
    );
    expect(text).toMatch(/^luoshi_changes_written [1-9]\d*$/m);
    expect(text).toMatch(/^luoshi_open_sockets 0$/m);
    expect(text).toMatch(/^luoshi_subscribers 0$/m);
    expect(text).toMatch(/^luoshi_test_queue 7$/m);
    expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(text).toMatch(/^process_resident_memory_bytes /m);
  });
});
