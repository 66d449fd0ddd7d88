import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readWebhookTargets, type WebhookSettings } from "../../server/features/webhooks/webhook-settings.js";
import { newId } from "../../server/database/record.entity.js";
import { AccessToken } from "../../server/features/tokens/access-token.entity.js";
import { TokenScope } from "../../server/features/tokens/token-scope.enum.js";
import { fingerprintOf } from "../../server/fingerprint.js";
import { Role } from "../../server/features/people/role.enum.js";
import { createApp } from "../../server/app.js";
import { readWebhookQueue } from "../../server/features/webhooks/read-webhook-queue.js";
import { ChangeVerb } from "../../server/log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../server/log/log-head.entity.js";
import { write } from "../../server/log/write.js";
import { verifyLog } from "../../server/log/verify-log.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { receiver, status, verify } from "../kit/receiver.js";

const webhooks: WebhookSettings = {
  targets: readWebhookTargets("127.0.0.0/8"),
  allowHttp: false,
  timeoutMilliseconds: 400,
  lookMilliseconds: 50,
  keepDays: 30,
  keepAttempts: 40,
};

const hookFields = `id version state pausedBecause url progress { programme { id } revision waiting attempts nextAttemptAt }`;

/** How long something may take that the server does by itself: far more than it does. */
const soon = { timeout: 10_000 };

interface Hook {
  id: string;
  version: number;
  state: string;
  pausedBecause: string | null;
  progress: {
    programme: { id: string };
    revision: number;
    waiting: number;
    attempts: number;
    nextAttemptAt: string | null;
  }[];
}

describe.each(["SQLite", "PostgreSQL"] as const)("Webhooks (%s)", (kind) => {
  const luoshi = new Luoshi(kind);
  const { given, clock } = luoshi;
  beforeAll(() => luoshi.start({ webhooks }));
  afterAll(() => luoshi.stop());
  afterEach(() => luoshi.sql(`delete from webhook`));

  const admin = () => given.signedIn("管理员", Role.ADMIN);
  const owned = (cards = 1) =>
    given.programme({ projects: [{ owners: ["陈美治"], tasks: Array.from({ length: cards }, () => ({})) }] });

  async function create(
    client: Client,
    input: Record<string, unknown>,
  ): Promise<{ id: string; secret: string }> {
    const { createWebhook } = await client.ask<{
      createWebhook: { webhook: { id: string }; secret: string; code?: string };
    }>(
      `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) {
        ... on Problem { code } ... on WebhookWithSecret { secret webhook { id } } } }`,
      { input: { name: "收件处", ...input } },
    );
    if (createWebhook.code) throw new Error(createWebhook.code);
    return { id: createWebhook.webhook.id, secret: createWebhook.secret };
  }

  const look = async (client: Client, id: string) =>
    (await client.ask<{ webhook: Hook }>(`query ($id: ID!) { webhook(id: $id) { ${hookFields} } }`, { id }))
      .webhook;

  const progressOf = async (client: Client, id: string, programme: GivenProgramme) =>
    (await look(client, id)).progress.find((one) => one.programme.id === programme.id);

  const act = (client: Client, verb: string, type: string, input: Record<string, unknown>) =>
    client.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { ... on Node { id } } }`, { input });

  /** Moves a card to and fro: each move is one change of the card. */
  async function move(programme: GivenProgramme, times: number, place = "1.1"): Promise<void> {
    const owner = await given.signedIn("陈美治");
    for (let time = 0; time < times; time += 1) {
      const { card } = { card: await owner.card(programme.task(place)) };
      const to = card.stage.kind === "PENDING" ? "ACTIVE" : "PENDING";
      expect((await owner.move(programme.task(place), to)).kind).toBe("Task");
    }
  }

  async function headOf(programme: GivenProgramme): Promise<number> {
    const [head] = await luoshi.sql<{ revision: number }>(`select revision from log_head where chain = ?`, [
      programme.id,
    ]);
    return head?.revision ?? 0;
  }

  const turn = (seconds: number) =>
    clock.moveTo(new Date(clock.now().getTime() + seconds * 1000).toISOString());
  /** Longer than any wait, with its chance. */
  const turnOn = () => turn(27 * 3600);

  it(
    "a receiver that fails five times, then hangs, then answers hears every change, in order per programme",
    { timeout: 60_000 },
    async () => {
      const [client, ears, programme, other] = [
        await admin(),
        await receiver(),
        await owned(),
        await owned(),
      ];
      ears.answers.push(...Array.from({ length: 5 }, () => status(500)), () => undefined);
      const { id, secret } = await create(client, { url: ears.url, programmeIds: [programme.id] });
      const otherEars = await receiver();
      await create(client, { url: otherEars.url, programmeIds: [other.id] });
      const before = await headOf(programme);
      await move(programme, 6);
      await move(other, 3);
      const head = await headOf(programme);
      for (let tries = 1; tries <= 6; tries += 1) {
        await expect.poll(async () => (await progressOf(client, id, programme))?.attempts).toBe(tries);
        expect(ears.received).toHaveLength(tries);
        turnOn();
      }
      await expect.poll(async () => (await progressOf(client, id, programme))?.waiting).toBe(0);
      const told = ears.revisions(programme.id);
      const wanted = Array.from({ length: head - before }, (_, index) => before + 1 + index);
      expect(told).toEqual([...Array<number>(6).fill(before + 1), ...wanted]);
      for (const received of ears.received.slice(-1)) verify(secret, received, clock.now());
      expect(new Set(ears.received.slice(0, 7).map(({ id }) => id)).size).toBe(1);
      expect(otherEars.revisions(other.id)).toHaveLength(3);
    },
  );

  it("a programme whose turn comes last is told while the others still have a backlog", async () => {
    const [client, ears] = [await admin(), await receiver()];
    const programmes = [await owned(40), await owned(40), await owned(40), await owned(40), await owned(40)];
    const last = await owned();
    ears.otherwise = (response) => void setTimeout(() => response.writeHead(204).end(), 100);
    const all = [...programmes, last];
    const { id } = await create(client, { url: ears.url, programmeIds: all.map(({ id }) => id) });
    await act(client, "pauseWebhook", "WebhookInput", { webhookId: id });
    for (const programme of programmes)
      await act(client, "replayWebhook", "ReplayWebhookInput", {
        webhookId: id,
        programmeId: programme.id,
        fromRevision: 1,
      });
    await move(last, 1);
    await act(client, "resumeWebhook", "ResumeWebhookInput", { webhookId: id });
    await expect.poll(() => ears.revisions(last.id), soon).toHaveLength(1);
    for (const programme of programmes)
      expect(ears.revisions(programme.id).length).toBeLessThan(await headOf(programme));
  });

  it("one programme that is stuck does not hold the other", async () => {
    const [client, ears, stuck, free] = [await admin(), await receiver(), await owned(), await owned()];
    ears.otherwise = (response, { event }, request) =>
      status(event.data.programmeId === stuck.id ? 500 : 204)(response, ears.received[0] as never, request);
    await create(client, { url: ears.url, programmeIds: [stuck.id, free.id] });
    await move(stuck, 2);
    await move(free, 3);
    await expect.poll(() => ears.revisions(free.id), soon).toHaveLength(3);
    expect(new Set(ears.revisions(stuck.id)).size).toBe(1);
  });

  it(
    "the last failed try pauses it with a dead letter, and resuming sends that first",
    { timeout: 60_000 },
    async () => {
      const [client, ears, programme] = [await admin(), await receiver(), await owned()];
      ears.otherwise = status(500);
      const { id } = await create(client, { url: ears.url, programmeIds: [programme.id] });
      const before = await headOf(programme);
      await move(programme, 2);
      for (let tries = 1; tries <= 10; tries += 1) {
        await expect.poll(() => ears.received.length, soon).toBe(tries);
        const recorded = tries === 10 ? 0 : tries;
        await expect
          .poll(async () => (await progressOf(client, id, programme))?.attempts, soon)
          .toBe(recorded);
        turnOn();
      }
      await expect.poll(async () => (await look(client, id)).pausedBecause, soon).toBe("REPEATED_FAILURE");
      const attention = await client.ask<{
        webhooks: { totalCount: number; nodes: { id: string }[] };
        viewer: { webhooksNeedingAttention: number };
      }>(
        `{ webhooks(needsAttention: true) { totalCount nodes { id deadLetters { nodes { revision error } } } } viewer { webhooksNeedingAttention } }`,
      );
      expect(attention.webhooks.nodes).toEqual([
        { id, deadLetters: { nodes: [{ revision: before + 1, error: "answered 500: expected 2xx" }] } },
      ]);
      expect(attention.viewer.webhooksNeedingAttention).toBe(1);
      const queue = await readWebhookQueue(luoshi.app.database.rows);
      expect(queue).toMatchObject({ needingAttention: 1, deadLetters: 1 });
      ears.otherwise = status(200);
      await act(client, "resumeWebhook", "ResumeWebhookInput", { webhookId: id });
      await expect.poll(() => ears.revisions(programme.id).slice(10)).toEqual([before + 1, before + 2]);
    },
  );

  it("410 Gone pauses it at once, redirects fail and Retry-After is honoured", async () => {
    const [client, ears, programme] = [await admin(), await receiver(), await owned()];
    ears.answers.push(
      status(302, { location: "http://127.0.0.1:1/" }),
      status(503, { "retry-after": "7200" }),
      status(410),
    );
    const { id } = await create(client, { url: ears.url, programmeIds: [programme.id] });
    await move(programme, 1);
    const next = async () => (await progressOf(client, id, programme))?.nextAttemptAt;
    await expect.poll(next, soon).not.toBeNull();
    turn(10);
    const asked = new Date(clock.now().getTime() + 7_200_000).toISOString();
    await expect.poll(next, soon).toBe(asked);
    turn(7201);
    await expect.poll(async () => (await look(client, id)).pausedBecause, soon).toBe("GONE");
    const { webhook } = await client.ask<{
      webhook: { deliveries: { totalCount: number; nodes: unknown[] } };
    }>(
      `query ($id: ID!) { webhook(id: $id) { deliveries(first: 2) { totalCount nodes { status outcome error attempt } } } }`,
      { id },
    );
    expect(webhook.deliveries).toEqual({
      totalCount: 3,
      nodes: [
        { status: 410, outcome: "FAILED", error: "answered 410: expected 2xx", attempt: 3 },
        { status: 503, outcome: "RETRYING", error: "answered 503: expected 2xx", attempt: 2 },
      ],
    });
  });

  it("receivers that reset, trickle or send without end do no harm", async () => {
    const [client, ears, programme] = [await admin(), await receiver(), await owned()];
    const { id } = await create(client, { url: ears.url, programmeIds: [programme.id] });
    const ping = async () =>
      (
        await client.ask<{ pingWebhook: Record<string, unknown> }>(
          `mutation ($input: WebhookInput!) { pingWebhook(input: $input) {
            ... on WebhookDelivery { outcome status error excerpt eventType } } }`,
          { input: { webhookId: id } },
        )
      ).pingWebhook;
    ears.answers.push((response) => response.destroy());
    expect(await ping()).toMatchObject({ outcome: "FAILED", status: null, error: "no answer (ECONNRESET)" });
    ears.answers.push((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("."), 50);
      response.on("close", () => clearInterval(timer));
    });
    expect(await ping()).toMatchObject({ outcome: "FAILED", error: "no whole answer within 0.4 s" });
    let sent = 0;
    ears.answers.push((response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(65_536, "x");
      const pour = () => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once("drain", pour);
        }
      };
      pour();
    });
    expect(await ping()).toMatchObject({ outcome: "DELIVERED", status: 200, eventType: "webhook.ping" });
    expect(sent).toBeLessThan(20_000_000);
    ears.answers.push(
      (response, { headers }) => void response.end(`you sent ${headers["webhook-signature"]}`),
    );
    expect(await ping()).toMatchObject({ excerpt: "you sent v1,•••" });
  });

  it("a pause loses nothing, and a replay sends again from a revision", async () => {
    const [client, ears, programme] = [await admin(), await receiver(), await owned()];
    const { id } = await create(client, {
      url: ears.url,
      programmeIds: [programme.id],
      verbs: ["START"],
      details: ["ACTOR"],
    });
    const before = await headOf(programme);
    await act(client, "pauseWebhook", "WebhookInput", { webhookId: id });
    await move(programme, 4);
    expect(ears.received).toEqual([]);
    await act(client, "resumeWebhook", "ResumeWebhookInput", { webhookId: id });
    const wanted = [before + 1, before + 3];
    await expect.poll(() => ears.revisions(programme.id), soon).toEqual(wanted);
    expect(ears.received[0]?.event).toMatchObject({
      type: "task.started",
      data: { verb: "START", actor: { name: "陈美治" }, subject: { kind: "TASK", id: programme.card.id } },
    });
    expect(ears.received[0]?.event.data).not.toHaveProperty("fields");
    await expect.poll(async () => (await progressOf(client, id, programme))?.waiting, soon).toBe(0);
    await act(client, "replayWebhook", "ReplayWebhookInput", {
      webhookId: id,
      programmeId: programme.id,
      fromRevision: before + 2,
    });
    await expect.poll(() => ears.revisions(programme.id), soon).toEqual([...wanted, before + 3]);
  });

  it("a rotated secret signs beside the old one for a day, and none is ever in the database or its log", async () => {
    const [client, ears, programme] = [await admin(), await receiver(), await owned()];
    const { id, secret } = await create(client, {
      url: `${ears.url}?key=planted-password`,
      programmeIds: [programme.id],
    });
    const { rotateWebhookSecret: rotated } = await client.ask<{ rotateWebhookSecret: { secret: string } }>(
      `mutation ($input: WebhookInput!) { rotateWebhookSecret(input: $input) { secret } }`,
      { input: { webhookId: id } },
    );
    await move(programme, 1);
    await expect.poll(() => ears.received.length, soon).toBe(1);
    const [first] = ears.received;
    for (const one of [secret, rotated.secret]) verify(one, first!, clock.now());
    turn(25 * 3600);
    await move(programme, 1);
    await expect.poll(() => ears.received.length, soon).toBe(2);
    verify(rotated.secret, ears.received[1]!, clock.now());
    expect(() => verify(secret, ears.received[1]!, clock.now())).toThrow("No matching signature");
    const tables = await luoshi.dump();
    expect(JSON.stringify(tables)).not.toContain(secret.slice(6));
    expect(JSON.stringify(tables)).not.toContain(rotated.secret.slice(6));
    expect(JSON.stringify(tables.change)).not.toContain("planted-password");
  });

  it.each(["role = 'VIEWER'", "disabled_at = created_at"])(
    "an owner who is disabled or loses the role is told nothing more (%s)",
    async (loss) => {
      const [ears, programme] = [await receiver(), await owned()];
      const boss = await admin();
      const keeper = await given.signedIn(given.newName(), Role.SUPERVISOR);
      const { id } = await create(keeper, { url: ears.url, programmeIds: [programme.id] });
      await luoshi.sql(`update person set ${loss} where id = (select owner_id from webhook where id = ?)`, [
        id,
      ]);
      await move(programme, 1);
      await expect.poll(async () => (await look(boss, id)).pausedBecause).toBe("OWNER_MAY_NOT");
      expect(ears.received).toEqual([]);
      expect((await keeper.send(`{ webhooks { totalCount } }`)).code).toMatch(
        /^(FORBIDDEN|UNAUTHENTICATED)$/,
      );
    },
  );

  it("supervisors see their own, administrators all, nobody else any", async () => {
    const [boss, ears] = [await admin(), await receiver()];
    const keeper = await given.signedIn("另一督办", Role.SUPERVISOR);
    const { id } = await create(boss, { url: ears.url });
    const own = await create(keeper, { url: ears.url });
    const query = `query ($id: ID!) { webhook(id: $id) { id } }`;
    expect((await keeper.send(query, { id })).code).toBe("NOT_FOUND");
    expect((await boss.send(query, { id: own.id })).errors).toEqual([]);
    expect((await keeper.send(query, { id: "webhook_unknown" })).code).toBe("NOT_FOUND");
    expect((await (await given.reader()).send(query, { id })).code).toBe("FORBIDDEN");
    const listed = await keeper.ask<{ webhooks: { nodes: { id: string }[] } }>(
      `{ webhooks { nodes { id } } }`,
    );
    expect(listed.webhooks.nodes).toEqual([{ id: own.id }]);
    for (const webhookId of [id, own.id])
      await boss.ask(`mutation ($input: WebhookInput!) { deleteWebhook(input: $input) }`, {
        input: { webhookId },
      });
    expect((await boss.send(query, { id })).code).toBe("NOT_FOUND");
  });

  it("a token keeps webhooks with the scope ADMIN alone, and not when it is bound to programmes", async () => {
    const programme = await owned();
    const personId = await given.person(given.newName(), { role: Role.ADMIN });
    const asked = async (scopes: TokenScope[], programmeIds: string[] | null) => {
      const token = newId("secret");
      const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.CREATE, at: clock.now() };
      await write(luoshi.app.database.orm.em.fork(), attribution, async (em) => {
        const fingerprint = fingerprintOf(token, luoshi.config.secret);
        const made = {
          id: newId("token"),
          person: personId,
          name: "程序",
          scopes,
          programmeIds,
          fingerprint,
        };
        em.persist(em.create(AccessToken, made, { partial: true }));
      });
      const headers = { authorization: `Bearer ${token}` };
      return (await luoshi.stranger.send(`{ webhooks { totalCount } }`, {}, headers)).code;
    };
    expect(await asked([TokenScope.ADMIN], null)).toBeNull();
    expect(await asked([TokenScope.READ, TokenScope.WRITE], null)).toBe("FORBIDDEN");
    expect(await asked([TokenScope.ADMIN], [programme.id])).toBe("FORBIDDEN");
  });

  it("addresses that may not be called are refused with the reason, and a stale change with what is now", async () => {
    const [client, ears] = [await admin(), await receiver()];
    const programme = await owned();
    await expect(create(client, { url: "http://10.0.0.1/" })).rejects.toThrow("WEBHOOK_ADDRESS_NOT_ALLOWED");
    await expect(create(client, { url: "https://user:word@example.org/" })).rejects.toThrow(
      "WEBHOOK_HAS_CREDENTIALS",
    );
    const { id } = await create(client, { url: ears.url, programmeIds: [programme.id] });
    const update = (expectedVersion: number) =>
      client.ask(
        `mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) {
          __typename ... on StaleWebhook { code webhook { name } } ... on Webhook { name version } } }`,
        { input: { webhookId: id, expectedVersion, name: `第${expectedVersion}版` } },
      );
    expect(await update(1)).toEqual({ updateWebhook: { __typename: "Webhook", name: "第1版", version: 2 } });
    expect(await update(1)).toEqual({
      updateWebhook: { __typename: "StaleWebhook", code: "STALE_WEBHOOK", webhook: { name: "第1版" } },
    });
  });

  it("a programme that comes later is told from its first change on", async () => {
    const [client, ears] = [await admin(), await receiver()];
    const { id } = await create(client, { url: ears.url });
    const programme = await owned();
    const head = await headOf(programme);
    const all = Array.from({ length: head }, (_, index) => index + 1);
    await expect.poll(() => ears.revisions(programme.id), soon).toEqual(all);
    await act(client, "pauseWebhook", "WebhookInput", { webhookId: id });
  });

  it("a programme that came while it was paused is told whole, also where others are no longer followed", async () => {
    const [client, ears, other] = [await admin(), await receiver(), await owned()];
    const { id } = await create(client, { url: ears.url });
    await act(client, "pauseWebhook", "WebhookInput", { webhookId: id });
    const programme = await owned();
    const { version } = await look(client, id);
    await act(client, "updateWebhook", "UpdateWebhookInput", {
      webhookId: id,
      expectedVersion: version,
      programmeIds: [programme.id],
    });
    await act(client, "resumeWebhook", "ResumeWebhookInput", { webhookId: id });
    const all = Array.from({ length: await headOf(programme) }, (_, index) => index + 1);
    await expect.poll(() => ears.revisions(programme.id), soon).toEqual(all);
    expect(ears.revisions(other.id)).toEqual([]);
  });

  it("one owner has 20 of them, and is refused one more until one is deleted", async () => {
    const keeper = await given.signedIn(given.newName(), Role.SUPERVISOR);
    const ears = await receiver();
    const ids: string[] = [];
    for (let count = 0; count < 20; count += 1) ids.push((await create(keeper, { url: ears.url })).id);
    await expect(create(keeper, { url: ears.url })).rejects.toThrow("TOO_MANY_WEBHOOKS");
    await create(await admin(), { url: ears.url });
    await keeper.ask(`mutation ($input: WebhookInput!) { deleteWebhook(input: $input) }`, {
      input: { webhookId: ids[0] },
    });
    await create(keeper, { url: ears.url });
  });

  it("the delivery log stays bounded, and an attempt can be sent again", async () => {
    const [client, ears, programme] = [await admin(), await receiver(), await owned()];
    const { id } = await create(client, { url: ears.url, programmeIds: [programme.id] });
    await move(programme, 45);
    await expect.poll(() => ears.received.length, soon).toBe(45);
    await expect.poll(async () => (await progressOf(client, id, programme))?.waiting, soon).toBe(0);
    const [last] = await luoshi.sql<{ id: string }>(
      `select max(id) id from webhook_delivery where webhook_id = ?`,
      [id],
    );
    const again = await client.ask(
      `mutation ($input: ResendDeliveryInput!) { resendDelivery(input: $input) { ... on WebhookDelivery { attempt outcome } } }`,
      { input: { deliveryId: last?.id } },
    );
    expect(again).toEqual({ resendDelivery: { attempt: 2, outcome: "DELIVERED" } });
    expect(ears.received[45]?.id).toBe(ears.received[44]?.id);
    turn(3700);
    const kept = async () =>
      (await luoshi.sql(`select id from webhook_delivery where webhook_id = ?`, [id])).length;
    await expect.poll(kept, soon).toBe(40);
    turn(31 * 86_400);
    await expect.poll(kept, soon).toBe(0);
  });

  it(
    "a server that stops in the middle goes on after its start, and two of them send no event twice",
    { timeout: 60_000 },
    async () => {
      const [client, ears, programme] = [await admin(), await receiver(), await owned()];
      const { id } = await create(client, { url: ears.url, programmeIds: [programme.id] });
      const before = await headOf(programme);
      ears.answers.push(() => undefined);
      await move(programme, 2);
      await expect.poll(() => ears.received.length, soon).toBe(1);
      const second = await createApp(luoshi.config, clock);
      try {
        await expect.poll(() => ears.revisions(programme.id).at(-1), soon).toBe(before + 1);
        await expect.poll(async () => (await progressOf(client, id, programme))?.attempts, soon).toBe(1);
        turnOn();
        await move(programme, 20);
        const wanted = Array.from({ length: 22 }, (_, index) => before + 1 + index);
        await expect.poll(() => ears.revisions(programme.id)).toEqual([before + 1, ...wanted]);
      } finally {
        await second.stop();
      }
      expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
    },
  );
});
