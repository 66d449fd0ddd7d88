import { parse, validate } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { firstDocument } from "../../server/http/explorer-words.js";
import { makeSchema } from "../../server/schema.js";
import { Luoshi } from "../kit/luoshi.js";

describe("The explorer's page", () => {
  const luoshi = new Luoshi("SQLite");
  beforeAll(() => luoshi.start());
  afterAll(() => luoshi.stop());

  it("is open to everybody, and names no place but this server", async () => {
    const response = await luoshi.stranger.fetch("/explore");
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain('<base href="/explore/">');
    expect(page).not.toMatch(/https?:|\/\/[a-z]/);
  });

  it("may load its own files and run no code made from text", async () => {
    const { headers } = await luoshi.stranger.fetch("/explore");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'; script-src 'self' 'nonce-");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval|script-src[^;]{0,200}unsafe-inline|blob:/);
    expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1);
    expect(policy).toContain("style-src-attr 'unsafe-inline'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it("has another nonce each time, and is not kept", async () => {
    const nonces = new Set<string | undefined>();
    for (let time = 0; time < 3; time++) {
      const response = await luoshi.stranger.fetch("/explore");
      expect(response.headers.get("cache-control")).toBe("no-store");
      const nonce = /'nonce-([\w-]{22})'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
      expect(await response.text()).toContain(`nonce="${nonce}"`);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it.each([
    ["/explore", "zh-CN,zh;q=0.9", "探索页", '"zh-CN"'],
    ["/explore", "en-GB,en;q=0.9", "The explorer of the Luoshi API", '"en-US"'],
    ["/explore?language=en", "zh-CN", "The explorer of the Luoshi API", '"en-US"'],
  ])("speaks the reader's language (%s, %s)", async (path, language, words, setting) => {
    const page = await luoshi.stranger.fetch(path, { headers: { "accept-language": language } });
    const text = await page.text();
    expect(text).toContain(words);
    expect(text).toContain(setting);
  });

  it("serves Altair's files, but not the frame that runs scripts", async () => {
    const answered = (path: string) => luoshi.stranger.fetch(path, { method: "HEAD" });
    const [page, part] = [await answered("/explore/main.js"), await answered("/explore/chunk-HMR5CY6K.js")];
    expect([page.status, page.headers.get("cache-control")]).toEqual([200, "no-cache"]);
    expect([part.status, part.headers.get("cache-control")]).toEqual([
      200,
      expect.stringContaining("immutable"),
    ]);
    expect((await answered("/explore/iframe-sandbox/sandbox.png")).status).toBe(404);
    expect((await answered("/explore/../package.json")).status).toBe(404);
    expect((await luoshi.stranger.fetch("/explore/", { redirect: "manual" })).headers.get("location")).toBe(
      "/explore",
    );
  });

  it.each(["zh-CN", "en"] as const)("begins with a document of the schema (%s)", (locale) => {
    const { query, variables } = firstDocument(locale);
    expect(validate(makeSchema(), parse(query)).map(({ message }) => message)).toEqual([]);
    expect(query).not.toMatch(/# \{/);
    expect(JSON.parse(variables)).toHaveProperty("programmeId");
  });
});
