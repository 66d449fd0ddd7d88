import { getIntrospectionQuery } from "graphql";
import { afterEach, describe, expect, it, vi } from "vitest";
import { graphqlPath } from "../../server/http/paths.js";
import { describeApi } from "../kit/luoshi.js";

interface ErrorBody {
  errors: { message: string; extensions: { code: string; errorId?: string } }[];
}

describeApi("A request", (luoshi) => {
  const { given, stranger } = luoshi;
  afterEach(() => vi.restoreAllMocks());

  /** Watches the read path: how many statements ran. */
  function watchStatements(): () => number {
    const { rows } = luoshi.app.database;
    const [all, first] = [vi.spyOn(rows, "all"), vi.spyOn(rows, "first")];
    return () => all.mock.calls.length + first.mock.calls.length;
  }

  async function post(body: BodyInit, headers: Record<string, string> = {}) {
    const response = await stranger.fetch(graphqlPath, { method: "POST", body, headers });
    const text = await response.text();
    return { status: response.status, text, body: JSON.parse(text) as ErrorBody };
  }

  describe("beyond the limits is refused with 400 before any SQL:", () => {
    const nested = (levels: number) =>
      `{ task(id: "x") ${"{ project { tasks ".repeat(levels)} { id } ${"} }".repeat(levels)} }`;
    const aliases = Array.from({ length: 31 }, (_, index) => `a${index}: viewer { canImport }`).join(" ");
    const typenames = Array.from({ length: 31 }, (_, index) => `a${index}: __typename`).join(" ");
    const throughFragments = `{ viewer { person { office { ...A } } } }
      fragment A on Office { parent { parent { parent { parent { ...B } } } } }
      fragment B on Office { parent { parent { parent { parent { parent { parent { name } } } } } } }`;
    const inlined = `{ viewer { person { office ${"{ ... on Office { parent ".repeat(11)} { name } ${"} }".repeat(11)} } } }`;

    it.each([
      ["too deep", nested(6), "QUERY_TOO_LARGE"],
      ["too deep through fragments", throughFragments, "QUERY_TOO_LARGE"],
      ["too deep through inline fragments", inlined, "QUERY_TOO_LARGE"],
      [
        "a list within itself",
        `{ board(programmeId: "x") { projects { tasks { project { tasks { id } } } } } }`,
        "QUERY_TOO_LARGE",
      ],
      [
        "a list within itself, through fragments",
        `{ project(id: "x") { ...A } } fragment A on Project { tasks { ...B } } fragment B on Task { project { tasks { id } } }`,
        "QUERY_TOO_LARGE",
      ],
      [
        "the history of every task of a project",
        `{ project(id: "x") { tasks { history { revision } } } }`,
        "QUERY_TOO_LARGE",
      ],
      ["too many aliases", `{ ${aliases} }`, "QUERY_TOO_LARGE"],
      ["too many aliases of __typename", `{ ${typenames} }`, "QUERY_TOO_LARGE"],
      ["too many directives", `{ ${"__typename @include(if: true) ".repeat(9)} }`, "QUERY_TOO_LARGE"],
      ["too many tokens", `{ ${"viewer { canImport } ".repeat(260)} }`, "GRAPHQL_PARSE_FAILED"],
      ["not a document", "{ viewer {", "GRAPHQL_PARSE_FAILED"],
      [
        "many unknown fields",
        `{ ${Array.from({ length: 40 }, (_, i) => `nothing${i}`).join(" ")} }`,
        "GRAPHQL_VALIDATION_FAILED",
      ],
      ["an unknown field", "{ nothing }", "GRAPHQL_VALIDATION_FAILED"],
      ["a fragment within itself", "{ ...A } fragment A on Query { ...A }", "GRAPHQL_VALIDATION_FAILED"],
      [
        "fragments within each other",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "GRAPHQL_VALIDATION_FAILED",
      ],
    ])("%s", async (_what, query, code) => {
      const statements = watchStatements();
      const reply = await stranger.send(query);
      expect({
        status: reply.status,
        codes: reply.errors.map((error) => error.extensions?.code),
      }).toMatchObject({
        status: 400,
        codes: expect.arrayContaining([code]) as string[],
      });
      expect(reply.errors.length).toBeLessThanOrEqual(5);
      expect(statements()).toBe(0);
    });

    it("fragments that double at every step (answered at once, not in 2^80 steps)", async () => {
      const steps = Array.from(
        { length: 80 },
        (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
      );
      const query = `{ ...F0 } ${steps.join(" ")} fragment F80 on Query { nothing }`;
      expect(await stranger.send(query)).toMatchObject({ status: 400, code: "GRAPHQL_VALIDATION_FAILED" });
    });
  });

  it("may be as large as the limits say", async () => {
    const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: __typename`).join(" ");
    expect((await stranger.send(`{ ${aliases} }`)).status).toBe(200);
  });

  it("may ask for the schema when somebody is signed in; a stranger is told that the file has it", async () => {
    expect((await (await given.reader()).send(getIntrospectionQuery())).errors).toEqual([]);
    for (const query of [
      getIntrospectionQuery(),
      `{ __type(name: "Task") { name } }`,
      `{ ...A } fragment A on Query { __schema { queryType { name } } }`,
    ]) {
      expect(await stranger.send(query)).toMatchObject({ status: 401, code: "UNAUTHENTICATED", data: null });
    }
    expect((await stranger.send(`{ __typename }`)).code).toBeNull();
  });

  it("of an unknown operation of several is refused", async () => {
    const body = JSON.stringify({ query: "query A { __typename } query B { __typename }" });
    expect((await post(body, { "content-type": "application/json" })).status).toBe(400);
  });

  it("with variables of a wrong type is told what was expected, and not what was sent", async () => {
    const query = `mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }`;
    const wrong = [
      null,
      1,
      "text",
      [],
      { name: 1, password: "x" },
      { name: "x" },
      { name: "x", password: ["planted"] },
    ];
    for (const input of wrong) {
      const reply = await stranger.send(query, { input });
      expect({ input, code: reply.code }).toEqual({ input, code: "BAD_USER_INPUT" });
      expect(reply.text).not.toContain("planted");
    }
    expect((await stranger.send(query)).code).toBe("BAD_USER_INPUT");
    expect((await stranger.send(query, { input: { name: "x", password: "x", role: "ADMIN" } })).code).toBe(
      "BAD_USER_INPUT",
    );
  });

  it.each([
    ["broken JSON", `{"query": "{ viewer`, "application/json", 400],
    ["no JSON object", `"text"`, "application/json", 400],
    ["JSON without a query", `{}`, "application/json", 400],
    ["an empty body", ``, "application/json", 400],
    ["a batch", `[{"query":"{ __typename }"},{"query":"{ __typename }"}]`, "application/json", 400],
    [
      "2 MB",
      JSON.stringify({ query: `{ __typename } #${"x".repeat(2 * 1024 * 1024)}` }),
      "application/json",
      413,
    ],
  ])("of %s is answered with JSON", async (_what, body, type, status) => {
    const reply = await post(body, { "content-type": type });
    expect(reply.status).toBe(status);
    expect(reply.body.errors[0]?.message).toEqual(expect.any(String));
    expect(reply.text).not.toMatch(/node_modules|at .*\.[jt]s:/);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])(
    "such as a form of another site can send (%s) runs nothing",
    async (type) => {
      const body = JSON.stringify({ query: "mutation { signOut }" });
      const response = await (
        await given.reader()
      ).fetch(graphqlPath, {
        method: "POST",
        body,
        headers: { "content-type": type },
      });
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect(await response.text()).not.toContain('"signOut":true');
    },
  );

  it("by GET runs no mutation", async () => {
    const reader = await given.reader();
    const address = `${graphqlPath}?query=${encodeURIComponent("mutation { signOut }")}`;
    const response = await reader.fetch(address, { headers: { "apollo-require-preflight": "1" } });
    expect(response.status).toBe(405);
    expect((await reader.send(`{ programmes { id } }`)).code).toBeNull();
  });

  it("by GET such as a link of another site can make is refused", async () => {
    const address = `${graphqlPath}?query=${encodeURIComponent("{ __typename }")}`;
    expect((await stranger.fetch(address)).status).toBe(400);
    expect((await stranger.fetch(address, { headers: { "apollo-require-preflight": "1" } })).status).toBe(
      200,
    );
  });

  it.each(["signIn", "programmes"])(
    "that meets a bug (in %s) hears INTERNAL and a number, and nothing else",
    async (field) => {
      const reader = await given.reader();
      const query =
        field === "signIn"
          ? `mutation { signIn(input: { name: "读者", password: "Everybody-2022" }) { ... on Viewer { person { name } } } }`
          : `{ programmes { id } }`;
      if (field === "programmes") await reader.ask(query);
      const { rows } = luoshi.app.database;
      vi.spyOn(rows, "all").mockImplementation(() => Promise.reject(new Error("the disk /dev/sda1 is gone")));
      const reply = await reader.send(query);
      expect(reply.code).toBe("INTERNAL");
      expect(reply.errors[0]?.extensions?.errorId).toMatch(/^[\da-f-]{36}$/);
      expect(reply.text).not.toContain("sda1");
      vi.restoreAllMocks();
      expect((await reader.send(`{ programmes { id } }`)).code).toBeNull();
    },
  );

  it.each([
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\u202e",
    "' or 1=1; --",
    "x".repeat(10_000),
    "task_01h455vb4pex5vsknk084sn02q",
  ])("for an id that never was (%j) is answered like any unknown id", async (id) => {
    const reader = await given.reader();
    const codes = await Promise.all(
      ["task(id: $id) { id }", "project(id: $id) { id }", "board(programmeId: $id) { programme { id } }"].map(
        async (field) => (await reader.send(`query ($id: ID!) { ${field} }`, { id })).code,
      ),
    );
    expect(codes).toEqual(["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
    expect(await reader.ask(`query ($id: ID!) { programme(id: $id) { id } }`, { id })).toEqual({
      programme: null,
    });
  });

  it.each(["一\u0000二", "\ud800 lone", "emoji 👩‍👩‍👧 and 𠮷", "<script>alert(1)</script>", "=1+1", "\u202e"])(
    "with odd text (%j) gives back exactly that text, or BAD_USER_INPUT",
    async (done) => {
      const programme = await given.programme({ projects: [{ owners: ["陈美治"] }] });
      const owner = await given.signedIn("陈美治");
      const query = `mutation ($input: MoveTaskInput!) { moveTask(input: $input) { ... on Task { latestReport { done } } } }`;
      const input = {
        taskId: programme.card.id,
        stageId: programme.stage("SUBMITTED"),
        expectedVersion: 1,
        report: { done },
      };
      const reply = await owner.send<{ moveTask: { latestReport: { done: string } } }>(query, { input });
      expect(reply.code === "BAD_USER_INPUT" || reply.data?.moveTask.latestReport.done === done).toBe(true);
    },
  );
});

describeApi("The server", (luoshi) => {
  const { stranger } = luoshi;

  it("says that it lives, and that its database answers", async () => {
    const [health, ready] = [await stranger.fetch("/healthz"), await stranger.fetch("/readyz")];
    expect([health.status, await health.json()]).toEqual([200, { status: "ok" }]);
    expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
  });

  it("says so when its database does not answer", async () => {
    vi.spyOn(luoshi.app.database.rows, "first").mockRejectedValueOnce(new Error("gone"));
    const ready = await stranger.fetch("/readyz");
    expect([ready.status, await ready.json()]).toEqual([503, { status: "unavailable" }]);
    expect((await stranger.fetch("/healthz")).status).toBe(200);
  });

  it.each(["/", "/healthz", "/graphql", "/nothing.js"])(
    "sends the headers that keep browsers safe (%s)",
    async (path) => {
      const { headers } = await stranger.fetch(path);
      expect(headers.get("content-security-policy")).toContain("default-src 'self'");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("x-powered-by")).toBeNull();
    },
  );
});
