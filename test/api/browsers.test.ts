import { WebSocket } from "ws";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../server/config.js";
import { describeApi, Luoshi } from "../kit/luoshi.js";

const friend = "https://dashboard.example.cn";
const signOut = JSON.stringify({ query: "mutation { signOut }" });

describeApi("A page of another site", (luoshi) => {
  const { given, stranger } = luoshi;

  const post = async (headers: Record<string, string>, body = signOut) => {
    const client = await given.signIn("读者");
    const response = await client.fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    const still = (await client.send(`{ programmes { id } }`)).code === null;
    return { status: response.status, still, text: await response.text(), headers: response.headers };
  };

  it.each(["https://evil.example", "null", "http://127.0.0.1", "file://", "https://127.0.0.1:1"])(
    "(%s) does nothing with this browser's cookie",
    async (origin) => {
      await given.reader();
      const { status, still, text, headers } = await post({ origin });
      expect([status, still]).toEqual([403, true]);
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: "FOREIGN_ORIGIN" } }] });
      expect(headers.get("access-control-allow-origin")).toBeNull();
    },
  );

  it.each(["https://evil.example", "null"])("(%s) signs nobody in, and opens no socket", async (origin) => {
    const query = `mutation { signIn(input: { name: "读者", password: "Everybody-2022" }) { __typename } }`;
    const { status } = await post({ origin }, JSON.stringify({ query }));
    expect(status).toBe(403);
    const socket = new WebSocket(luoshi.url.replace("http", "ws") + "/graphql", "graphql-transport-ws", {
      origin,
    });
    const code = await new Promise<number | undefined>((done) => {
      socket.on("unexpected-response", (_request, response) => done(response.statusCode));
      socket.on("open", () => done(undefined));
      socket.on("error", () => undefined);
    });
    socket.terminate();
    expect(code).toBe(401);
  });

  it("is told of no permission unless it is allowed", async () => {
    for (const origin of [friend, luoshi.url]) {
      const preflight = await stranger.fetch("/graphql", {
        method: "OPTIONS",
        headers: { origin, "access-control-request-method": "POST" },
      });
      expect(preflight.status).toBe(204);
      const allowed = [...preflight.headers.keys()].filter((name) => name.startsWith("access-control"));
      expect(allowed).toEqual([]);
    }
  });

  it("is served as ever when it is the server's own, or a program that sends no origin", async () => {
    await given.reader();
    expect((await post({ origin: luoshi.url })).still).toBe(false);
    expect((await post({})).still).toBe(false);
  });

  it.each([
    ["text/plain", signOut],
    ["application/x-www-form-urlencoded", `query=${encodeURIComponent("mutation { signOut }")}`],
    [
      "multipart/form-data; boundary=x",
      `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n${signOut}\r\n--x--\r\n`,
    ],
    ["", signOut],
  ])("does nothing by what any form can send (%s)", async (type, body) => {
    await given.reader();
    const { status, still } = await post(
      type ? { "content-type": type } : { "content-type": "text/plain" },
      body,
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(still).toBe(true);
  });

  it("finds no gap for code, styles or parts of its own in what the page may load", async () => {
    const { headers } = await stranger.fetch("/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("object-src 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*|script-src|style-src|blob:/);
  });

  it("frames no answer of the server", async () => {
    for (const path of ["/", "/graphql", "/nothing", "/healthz"]) {
      const { headers } = await stranger.fetch(path);
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("x-frame-options")).toBe("DENY");
    }
  });
});

describe("A page of an allowed origin", () => {
  it("uses the API with its reader's cookie, and reads what it costs", async () => {
    const luoshi = new Luoshi("SQLite");
    await luoshi.start({ allowedOrigins: [friend] });
    try {
      const reader = await luoshi.given.reader();
      const preflight = await reader.fetch("/graphql", { method: "OPTIONS", headers: { origin: friend } });
      expect(preflight.headers.get("access-control-allow-origin")).toBe(friend);
      expect(preflight.headers.get("access-control-allow-credentials")).toBe("true");
      expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
      const reply = await reader.send(`{ programmes { id } }`, {}, { origin: friend });
      expect(reply.code).toBeNull();
      expect(reply.headers.get("access-control-allow-origin")).toBe(friend);
      expect(reply.headers.get("access-control-expose-headers")).toContain("ratelimit");
      expect(reply.headers.get("vary")).toMatch(/origin/i);
      const other = await reader.send(`{ programmes { id } }`, {}, { origin: `${friend}.evil.example` });
      expect([other.status, other.code]).toEqual([403, "FOREIGN_ORIGIN"]);
    } finally {
      await luoshi.stop();
    }
  });

  it.each(["*", "dashboard.example.cn", "https://a.example/", "https://a.example/path", "ftp://a.example"])(
    "is named exactly: %s is no setting",
    (origins) => {
      expect(() => readConfig({ ALLOWED_ORIGINS: origins, SECRET: "x".repeat(16) })).toThrow(
        "ALLOWED_ORIGINS",
      );
    },
  );
});

describeApi("What is not there, or cannot be read,", (luoshi) => {
  const { stranger } = luoshi;

  it.each([
    ["GET", "/nothing/here", undefined, 404],
    ["POST", "/", "{}", 404],
    ["DELETE", "/graphql", undefined, 404],
    ["PUT", "/graphql", "{}", 404],
    ["POST", "/graphql", "{", 400],
    ["POST", "/graphql", "[1,", 400],
    ["POST", "/graphql", `"${"x".repeat(1_100_000)}"`, 413],
  ])("%s %s is answered as JSON without a trace", async (method, path, body, status) => {
    const headers: HeadersInit = body === undefined ? {} : { "content-type": "application/json" };
    const response = await stranger.fetch(path, { method, body, headers });
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toMatch(/^application\/(json|graphql-response\+json)/);
    const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] };
    expect(errors[0]?.extensions.code).toMatch(/^[A-Z_]+$/);
    expect(text).not.toMatch(/node_modules|\.[jt]s:\d+|SyntaxError|\n +at /);
  });
});
