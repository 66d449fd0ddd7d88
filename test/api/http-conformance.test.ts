import { serverAudits } from "graphql-http";
import { expect, it } from "vitest";
import { describeApi } from "../kit/luoshi.js";

/** How strictly GraphQL over HTTP asks for something stands in front of its name. */
const mandatory = /^(MUST|SHOULD)\b/;

describeApi("GraphQL over HTTP", (luoshi) => {
  const audits = serverAudits({ url: () => new URL("/graphql", luoshi.url).href, fetchFn: asProgram });
  const token = new Map<string, Promise<string>>();

  /** As a program does that reads: with a token, and past the guard against other sites' simple requests. */
  async function asProgram(url: string, init: RequestInit = {}): Promise<Response> {
    const secret = token.get(luoshi.url) ?? makeToken();
    token.set(luoshi.url, secret);
    const headers = new Headers(init.headers);
    headers.set("authorization", `Bearer ${await secret}`);
    headers.set("apollo-require-preflight", "1");
    return fetch(url, { ...init, headers });
  }

  async function makeToken(): Promise<string> {
    const reader = await luoshi.given.reader();
    const { createToken } = await reader.ask<{ createToken: { secret: string } }>(
      `mutation { createToken(input: { name: "audit", scopes: [READ] }) { ... on CreatedToken { secret } } }`,
    );
    return createToken.secret;
  }

  it("has rules for servers", () => {
    expect(audits.filter(({ name }) => mandatory.test(name)).length).toBeGreaterThan(30);
  });

  it.each(audits.filter(({ name }) => mandatory.test(name)))("$name", async (audit) => {
    const result = await audit.fn();
    const reason = "reason" in result ? result.reason : null;
    expect({ status: result.status, reason }).toEqual({ status: "ok", reason: null });
  });
});
