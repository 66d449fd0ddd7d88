import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { eventBody, eventTypeOf, pingBody } from "../../server/features/webhooks/event-payload.js";
import {
  mostAttempts,
  nextAttemptAt,
  readRetryAfter,
  waits,
} from "../../server/features/webhooks/retry-schedule.js";
import { newSigningSecret, seal, unseal } from "../../server/features/webhooks/seal-secret.js";
import { signedHeaders } from "../../server/features/webhooks/sign-event.js";
import { WebhookDetail } from "../../server/features/webhooks/webhook.enum.js";
import { makeSchema } from "../../server/schema.js";

const page = readFileSync(new URL("../../docs/webhooks.md", import.meta.url), "utf8");
const blocks = (language: string) =>
  page
    .split("```")
    .filter((block) => block.startsWith(`${language}\n`))
    .map((block) => block.slice(language.length + 1));

const at = "2022-08-15T01:00:00.000Z";
const id = (kind: string) => `${kind}_01h455vb4pex5vsknk084sn02q`;
const returned = {
  id: id("change"),
  programmeId: id("programme"),
  revision: 42,
  at,
  verb: "RETURN",
  subjectKind: "TASK",
  subjectId: id("task"),
  projectId: id("project"),
  taskId: id("task"),
  actorId: id("person"),
  actorName: "曾智伟",
  reason: "照片不清楚",
  fields: JSON.stringify({
    stage: { before: id("stage"), after: "stage_01h455vb4pey5vsknk084sn02r" },
    timesReturned: { before: 0, after: 1 },
  }),
};

describe("docs/webhooks.md", () => {
  it("shows the bodies as they are sent, key by key", () => {
    const sent = [
      eventBody(returned, Object.values(WebhookDetail)),
      pingBody({ id: id("webhook"), name: "OA" }, new Date(at)),
    ];
    expect(blocks("json").map((json) => JSON.stringify(JSON.parse(json)))).toEqual(sent);
  });

  it("names the types as they are sent", () => {
    const rows = [...page.matchAll(/^\| `([A-Z]+)` +\| `([a-z]+)` +\|$/gm)];
    expect(rows.length).toBeGreaterThanOrEqual(16);
    for (const [, verb = "", past = ""] of rows)
      expect(eventTypeOf({ verb, subjectKind: "NOTICE_IMPORT" })).toBe(`notice_import.${past}`);
  });

  it("gives the waits as they are", () => {
    const units: Record<string, number> = { s: 1000, min: 60_000, h: 3_600_000 };
    const rows = [...page.matchAll(/^\| \d+ +\| (\d+) (s|min|h) +\|$/gm)];
    expect(rows.map(([, count, unit = ""]) => Number(count) * (units[unit] ?? 0))).toEqual([...waits]);
    expect(waits.reduce((sum, wait) => sum + wait, 0) / 3_600_000).toBeCloseTo(75.6, 1);
  });

  it("asks for what the schema has", () => {
    for (const operation of blocks("graphql"))
      expect(validate(makeSchema(), parse(operation)).map(({ message }) => message)).toEqual([]);
  });

  it(
    "has a receiver in TypeScript that takes a signed event, and no other",
    { timeout: 20_000 },
    async () => {
      const [code = ""] = blocks("ts");
      await tryReceiver(process.execPath, ["--input-type=module-typescript", "-e", code]);
    },
  );

  it(
    "has a receiver in Python that does the same, where there is a Python",
    { timeout: 20_000 },
    async ({ skip }) => {
      const [code = ""] = blocks("python");
      const found = await new Promise<boolean>((known) => {
        const child = spawn("python3", ["--version"], { stdio: "ignore" });
        child.on("error", () => known(false)).on("exit", (exit) => known(exit === 0));
      });
      skip(!found, "there is no python3");
      await tryReceiver("python3", ["-c", code]);
    },
  );
});

/** Runs a documented receiver, and posts to it an event that is signed and one that is not. */
async function tryReceiver(program: string, words: string[]): Promise<void> {
  const secret = newSigningSecret();
  const port = 20_000 + Math.floor(Math.random() * 20_000);
  const env = { ...process.env, WEBHOOK_SECRET: secret, PORT: String(port) };
  const child = spawn(program, words, { env, cwd: new URL("../..", import.meta.url).pathname });
  let printed = "";
  child.stdout.on("data", (bytes: Buffer) => (printed += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (printed += bytes.toString()));
  try {
    const event = { id: returned.id, body: eventBody(returned, []) };
    const send = async (secrets: string[]) => {
      const headers = signedHeaders(event, new Date(), secrets);
      const answer = await fetch(`http://127.0.0.1:${port}/`, {
        method: "POST",
        headers,
        body: event.body,
      }).catch(() => null);
      return answer?.status;
    };
    await expect
      .poll(() => send([newSigningSecret(), secret]), { timeout: 15_000, message: printed })
      .toBe(204);
    expect(await send([newSigningSecret()])).toBe(401);
    expect(printed).toContain("task.returned");
  } finally {
    child.kill("SIGKILL");
  }
}

describe("Retrying", () => {
  const now = new Date(at);

  it("ends after the tenth try", () => {
    expect(mostAttempts).toBe(10);
    expect(nextAttemptAt(9, now, null, () => 0)).toEqual(new Date(now.getTime() + 86_400_000));
    expect(nextAttemptAt(10, now, null)).toBeNull();
  });

  it("adds up to a tenth by chance, and heeds the receiver for a day at most", () => {
    expect(nextAttemptAt(2, now, null, () => 0.5)).toEqual(new Date(now.getTime() + 315_000));
    expect(nextAttemptAt(1, now, 60_000)).toEqual(new Date(now.getTime() + 60_000));
    expect(nextAttemptAt(1, now, 1e12)).toEqual(new Date(now.getTime() + 86_400_000));
  });

  it("reads Retry-After as seconds or a date, and nothing else", () => {
    expect(readRetryAfter("120", now)).toBe(120_000);
    expect(readRetryAfter("Mon, 15 Aug 2022 01:02:00 GMT", now)).toBe(120_000);
    expect(readRetryAfter("Mon, 15 Aug 2022 00:00:00 GMT", now)).toBe(0);
    expect(readRetryAfter("soon", now)).toBeNull();
    expect(readRetryAfter(undefined, now)).toBeNull();
  });
});

describe("A signing secret at rest", () => {
  it("opens with the server's secret and for its webhook alone, and not once it is altered", () => {
    const secret = newSigningSecret();
    const sealed = seal(secret, "webhook_1", "the server's secret");
    expect(sealed).not.toContain(secret.slice(6));
    expect(seal(secret, "webhook_1", "the server's secret")).not.toBe(sealed);
    expect(unseal(sealed, "webhook_1", "the server's secret")).toBe(secret);
    expect(unseal(sealed, "webhook_2", "the server's secret")).toBeNull();
    expect(unseal(sealed, "webhook_1", "another secret")).toBeNull();
    expect(
      unseal(`${sealed.startsWith("A") ? "B" : "A"}${sealed.slice(1)}`, "webhook_1", "the server's secret"),
    ).toBeNull();
    expect(unseal("", "webhook_1", "the server's secret")).toBeNull();
  });
});
