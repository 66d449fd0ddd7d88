import { afterAll, beforeAll, expect, it } from "vitest";
import { Luoshi } from "../kit/luoshi.js";

const luoshi = new Luoshi("SQLite");
beforeAll(() => luoshi.start({ today: "2022-08-15" }));
afterAll(() => luoshi.stop());

it("where the day is pinned, a webhook that somebody pauses is paused from now, not from that day", async () => {
  const supervisor = await luoshi.given.supervisor();
  const { createWebhook } = await supervisor.ask<{ createWebhook: { webhook: { id: string } } }>(
    `mutation ($input: CreateWebhookInput!) {
      createWebhook(input: $input) { ... on WebhookWithSecret { webhook { id } } } }`,
    { input: { name: "县大屏", url: "https://93.184.215.14/hooks" } },
  );
  const before = Date.now();
  const { pauseWebhook } = await supervisor.ask<{ pauseWebhook: { pausedAt: string } }>(
    `mutation ($input: WebhookInput!) { pauseWebhook(input: $input) { pausedAt } }`,
    { input: { webhookId: createWebhook.webhook.id } },
  );
  const pausedAt = Date.parse(pauseWebhook.pausedAt);
  expect(pausedAt).toBeGreaterThanOrEqual(before);
  expect(pausedAt).toBeLessThanOrEqual(Date.now());
});
