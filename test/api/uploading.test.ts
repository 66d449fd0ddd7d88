import { readdir, readFile, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "node:net";
import { once } from "node:events";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Client } from "../kit/client.js";
import { describeApi, Luoshi } from "../kit/luoshi.js";
import { luoshi as program, temporaryFolder } from "../kit/program.js";

const sample = await readFile(new URL("../../server/demo/sample-notice.txt", import.meta.url));

const previewMutation = `mutation ($input: PreviewImportInput!) {
  previewImport(input: $input) {
    __typename
    ... on ImportPreview { name encoding notice { projects { name } } }
    ... on UnreadableNotice { code }
  }
}`;

interface Preview {
  previewImport: { __typename: string; name?: string; code?: string; notice?: { projects: object[] } };
}

const megabyte = 1024 * 1024;
const notice = new File([sample], "通知.txt");
const preflight = { "apollo-require-preflight": "1" };

describeApi("A file of a multipart request", (luoshi) => {
  const { given, stranger } = luoshi;
  let importer: Client;
  let temporary: string;

  beforeEach(async () => {
    importer = await given.supervisor();
    temporary = await temporaryFolder();
    vi.stubEnv("TMPDIR", temporary);
  });
  afterEach(() => void vi.unstubAllEnvs());

  const upload = (client: Client, file: File, headers = preflight) =>
    client.upload<Preview>(previewMutation, { input: { document: {} } }, file, headers);

  /** The file goes with the connection: a moment after the answer. */
  const expectNothingLeft = () => vi.waitFor(async () => expect(await readdir(temporary)).toEqual([]));

  it("is read under its own name, or the one that is given, and leaves nothing on disk", async () => {
    const { data, errors } = await upload(importer, notice);
    expect(errors).toEqual([]);
    expect(data?.previewImport).toMatchObject({ __typename: "ImportPreview", name: "通知.txt" });
    expect(data?.previewImport.notice?.projects).toHaveLength(10);
    const named = await importer.upload<Preview>(
      previewMutation,
      { input: { document: { name: "另一个名字.txt" } } },
      notice,
    );
    expect(named.data?.previewImport.name).toBe("另一个名字.txt");
    await expectNothingLeft();
  });

  it("keeps the end of a name of more than 300 characters, and is imported under it", async () => {
    const long = new File([sample], `${"长".repeat(320)}.txt`);
    const { data, errors } = await upload(importer, long);
    expect(errors).toEqual([]);
    expect(data?.previewImport.name).toBe(`${"长".repeat(296)}.txt`);
  });

  it("may come with a token", async () => {
    const settings = {
      DATA_DIR: luoshi.config.dataDir,
      SECRET: luoshi.config.secret,
      ...(luoshi.config.databaseUrl && { DATABASE_URL: luoshi.config.databaseUrl }),
    };
    const { stdout } = await program(["token", "create", "--user", "林晓敏", "--scope", "write"], settings);
    const authorization = `Bearer ${stdout.trim()}`;
    const reply = await upload(stranger, notice, { ...preflight, authorization } as typeof preflight);
    expect(reply.data?.previewImport.__typename).toBe("ImportPreview");
  });

  it.each([
    ["without a session", () => Promise.resolve(stranger), 401, "UNAUTHENTICATED"],
    ["from somebody who may not import", () => given.reader(), 403, "FORBIDDEN"],
  ])("%s is refused before it has come", async (_who, client, status, code) => {
    const { cookie = "" } = await client();
    const answer = await answerToHead(luoshi.url, [
      "content-type: multipart/form-data; boundary=x",
      `content-length: ${5 * megabyte}`,
      "apollo-require-preflight: 1",
      `cookie: ${cookie}`,
    ]);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain(`"code":"${code}"`);
    expect(await readdir(temporary)).toEqual([]);
  });

  it.each([
    ["POST", "/nope", 404],
    ["PUT", "/nope", 404],
    ["POST", "/healthz", 404],
    ["PUT", "/", 404],
    ["POST", "/graphql/nope", 404],
    ["PUT", "/graphql", 404],
  ])(
    "sent elsewhere (%s %s) is answered at once, and nothing of it is kept",
    async (method, path, status) => {
      const beginning = [
        formPart("operations", JSON.stringify({ variables: { file: null } })),
        formPart("map", `{"0":["variables.file"]}`),
        formPart("0", "x".repeat(megabyte / 4), `; filename="通知.txt"`),
      ];
      const { cookie = "" } = importer;
      const headers = [
        "content-type: multipart/form-data; boundary=x",
        `content-length: ${5 * megabyte}`,
        "apollo-require-preflight: 1",
        `cookie: ${cookie}`,
      ];
      for (const who of [headers, headers.slice(0, 2)]) {
        const answer = await answerToHead(luoshi.url, who, `${method} ${path}`, Buffer.concat(beginning));
        expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
        expect(await readdir(temporary)).toEqual([]);
      }
    },
  );

  it("without the header that other sites cannot send is refused", async () => {
    const reply = await upload(importer, notice, {} as typeof preflight);
    expect(reply).toMatchObject({ status: 400, code: "BAD_REQUEST", data: null });
  });

  it("of more than 10 MB is refused, and nothing of it is kept", async () => {
    const within = await upload(importer, new File([new Uint8Array(10 * megabyte)], "大.txt"));
    expect(within).toMatchObject({
      status: 200,
      data: { previewImport: { __typename: "UnreadableNotice" } },
    });
    const beyond = await upload(importer, new File([new Uint8Array(10 * megabyte + 1)], "更大.txt"));
    expect(beyond).toMatchObject({ code: "REQUEST_TOO_LARGE", data: null });
    const farBeyond = await upload(importer, new File([new Uint8Array(20 * megabyte)], "太大.txt"));
    expect(farBeyond).toMatchObject({ status: 413, code: "REQUEST_TOO_LARGE", data: null });
    await expectNothingLeft();
  });

  it("leaves nothing when its sender goes away, and holds nobody up", async () => {
    const body = new ReadableStream({
      async pull(controller) {
        const head = { query: previewMutation, variables: { input: { document: { file: null } } } };
        controller.enqueue(formPart("operations", JSON.stringify(head)));
        controller.enqueue(formPart("map", `{"0":["variables.input.document.file"]}`));
        controller.enqueue(formPart("0", "x".repeat(megabyte), `; filename="通知.txt"`));
        await vi.waitFor(async () => expect(await readdir(temporary)).toHaveLength(1));
        giveUp.abort();
      },
    });
    const giveUp = new AbortController();
    const headers = { ...preflight, "content-type": "multipart/form-data; boundary=x" };
    const request = { method: "POST", body, headers, duplex: "half", signal: giveUp.signal };
    await expect(importer.fetch("/graphql", request as RequestInit)).rejects.toThrow("abort");
    await expectNothingLeft();
    expect((await upload(importer, notice)).data?.previewImport.__typename).toBe("ImportPreview");
  });

  it("that a killed server left is removed by the next one, and nothing else", async () => {
    const [left, fresh] = ["a", "b"].map((letter) => `capacitor-${letter.repeat(32)}.tmp`) as [
      string,
      string,
    ];
    for (const name of [left, fresh, "other.tmp"]) await writeFile(join(temporary, name), "x");
    for (const name of [left, "other.tmp"]) await utimes(join(temporary, name), 0, 0);
    const next = new Luoshi("SQLite");
    await next.start();
    await next.stop();
    expect((await readdir(temporary)).toSorted()).toEqual([fresh, "other.tmp"]);
  });

  it.each([
    ["of a broken form", "multipart/form-data; boundary=x", "--x\r\nbroken", 400, "BAD_REQUEST"],
    ["of a form without a boundary", "multipart/form-data", "x", 400, "BAD_REQUEST"],
    [
      "of a form with a batch",
      "multipart/form-data; boundary=x",
      `${text(formPart("operations", "[]"))}${text(formPart("map", "{}"))}--x--`,
      400,
      "BAD_REQUEST",
    ],
    [
      "of a form with two files",
      "multipart/form-data; boundary=x",
      `${text(formPart("operations", "{}"))}${text(formPart("map", `{"0":["a"],"1":["b"]}`))}--x--`,
      413,
      "REQUEST_TOO_LARGE",
    ],
    [
      "that is promised and does not come",
      "multipart/form-data; boundary=x",
      `${text(formPart("operations", JSON.stringify({ query: previewMutation, variables: { input: { document: {} } } })))}${text(formPart("map", `{"0":["variables.input.document.file"]}`))}--x--`,
      200,
      "BAD_USER_INPUT",
    ],
  ])("%s is answered with JSON", async (_what, type, body, status, code) => {
    const response = await importer.fetch("/graphql", {
      method: "POST",
      body,
      headers: { ...preflight, "content-type": type },
    });
    const answer = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect({ status: response.status, code: answer.errors[0]?.extensions.code }).toEqual({ status, code });
    await expectNothingLeft();
  });

  it.each([{ file: "text" }, { file: {} }, { text: "a", html: "b" }, { html: "b", base64: "YQ==" }, {}])(
    "cannot be made of JSON, nor stand beside another document (%j)",
    async (document) => {
      const reply = await importer.send<Preview>(previewMutation, { input: { document } });
      expect(reply).toMatchObject({ code: "BAD_USER_INPUT", data: null });
    },
  );
});

describeApi("A large body of JSON", (luoshi) => {
  const { given, stranger } = luoshi;
  const base64 = Buffer.alloc(10 * megabyte, "长").toString("base64");
  const large = { input: { document: { base64, name: "大.txt" } } };

  it("may carry a file of 10 MB in Base64, from who may import", async () => {
    const reply = await (await given.supervisor()).send<Preview>(previewMutation, large);
    expect(reply).toMatchObject({ status: 200, data: { previewImport: { __typename: "UnreadableNotice" } } });
  });

  it.each([
    ["nobody", () => Promise.resolve(stranger)],
    ["somebody who may not import", () => given.reader()],
  ])("is refused from %s", async (_who, client) => {
    const reply = await (await client()).send(previewMutation, large);
    expect(reply).toMatchObject({ status: 413, code: "REQUEST_TOO_LARGE" });
  });

  it("that does not say how large it is may hold 1 MB", async () => {
    const chunked = async (size: number) => {
      const document = JSON.stringify({ query: `{ __typename } #${"x".repeat(size)}` });
      const body = new Blob([document]).stream();
      const headers = { "content-type": "application/json" };
      const init = { method: "POST", body, headers, duplex: "half" };
      return (await stranger.fetch("/graphql", init as RequestInit)).status;
    };
    expect(await chunked(1000)).toBe(200);
    expect(await chunked(2 * megabyte)).toBe(413);
  });
});

function formPart(name: string, value: string, more = ""): Uint8Array {
  return Buffer.from(`--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`);
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

/** What the server answers to a request of which it has seen the head, and no more than the beginning of its body. */
async function answerToHead(
  url: string,
  headers: string[],
  what = "POST /graphql",
  beginning = new Uint8Array(),
): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write([`${what} HTTP/1.1`, `host: ${hostname}`, ...headers, "", ""].join("\r\n"));
  socket.write(beginning);
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return answer.toString();
}
