import { expect, it } from "vitest";
import { WebSocket } from "ws";
import { describeApi } from "../kit/luoshi.js";

interface Submitted {
  latestReport: { percent: number };
}

describeApi("A value that is none of its type's", (luoshi) => {
  const { given } = luoshi;

  /** Sends JSON as it stands: `JSON.stringify` would write none of these. */
  async function sendRaw(query: string, variables: string) {
    const supervisor = await given.supervisor();
    const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
    const headers = { "content-type": "application/json" };
    const response = await supervisor.fetch("/graphql", { method: "POST", headers, body });
    const { data = null, errors } = (await response.json()) as {
      data?: Record<string, unknown> | null;
      errors?: { extensions: { code: string } }[];
    };
    return { status: response.status, data, code: errors?.[0]?.extensions.code ?? null };
  }

  const page = `query ($n: Int) { people(first: $n) { nodes { id } } }`;

  it.each(["1e999", "-1e999", "-0", "9007199254740992", "2147483648", "1.5", '"1"', "[1]", "{}", "true"])(
    "(%s for a whole number from 1 to 100) is refused with 400",
    async (n) => {
      expect(await sendRaw(page, `{"n":${n}}`)).toMatchObject({ status: 400, data: null });
    },
  );

  it.each(["1e999", "-0", "9007199254740993", "2147483648"])(
    "is refused in the document too (%s)",
    async (n) => {
      expect(await sendRaw(page.replace("($n: Int)", "").replace("$n", n), "{}")).toMatchObject({
        status: 400,
      });
    },
  );

  it.each([
    ["1", 1],
    ["100", 100],
    ["1e2", 100],
    ["-0", 0],
    ["1e999", "400 BAD_USER_INPUT"],
    ["9007199254740992", "400 BAD_USER_INPUT"],
    ["33.3", "400 BAD_USER_INPUT"],
  ])("is refused or kept as it is: a percentage of %s", async (percent, kept) => {
    const programme = await given.programme({ projects: [{ owners: ["林晓敏"] }] });
    const { id } = programme.card;
    const query = `mutation ($percent: Int, $id: ID!, $done: String!) {
      submitTask(input: { taskId: $id, report: { done: $done, percent: $percent } }) {
        __typename ... on Problem { code } ... on Task { latestReport { percent done } } } }`;
    const variables = (done: string) => `{"percent":${percent},"id":${JSON.stringify(id)},"done":${done}}`;
    const reply = await sendRaw(query, variables(`"做完了"`));
    const { percent: found } = (reply.data?.submitTask as Submitted | undefined)?.latestReport ?? {};
    expect(found ?? `${reply.status} ${reply.code}`).toBe(kept);
  });

  it.each([String.raw`"\ud800"`, String.raw`"a\udc00b"`, String.raw`"\u0000"`])(
    "is refused where it is half a character or none (%s)",
    async (done) => {
      const programme = await given.programme({ projects: [{ owners: ["林晓敏"] }] });
      const query = `mutation ($id: ID!, $done: String!) { submitTask(input: { taskId: $id, report: { done: $done } }) { __typename } }`;
      const id = JSON.stringify(programme.card.id);
      expect((await sendRaw(query, `{"id":${id},"done":${done}}`)).code).toBe("BAD_USER_INPUT");
    },
  );
});

describeApi("A socket", (luoshi) => {
  const frameOf = (bytes: number) => {
    const message = { id: "1", type: "subscribe", payload: { query: `{ __typename } #` } };
    const length = bytes - JSON.stringify(message).length;
    return JSON.stringify({ ...message, payload: { query: `{ __typename } #${"x".repeat(length)}` } });
  };

  /** What comes back for one frame after hello: the type of the message, or the close code. */
  async function afterFrame(bytes: number): Promise<string | number> {
    const { cookie } = await luoshi.given.reader();
    const address = `${luoshi.url.replace("http", "ws")}/graphql`;
    const socket = new WebSocket(address, "graphql-transport-ws", { headers: { cookie: cookie ?? "" } });
    try {
      return await new Promise<string | number>((done) => {
        socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init" })));
        socket.on("error", () => undefined);
        socket.on("close", done);
        socket.on("message", (data: Buffer) => {
          const { type } = JSON.parse(data.toString()) as { type: string };
          if (type === "connection_ack") socket.send(frameOf(bytes));
          else done(type);
        });
      });
    } finally {
      socket.terminate();
    }
  }

  it("takes frames of 64 KB, and is closed by one of 65 KB", async () => {
    expect(await afterFrame(64 * 1024)).toBe("next");
    expect(await afterFrame(65 * 1024)).toBe(1009);
  });

  it("asks for no schema for strangers, and for nothing too dear", async () => {
    const refusal = async (client: typeof luoshi.stranger, query: string) => {
      const answer = client.socket().follow(query).next();
      const failed = await answer.then(
        ({ value }) => JSON.stringify(value),
        (cause: unknown) => JSON.stringify(cause),
      );
      return /"code":"([A-Z_]+)"/.exec(failed)?.[1];
    };
    const schema = `{ __schema { queryType { name } } }`;
    const reader = await luoshi.given.reader();
    expect(await refusal(luoshi.stranger, schema)).toBe("UNAUTHENTICATED");
    expect(await refusal(reader, schema)).toBeUndefined();
    const page = `people(first: 100) { nodes { office { aliases { id } head { office { aliases { id } } } } } }`;
    expect(
      await refusal(
        reader,
        `{ a: ${page} b: ${page} c: ${page} d: ${page} e: ${page} f: ${page} g: ${page} }`,
      ),
    ).toBe("QUERY_TOO_COSTLY");
    expect(await refusal(reader, `{ people(first: 101) { nodes { id } } }`)).toBe("BAD_USER_INPUT");
  });
});
